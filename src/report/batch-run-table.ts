import type { Batch } from '../experiment/batch.ts';
import type { Estimate } from '../experiment/intervals/interval.ts';
import type { RunFigure } from '../experiment/run-figures.ts';
import { grouped, shortDuration, tenths } from './figures-in-words.ts';
import { amountInWords } from './money-in-words.ts';
import type { Palette } from './palette.ts';
import { table } from './table.ts';

/** Each run as a whole: how long, how high the backlog, at what cost, and how callbacks fared. */
export function batchRunTable(batch: Batch, palette: Palette): string {
  return table(['Run', 'n', 'value', 'low', 'high'], batchRunRows(batch), palette);
}

/** The rows of that table: what it is, n, the value and its interval. */
export function batchRunRows({ run, currency, isCostPartial }: Batch): readonly (readonly string[])[] {
  return ROWS.flatMap(([figure, words, unit]) => {
    const estimate = run[figure];
    return estimate === undefined
      ? []
      : [[words(isCostPartial ? `${currency} in part` : currency), ...cells(estimate, unit)]];
  });
}

type Unit = (value: number) => string;

const duration: Unit = (us) => shortDuration(Math.round(us));
const count: Unit = (value) => (Number.isInteger(value) ? grouped(value) : tenths(value));
const money: Unit = (millionths) => amountInWords(Math.round(millionths), 2);

const ROWS: readonly (readonly [RunFigure, (currency: string) => string, Unit])[] = [
  ['simulatedUs', () => 'last event', duration],
  ['drainedUs', () => 'drained', duration],
  ['peakBacklogSegments', () => 'peak backlog, segments', count],
  ['costMillionths', (currency) => `cost, ${currency}`, money],
  ['callbacksDue', () => 'callbacks due', count],
  ['callbacksDelivered', () => 'callbacks delivered', count],
  ['callbacksLost', () => 'callbacks lost', count],
  ['callbackDelayP95Us', () => 'callback delay p95', duration],
  ['callbackPeakAttempts', () => 'callback attempts, peak/s', count],
];

function cells({ n, value, low, high }: Estimate, unit: Unit): readonly string[] {
  // The interval of a mean that is nearly 0 may begin below it, where there is nothing.
  return [grouped(n), ...[value, low, high].map((one) => (one === undefined ? '-' : unit(Math.max(0, one))))];
}
