import { AVERAGED } from '../batch.ts';
import { type Estimate, exactEstimate, meanEstimate, medianEstimate } from '../intervals/interval.ts';
import { finite, verdictOn } from '../judge.ts';
import { type PooledFigures, pool } from '../pooled.ts';
import type { Judgement } from '../report-input.ts';
import { type PooledRun, poolRuns, RUN_FIGURES, type RunFigures } from '../run-figures.ts';
import type { JobFigures, JobFinding } from './cell-job.ts';
import type { CellValues } from './cells.ts';

/** What the runs of one cell came to: plain data. */
export interface CellOutcome {
  /** Its place in the sweep, from 0. */
  readonly cell: number;
  readonly values: CellValues;
  /** Of each replication, from 0; one where nothing is left to chance. */
  readonly fingerprints: readonly string[];
  /** ISO 4217: of the cost. */
  readonly currency: string;
  readonly totals: PooledFigures;
  /** Messages that were refused or failed, in one replication on average. */
  readonly lost: Estimate;
  readonly run: PooledRun;
  readonly verdicts: readonly CellVerdict[];
  /** Laws that a run broke, and in which replication. */
  readonly breaks: readonly { readonly replication: number; readonly sentence: string }[];
}

/** What became of an expectation in a cell. */
export type CellVerdict = Pick<
  Judgement,
  'text' | 'severity' | 'verdict' | 'value' | 'low' | 'high' | 'n' | 'unit' | 'currency'
>;

/** Puts the replications of a cell, at least one, together. */
export function outcomeOf(cell: number, values: CellValues, figures: readonly JobFigures[]): CellOutcome {
  const { isRandom, currency, findings } = figures[0]!;
  const lost = figures.map(({ totals }) => totals.counts.refused + totals.counts.failed);
  return {
    cell,
    values,
    fingerprints: figures.map(({ fingerprint }) => fingerprint),
    currency,
    totals: pool(
      figures.map(({ totals }) => totals),
      isRandom,
    ),
    // There is at least one.
    lost: (isRandom ? meanEstimate : exactEstimate)(lost)!,
    run: poolRuns(
      figures.map(({ run }) => completed(run)),
      isRandom,
    ),
    verdicts: findings.map((_, place) =>
      verdictOf(
        figures.map((one) => one.findings[place]!),
        isRandom,
      ),
    ),
    breaks: figures.flatMap(({ breaks }, replication) =>
      breaks.map((sentence) => ({ replication, sentence })),
    ),
  };
}

/** Figures that a run does not have are absent in JSON. */
function completed(run: Partial<RunFigures>): RunFigures {
  // Each figure is given here.
  return Object.fromEntries(RUN_FIGURES.map((figure) => [figure, run[figure]])) as RunFigures;
}

/** As expectations are judged over replications. */
function verdictOf(findings: readonly JobFinding[], isRandom: boolean): CellVerdict {
  const { text, severity, statistic, atMost, atLeast, unit, currency } = findings[0]!;
  const values = findings.flatMap(({ value }) => (value === 'never' ? Infinity : (value ?? [])));
  // A single run is judged by what it found, as any run is.
  if (findings.length === 1) return ofOneRun(findings[0]!, values);
  const estimateOf = AVERAGED.includes(statistic) ? meanEstimate : medianEstimate;
  const estimate = (isRandom ? estimateOf : exactEstimate)(values);
  const common = { text, severity, unit, ...(currency === undefined ? {} : { currency }) };
  if (estimate === undefined) return { ...common, verdict: 'no data', value: undefined, n: 0 };
  return {
    ...common,
    verdict: verdictOn(estimate, atMost, atLeast),
    value: finite(estimate.value),
    low: finite(estimate.low),
    high: finite(estimate.high),
    n: estimate.n,
  };
}

function ofOneRun(
  { text, severity, atMost, atLeast, unit, currency }: JobFinding,
  [value]: readonly number[],
): CellVerdict {
  const common = { text, severity, unit, ...(currency === undefined ? {} : { currency }) };
  const none = { low: undefined, high: undefined };
  if (value === undefined) return { ...common, ...none, verdict: 'no data', value, n: 0 };
  const verdict = verdictOn({ low: value, high: value }, atMost, atLeast);
  return { ...common, ...none, verdict, value: finite(value), n: 1 };
}

/** The part of the messages of a cell that were refused or failed, from 0 to 1; 0 where none were submitted. */
export function lostShare({ lost, totals }: Pick<CellOutcome, 'lost' | 'totals'>): number {
  const submitted = totals.meanCounts.submitted.value;
  return submitted === 0 ? 0 : lost.value / submitted;
}
