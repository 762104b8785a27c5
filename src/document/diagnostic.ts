import type { Frame } from './code-frame.ts';
import { type DiagnosticCode, explanationOf } from './diagnostic-codes.ts';
import { type Path, pathText } from './path.ts';
import { lineAround, positionAt, type Span } from './source.ts';
import { spanAt, type Tree } from './tree.ts';

/** One mistake in what the user wrote, ready to be shown. */
export interface Diagnostic {
  /** Permanent name of this kind of mistake; `mpsim explain CODE` tells more. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly file: string;
  /** From 1; 0 when the mistake is the file itself. */
  readonly line: number;
  /** From 1, in UTF-16 units; 0 when the mistake is the file itself. */
  readonly column: number;
  /** As in `senders[0].number`; empty for the whole document. */
  readonly path: string;
  /** What is wrong, and why: a sentence. */
  readonly message: string;
  /** How to fix it: a sentence. */
  readonly help: string;
  /** The line to show, when there is one. */
  readonly frame: Frame | undefined;
}

/** A warning leaves the input usable. */
export type Severity = 'error' | 'warning';

/** A mistake as a check finds it: about a path of the document, without lines and columns. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly path: Path;
  readonly message: string;
  /** Default: the fix that the table of codes gives. */
  readonly help?: string | undefined;
  /** What to underline; default the value. */
  readonly at?: 'key' | 'value';
}

/** A problem, shown where its path stands in the document. */
export function locate(root: Tree, problem: Problem): Diagnostic {
  const span = spanAt(root, problem.path, problem.at ?? 'value');
  return diagnosticAt(span, problem);
}

/** A problem, shown at a stretch of text. */
export function diagnosticAt(span: Span, problem: Problem): Diagnostic {
  const { line, column } = positionAt(span.source, span.start);
  const frame = {
    text: lineAround(span.source, span.start),
    line,
    column,
    length: Math.max(1, span.end - span.start),
  };
  return { ...diagnosticOf(span.source.file, problem), line, column, frame };
}

/** A problem of a file as a whole. */
export function diagnosticOf(file: string, problem: Problem): Diagnostic {
  const explanation = explanationOf(problem.code);
  return {
    code: problem.code,
    severity: explanation.severity ?? 'error',
    file,
    line: 0,
    column: 0,
    path: pathText(problem.path),
    message: problem.message,
    help: problem.help ?? explanation.fix,
    frame: undefined,
  };
}
