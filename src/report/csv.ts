import { stringify } from 'csv-stringify/sync';

/** A cell of a CSV file; undefined is an empty one. */
export type Cell = string | number | undefined;

/** CSV as RFC 4180 has it: lines end in CR LF, cells are quoted where they must be. No header. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { record_delimiter: 'windows' });
}

/** Rows that become text at a time: some ten milliseconds of work. */
const ROWS_A_PIECE = 2000;

/** The same in pieces, so that whoever writes them can do other things in between. */
export function* csvPieces(rows: Iterable<readonly Cell[]>): Iterable<string> {
  let some: (readonly Cell[])[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < ROWS_A_PIECE) continue;
    yield csvOf(some);
    some = [];
  }
  yield csvOf(some);
}
