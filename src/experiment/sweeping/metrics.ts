import { MILLIONTHS_PER_UNIT } from '../../kernel/money.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { COUNTS, LATENCIES } from '../../measure/result.ts';
import type { Estimate } from '../intervals/interval.ts';
import type { CellOutcome } from './cell-outcome.ts';

/** The figures of a latency that sweeps tell. */
export const SWEPT_STATISTICS = ['mean', 'p50', 'p95', 'p99'] as const;

/** A figure that every cell has, unless nothing happened that it could be taken of. */
export interface CellMetric {
  /** As expectations name it: `end_to_end`. */
  readonly metric: string;
  /** `mean`: of counts and money, in one replication; `median`: over replications, of a figure of a whole run. */
  readonly statistic: string;
  readonly unit: string;
  /** In the unit. */
  readonly of: (outcome: CellOutcome) => Estimate | undefined;
}

function scaled(estimate: Estimate | undefined, unit: number): Estimate | undefined {
  if (estimate === undefined) return undefined;
  const { value, low, high, n } = estimate;
  return {
    value: value / unit,
    low: low === undefined ? undefined : low / unit,
    high: high === undefined ? undefined : high / unit,
    n,
  };
}

/** All of them, in the order of reports. `lost` are the messages that were refused or failed. */
export const CELL_METRICS: readonly CellMetric[] = [
  ...COUNTS.map((metric) => ({
    metric,
    statistic: 'mean',
    unit: 'messages',
    of: ({ totals }: CellOutcome) => totals.meanCounts[metric],
  })),
  { metric: 'lost', statistic: 'mean', unit: 'messages', of: ({ lost }) => lost },
  ...LATENCIES.flatMap((metric) =>
    SWEPT_STATISTICS.map((statistic) => ({
      metric,
      statistic,
      unit: 's',
      of: ({ totals }: CellOutcome) => scaled(totals.latencies[metric][statistic], US_PER_SECOND),
    })),
  ),
  {
    metric: 'cost',
    statistic: 'mean',
    unit: 'currency',
    of: ({ run }) => scaled(run.costMillionths, MILLIONTHS_PER_UNIT),
  },
  { metric: 'backlog', statistic: 'peak', unit: 'segments', of: ({ run }) => run.peakBacklogSegments },
  { metric: 'drained', statistic: 'at', unit: 's', of: ({ run }) => scaled(run.drainedUs, US_PER_SECOND) },
];

/** The name of a metric for `--of`: `lost`, or `end_to_end.p95` where there are several statistics. */
export function metricName({ metric, statistic }: CellMetric): string {
  return CELL_METRICS.filter((one) => one.metric === metric).length === 1 ? metric : `${metric}.${statistic}`;
}

/** The metric of that name. */
export function metricNamed(name: string): CellMetric | undefined {
  return CELL_METRICS.find((one) => metricName(one) === name);
}

/** What is looked at unless said: what is lost, where anything is; else the slowest messages. */
export function defaultMetric(outcomes: readonly CellOutcome[]): CellMetric {
  // Both are in the table.
  return metricNamed(outcomes.some(({ lost }) => lost.value > 0) ? 'lost' : 'end_to_end.p95')!;
}
