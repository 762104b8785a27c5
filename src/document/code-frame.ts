/** What a code frame shows: one line of a file and the stretch of it to underline. */
export interface Frame {
  /** The whole line, without its line end. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** In UTF-16 units; what runs past the end of the line is cut. */
  readonly length: number;
}

const ELLIPSIS = '…';
/** Units kept before the underlined stretch when a long line is windowed. */
const LEAD = 24;

/**
 * The line under its number, and a line of carets beneath the stretch:
 *
 *     7 |     burts: 5
 *       |     ^^^^^
 *
 * Tabs and control characters become one space each, so that the carets stand right; a line longer than `width` is
 * cut to a window around the stretch.
 */
export function codeFrame(frame: Frame, width: number): string {
  const gutter = String(frame.line);
  const room = Math.max(20, width - gutter.length - 3);
  const { shown, offset } = windowed(frame.text, frame.column - 1, room);
  const start = frame.column - 1 - offset;
  const caretLength = Math.max(1, Math.min(frame.length, shown.length - start));
  const carets =
    ' '.repeat(cells(shown.slice(0, start))) +
    '^'.repeat(Math.max(1, cells(shown.slice(start, start + caretLength))));
  return `${gutter} | ${shown}\n${' '.repeat(gutter.length)} | ${carets}`;
}

function windowed(text: string, start: number, room: number): { shown: string; offset: number } {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach the terminal
  const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  if (clean.length <= room) return { shown: clean, offset: 0 };
  const from = Math.max(0, Math.min(start - LEAD, clean.length - room));
  const cut = clean.slice(from, from + room);
  const head = from > 0 ? ELLIPSIS + cut.slice(1) : cut;
  return { shown: from + room < clean.length ? head.slice(0, -1) + ELLIPSIS : head, offset: from };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
const WIDTHLESS = /[\p{Mn}\p{Cf}]/u;

/** Cells that a text takes in a terminal: East Asian letters and emoji two, combining marks none. An approximation. */
function cells(text: string): number {
  let sum = 0;
  for (const character of text) sum += WIDE.test(character) ? 2 : WIDTHLESS.test(character) ? 0 : 1;
  return sum;
}
