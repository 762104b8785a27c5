import type { Rate } from '../kernel/rate.ts';
import { byMessage, type History } from './history.ts';

/**
 * Lindley's recursion equals every wait of a sender with burst 1, a constant rate and no queue limit, exactly: the
 * server is free again one token's time after each segment, and a message begins at its submission or then,
 * whichever is later; what is seen is the first whole microsecond. Only for drained runs.
 *
 * Source: D. V. Lindley, "The theory of queues with a single server", Proc. Cambridge Phil. Soc. 48 (1952).
 */
export function lindleyBreaches(history: History, sender: number, rate: Rate): readonly string[] {
  const units = BigInt(rate.units);
  const perToken = BigInt(rate.perUs);
  const seen = (scaled: bigint): number => Number((scaled + units - 1n) / units);
  // Times are scaled by the rate's units, so that a token's time is whole.
  let freeAt = 0n;
  return [...byMessage(history).values()].flatMap((facts) => {
    const last = facts.findLast((fact) => fact.kind === 'sent' && fact.sender === sender);
    if (last === undefined) return [];
    const submitted = BigInt(last.submittedAtUs) * units;
    const begins = submitted > freeAt ? submitted : freeAt;
    freeAt = begins + perToken * BigInt(last.segments);
    const [first, sent] = [seen(begins), seen(freeAt - perToken)];
    if (first === last.firstSegmentAtUs && sent === last.lastSegmentAtUs) return [];
    const { serial, firstSegmentAtUs, lastSegmentAtUs } = last;
    return [
      `message ${serial} left at ${firstSegmentAtUs} to ${lastSegmentAtUs} us, not ${first} to ${sent} us`,
    ];
  });
}
