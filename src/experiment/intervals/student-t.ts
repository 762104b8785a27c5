import { assert } from '../../kernel/assert.ts';

/**
 * The quantile of Student's t distribution: P(T <= t) = `share`, for a whole number of degrees of freedom, to some
 * fourteen digits. By bisection; O(degrees).
 */
export function studentTQuantile(share: number, degrees: number): number {
  assert(share > 0 && share < 1, () => `a quantile is of a share between 0 and 1, not ${share}`);
  assert(
    Number.isSafeInteger(degrees) && degrees >= 1,
    () => `degrees of freedom are 1, 2, ..., not ${degrees}`,
  );
  if (share < 0.5) return -studentTQuantile(1 - share, degrees);
  const within = 2 * share - 1;
  let [low, high] = [0, 1];
  while (studentTWithin(high, degrees) < within && high < LARGEST) high *= 2;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (studentTWithin(middle, degrees) < within) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Far beyond any t that a share of an interval asks for. */
const LARGEST = 1e9;
/** Halves an interval down to the last digit of a double. */
const HALVINGS = 60;

/**
 * P(-t <= T <= t), as a finite sum. Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3
 * for odd and 26.7.4 for even degrees of freedom.
 */
export function studentTWithin(t: number, degrees: number): number {
  const length = Math.sqrt(degrees + t * t);
  const sine = t / length;
  const cosine = Math.sqrt(degrees) / length;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= degrees - 2; power += 2) {
    sum += term;
    term *= ((power + 1) / (power + 2)) * cosine * cosine;
  }
  return isOdd ? (2 / Math.PI) * (Math.atan(t / Math.sqrt(degrees)) + sine * sum) : sine * sum;
}
