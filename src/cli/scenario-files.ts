import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../document/diagnostic.ts';
import { type Reading, readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode, gravest } from './exit-code.ts';
import { EnvironmentError, systemProblem, UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';

/** A scenario and the file that it was read from. */
export interface NamedScenario {
  readonly file: string;
  readonly scenario: Scenario;
}

/** A file that holds no scenario which can be run. */
export interface UnusableFile {
  readonly file: string;
  /** Every mistake; warnings are not among them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What was found in scenario files, in their order. */
export interface ScenariosReading {
  readonly found: readonly (NamedScenario | UnusableFile)[];
  readonly scenarios: readonly NamedScenario[];
  /** Fine where all can be used. */
  readonly code: ExitCode;
}

/**
 * Reads scenario files and all of a folder, in order; tells every mistake of all of them on standard error.
 *
 * @throws UsageError for a folder without scenarios, and where two have one name.
 */
export function readScenarios(paths: readonly string[]): ScenariosReading {
  const files = [...new Set(paths.flatMap(filesOf))];
  const readings = files.map((file) => ({ file, reading: readScenario(file, nodeFiles) }));
  const diagnostics = readings.flatMap(({ reading }) => diagnosticsOf(reading));
  if (diagnostics.length > 0) process.stderr.write(diagnosticsText(diagnostics, process.stderr));
  const found = readings.map(({ file, reading }): NamedScenario | UnusableFile =>
    reading.ok ? { file, scenario: reading.scenario } : { file, diagnostics: errorsOf(reading.diagnostics) },
  );
  const scenarios = found.filter((one) => 'scenario' in one);
  refuseSharedNames(scenarios);
  const codes = found.map((one) => ('scenario' in one ? EXIT.fine : exitCodeOf(one.diagnostics)));
  return { found, scenarios, code: gravest(codes) };
}

function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** Where the lock of some scenarios is unless said: in the folder of the first. */
export function lockPathOf(paths: readonly string[]): string {
  const first = paths[0]!;
  return join(isFolder(first) ? first : dirname(first), 'mpsim.lock');
}

/** Whether the path is that of a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function diagnosticsOf(reading: Reading): readonly Diagnostic[] {
  return reading.ok ? reading.warnings : reading.diagnostics;
}

function filesOf(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const names = namesIn(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  if (names.length === 0)
    throw new UsageError(
      `folder ${path} holds no scenarios: no file in it ends in .yaml or .yml; name another`,
    );
  return names.map((name) => join(path, name).replaceAll('\\', '/'));
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    throw new EnvironmentError(`folder ${path} cannot be read: ${systemProblem(error)}`);
  }
}

function refuseSharedNames(scenarios: readonly NamedScenario[]): void {
  const fileOf = new Map<string, string>();
  for (const { file, scenario } of scenarios) {
    const other = fileOf.get(scenario.name);
    if (other !== undefined)
      throw new UsageError(
        `${other} and ${file} are both named ${scenario.name}, and a lock knows scenarios by name; give one another name`,
      );
    fileOf.set(scenario.name, file);
  }
}
