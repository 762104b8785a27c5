import type { Throughput } from '../measure/result.ts';

/** A stretch of intervals that are shown as one, `from` to before `until`. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What flowed in each of some stretches of time, which lie side by side from the start to the end of the run. */
export interface FlowBins {
  /** The length of each, in intervals. */
  readonly intervals: readonly number[];
  /** Requests; all together they are those submitted. */
  readonly arrivals: readonly number[];
  /** Messages whose last segment left. */
  readonly sent: readonly number[];
  /** The longest queue at the end of an interval, in segments. */
  readonly backlog: readonly number[];
}

/** The whole run in at most `most` stretches, as equal as whole intervals allow. Counts are exact. */
export function flowBins({ length, total }: Throughput, most: number): FlowBins {
  const bins = Math.min(most, length);
  const stretches = Array.from({ length: bins }, (_, bin) => ({
    from: Math.floor((bin * length) / bins),
    until: Math.floor(((bin + 1) * length) / bins),
  }));
  const { submitted, sent, backlogSegments } = total;
  return {
    intervals: stretches.map(({ from, until }) => until - from),
    arrivals: sums(submitted, stretches),
    sent: sums(sent, stretches),
    backlog: stretches.map(({ from, until }) => Math.max(0, ...backlogSegments.subarray(from, until))),
  };
}

function sums(column: Float64Array, stretches: readonly Stretch[]): readonly number[] {
  return stretches.map(({ from, until }) => column.subarray(from, until).reduce((sum, one) => sum + one, 0));
}
