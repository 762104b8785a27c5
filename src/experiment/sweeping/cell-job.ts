import { assert } from '../../kernel/assert.ts';
import type { Change } from '../../scenario/changes.ts';
import { compile } from '../../scenario/compile.ts';
import type { Plan, PlanExpectation } from '../../scenario/plan.ts';
import { readCell, type ScenarioDocument } from '../../scenario/read-sweep.ts';
import { settleWarmUp } from '../../simulate.ts';
import type { Finding } from '../finding.ts';
import { isRandom } from '../randomness.ts';
import { type GroupFigures, type ReplicationFigures, replicationOf } from '../replication.ts';
import type { RunFigures } from '../run-figures.ts';

/** One run of one cell of a sweep. */
export interface Job {
  /** As `--set` takes them. */
  readonly changes: readonly Change[];
  readonly replication: number;
}

/** What a sweep keeps of a run: some kilobytes that JSON can hold; what is undefined is absent there. */
export interface JobFigures {
  readonly fingerprint: string;
  /** Whether other replications of the cell may differ. */
  readonly isRandom: boolean;
  /** ISO 4217: of the cost. */
  readonly currency: string;
  readonly totals: GroupFigures;
  readonly run: Partial<RunFigures>;
  /** In the order of the file. */
  readonly findings: readonly JobFinding[];
  /** Laws that the run broke, which it never should. */
  readonly breaks: readonly string[];
}

/** What a run says to an expectation, and the expectation, whose bounds may depend on the cell. */
export interface JobFinding extends Pick<PlanExpectation, 'text' | 'severity'> {
  readonly statistic: PlanExpectation['statistic']['kind'];
  readonly atMost?: number | undefined;
  readonly atLeast?: number | undefined;
  /** `never`: an instant that does not come. */
  readonly value?: number | 'never' | undefined;
  readonly unit: Finding['unit'];
  readonly currency?: string | undefined;
  readonly n: number;
}

/** The port through which the runs of a sweep are made: in this thread, in others, on other machines. */
export interface JobExecutor {
  /** How many it can run at once. */
  readonly atOnce: number;
  /** The figures depend on document and job alone. */
  readonly run: (job: Job, signal?: AbortSignal) => Promise<JobFigures>;
}

/** Runs jobs of one document one after another. Holds the plan of the last cell, since replications come together. */
export function jobRunner(document: ScenarioDocument): (job: Job) => JobFigures {
  let known: { readonly changes: string; readonly plan: Plan } | undefined;
  return ({ changes, replication }) => {
    const key = changes.join('\n');
    if (known?.changes !== key) known = { changes: key, plan: planOf(document, changes) };
    return figuresOf(known.plan, replicationOf(known.plan, replication));
  };
}

/** Runs jobs one after another, in this thread. */
export function jobsInThisThread(document: ScenarioDocument): JobExecutor {
  const run = jobRunner(document);
  return { atOnce: 1, run: async (job) => run(job) };
}

function planOf(document: ScenarioDocument, changes: readonly Change[]): Plan {
  const reading = readCell(document, changes);
  assert(reading.ok, () => `a cell that was read cannot be read again: ${changes.join(', ')}`);
  return settleWarmUp(compile(reading.scenario));
}

function figuresOf(plan: Plan, figures: ReplicationFigures): JobFigures {
  const { fingerprint, totals, run, findings, proof } = figures;
  return {
    fingerprint,
    isRandom: isRandom(plan),
    currency: plan.prices.currency,
    totals,
    run,
    findings: findings.map(({ value, unit, currency, n }, place) => {
      const { text, severity, statistic, atMost, atLeast } = plan.expectations[place]!;
      const told = value === Infinity ? 'never' : value;
      return { text, severity, statistic: statistic.kind, atMost, atLeast, value: told, unit, currency, n };
    }),
    breaks: proof?.breaks ?? [],
  };
}
