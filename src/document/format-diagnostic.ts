import { codeFrame } from './code-frame.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What a part of a diagnostic is, so that the command line can colour it. */
export type DiagnosticPart = 'place' | 'path' | 'error' | 'warning' | 'message' | 'help' | 'frame';

export interface DiagnosticFormat {
  /** Columns to wrap to; absent: one line and a frame, for pipes and for `grep`. */
  readonly width?: number | undefined;
  /** Puts colour on a part; absent: none. */
  readonly paint?: ((part: DiagnosticPart, text: string) => string) | undefined;
}

const INDENT = '  ';
const FRAME_WIDTH = 76;

/**
 * A diagnostic as people read it: `file:line:col  path  what is wrong and why  how to fix it  (code)` and the line
 * with carets under it. With a `width`, what and how stand on lines of their own, wrapped and indented.
 */
export function formatDiagnostic(diagnostic: Diagnostic, format: DiagnosticFormat = {}): string {
  const paint = format.paint ?? ((_part, text) => text);
  const { file, line, column, path, severity } = diagnostic;
  const place = paint('place', line === 0 ? file : `${file}:${line}:${column}`);
  const head = path === '' ? [place] : [place, paint('path', path)];
  const label = paint(severity, severity === 'error' ? diagnostic.code : `warning ${diagnostic.code}`);
  const frame = frameLines(diagnostic, format.width).map((text) => paint('frame', text));
  if (format.width === undefined) {
    const parts = [
      ...head,
      paint('message', diagnostic.message),
      paint('help', diagnostic.help),
      `(${label})`,
    ];
    return [parts.join('  '), ...frame].join('\n');
  }
  const room = Math.max(20, format.width - INDENT.length);
  const message = wrap(diagnostic.message, room).map((text) => INDENT + paint('message', text));
  const help = wrap(diagnostic.help, room).map((text) => INDENT + paint('help', text));
  return [[...head, label].join('  '), ...message, ...help, ...frame].join('\n');
}

function frameLines({ frame }: Diagnostic, width: number | undefined): string[] {
  if (frame === undefined) return [];
  return codeFrame(frame, (width ?? FRAME_WIDTH + INDENT.length) - INDENT.length)
    .split('\n')
    .map((line) => INDENT + line);
}

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The diagnostics of any number of files as one JSON text, for `validate --format json`. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const plain = diagnostics.map(({ frame, ...rest }) => ({ ...rest, length: frame?.length ?? 0 }));
  return `${JSON.stringify({ schema: 'mpsim-diagnostics/1', diagnostics: plain }, null, 2)}\n`;
}
