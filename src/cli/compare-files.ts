import { basename } from 'node:path';
import { compareInSteps, DEFAULT_REPLICATIONS } from '../experiment/comparison/compare.ts';
import type { Comparison } from '../experiment/comparison/comparison.ts';
import type { ComparisonStyle } from '../report/comparison/comparison-text.ts';
import { COMPARISON_FORMATS } from '../report/comparison/formats.ts';
import { PLAIN } from '../report/palette.ts';
import { HTML_NAME } from '../report/renderers.ts';
import { compile } from '../scenario/compile.ts';
import type { Plan } from '../scenario/plan.ts';
import { type Reading, readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Run } from '../simulate.ts';
import type { CompareArguments } from './compare-arguments.ts';
import { openComparisonProgress } from './comparison-progress.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode, gravest } from './exit-code.ts';
import { UsageError, withRunContext } from './failure.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { repeatComparison } from './repeat-command.ts';
import { defaultFolder, variationName } from './report-folder.ts';
import { STDIN_PATH } from './stdin-word.ts';
import { paletteFor } from './terminal-palette.ts';

/** Compares two scenarios, or one with what `--set` makes of it; prints the comparison, and writes it where asked. */
export async function compareFiles(request: CompareArguments): Promise<ExitCode> {
  const { seed, out, html, format } = request;
  const pair = readPair(request);
  if (!pair.ok) return pair.code;
  const scenarios = pair.scenarios.map((scenario) => (seed === undefined ? scenario : { ...scenario, seed }));
  const interruption = listenForInterruption();
  let folder: OutputFolder | undefined;
  try {
    folder =
      out === undefined && html !== true ? undefined : openOutputFolder(out ?? folderOf(scenarios, request));
    const comparison = await compareScenarios(scenarios[0]!, scenarios[1]!, request, interruption);
    const style = styleOf(request, comparison);
    if (folder !== undefined) await writeFiles(folder, comparison, style, request);
    // The file is whole; a signal from here on can only cut short what is printed.
    interruption.release();
    process.stdout.write(COMPARISON_FORMATS[format](comparison, style));
    if (folder !== undefined) process.stderr.write(`Comparison in ${folder.path}\n`);
    return EXIT.fine;
  } finally {
    folder?.discard();
    interruption.release();
  }
}

type Pair =
  | { readonly ok: true; readonly scenarios: readonly Scenario[] }
  | { readonly ok: false; readonly code: ExitCode };

/** Reads both, and tells every mistake of both on standard error. */
function readPair({ file, set = [] }: CompareArguments): Pair {
  refuseFiles(file, set);
  const [first, second = first] = file;
  const readings = [readScenario(first!, nodeFiles), readScenario(second!, nodeFiles, set)];
  // A mistake of one file is found once for A and once for B; it is told once.
  const told = new Map(
    readings.flatMap(diagnosticsOf).map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]),
  );
  const diagnostics = [...told.values()];
  if (diagnostics.length > 0) process.stderr.write(diagnosticsText(diagnostics, process.stderr));
  const code = gravest(readings.map((reading) => (reading.ok ? EXIT.fine : exitCodeOf(reading.diagnostics))));
  if (code !== EXIT.fine) return { ok: false, code };
  return { ok: true, scenarios: readings.flatMap((reading) => (reading.ok ? [reading.scenario] : [])) };
}

function diagnosticsOf(reading: Reading): Extract<Reading, { ok: false }>['diagnostics'] {
  return reading.ok ? reading.warnings : reading.diagnostics;
}

function refuseFiles(file: readonly string[], set: readonly string[]): void {
  if (file.length > 2) throw new UsageError(`compare takes two scenarios, not ${file.length}`);
  if (file.includes(STDIN_PATH)) throw new UsageError('compare needs files, not standard input');
  if (file.length === 1 && set.length === 0)
    throw new UsageError('name a second scenario, or say with --set what is to be otherwise');
  if (file.length === 2 && set.length > 0)
    throw new UsageError(
      '--set goes with one scenario, to make the other of it; with two, change their files',
    );
}

/** Time between two turns of the event loop, in which signals arrive. */
const TURN_MS = 20;

async function compareScenarios(
  a: Scenario,
  b: Scenario,
  request: CompareArguments,
  interruption: Interruption,
): Promise<Comparison> {
  const { replications = DEFAULT_REPLICATIONS } = request;
  const progress = openComparisonProgress(replications, process.stderr);
  let current: { readonly run: Run; readonly plan: Plan; readonly replication: number } | undefined;
  try {
    const steps = compareInSteps(compile(a), compile(b), {
      replications,
      onStart: (run, plan, replication) => {
        current = { run, plan, replication };
      },
    });
    let turnMs = performance.now();
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      if (performance.now() - turnMs < TURN_MS) continue;
      progress.show(current?.replication ?? 0);
      await interruption.heed(current?.run.nowUs ?? 0);
      turnMs = performance.now();
    }
    return step.value;
  } catch (error) {
    const { run, plan, replication = 0 } = current ?? {};
    const command = repeatComparison(request.file, a.seed, replications, request.set ?? []);
    throw withRunContext(error, {
      name: plan?.name ?? a.name,
      seed: a.seed,
      replication,
      nowUs: run?.nowUs,
      command,
    });
  } finally {
    progress.clear();
  }
}

function styleOf({ file, set = [] }: CompareArguments, comparison: Comparison): ComparisonStyle {
  const [nameOfA = '', nameOfB = nameOfA] = file;
  const { a, replications } = comparison;
  return {
    palette: paletteFor(process.stdout),
    nameOfA,
    nameOfB,
    changes: set,
    command: repeatComparison(file, a.setting.seed, replications, set),
  };
}

/** Where the page goes by default: `reports/a-against-b`. */
function folderOf(scenarios: readonly Scenario[], { seed, set: changes = [] }: CompareArguments): string {
  const [a, b] = scenarios.map(({ name }) => name);
  const other = changes.length === 0 ? b : 'itself';
  return defaultFolder(variationName(`${a}-against-${other}`, { seed, changes }));
}

/** The files must be the same wherever they were made. */
async function writeFiles(
  folder: OutputFolder,
  comparison: Comparison,
  shown: ComparisonStyle,
  { out, html, file, set = [] }: CompareArguments,
): Promise<void> {
  const [nameOfA, nameOfB] = [basename(shown.nameOfA), basename(shown.nameOfB)];
  const { a, replications } = comparison;
  const command = repeatComparison(
    file.map((name) => basename(name)),
    a.setting.seed,
    replications,
    set,
  );
  const style = { ...shown, palette: PLAIN, nameOfA, nameOfB, command };
  if (out !== undefined) folder.open('compare.json')(COMPARISON_FORMATS.json(comparison, style));
  if (html === true) {
    const { comparisonPage } = await import('./html-file.ts');
    const write = folder.open(HTML_NAME);
    for (const piece of comparisonPage(comparison, style)) write(piece);
  }
  folder.commit();
}
