import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { rowsOf, type SweepRow } from './sweep-rows.ts';

/** `sweep.parquet`: the rows of `sweep.csv` with types; the column of a path is one of numbers where all its values are. */
export function sweepParquet(result: SweepResult): Uint8Array {
  const rows = [...rowsOf(result)];
  const text = (name: string, of: (row: SweepRow) => string): ColumnSource => ({
    name,
    data: rows.map(of),
    type: 'STRING',
    nullable: false,
  });
  const number = (name: string, of: (row: SweepRow) => number | undefined): ColumnSource => ({
    name,
    data: rows.map((row) => of(row) ?? null),
    type: 'DOUBLE',
    nullable: true,
  });
  const whole = (name: string, of: (row: SweepRow) => number): ColumnSource => ({
    name,
    data: rows.map(of),
    type: 'INT32',
    nullable: false,
  });
  const paths = result.swept.map(({ path }, place) => {
    const isNumeric = result.outcomes.every(({ values }) => PLAIN_NUMBER.test(values[place]!));
    const of = ({ values }: SweepRow): string => values[place]!;
    return isNumeric ? number(path, (row) => Number(of(row))) : text(path, of);
  });
  const buffer = parquetWriteBuffer({
    columnData: [
      whole('cell', ({ cell }) => cell),
      ...paths,
      text('metric', ({ metric }) => metric),
      text('of', ({ of }) => of),
      text('statistic', ({ statistic }) => statistic),
      number('value', ({ value }) => value),
      number('low', ({ low }) => low),
      number('high', ({ high }) => high),
      whole('n', ({ n }) => n),
      text('unit', ({ unit }) => unit),
    ],
  });
  return new Uint8Array(buffer);
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
