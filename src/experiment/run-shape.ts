import type { Result } from '../measure/result.ts';
import { totalsOf } from '../measure/select.ts';

/** Marks on the curve of a latency: the quantiles 0, 1, 2 … 100 %. */
export const SHAPE_QUANTILES = 100;

/** What charts that lay several runs over each other need of one: some thousand numbers. */
export interface RunShape {
  readonly intervalUs: number;
  /** Segments that had joined queues, and that had left them, by the end of each interval. */
  readonly arrived: readonly number[];
  readonly left: readonly number[];
  /** End-to-end latency at every hundredth of its messages, in microseconds; empty where there is none. */
  readonly endToEndUs: readonly number[];
}

/** The shape of a run. */
export function shapeOf(result: Result): RunShape {
  const { intervalUs, total } = result.throughput;
  const latency = totalsOf(result).latencies.end_to_end;
  return {
    intervalUs,
    arrived: runningTotal(total.admittedSegments),
    left: runningTotal(total.leftSegments),
    endToEndUs:
      latency.n === 0
        ? []
        : Array.from(
            { length: SHAPE_QUANTILES + 1 },
            // With n above 0 there is every quantile; the one of nothing is the least.
            (_, mark) => (mark === 0 ? latency.minUs : latency.quantileUs(mark / SHAPE_QUANTILES)!),
          ),
  };
}

function runningTotal(column: Float64Array): readonly number[] {
  let sum = 0;
  return Array.from(column, (value) => {
    sum += value;
    return sum;
  });
}
