import { type Distribution, rankOf } from '../measure/distribution.ts';
import type { ClosedForm } from '../measure/proof.ts';
import { constantLength, type SoleStream } from './sole-streams.ts';

/** A quantile of a histogram is this much off at the most, as a share of it. */
const HISTOGRAM_ERROR = 0.001;

const STATISTICS = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
  ['max', 1],
] as const;

/**
 * A batch that meets an idle sender with a full bucket: of messages of s segments each, the one with k before it waits
 * for k s tokens less those in hand, so every quantile of the queue wait is known to the microsecond.
 *
 * @param waits the queue waits of the sender, of those of the batch that were admitted.
 */
export function blastOf(stream: SoleStream, id: string, waits: Distribution): ClosedForm | undefined {
  const segments = constantLength(stream.lengths);
  const { n } = waits;
  if (stream.arrivals.kind !== 'batch' || segments === undefined || n === 0) return undefined;
  return {
    form: 'blast',
    senders: 1,
    sender: id,
    messages: n,
    figures: STATISTICS.map(([statistic, share]) => {
      const predictedUs = waitUs(stream, (rankOf(share, n) - 1) * segments);
      const isExact = waits.exact || share === 1;
      const toleranceUs = isExact ? 0 : Math.ceil(predictedUs * HISTOGRAM_ERROR);
      return { statistic, predictedUs, simulatedUs: waits.quantileUs(share)!, toleranceUs };
    }),
  };
}

/** How long a message waits with so many segments before it, in whole microseconds, rounded up as departures are. */
function waitUs({ rate, burst }: SoleStream, before: number): number {
  const lacking = BigInt(Math.max(0, before - burst + 1)) * BigInt(rate.perUs);
  const units = BigInt(rate.units);
  return Number((lacking + units - 1n) / units);
}
