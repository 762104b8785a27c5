import { COUNTS, type Counts, type ErrorCount, LATENCIES, type Latency } from '../measure/result.ts';
import { type Estimate, exactEstimate, meanEstimate, medianEstimate } from './intervals/interval.ts';
import type { GroupFigures, LatencyFigures } from './replication.ts';

/** A group of messages over all replications: counts are sums, latencies have intervals. */
export interface PooledFigures {
  readonly counts: Counts;
  /** Of each count, its mean in a replication. */
  readonly meanCounts: Readonly<Record<keyof Counts, Estimate>>;
  readonly segments: GroupFigures['segments'];
  /** In ascending order of codes. */
  readonly errors: readonly PooledError[];
  readonly latencies: Readonly<Record<Latency, PooledLatency>>;
}

/** How many requests or messages ended with one code, in all replications and in one on average. */
export type PooledError = ErrorCount & { readonly mean: Estimate };

/** The figures of a latency that have an interval over replications. */
export const ESTIMATED = ['mean', 'p50', 'p90', 'p95', 'p99'] as const;
export type Estimated = (typeof ESTIMATED)[number];

/** A latency over all replications, in microseconds; all but `n` undefined with n = 0. */
export type PooledLatency = Readonly<Record<Estimated, Estimate | undefined>> & {
  /** Values in all replications together. */
  readonly n: number;
  /** Of all replications. */
  readonly min: number | undefined;
  readonly max: number | undefined;
};

/** Puts the figures of one group in several replications, at least one, together; `isRandom`: they may differ. */
export function pool(groups: readonly GroupFigures[], isRandom: boolean): PooledFigures {
  const estimators = isRandom
    ? { mean: meanEstimate, median: medianEstimate }
    : { mean: exactEstimate, median: exactEstimate };
  const counts = COUNTS.map((count) => [count, sumOf(groups.map((group) => group.counts[count]))]);
  const means = COUNTS.map((count) => [count, estimators.mean(groups.map((group) => group.counts[count]))]);
  const latencies = LATENCIES.map((latency) => [
    latency,
    poolLatency(
      groups.map((group) => group.latencies[latency]),
      estimators,
    ),
  ]);
  // Each list of entries has every key.
  return {
    counts: Object.fromEntries(counts) as PooledFigures['counts'],
    meanCounts: Object.fromEntries(means) as PooledFigures['meanCounts'],
    segments: {
      submitted: sumOf(groups.map(({ segments }) => segments.submitted)),
      sent: sumOf(groups.map(({ segments }) => segments.sent)),
    },
    errors: poolErrors(groups, estimators),
    latencies: Object.fromEntries(latencies) as PooledFigures['latencies'],
  };
}

type Estimator = (values: readonly number[]) => Estimate | undefined;
type Estimators = Readonly<Record<'mean' | 'median', Estimator>>;

function poolLatency(parts: readonly LatencyFigures[], { mean, median }: Estimators): PooledLatency {
  const valuesOf = (figure: keyof LatencyFigures): readonly number[] =>
    parts.flatMap((part) => part[figure] ?? []);
  const [mins, maxes] = [valuesOf('min'), valuesOf('max')];
  return {
    n: sumOf(valuesOf('n')),
    min: mins.length === 0 ? undefined : mins.reduce((a, b) => Math.min(a, b)),
    max: maxes.length === 0 ? undefined : maxes.reduce((a, b) => Math.max(a, b)),
    mean: mean(valuesOf('mean')),
    p50: median(valuesOf('p50')),
    p90: median(valuesOf('p90')),
    p95: median(valuesOf('p95')),
    p99: median(valuesOf('p99')),
  };
}

/** A replication without a code counts as one with none of it. */
function poolErrors(groups: readonly GroupFigures[], { mean }: Estimators): readonly PooledError[] {
  const countsByKey = new Map<string, { readonly error: ErrorCount; readonly counts: number[] }>();
  groups.forEach(({ errors }, place) => {
    for (const error of errors) {
      const key = `${error.code} ${error.status}`;
      const known = countsByKey.get(key) ?? { error, counts: groups.map(() => 0) };
      known.counts[place] = error.count;
      countsByKey.set(key, known);
    }
  });
  return [...countsByKey.values()]
    .map(({ error, counts }) => ({ ...error, count: sumOf(counts), mean: mean(counts)! }))
    .sort((a, b) => a.code - b.code || (a.status < b.status ? -1 : 1));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
