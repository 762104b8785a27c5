import type { Result } from '../measure/result.ts';

/** Senders by index: the longest peak queue first, then the most segments sent. */
export function worstSenders({ senders }: Result): readonly number[] {
  return senders
    .map((_, sender) => sender)
    .sort((a, b) => {
      const [one, other] = [senders[a]!, senders[b]!];
      return (
        other.peakBacklogSegments - one.peakBacklogSegments || other.segmentsLeft - one.segmentsLeft || a - b
      );
    });
}
