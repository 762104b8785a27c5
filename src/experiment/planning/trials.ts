import type { Result } from '../../measure/result.ts';
import { compile } from '../../scenario/compile.ts';
import type { Plan } from '../../scenario/plan.ts';
import type { Change, Reading } from '../../scenario/read.ts';
import type { Scenario, SpreadWord } from '../../scenario/scenario.ts';
import { startRun } from '../../simulate.ts';
import { judgeOver } from '../batch.ts';
import { findAll } from '../find.ts';
import { judge } from '../judge.ts';
import { isRandom } from '../randomness.ts';
import type { Judgement } from '../report-input.ts';
import { type Choice, type Chosen, changeFor } from './choices.ts';
import type { Illegality } from './legality.ts';
import type { Step } from './planned.ts';

/** A scenario whose `plan` says what may be chosen, and how it reads with changes made. */
export interface Plannable {
  readonly scenario: Scenario;
  readonly readWith: (changes: readonly Change[]) => Reading;
}

/** How choices are run. */
export interface TrialOptions {
  /** Runs a replication of a plan to its end; unless said in this thread, at once. */
  readonly run?: (plan: Plan, replication: number) => Promise<Result>;
  /** Replications at the most that are run until the verdict on a choice is conclusive; 80 unless said. */
  readonly replications?: number;
  /** Hears of every choice before it is run. */
  readonly onProgress?: (runs: number, senders: readonly Chosen[]) => void;
  /** Ends the search: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

const FIRST_REPLICATIONS = 10;
const REPLICATIONS = 80;

/** A choice to be tried. */
export interface Candidate {
  readonly senders: readonly Chosen[];
  readonly spread: SpreadWord | undefined;
  /** What it surely breaks, by arithmetic alone: then it is not run. */
  readonly broken: () => readonly string[];
  /** Fewer of a kind are ruled out without a run. */
  readonly bound: number;
}

/** A choice with which every expectation holds. */
export interface Found {
  readonly senders: readonly Chosen[];
  readonly spread: SpreadWord | undefined;
  readonly plan: Plan;
  /** Of replication 0. */
  readonly result: Result;
  readonly expectations: readonly Judgement[];
  readonly replications: number;
}

/** What came of a choice: either it was found to hold, or it breaks something. */
export interface Tried {
  readonly found: Found | undefined;
  /** Texts of the hard expectations that do not pass. */
  readonly breaks: readonly string[];
}

/** Tries choices, each once, and keeps what it did. */
export class Trials {
  /** Simulated runs. */
  runs = 0;
  /** In the order in which choices were looked at. */
  readonly path: Step[] = [];
  readonly #plannable: Plannable;
  readonly #choices: readonly Choice[];
  readonly #options: TrialOptions;
  // By candidate: what replication 0 broke; its run where it broke nothing; what came of all.
  readonly #firsts = new Map<string, readonly string[]>();
  readonly #results = new Map<string, { readonly plan: Plan; readonly result: Result }>();
  readonly #tried = new Map<string, Tried>();

  constructor(plannable: Plannable, choices: readonly Choice[], options: TrialOptions) {
    this.#plannable = plannable;
    this.#choices = choices;
    this.#options = options;
  }

  /** The changes that make a choice of the scenario. */
  changes({ senders, spread }: Pick<Candidate, 'senders' | 'spread'>): readonly Change[] {
    const { scenario } = this.#plannable;
    const services = scenario['messaging-services'] ?? [];
    return [
      ...senders.map((one, place) => changeFor(this.#choices[place]!, scenario, one)),
      ...(spread === undefined
        ? []
        : services.map((_, place) => `messaging-services[${place}].spread=${spread}`)),
    ];
  }

  /** The plan of a choice; or why the scenario cannot be read with it. */
  planOf(candidate: Pick<Candidate, 'senders' | 'spread'>): Plan | Illegality {
    const reading = this.#plannable.readWith(this.changes(candidate));
    if (reading.ok) return compile(reading.scenario);
    const mistake = reading.diagnostics.find(({ severity }) => severity === 'error');
    return { reason: mistake?.message ?? 'The scenario cannot be read with it.', source: undefined };
  }

  /** What replication 0 alone breaks. */
  async first(candidate: Candidate): Promise<readonly string[]> {
    const key = keyOf(candidate);
    const told = this.#firsts.get(key);
    if (told !== undefined) return told;
    const surely = candidate.broken();
    const breaks = surely.length > 0 ? surely : await this.#runFirst(candidate, key);
    this.#firsts.set(key, breaks);
    return breaks;
  }

  async #runFirst(candidate: Candidate, key: string): Promise<readonly string[]> {
    const plan = this.planOf(candidate);
    if ('reason' in plan) return [plan.reason];
    const result = await this.run(plan, 0, candidate.senders);
    const breaks = brokenOf(judge(result, plan.expectations));
    if (breaks.length > 0 || !isRandom(plan)) this.#note(candidate, 1, breaks);
    if (breaks.length === 0) this.#results.set(key, { plan, result });
    return breaks;
  }

  /** Whether a choice holds: in replication 0, then over replications. */
  async tryOut(candidate: Candidate): Promise<Tried> {
    const key = keyOf(candidate);
    const known = this.#tried.get(key);
    if (known !== undefined) return known;
    const breaks = await this.first(candidate);
    const ran = this.#results.get(key);
    const tried = ran === undefined ? { found: undefined, breaks } : await this.#confirm(candidate, ran);
    this.#tried.set(key, tried);
    return tried;
  }

  /** Doubles the replications until the verdict is conclusive: broken, or held by all. */
  async #confirm(
    candidate: Candidate,
    ran: { readonly plan: Plan; readonly result: Result },
  ): Promise<Tried> {
    const { senders, spread } = candidate;
    const { plan, result } = ran;
    const found = { senders, spread, plan, result };
    if (!isRandom(plan)) {
      const expectations = judge(result, plan.expectations);
      return { found: { ...found, expectations, replications: 1 }, breaks: [] };
    }
    const findings = [findAll(result, plan.expectations)];
    const most = this.#options.replications ?? REPLICATIONS;
    for (let target = Math.min(FIRST_REPLICATIONS, most); ; target = Math.min(most, 2 * target)) {
      while (findings.length < target)
        findings.push(findAll(await this.run(plan, findings.length, senders), plan.expectations));
      const expectations = plan.expectations.map((expectation, place) =>
        judgeOver(
          expectation,
          findings.map((all) => all[place]!),
          true,
        ),
      );
      if (target < most && !isConclusive(expectations)) continue;
      const breaks = brokenOf(expectations);
      this.#note(candidate, target, breaks);
      return {
        found: breaks.length > 0 ? undefined : { ...found, expectations, replications: target },
        breaks,
      };
    }
  }

  /** Runs a replication, and counts it. */
  async run(plan: Plan, replication: number, senders: readonly Chosen[]): Promise<Result> {
    const { run = runAtOnce, onProgress = () => {}, signal } = this.#options;
    signal?.throwIfAborted();
    onProgress(this.runs, senders);
    this.runs += 1;
    return run(plan, replication);
  }

  /** The bound of a kind is told with the first choice of it. */
  #note({ senders, spread, bound }: Candidate, replications: number, breaks: readonly string[]): void {
    const isFirst = !this.path.some((step) => step.spread === spread && sameKinds(step.senders, senders));
    const holds = breaks.length === 0;
    this.path.push({ senders, spread, replications, holds, breaks, bound: isFirst ? bound : undefined });
  }
}

function keyOf({ senders, spread }: Candidate): string {
  return JSON.stringify([senders, spread]);
}

function sameKinds(a: readonly Chosen[], b: readonly Chosen[]): boolean {
  return a.every(({ kind }, place) => kind === b[place]!.kind);
}

function hardOf(judgements: readonly Judgement[]): readonly Judgement[] {
  return judgements.filter(({ severity }) => severity === 'fail');
}

/** Hard expectations that do not pass. */
function brokenOf(judgements: readonly Judgement[]): readonly string[] {
  return hardOf(judgements)
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ text, verdict }) => (verdict === 'fail' ? text : `${text} (${verdict})`));
}

function isConclusive(judgements: readonly Judgement[]): boolean {
  const verdicts = hardOf(judgements).map(({ verdict }) => verdict);
  return verdicts.includes('fail') || !verdicts.includes('inconclusive');
}

async function runAtOnce(plan: Plan, replication: number): Promise<Result> {
  const run = startRun(plan, { replication, proof: false });
  while (run.advance(Infinity));
  return run.finish();
}
