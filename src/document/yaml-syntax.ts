import { type Diagnostic, diagnosticAt } from './diagnostic.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';
import type { Source } from './source.ts';

/** An error as the YAML parser tells it. */
interface ParserError {
  readonly code: string;
  readonly message: string;
  /** Offsets of the text that it points at. */
  readonly pos: readonly [start: number, end: number];
}

/** What an error is to the user. */
interface Mistake {
  readonly code: DiagnosticCode;
  /** Of the text that the parser points at. */
  readonly message: (text: string) => string;
}

const TAB: Mistake = {
  code: 'MP112',
  message: () => 'A tab stands in the indentation; YAML takes only spaces.',
};
const NOT_ALIGNED: Mistake = {
  code: 'MP119',
  message: () => 'The line does not begin in the column of the ones that it belongs to.',
};
const NO_COLON: Mistake = {
  code: 'MP126',
  message: () => 'A key must stand in one line, with a colon behind it.',
};

/** The parser's stack overflows before our own limit of depth can be told. */
const TOO_DEEP: Mistake = {
  code: 'MP124',
  message: () => 'Maps and lists stand too deep in one another.',
};

/** By the parser's codes. */
const MISTAKES: Readonly<Record<string, Mistake>> = {
  TAB_AS_INDENT: TAB,
  BAD_INDENT: NOT_ALIGNED,
  MULTILINE_IMPLICIT_KEY: NO_COLON,
  BLOCK_AS_IMPLICIT_KEY: { code: 'MP122', message: () => 'A second "key: value" begins in this line.' },
  TAG_RESOLVE_FAILED: { code: 'MP121', message: (text) => `The tag ${text} is not known.` },
  RESOURCE_EXHAUSTION: TOO_DEEP,
  BAD_DQ_ESCAPE: {
    code: 'MP123',
    message: (text) => `A backslash begins an escape in double quotes, and ${text} is none.`,
  },
  BAD_SCALAR_START: { code: 'MP125', message: (text) => `A value without quotes cannot begin with ${text}.` },
};

/**
 * An error of the YAML parser in the user's words.
 *
 * @param opening offset of the quote, bracket or brace that the error may be about.
 */
export function syntaxDiagnostic(
  source: Source,
  error: ParserError,
  opening: number | undefined,
): Diagnostic {
  const [start, end] = error.pos;
  if (isNeverClosed(error)) {
    const from = opening ?? start;
    const what =
      opening === undefined
        ? 'Something that opened before this'
        : `The ${source.text[opening]} that opens here`;
    return diagnosticAt(
      { source, start: from, end: from + 1 },
      { code: 'MP118', path: [], message: `${what} is never closed.` },
    );
  }
  const text = source.text.slice(start, error.code === 'BAD_DQ_ESCAPE' ? start + 2 : end);
  const mistake = mistakeOf(error, text);
  const span = { source, start: Math.min(start, source.text.length), end };
  return diagnosticAt(span, {
    code: mistake?.code ?? 'MP110',
    path: [],
    message: mistake?.message(text) ?? `${error.message}.`,
  });
}

/** The parser has one code for all that is missing, and tells which in its message. */
function isNeverClosed({ message }: ParserError): boolean {
  return /closing|must end with|end with a/.test(message);
}

function mistakeOf({ code, message }: ParserError, text: string): Mistake | undefined {
  if (text.includes('\t')) return TAB;
  if (message.includes('without - indicator')) return NOT_ALIGNED;
  return message.includes('map keys need') ? NO_COLON : MISTAKES[code];
}
