import { judgeInSteps } from '../experiment/judge.ts';
import type { Judgement } from '../experiment/report-input.ts';
import type { Result } from '../measure/result.ts';
import { compile } from '../scenario/compile.ts';
import { type Run, startRun } from '../simulate.ts';
import { ProofError, withRunContext } from './failure.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { repeatCommand } from './repeat-command.ts';
import type { NamedScenario } from './scenario-files.ts';
import { advanceInSlices, inSteps } from './slices.ts';

/** A run of a scenario, judged. */
export interface JudgedRun {
  readonly result: Result;
  readonly expectations: readonly Judgement[];
}

/** Simulates a scenario as it stands and judges what it expects; writes no report. @throws ProofError */
export async function runScenario(named: NamedScenario): Promise<JudgedRun> {
  const interruption = listenForInterruption();
  try {
    const judged = await runListening(named, interruption);
    const breaks = judged.result.proof?.breaks ?? [];
    if (breaks.length > 0) throw new ProofError(breaks, commandOf(named));
    return judged;
  } finally {
    interruption.release();
  }
}

/** The same while somebody listens for signals already; a broken law stands in the result. */
export async function runListening(
  { file, scenario }: NamedScenario,
  interruption: Interruption,
): Promise<JudgedRun> {
  let run: Run | undefined;
  try {
    const plan = compile(scenario);
    run = startRun(plan);
    await advanceInSlices(run, plan, interruption);
    const result = run.finish();
    await interruption.heed(run.nowUs);
    const expectations = await inSteps(judgeInSteps(result, plan.expectations), run, interruption);
    return { result, expectations };
  } catch (error) {
    const command = commandOf({ file, scenario });
    throw withRunContext(error, { ...scenario, replication: 0, nowUs: run?.nowUs, command });
  }
}

function commandOf({ file, scenario }: NamedScenario): string {
  return repeatCommand(file, scenario.seed, { changes: [] });
}
