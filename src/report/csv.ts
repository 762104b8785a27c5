import { stringify } from 'csv-stringify/sync';

/** A cell of a CSV file; undefined is an empty one. */
export type Cell = string | number | undefined;

/** CSV as RFC 4180 has it: lines end in CR LF, cells are quoted where they must be. No header. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { record_delimiter: 'windows' });
}

/** Rows that become text at a time: some milliseconds of work. */
const ROWS_A_PIECE = 500;

/** What stands between two rows where finding the next one takes a while: no row, but the end of a piece. */
export const PAUSE = undefined;

/** The same in pieces, so that whoever writes them can do other things in between. */
export function* csvPieces(rows: Iterable<readonly Cell[] | typeof PAUSE>): Iterable<string> {
  let some: (readonly Cell[])[] = [];
  for (const row of rows) {
    if (row !== PAUSE) some.push(row);
    if (row !== PAUSE && some.length < ROWS_A_PIECE) continue;
    yield csvOf(some);
    some = [];
  }
  yield csvOf(some);
}
