/** A rate as an exact fraction, `units` every `perUs` microseconds, in lowest terms; 0 is `0 / 1`. */
export interface Rate {
  /** Whole number, 0 or more. */
  readonly units: number;
  /** Whole number of microseconds, 1 or more. */
  readonly perUs: number;
}

/** Greatest common divisor of two whole numbers, not both 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/**
 * The fraction `units / perUs` in lowest terms.
 *
 * @throws RangeError when a part is not a whole number in the exact range: the rate has too many digits.
 */
export function rateOf(units: number, perUs: number): Rate {
  if (!Number.isSafeInteger(units) || !Number.isSafeInteger(perUs) || units < 0 || perUs < 1) {
    throw new RangeError(`a rate needs whole numbers in the exact range, not ${units} per ${perUs} us`);
  }
  const divisor = greatestCommonDivisor(units, perUs);
  return { units: units / divisor, perUs: perUs / divisor };
}

/** The product of a rate and the exact factor `numerator / denominator`. Throws as {@link rateOf} does. */
export function scaleRate(rate: Rate, numerator: number, denominator: number): Rate {
  // Reducing crosswise first keeps the products as small as they can be.
  const a = greatestCommonDivisor(rate.units, denominator);
  const b = greatestCommonDivisor(numerator, rate.perUs);
  return rateOf((rate.units / a) * (numerator / b), (rate.perUs / b) * (denominator / a));
}

/** Units in a second, as a double: for reports and for draws, never for pacing. */
export function unitsPerSecond(rate: Rate): number {
  return (rate.units * 1_000_000) / rate.perUs;
}

/** Whole units that the rate yields within `us` microseconds, rounded down. Exact. */
export function unitsWithin(rate: Rate, us: number): number {
  return Number((BigInt(rate.units) * BigInt(us)) / BigInt(rate.perUs));
}
