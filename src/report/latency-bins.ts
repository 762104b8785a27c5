import type { Distribution } from '../measure/distribution.ts';
import { DOUBLING_US, roundAtLeast } from './round-durations.ts';

/** The values from one round duration to before the next, in microseconds. */
export interface LatencyBin {
  readonly fromUs: number;
  readonly untilUs: number;
  /** How many there are. */
  readonly count: number;
}

/** Bins that a screen has room for. */
const BINS_MAX = 14;
/** The share of all values above which one equal bin would hide how they are spread. */
const SHARE_MAX = 0.4;

/**
 * A distribution in bins with round bounds, from that of the smallest value to that of the largest: equal ones, or each
 * twice the one before where an equal one would hold too many. The counts add up to n; empty with n = 0.
 */
export function latencyBins(distribution: Distribution): readonly LatencyBin[] {
  if (distribution.n === 0) return [];
  const { n, minUs, maxUs } = distribution;
  const equal = binsBetween(equalBounds(minUs, maxUs), distribution);
  const isHidden = equal.some(({ count }) => count > SHARE_MAX * n);
  return isHidden ? binsBetween(doublingBounds(minUs, maxUs), distribution) : equal;
}

function binsBetween(bounds: readonly number[], distribution: Distribution): readonly LatencyBin[] {
  const counts = distribution.countsFrom(bounds.slice(0, -1));
  return counts.map((count, bin) => ({ fromUs: bounds[bin]!, untilUs: bounds[bin + 1]!, count }));
}

function equalBounds(minUs: number, maxUs: number): readonly number[] {
  let stepUs = roundAtLeast((maxUs - minUs + 1) / BINS_MAX);
  // Round bounds reach beyond both ends, which can take one bin more.
  if (binsOf(minUs, maxUs, stepUs) > BINS_MAX) stepUs = roundAtLeast(stepUs + 1);
  const first = Math.floor(minUs / stepUs);
  return Array.from({ length: binsOf(minUs, maxUs, stepUs) + 1 }, (_, bound) => (first + bound) * stepUs);
}

function binsOf(minUs: number, maxUs: number, stepUs: number): number {
  return Math.floor(maxUs / stepUs) - Math.floor(minUs / stepUs) + 1;
}

/** The lowest bin begins at 0 where the smallest values are far below the others. */
function doublingBounds(minUs: number, maxUs: number): readonly number[] {
  const end = DOUBLING_US.findIndex((us) => us > maxUs);
  const rungs = end === -1 ? [...DOUBLING_US, maxUs + 1] : DOUBLING_US.slice(0, end + 1);
  const first = rungs.findLastIndex((us) => us <= minUs);
  if (first !== -1 && rungs.length - first <= BINS_MAX + 1) return rungs.slice(first);
  return [0, ...rungs.slice(-BINS_MAX)];
}
