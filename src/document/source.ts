/** A text that was read, and the name under which people know it: a path, `-` for standard input, or `--set`. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A stretch of a source: offsets in UTF-16 units, half-open. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of a source begin, found on first use: only mistakes need them. */
const lineStarts = new WeakMap<Source, readonly number[]>();

function lineStartsOf(source: Source): readonly number[] {
  let starts = lineStarts.get(source);
  if (starts === undefined) {
    const found = [0];
    const { text } = source;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found.push(at + 1);
    starts = found;
    lineStarts.set(source, starts);
  }
  return starts;
}

/** Where an offset lies. O(log lines) after the first one of a source. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStartsOf(source);
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

/** The stretch that a line takes without its line end; lines count from 1. The last line stands for those beyond. */
export function spanOfLine(source: Source, line: number): Span {
  const starts = lineStartsOf(source);
  const place = Math.min(line, starts.length) - 1;
  const start = starts[place]!;
  const next = starts[place + 1];
  const end = next === undefined ? source.text.length : next - 1;
  return { source, start, end: source.text[end - 1] === '\r' && end > start ? end - 1 : end };
}

/** The line that holds an offset, without its line end. */
export function lineAround(source: Source, offset: number): string {
  const { start, end } = spanOfLine(source, positionAt(source, offset).line);
  return source.text.slice(start, end);
}
