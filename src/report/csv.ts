import { stringify } from 'csv-stringify/sync';

/** A cell of a CSV file; undefined is an empty one. */
export type Cell = string | number | undefined;

/** CSV as RFC 4180 has it: lines end in CR LF, cells are quoted where they must be. No header. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], { record_delimiter: 'windows' });
}
