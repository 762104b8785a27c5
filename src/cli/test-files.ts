import { basename } from 'node:path';
import { SCENARIO_BYTES_MAX } from '../document/files.ts';
import { differencesOf, type Lock, lockBlockOf } from '../experiment/lock.ts';
import type { TestError, TestNote, TestOutcome, TestReport } from '../experiment/test-outcome.ts';
import { totalsOf } from '../measure/select.ts';
import { REPORTERS } from '../report/test-reporters.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode, gravest, judgedCode } from './exit-code.ts';
import { EnvironmentError, explainFailure, Interrupted, tellFailure, UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import { readLock } from './read-lock.ts';
import { runScenario } from './run-scenario.ts';
import {
  isFolder,
  lockPathOf,
  type NamedScenario,
  readScenarios,
  type ScenariosReading,
  type UnusableFile,
} from './scenario-files.ts';
import type { ReporterChoice, TestArguments } from './test-arguments.ts';
import { version } from './version.ts';
import { writeWhole } from './write-whole.ts';

/** Runs all scenarios, whatever becomes of one of them, and reports in each of the forms that were asked for. */
export async function testFiles(request: TestArguments): Promise<ExitCode> {
  const { path, locked = false } = request;
  refuseSharedOutputs(request.reporter);
  const reading = readScenarios(path);
  const lockPath = request.lock ?? lockPathOf(path);
  const lock = openLock(lockPath, locked || request.lock !== undefined);
  if (lock === 'invalid') return EXIT.invalidInput;
  const outcomes: TestOutcome[] = [];
  const codes = [reading.code];
  for (const one of reading.found) {
    const { outcome, code } = 'scenario' in one ? await outcomeOf(one, lock, locked) : unusable(one);
    outcomes.push(outcome);
    codes.push(code);
  }
  const notes = notesOn(lock, lockPath, reading, path);
  writeReports({ outcomes, notes, locked }, request.reporter);
  if (locked && notes.some(({ kind }) => kind === 'gone')) codes.push(EXIT.differs);
  return gravest(codes);
}

/** What became of a scenario, and the exit status that it asks for. */
interface Ending {
  readonly outcome: TestOutcome;
  readonly code: ExitCode;
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

async function outcomeOf(named: NamedScenario, lock: Lock | undefined, locked: boolean): Promise<Ending> {
  const { name } = named.scenario;
  try {
    const { result, expectations } = await runScenario(named);
    const block = lock?.blocks.get(name);
    const missing = ['it is not in the lock; mpsim lock adds it'];
    const differences = block === undefined ? missing : differencesOf(block, lockBlockOf(result));
    const outcome = {
      ...outcomeWithout(named.file, name, []),
      submitted: totalsOf(result).counts.submitted,
      expectations,
      differences: lock === undefined ? undefined : differences,
      anchor: result.setting.anchor,
    };
    const differs = locked && (outcome.differences ?? []).length > 0;
    return { outcome, code: gravest([judgedCode(expectations), differs ? EXIT.differs : EXIT.fine]) };
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    tellFailure(error);
    const { code, text } = explainFailure(error);
    const errors = [{ kind: KIND_OF_ERROR[code] ?? 'internal error', line: 0, text }];
    return { outcome: outcomeWithout(named.file, name, errors), code };
  }
}

/** A file that holds no scenario; it goes by the name that it would have. */
function unusable({ file, diagnostics }: UnusableFile): Ending {
  const code = exitCodeOf(diagnostics);
  const errors = diagnostics.map(({ line, path, message, help, code: name }) => ({
    kind: KIND_OF_ERROR[code] ?? 'invalid',
    line,
    text: `${path === '' ? '' : `${path}: `}${message} ${help} (${name})`,
  }));
  return { outcome: outcomeWithout(file, basename(file).replace(/\.ya?ml$/, ''), errors), code };
}

const KIND_OF_ERROR: Partial<Readonly<Record<ExitCode, TestError['kind']>>> = {
  [EXIT.invalidInput]: 'invalid',
  [EXIT.couldNot]: 'not possible',
};

function outcomeWithout(file: string, scenario: string, errors: readonly TestError[]): TestOutcome {
  return {
    file,
    scenario,
    errors,
    submitted: 0,
    expectations: [],
    differences: undefined,
    anchor: undefined,
  };
}

function notesOn(
  lock: Lock | undefined,
  file: string,
  reading: ScenariosReading,
  paths: readonly string[],
): readonly TestNote[] {
  if (lock === undefined) return [];
  const gone = goneFrom(lock, reading, paths);
  return [
    ...versionNote(lock).map((text) => ({ file, kind: 'version' as const, text })),
    ...gone.map((text) => ({ file, kind: 'gone' as const, text })),
  ];
}

/** Only where a folder is tested, of which all can be read: of files by name, others may well be in the lock. */
function goneFrom(
  lock: Lock,
  { scenarios, code }: ScenariosReading,
  paths: readonly string[],
): readonly string[] {
  if (code !== EXIT.fine || !paths.some(isFolder)) return [];
  const names = new Set(scenarios.map(({ scenario }) => scenario.name));
  return [...lock.blocks.keys()]
    .filter((name) => !names.has(name))
    .map((name) => `the lock holds ${name}, and no scenario here has that name; mpsim lock drops it`);
}

function versionNote(lock: Lock): readonly string[] {
  if (lock.version === version()) return [];
  return [
    `the lock was written by mpsim ${lock.version}, and this is ${version()}: what differs may come from that; mpsim lock writes it anew`,
  ];
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
