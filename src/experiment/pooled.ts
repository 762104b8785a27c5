import { COUNTS, type Counts, type ErrorCount, LATENCIES, type Latency } from '../measure/result.ts';
import { type Estimate, meanEstimate, medianEstimate } from './intervals/interval.ts';
import type { GroupFigures, LatencyFigures } from './replication.ts';

/** A group of messages over all replications: counts are sums, latencies have intervals. */
export interface PooledFigures {
  readonly counts: Counts;
  /** Of each count, its mean in a replication. */
  readonly meanCounts: Readonly<Record<keyof Counts, Estimate>>;
  readonly segments: GroupFigures['segments'];
  /** In ascending order of codes. */
  readonly errors: readonly ErrorCount[];
  readonly latencies: Readonly<Record<Latency, PooledLatency>>;
}

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

/** Puts the figures of one group in several replications, at least one, together. */
export function pool(groups: readonly GroupFigures[]): PooledFigures {
  const counts = COUNTS.map((count) => [count, sumOf(groups.map((group) => group.counts[count]))]);
  const means = COUNTS.map((count) => [count, meanEstimate(groups.map((group) => group.counts[count]))]);
  const latencies = LATENCIES.map((latency) => [
    latency,
    poolLatency(groups.map((group) => group.latencies[latency])),
  ]);
  // Each list of entries has every key.
  return {
    counts: Object.fromEntries(counts) as PooledFigures['counts'],
    meanCounts: Object.fromEntries(means) as PooledFigures['meanCounts'],
    segments: {
      submitted: sumOf(groups.map(({ segments }) => segments.submitted)),
      sent: sumOf(groups.map(({ segments }) => segments.sent)),
    },
    errors: poolErrors(groups.flatMap(({ errors }) => errors)),
    latencies: Object.fromEntries(latencies) as PooledFigures['latencies'],
  };
}

function poolLatency(parts: readonly LatencyFigures[]): PooledLatency {
  const valuesOf = (figure: keyof LatencyFigures): readonly number[] =>
    parts.flatMap((part) => part[figure] ?? []);
  const [mins, maxes] = [valuesOf('min'), valuesOf('max')];
  return {
    n: sumOf(valuesOf('n')),
    min: mins.length === 0 ? undefined : mins.reduce((a, b) => Math.min(a, b)),
    max: maxes.length === 0 ? undefined : maxes.reduce((a, b) => Math.max(a, b)),
    mean: meanEstimate(valuesOf('mean')),
    p50: medianEstimate(valuesOf('p50')),
    p90: medianEstimate(valuesOf('p90')),
    p95: medianEstimate(valuesOf('p95')),
    p99: medianEstimate(valuesOf('p99')),
  };
}

function poolErrors(errors: readonly ErrorCount[]): readonly ErrorCount[] {
  const byKey = new Map<string, ErrorCount>();
  for (const error of errors) {
    const key = `${error.code} ${error.status}`;
    byKey.set(key, { ...error, count: error.count + (byKey.get(key)?.count ?? 0) });
  }
  return [...byKey.values()].sort((a, b) => a.code - b.code || (a.status < b.status ? -1 : 1));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
