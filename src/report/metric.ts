import { secondsOf } from '../kernel/time.ts';
import type { Distribution } from '../measure/distribution.ts';

/** A distribution as `summary.json` has it: seconds, and nothing but `n` where it is empty. */
export function metricOf(distribution: Distribution): Record<string, number | undefined> {
  if (distribution.n === 0) return { n: 0 };
  return {
    n: distribution.n,
    mean: seconds(distribution.meanUs),
    min: seconds(distribution.minUs),
    p50: seconds(distribution.quantileUs(0.5)),
    p90: seconds(distribution.quantileUs(0.9)),
    p95: seconds(distribution.quantileUs(0.95)),
    p99: seconds(distribution.quantileUs(0.99)),
    max: seconds(distribution.maxUs),
  };
}

/** Whole microseconds, as seconds; undefined stays so. */
export function seconds(us: number | undefined): number | undefined {
  return us === undefined ? undefined : secondsOf(Math.round(us));
}
