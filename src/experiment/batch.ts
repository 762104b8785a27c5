import type { Setting } from '../measure/result.ts';
import type { Plan, PlanExpectation } from '../scenario/plan.ts';
import { settingOf } from '../setting.ts';
import { type Estimate, meanEstimate, medianEstimate } from './intervals/interval.ts';
import type { Finding } from './judge.ts';
import { type PooledFigures, pool } from './pooled.ts';
import type { Precision, PrecisionReached } from './precision.ts';
import type { ReplicationFigures } from './replication.ts';
import type { Judgement } from './report-input.ts';

/** What a number of replications of one plan found: plain data, from which its reports are made. */
export interface Batch {
  readonly setting: Setting;
  /** In order, from replication 0. */
  readonly replications: readonly ReplicationFigures[];
  /** False: all replications are alike, so one was run. */
  readonly isRandom: boolean;
  readonly totals: PooledFigures;
  /** By stream. */
  readonly traffic: readonly PooledFigures[];
  /** By sender. */
  readonly senders: readonly PooledFigures[];
  readonly expectations: readonly Judgement[];
  /** What precision was asked for, and what came of it; undefined when none was. */
  readonly precision: (Precision & PrecisionReached) | undefined;
}

/** Pools replications and judges the expectations on their intervals. */
export function batchOf(
  plan: Plan,
  replications: readonly ReplicationFigures[],
  isRandom: boolean,
  precision: Batch['precision'],
): Batch {
  return {
    setting: settingOf(plan, 0),
    replications,
    isRandom,
    totals: pool(replications.map(({ totals }) => totals)),
    traffic: plan.streams.map((_, stream) => pool(replications.map(({ traffic }) => traffic[stream]!))),
    senders: plan.senders.map((_, sender) => pool(replications.map(({ senders }) => senders[sender]!))),
    expectations: plan.expectations.map((expectation, place) =>
      judgeOver(
        expectation,
        replications.map(({ findings }) => findings[place]!),
        isRandom,
      ),
    ),
    precision,
  };
}

/**
 * One expectation over replications: `pass` or `fail` where the whole interval lies on one side of the bound. A mean, a
 * count or a share is judged by its mean; a quantile, an extreme or an instant by its median.
 */
export function judgeOver(
  { line, text, statistic, atMost, atLeast }: PlanExpectation,
  findings: readonly Finding[],
  isRandom: boolean,
): Judgement {
  const values = findings.flatMap(({ value }) => value ?? []);
  const isAveraged = AVERAGED.includes(statistic.kind);
  const estimate = isAveraged ? meanEstimate(values) : medianEstimate(values);
  const [{ unit } = { unit: 'count' as const }] = findings;
  const common = { line, text, unit, atMost, atLeast };
  if (estimate === undefined) return { ...common, verdict: 'no data', value: undefined, n: 0 };
  const sure = isRandom ? estimate : { ...estimate, low: estimate.value, high: estimate.value };
  return {
    ...common,
    verdict: verdictOn(sure, atMost, atLeast),
    value: finite(sure.value),
    n: sure.n,
    low: finite(sure.low),
    high: finite(sure.high),
  };
}

const AVERAGED: readonly string[] = ['mean', 'count', 'share'];

/** Without an interval nothing is known: it may lie anywhere. */
function verdictOn(
  { low = -Infinity, high = Infinity }: Pick<Estimate, 'low' | 'high'>,
  atMost = Infinity,
  atLeast = -Infinity,
): Judgement['verdict'] {
  if (low > atMost || high < atLeast || low === Infinity) return 'fail';
  return high <= atMost && low >= atLeast && high !== Infinity ? 'pass' : 'inconclusive';
}

function finite(value: number | undefined): number | undefined {
  return value === Infinity ? undefined : value;
}
