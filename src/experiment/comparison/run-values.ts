import { COUNTS, LATENCIES, type Latency } from '../../measure/result.ts';
import { totalsOf } from '../../measure/select.ts';
import { costOf } from '../cost.ts';
import { type ComparedFigure, STATISTICS } from './comparison.ts';
import type { WatchedRun } from './watched-run.ts';

/** What a figure is, without its values. */
export type FigureName = Pick<ComparedFigure, 'metric' | 'statistic' | 'unit'>;

/** The figures that are compared, in their order. */
export const FIGURE_NAMES: readonly FigureName[] = [
  ...LATENCIES.flatMap((metric) =>
    STATISTICS.map((statistic): FigureName => ({ metric, statistic, unit: 'us' })),
  ),
  ...COUNTS.map((metric): FigureName => ({ metric, statistic: undefined, unit: 'count' })),
  { metric: 'cost', statistic: undefined, unit: 'millionths' },
  { metric: 'drained', statistic: undefined, unit: 'instant' },
];

/** The values of one run, in the order of FIGURE_NAMES; undefined where it has none. */
export function valuesOf({ plan, result }: WatchedRun): readonly (number | undefined)[] {
  const { counts, latencies } = totalsOf(result);
  return [
    ...LATENCIES.flatMap((latency) =>
      STATISTICS.map((statistic) => statisticOf(latencies[latency], statistic)),
    ),
    ...COUNTS.map((count) => counts[count]),
    costOf(plan, result).totalMillionths,
    // While segments still stand in a queue, it is not.
    (result.throughput.total.backlogSegments.at(-1) ?? 0) > 0 ? undefined : result.drainedAtUs,
  ];
}

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

function statisticOf(
  distribution: ReturnType<typeof totalsOf>['latencies'][Latency],
  statistic: (typeof STATISTICS)[number],
): number | undefined {
  if (statistic === 'mean') return distribution.meanUs;
  if (statistic === 'max') return distribution.n === 0 ? undefined : distribution.maxUs;
  return distribution.quantileUs(SHARES[statistic]);
}
