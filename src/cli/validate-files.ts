import type { Diagnostic } from '../document/diagnostic.ts';
import { diagnosticsJson } from '../document/format-diagnostic.ts';
import { readScenario } from '../scenario/read.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { type ExitCode, gravest } from './exit-code.ts';
import { nodeFiles } from './node-files.ts';
import type { ValidateArguments } from './validate-arguments.ts';

/** Prints every mistake of every file on standard output. */
export async function validateFiles({ file, format }: ValidateArguments): Promise<ExitCode> {
  const checked = file.map((path) => ({ path, diagnostics: diagnosticsOf(path) }));
  const texts = checked.map(({ path, diagnostics }) => fileText(path, diagnostics));
  const found = checked.flatMap(({ diagnostics }) => diagnostics);
  process.stdout.write(format === 'json' ? diagnosticsJson(found) : texts.join('\n'));
  return gravest(checked.map(({ diagnostics }) => exitCodeOf(diagnostics)));
}

function diagnosticsOf(path: string): readonly Diagnostic[] {
  const reading = readScenario(path, nodeFiles);
  return reading.ok ? reading.warnings : reading.diagnostics;
}

function fileText(path: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const shown = path === '-' ? 'standard input' : path;
  const count =
    errors === 0 ? `${shown} is valid` : `${shown}: ${errors === 1 ? 'one mistake' : `${errors} mistakes`}`;
  return diagnostics.length === 0
    ? `${count}\n`
    : `${diagnosticsText(diagnostics, process.stdout)}\n${count}\n`;
}
