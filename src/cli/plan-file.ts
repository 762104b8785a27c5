import { type Chosen, choicesOf } from '../experiment/planning/choices.ts';
import type { Planned } from '../experiment/planning/planned.ts';
import { planSenders, VECTORS_MAX } from '../experiment/planning/search.ts';
import type { Result } from '../measure/result.ts';
import { counted } from '../report/figures-in-words.ts';
import { planJson, planText, sendersInWords } from '../report/planning/plan-words.ts';
import type { Plan } from '../scenario/plan.ts';
import { type Reading, readScenario, readScenarioText } from '../scenario/read.ts';
import { startRun } from '../simulate.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Interrupted, UsageError, withRunContext } from './failure.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import type { PlanArguments } from './plan-arguments.ts';
import { repeatCommand } from './repeat-command.ts';
import { advanceInSlices } from './slices.ts';
import { paletteFor } from './terminal-palette.ts';

/** Searches the senders that a scenario needs, and tells what was found and how. */
export async function planFile(request: PlanArguments): Promise<ExitCode> {
  const { file, format } = request;
  const reading = readScenario(file, nodeFiles);
  const diagnostics = reading.ok ? reading.warnings : reading.diagnostics;
  if (diagnostics.length > 0) process.stderr.write(diagnosticsText(diagnostics, process.stderr));
  if (!reading.ok) return exitCodeOf(reading.diagnostics);
  refuseWrongUse(reading, file);
  const planned = await search(reading, request);
  const { scenario } = reading;
  const changes = planned.answer?.changes;
  const command = changes && repeatCommand(file, scenario.seed, { changes });
  const style = { palette: paletteFor(process.stdout), command };
  process.stdout.write(format === 'json' ? planJson(planned, style) : planText(planned, style));
  if (planned.answer !== undefined) return EXIT.fine;
  return planned.unmet.some(({ breaks }) => breaks.some(isOpen)) ? EXIT.noData : EXIT.expectationBroken;
}

/** The verdict on it is neither pass nor fail. */
function isOpen(broken: string): boolean {
  return / \((?:inconclusive|no data)\)$/.test(broken);
}

type Read = Extract<Reading, { readonly ok: true }>;

function refuseWrongUse({ scenario }: Read, file: string): void {
  if (scenario.plan === undefined)
    throw new UsageError(
      `${file} does not say what may be chosen; add plan, such as plan: { choose: { ${scenario.senders[0]?.id ?? 'promo'}: { count: 1..100 } } }`,
    );
  const choices = choicesOf(scenario);
  const vectors = choices.reduce((product, { least, most }) => product * (most - least + 1), 1);
  if (choices.length > 1 && vectors > VECTORS_MAX)
    throw new UsageError(
      `${file} leaves ${vectors} combinations of numbers open, and ${VECTORS_MAX} is the most; narrow the counts of plan`,
    );
  if (scenario.expect.every(({ severity = 'fail' }) => severity === 'warn'))
    throw new UsageError(
      `${file} does not say what must hold; add expect, such as expect: [{ metric: failed, of: { code: 30001 }, at-most: 0 }]`,
    );
}

/** A signal is heard in the middle of every run, and between them. */
async function search({ scenario, text }: Read, { file, replications }: PlanArguments): Promise<Planned> {
  const interruption = listenForInterruption();
  let runs = 0;
  const onProgress = (done: number, senders: readonly Chosen[]): void => {
    runs = done;
    if (process.stderr.isTTY)
      process.stderr.write(`\r\u001b[K${counted(done, 'run')}: ${sendersInWords(senders)}`);
  };
  const readWith = (changes: readonly string[]): Reading => readScenarioText(file, text, nodeFiles, changes);
  try {
    return await planSenders(
      { scenario, readWith },
      {
        onProgress,
        run: (plan, replication) => runOne(plan, replication, file, interruption),
        ...(replications === undefined ? {} : { replications }),
      },
    );
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(`interrupted after ${counted(runs, 'run')}; nothing was found yet`);
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    interruption.release();
  }
}

async function runOne(
  plan: Plan,
  replication: number,
  file: string,
  interruption: Interruption,
): Promise<Result> {
  const run = startRun(plan, { replication, proof: false });
  try {
    await advanceInSlices(run, plan, interruption);
    await interruption.heed(run.nowUs);
    return run.finish();
  } catch (error) {
    const command = repeatCommand(file, plan.seed, { changes: [], replication });
    throw withRunContext(error, { name: plan.name, seed: plan.seed, replication, nowUs: run.nowUs, command });
  }
}
