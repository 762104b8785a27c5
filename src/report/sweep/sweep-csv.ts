import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import { type Cell, csvPieces } from '../csv.ts';
import { columnsOf, rowsOf } from './sweep-rows.ts';

/** `sweep.csv`, in pieces: a row for every figure of every cell, times in seconds. */
export function* sweepCsv(result: SweepResult): Iterable<string> {
  yield* csvPieces(lines(result));
}

function* lines(result: SweepResult): Iterable<readonly Cell[]> {
  yield columnsOf(result);
  for (const { cell, values, metric, of, statistic, value, low, high, n, unit } of rowsOf(result))
    yield [cell, ...values, metric, of, statistic, value, low, high, n, unit];
}
