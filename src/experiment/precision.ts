import type { Latency } from '../measure/result.ts';
import { type Estimate, exactEstimate, meanEstimate, medianEstimate } from './intervals/interval.ts';
import type { Estimated } from './pooled.ts';
import type { ReplicationFigures } from './replication.ts';

/** How narrow the interval of one figure is to be, before no more replications are run. */
export interface Precision {
  readonly latency: Latency;
  readonly figure: Estimated;
  /** Half the width of the interval, as a part of the value: .02 is 2 %. */
  readonly relative: number;
}

/** Whether it became as narrow, and how narrow. */
export interface PrecisionReached {
  readonly isReached: boolean;
  /** Undefined where there is no interval. */
  readonly found: number | undefined;
}

/** Replications between two looks: to look after each one would stop at intervals that are narrow by accident. */
export const LOOK_EVERY = 10;

/** How precise a figure is after some replications; `isRandom`: they may differ. */
export function precisionAfter(
  { latency, figure, relative }: Precision,
  replications: readonly ReplicationFigures[],
  isRandom: boolean,
): PrecisionReached {
  const values = replications.flatMap(({ totals }) => totals.latencies[latency][figure] ?? []);
  const estimateOf = figure === 'mean' ? meanEstimate : medianEstimate;
  const found = relativeHalfWidth((isRandom ? estimateOf : exactEstimate)(values));
  return { isReached: found !== undefined && found <= relative, found };
}

/** An interval that is a point is exact, even at 0; an interval around 0 is never narrow beside it. */
function relativeHalfWidth(estimate: Estimate | undefined): number | undefined {
  if (estimate?.low === undefined || estimate.high === undefined) return undefined;
  const half = (estimate.high - estimate.low) / 2;
  return half === 0 ? 0 : half / Math.abs(estimate.value);
}
