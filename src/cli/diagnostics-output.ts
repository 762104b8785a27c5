import type { Diagnostic } from '../document/diagnostic.ts';
import { type DiagnosticPart, formatDiagnostic } from '../document/format-diagnostic.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { paletteFor } from './terminal-palette.ts';

const WIDTH_MAX = 100;
/** Diagnostics that are shown; nobody reads more, and aliases can multiply one mistake by thousands. */
const SHOWN_MAX = 500;

/** Diagnostics for people: wrapped and coloured on a terminal, each in one line and a frame for pipes and grep. */
export function diagnosticsText(diagnostics: readonly Diagnostic[], stream: NodeJS.WriteStream): string {
  const palette = paletteFor(stream);
  const paints: Readonly<Record<DiagnosticPart, (text: string) => string>> = {
    place: palette.strong,
    path: palette.faint,
    error: palette.bad,
    warning: palette.warning,
    message: (text) => text,
    help: (text) => text,
    frame: palette.faint,
  };
  // Some terminals do not know their width and call it 0.
  const width = stream.isTTY ? Math.min(stream.columns || WIDTH_MAX, WIDTH_MAX) : undefined;
  const format = { width, paint: (part: DiagnosticPart, text: string) => paints[part](text) };
  const shown = diagnostics
    .slice(0, SHOWN_MAX)
    .map((diagnostic) => `${formatDiagnostic(diagnostic, format)}\n`);
  const hidden = diagnostics.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`… and ${hidden} more\n`] : [])].join('\n');
}

/** Files that are missing, folders, or may not be read: the machine's side, not the author's. */
const ENVIRONMENT_CODES: ReadonlySet<string> = new Set(['MP101', 'MP102', 'MP103']);

/** The exit status of diagnostics: 1 where the scenario file itself cannot be had, 2 for mistakes, 0 for warnings. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return EXIT.fine;
  const isEnvironment = errors.every(({ code, line }) => line === 0 && ENVIRONMENT_CODES.has(code));
  return isEnvironment ? EXIT.couldNot : EXIT.invalidInput;
}
