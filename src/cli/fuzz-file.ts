import { basename, dirname, relative } from 'node:path';
import { type Breach, type FuzzReport, fuzz, type Trial } from '../experiment/fuzz.ts';
import { grouped } from '../report/figures-in-words.ts';
import { type FoundCase, fuzzComment, fuzzJson, fuzzText } from '../report/fuzz-words.ts';
import { readVaried, type VariedScenario } from '../scenario/read-varied.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Interrupted, UsageError } from './failure.ts';
import type { FuzzArguments } from './fuzz-arguments.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import { commandLine } from './repeat-command.ts';
import { runListening } from './run-scenario.ts';
import { STDIN_PATH } from './stdin-word.ts';
import { paletteFor } from './terminal-palette.ts';
import { writeWhole } from './write-whole.ts';

/** Looks for a case that breaks something, writes it whole or not at all, and tells what was found. */
export async function fuzzFile(request: FuzzArguments): Promise<ExitCode> {
  const { file, seed, format } = request;
  const reading = readVaried(file, nodeFiles);
  const diagnostics = reading.ok ? reading.varied.warnings : reading.diagnostics;
  if (diagnostics.length > 0) process.stderr.write(diagnosticsText(diagnostics, process.stderr));
  if (!reading.ok) return exitCodeOf(reading.diagnostics);
  const out = request.out ?? defaultOut(file);
  refuseWrongUse(reading.varied, file, out);
  if (format === 'text') process.stdout.write(`seed ${seed}\n`);
  const report = await search(reading.varied, request, out);
  const found = report.breach && keep(report.breach, request, out);
  const palette = paletteFor(process.stdout);
  process.stdout.write(format === 'json' ? fuzzJson(report, found) : fuzzText(report, found, palette));
  if (report.breach === undefined) return EXIT.fine;
  return report.breach.law === undefined ? EXIT.expectationBroken : EXIT.proofFailed;
}

function defaultOut(file: string): string {
  return file === STDIN_PATH ? 'stdin.broken.yaml' : `${file.replace(/\.ya?ml$/i, '')}.broken.yaml`;
}

function refuseWrongUse({ variables, scenario }: VariedScenario, file: string, out: string): void {
  if (variables.length === 0)
    throw new UsageError(
      `${file} does not say what is uncertain; add vary, such as vary: { 'traffic[0].arrivals.batch': 20000..60000 }`,
    );
  if (relative(file, out) === '')
    throw new UsageError(`--out ${out} is the scenario itself; name another file`);
  const home = file === STDIN_PATH ? '.' : dirname(file);
  const [named] = Object.keys(scenario.files);
  if (named !== undefined && relative(home, dirname(out)) !== '')
    throw new UsageError(
      `--out ${out} is in another folder than the scenario, which names ${named} by its path from there; name a file in ${home}`,
    );
}

/** A signal is heard in the middle of every case, and between them. */
async function search(
  varied: VariedScenario,
  { runs, seed }: FuzzArguments,
  out: string,
): Promise<FuzzReport> {
  const interruption = listenForInterruption();
  let begun = 0;
  const tryCase = (scenario: Scenario): Promise<Trial> => {
    begun += 1;
    return trial(scenario, out, interruption);
  };
  try {
    return await fuzz(varied, { runs, seed, tryCase });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(`interrupted in case ${grouped(begun)}; nothing was written`);
  } finally {
    interruption.release();
  }
}

async function trial(scenario: Scenario, out: string, interruption: Interruption): Promise<Trial> {
  await interruption.heed(0);
  // Should it break a law, the command that repeats it names the file in which the case will be.
  const { result, expectations } = await runListening({ file: out, scenario }, interruption);
  return { expectations, law: result.proof?.breaks[0], anchor: result.setting.anchor };
}

/** A scenario that breaks as it stands is its own case. */
function keep(breach: Breach, { file, runs, seed }: FuzzArguments, out: string): FoundCase {
  if (breach.changes.length === 0) return { file: undefined, command: commandLine(['mpsim', 'run', file]) };
  const words = ['mpsim', 'fuzz', basename(file), '--seed', String(seed), '--runs', String(runs)];
  // What is written must be the same wherever it is made, so it does not tell in which folder.
  const comment = fuzzComment(breach, commandLine(words), commandLine(['mpsim', 'run', basename(out)]));
  const lineEnd = breach.text.includes('\r\n') ? '\r\n' : '\n';
  writeWhole(out, comment.replaceAll('\n', lineEnd) + breach.text);
  return { file: out, command: commandLine(['mpsim', 'run', out]) };
}
