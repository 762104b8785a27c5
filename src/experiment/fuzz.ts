import { InternalError } from '../kernel/assert.ts';
import type { Setting } from '../measure/result.ts';
import { compile } from '../scenario/compile.ts';
import type { VariedScenario } from '../scenario/read-varied.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { simulate } from '../simulate.ts';
import { firstCases } from './first-cases.ts';
import { judge } from './judge.ts';
import type { Judgement } from './report-input.ts';

/** How cases are drawn and run. */
export interface FuzzOptions {
  /** Cases that are looked at, the scenario as written included; 100 unless said. Making one smaller takes more. */
  readonly runs?: number;
  /** A whole number; the same seed draws the same cases. 1 unless said. */
  readonly seed?: number;
  /** Runs one case; unless said in this thread, to its end. */
  readonly tryCase?: (scenario: Scenario) => Promise<Trial>;
}

/** What came of one case. */
export interface Trial {
  /** In the order of the file. */
  readonly expectations: readonly Judgement[];
  /** Which law of the model the run broke, in words: a fault of ours. Undefined: none. */
  readonly law: string | undefined;
  /** Wall clock of the start, where there is one. */
  readonly anchor: Setting['anchor'];
}

/** What was found. */
export interface FuzzReport {
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  /** What varied. */
  readonly variables: readonly { readonly path: string; readonly declared: string }[];
  /** Cases that were run, those included that made a break smaller. */
  readonly tried: number;
  /** Draws that were left out, as their values exclude each other. */
  readonly impossible: number;
  /** Undefined: nothing broke. */
  readonly breach: Breach | undefined;
}

/** The case nearest to the scenario as written that still breaks something. */
export interface Breach {
  readonly law: string | undefined;
  /** The expectations that are broken, with their lines in the file; none beside a law. */
  readonly expectations: readonly Judgement[];
  readonly anchor: Setting['anchor'];
  /** What differs from the file; nothing where the scenario breaks as written. */
  readonly changes: readonly CaseChange[];
  /** The whole case as a scenario of its own. */
  readonly text: string;
}

/** A value that a case has in place of the one in the file, both as YAML. */
export interface CaseChange {
  readonly path: string;
  readonly written: string;
  readonly value: string;
}

/** Cases looked at unless said. */
export const FUZZ_RUNS = 100;
/** The seed unless said. */
export const FUZZ_SEED = 1;

/**
 * Looks among the cases of an uncertain scenario for one that breaks an expectation or a law, and makes it as small as
 * can be: each value goes back towards the one that is written as long as something still
 * breaks; a broken law is not given up for a broken expectation. First comes the scenario as written, then the ends of
 * the ranges, then draws.
 *
 * @throws whatever `tryCase` throws that is no {@link InternalError}: then nothing more is run.
 */
export async function fuzz(varied: VariedScenario, options: FuzzOptions = {}): Promise<FuzzReport> {
  const { runs = FUZZ_RUNS, seed = FUZZ_SEED, tryCase = tryInThisThread } = options;
  const { scenario, variables } = varied;
  const search = new Search(varied, tryCase);
  // Only those who search for breaks load it.
  const { asyncProperty, check, integer, tuple } = await import('fast-check');
  const steps = tuple(...variables.map(({ down, up }) => integer({ min: down, max: up })));
  const examples = firstCases(variables)
    .slice(0, runs)
    .map((one): [number[]] => [[...one]]);
  const property = asyncProperty(steps, (drawn) => search.holds(drawn));
  const { counterexample } = await check(property, { seed, numRuns: runs, examples });
  return {
    scenario: scenario.name,
    seed,
    runs,
    variables: variables.map(({ path, declared }) => ({ path, declared })),
    tried: search.tried,
    impossible: search.impossible,
    breach: search.breachAt(counterexample?.[0]),
  };
}

async function tryInThisThread(scenario: Scenario): Promise<Trial> {
  const { anchor, expectations } = compile(scenario);
  const result = simulate(scenario);
  return { expectations: judge(result, expectations), law: result.proof?.breaks[0], anchor };
}

/** What is known of the cases so far. Once one has broken a law, expectations no longer count. */
class Search {
  tried = 0;
  impossible = 0;
  readonly #varied: VariedScenario;
  readonly #tryCase: NonNullable<FuzzOptions['tryCase']>;
  /** By steps; undefined: impossible. */
  readonly #trials = new Map<string, Trial | undefined>();
  #law = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(varied: VariedScenario, tryCase: NonNullable<FuzzOptions['tryCase']>) {
    this.#varied = varied;
    this.#tryCase = tryCase;
  }

  /** Whether a case breaks nothing that is looked for. Once a run has failed for another reason no more are begun. */
  async holds(steps: readonly number[]): Promise<boolean> {
    if (this.#failure !== undefined) return true;
    try {
      const trial = await this.#trialOf(steps);
      if (trial === undefined) return true;
      this.#law ||= trial.law !== undefined;
      return this.#law ? trial.law === undefined : !trial.expectations.some(isBroken);
    } catch (error) {
      this.#failure = { error };
      // A case that does not hold ends the search soonest.
      return false;
    }
  }

  breachAt(steps: readonly number[] | undefined): Breach | undefined {
    if (this.#failure !== undefined) throw this.#failure.error;
    const trial = steps && this.#trials.get(String(steps));
    if (steps === undefined || trial === undefined) return undefined;
    const { scenario, variables, textAt } = this.#varied;
    const judged = trial.expectations.map((one, place) => ({ ...one, line: scenario.expect[place]!.line }));
    return {
      law: trial.law,
      expectations: judged.filter(isBroken),
      anchor: trial.anchor,
      changes: variables.flatMap(({ path, at }, variable) => {
        const step = steps[variable]!;
        return step === 0 ? [] : [{ path, written: at(0), value: at(step) }];
      }),
      text: textAt(steps),
    };
  }

  async #trialOf(steps: readonly number[]): Promise<Trial | undefined> {
    const key = String(steps);
    if (this.#trials.has(key)) return this.#trials.get(key);
    const trial = await this.#run(steps);
    this.#trials.set(key, trial);
    return trial;
  }

  async #run(steps: readonly number[]): Promise<Trial | undefined> {
    const scenario = this.#varied.caseAt(steps);
    if (scenario === undefined) {
      this.impossible += 1;
      return undefined;
    }
    this.tried += 1;
    try {
      return await this.#tryCase(scenario);
    } catch (error) {
      if (!(error instanceof InternalError)) throw error;
      return { expectations: [], law: error.message, anchor: undefined };
    }
  }
}

function isBroken({ verdict, severity }: Judgement): boolean {
  return verdict === 'fail' && severity === 'fail';
}
