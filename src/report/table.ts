import type { Palette } from './palette.ts';

/** Characters in a line of a report: what every terminal shows. */
export const LINE_WIDTH = 80;

/**
 * A table whose first column is aligned left and whose others are aligned right, or left where the head begins with
 * `<`. The first head is the title of the table. Rows are indented below it by two.
 */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  palette: Palette,
): string {
  const titles = heads.map((head) => head.replace(/^</, ''));
  const indented = rows.map(([first, ...others]) => [`  ${first}`, ...others]);
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...indented.map((row) => row[column] ?? '')].map(lengthOf)),
  );
  const line = (cells: readonly string[]): readonly string[] =>
    cells.map((cell, column) => pad(cell, widths[column]!, column === 0 || heads[column]!.startsWith('<')));
  const [title, ...others] = line(titles);
  const head = `${palette.strong(title!)}  ${palette.faint(others.join('  ').trimEnd())}`;
  return [head, ...indented.map((row) => line(row).join('  ').trimEnd())].join('\n');
}

function pad(text: string, width: number, left: boolean): string {
  const gap = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return left ? text + gap : gap + text;
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** A text of at most `width` characters; of a longer one the end, which tells names of a row apart, is kept. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  const kept = Math.floor((width - 1) / 2);
  return `${characters.slice(0, width - 1 - kept).join('')}…${characters.slice(-kept).join('')}`;
}

/** Breaks a text at its spaces into lines of `width`, indented; from the second line on by `hanging` more. */
export function wrap(
  text: string,
  indent: number,
  hanging: number,
  width: number = LINE_WIDTH,
): readonly string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = ' '.repeat(indent + hanging);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
