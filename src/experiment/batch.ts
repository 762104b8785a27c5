import type { Proof } from '../measure/proof.ts';
import type { Setting } from '../measure/result.ts';
import type { Plan, PlanExpectation } from '../scenario/plan.ts';
import { settingOf } from '../setting.ts';
import type { Finding } from './finding.ts';
import { exactEstimate, meanEstimate, medianEstimate } from './intervals/interval.ts';
import { finite, judgementOn } from './judge.ts';
import { type PooledFigures, pool } from './pooled.ts';
import { poolProofs } from './pooled-proof.ts';
import type { Precision, PrecisionReached } from './precision.ts';
import type { GroupFigures, ReplicationFigures } from './replication.ts';
import type { Judgement } from './report-input.ts';
import { type PooledRun, poolRuns } from './run-figures.ts';

/** What a number of replications of one plan found: plain data, from which its reports are made. */
export interface Batch {
  readonly setting: Setting;
  /** In order, from replication 0. */
  readonly replications: readonly ReplicationFigures[];
  /** False: all replications are alike, so one was run. */
  readonly isRandom: boolean;
  readonly totals: PooledFigures;
  /** Of the runs as a whole. */
  readonly run: PooledRun;
  /** ISO 4217: of their cost. */
  readonly currency: string;
  /** Whether something of it has no price, so that it is only a part. */
  readonly isCostPartial: boolean;
  /** By stream. */
  readonly traffic: readonly PooledFigures[];
  /** By sender. */
  readonly senders: readonly PooledFigures[];
  readonly expectations: readonly Judgement[];
  /** What all of them proved; undefined: they did not prove themselves. */
  readonly proof: Proof | undefined;
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
  const pooled = (groupOf: (one: ReplicationFigures) => GroupFigures): PooledFigures =>
    pool(replications.map(groupOf), isRandom);
  return {
    setting: settingOf(plan, 0),
    replications,
    isRandom,
    totals: pooled(({ totals }) => totals),
    run: poolRuns(
      replications.map(({ run }) => run),
      isRandom,
    ),
    currency: plan.prices.currency,
    isCostPartial: replications.some((one) => one.isCostPartial),
    proof: poolProofs(replications),
    traffic: plan.streams.map((_, stream) => pooled(({ traffic }) => traffic[stream]!)),
    senders: plan.senders.map((_, sender) => pooled(({ senders }) => senders[sender]!)),
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
 * count, a share or a total is judged by its mean; a quantile, an extreme or an instant by its median.
 */
export function judgeOver(
  expectation: PlanExpectation,
  findings: readonly Finding[],
  isRandom: boolean,
): Judgement {
  const values = findings.flatMap(({ value }) => value ?? []);
  const estimateOf = AVERAGED.includes(expectation.statistic.kind) ? meanEstimate : medianEstimate;
  const estimate = (isRandom ? estimateOf : exactEstimate)(values);
  const [{ unit, currency } = { unit: 'count' as const, currency: undefined }] = findings;
  if (estimate === undefined)
    return judgementOn(expectation, undefined, { value: undefined, unit, currency, n: 0 });
  const { value, n } = estimate;
  return {
    ...judgementOn(expectation, estimate, { value, unit, currency, n }),
    low: finite(estimate.low),
    high: finite(estimate.high),
  };
}

/** Statistics that are judged by their mean. */
export const AVERAGED: readonly string[] = ['mean', 'count', 'share', 'total'];
