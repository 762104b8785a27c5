import { MILLIONTHS_PER_UNIT } from '../kernel/money.ts';
import { grouped } from './figures-in-words.ts';

/** Decimals that hold a millionth, and those that amounts have at the least. */
const DECIMALS_MAX = 6;
const DECIMALS_MIN = 2;

/** An exact amount: `1,234.50`, with as many decimals as it needs, two at the least or as many as are asked for. */
export function amountInWords(millionths: number, decimals: number = decimalsOf(millionths)): string {
  const amount = Math.abs(millionths);
  const part = String(amount % MILLIONTHS_PER_UNIT).padStart(DECIMALS_MAX, '0');
  const sign = millionths < 0 ? '-' : '';
  return `${sign}${grouped(Math.floor(amount / MILLIONTHS_PER_UNIT))}.${part.slice(0, decimals)}`;
}

/** The decimals that an amount needs, from two to six. */
export function decimalsOf(millionths: number): number {
  let decimals = DECIMALS_MAX;
  let unit = 10;
  while (decimals > DECIMALS_MIN && millionths % unit === 0) {
    decimals -= 1;
    unit *= 10;
  }
  return decimals;
}
