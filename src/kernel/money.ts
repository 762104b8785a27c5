/** Money is counted in whole millionths of its currency: exact in a double up to nine thousand million. */
export const MILLIONTHS_PER_UNIT = 1_000_000;

/** Decimals that a price may have. */
const DECIMALS = 9;
const BILLIONTHS_PER_MILLIONTH = 1000n;

/**
 * What so many things cost, in whole millionths: exact for a price with up to six decimals, else rounded to the nearest
 * one, half away from zero.
 *
 * @param price a decimal text such as `0.0075`, with up to nine decimals.
 * @param quantity whole; negative for what is saved.
 */
export function amountMillionths(price: string, quantity: number): number {
  const [whole = '', fraction = ''] = price.split('.');
  const billionths = BigInt(whole + fraction.padEnd(DECIMALS, '0')) * BigInt(Math.abs(quantity));
  const millionths = Number((billionths + BILLIONTHS_PER_MILLIONTH / 2n) / BILLIONTHS_PER_MILLIONTH);
  // Nothing has no sign.
  return quantity < 0 ? 0 - millionths : millionths;
}
