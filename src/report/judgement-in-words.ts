import type { Judgement } from '../experiment/report-input.ts';
import { exactDuration, grouped, tenths } from './figures-in-words.ts';
import { amountInWords } from './money-in-words.ts';
import type { WallClock } from './wall-clock.ts';

/** What was found for an expectation, as a sentence; empty where there is nothing to add to `no data`. */
export function foundInWords(judgement: Judgement, clock: WallClock): string {
  const { value, verdict, unit, low, high, n } = judgement;
  if (value === undefined) {
    if (verdict === 'fail') return 'It never comes to that.';
    return verdict === 'no data' && unit === 'money' ? 'Some of it has no price.' : '';
  }
  const found = `It is ${figureInWords(value, judgement, clock)}`;
  if (low !== undefined && high !== undefined && low < high) {
    const [from, to] = [low, high].map((end) => figureInWords(end, judgement, clock));
    return `${found}, with 95% confidence from ${from} to ${to}.`;
  }
  const isUnsure = verdict === 'inconclusive';
  return isUnsure
    ? `${found}, of ${n === 1 ? 'one value' : `${grouped(n)} values`}, too few to tell.`
    : `${found}.`;
}

/** What was found, in the unit of its bound; `never` for an instant that does not come. */
export function valueInWords(judgement: Judgement, clock: WallClock): string {
  const { value, verdict } = judgement;
  if (value === undefined) return verdict === 'fail' ? 'never' : '-';
  return figureInWords(value, judgement, clock);
}

/** A figure in the unit of an expectation. */
export function figureInWords(
  value: number,
  { unit, currency = '' }: Pick<Judgement, 'unit' | 'currency'>,
  clock: WallClock,
): string {
  switch (unit) {
    case 'us':
      // A mean may lie between two microseconds, and its interval begin below 0.
      return value < 0 ? `-${exactDuration(Math.round(-value))}` : exactDuration(Math.round(value));
    case 'instant':
      return clock.cell(value);
    case 'share':
      // Expectations on shares are often close to their bound, so this shows more than a table's tenth.
      return `${Number((value * 100).toFixed(4))}%`;
    case 'rate':
      return `${Number(value.toPrecision(SIGNIFICANT_DIGITS))}/s`;
    case 'money':
      return `${amountInWords(Math.round(value))} ${currency}`;
    case 'count':
    case 'segments':
      // Over replications it is a mean.
      return Number.isInteger(value) ? grouped(value) : tenths(value);
  }
}

/** Of a rate: enough to tell it from a bound that it just misses. */
const SIGNIFICANT_DIGITS = 6;
