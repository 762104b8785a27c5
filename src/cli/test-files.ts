import { SCENARIO_BYTES_MAX } from '../document/files.ts';
import { differencesOf, type Lock, lockBlockOf } from '../experiment/lock.ts';
import { type TestOutcome, type TestReport, testVerdict } from '../experiment/test-outcome.ts';
import { totalsOf } from '../measure/select.ts';
import { REPORTERS } from '../report/test-reporters.ts';
import { diagnosticsText } from './diagnostics-output.ts';
import { EXIT, type ExitCode, gravest } from './exit-code.ts';
import { EnvironmentError, Interrupted, tellFailure, UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import { readLock } from './read-lock.ts';
import { runScenario } from './run-scenario.ts';
import { isFolder, lockPathOf, type NamedScenario, readScenarios } from './scenario-files.ts';
import type { ReporterChoice, TestArguments } from './test-arguments.ts';
import { version } from './version.ts';
import { writeWhole } from './write-whole.ts';

/** Runs all scenarios, whatever becomes of one of them, and reports in each of the forms that were asked for. */
export async function testFiles(request: TestArguments): Promise<ExitCode> {
  const { path, locked = false } = request;
  refuseSharedOutputs(request.reporter);
  const reading = readScenarios(path);
  if (!reading.ok) return reading.code;
  const lock = openLock(request.lock ?? lockPathOf(path), locked || request.lock !== undefined);
  if (lock === 'invalid') return EXIT.invalidInput;
  const outcomes: TestOutcome[] = [];
  const codes: ExitCode[] = [];
  for (const named of reading.scenarios) {
    try {
      outcomes.push(await outcomeOf(named, lock));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      codes.push(tellFailure(error));
    }
  }
  const gone = goneFrom(lock, reading.scenarios, path);
  const report = { outcomes, notes: [...versionNote(lock), ...gone], locked };
  writeReports(report, request.reporter);
  if (locked && gone.length > 0) codes.push(EXIT.differs);
  return gravest([...codes, ...outcomes.flatMap((outcome) => codesOf(outcome, locked))]);
}

/** Undefined: there is none, and none is needed. */
function openLock(path: string, isNeeded: boolean): Lock | 'invalid' | undefined {
  const file = nodeFiles.read(path, SCENARIO_BYTES_MAX);
  if (!file.ok) {
    if (file.problem === 'missing' && !isNeeded) return undefined;
    throw new EnvironmentError(
      `the lock ${path} cannot be read: ${file.detail ?? `it is ${file.problem}`}; mpsim lock writes it`,
    );
  }
  const reading = readLock({ file: path, text: file.text });
  if (reading.ok) return reading.lock;
  if (reading.problem !== undefined) throw new UsageError(reading.problem);
  process.stderr.write(diagnosticsText(reading.diagnostics, process.stderr));
  return 'invalid';
}

async function outcomeOf(named: NamedScenario, lock: Lock | undefined): Promise<TestOutcome> {
  const { result, expectations } = await runScenario(named);
  const { name } = named.scenario;
  const locked = lock?.blocks.get(name);
  const missing = ['it is not in the lock; mpsim lock adds it'];
  const differences = locked === undefined ? missing : differencesOf(locked, lockBlockOf(result));
  return {
    file: named.file,
    scenario: name,
    submitted: totalsOf(result).counts.submitted,
    expectations,
    differences: lock === undefined ? undefined : differences,
  };
}

/** Only where a folder is tested: of files by name, others may well be in the lock. */
function goneFrom(
  lock: Lock | undefined,
  scenarios: readonly NamedScenario[],
  paths: readonly string[],
): readonly string[] {
  if (lock === undefined || !paths.some(isFolder)) return [];
  const names = new Set(scenarios.map(({ scenario }) => scenario.name));
  return [...lock.blocks.keys()]
    .filter((name) => !names.has(name))
    .map((name) => `the lock holds ${name}, and no scenario here has that name; mpsim lock drops it`);
}

function versionNote(lock: Lock | undefined): readonly string[] {
  if (lock === undefined || lock.version === version()) return [];
  return [
    `the lock was written by mpsim ${lock.version}, and this is ${version()}: what differs may come from that; mpsim lock writes it anew`,
  ];
}

function codesOf(outcome: TestOutcome, locked: boolean): readonly ExitCode[] {
  const differs = locked && outcome.differences !== undefined && outcome.differences.length > 0;
  const judged = testVerdict(outcome, false);
  const code = judged === 'fail' ? EXIT.expectationBroken : judged === 'pass' ? EXIT.fine : EXIT.noData;
  return differs ? [code, EXIT.differs] : [code];
}

/** Prints the table where nothing else is to go to standard output. */
function writeReports(report: TestReport, choices: readonly ReporterChoice[]): void {
  const printsNothing = choices.every(({ file }) => file !== undefined);
  if (printsNothing) process.stdout.write(REPORTERS.table(report));
  for (const { name, file } of choices) {
    const text = REPORTERS[name](report);
    if (file === undefined) process.stdout.write(text);
    else writeWhole(file, text);
  }
}

function refuseSharedOutputs(choices: readonly ReporterChoice[]): void {
  const files = choices.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, place) => files.indexOf(file) !== place);
  if (twice !== undefined)
    throw new UsageError(`--reporter names ${twice} twice; give each report a file of its own`);
}
