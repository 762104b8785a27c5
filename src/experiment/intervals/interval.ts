import { studentTQuantile } from './student-t.ts';

/** How sure every interval is: 95 in 100 of them hold what they estimate. */
export const CONFIDENCE = 0.95;

/** A figure over replications, with the interval that holds the true one with {@link CONFIDENCE}. */
export interface Estimate {
  readonly value: number;
  /** Undefined, both, where there are too few replications for an interval. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Replications that had the figure. */
  readonly n: number;
}

/**
 * The mean over independent replications, with Student's t interval (Law, "Simulation Modeling and Analysis", 2015,
 * section 9.4.1). No interval for a single one; undefined for none. Finite values only.
 */
export function meanEstimate(values: readonly number[]): Estimate | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const value = meanOf(values);
  if (n === 1) return { value, low: undefined, high: undefined, n };
  const squares = values.reduce((sum, one) => sum + (one - value) * (one - value), 0);
  const half = studentTQuantile((1 + CONFIDENCE) / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - half, high: value + half, n };
}

/** The figure of a plan that leaves nothing to chance, from its one run: the interval is the value itself. */
export function exactEstimate([value]: readonly number[]): Estimate | undefined {
  return value === undefined ? undefined : { value, low: value, high: value, n: 1 };
}

/** Values that are all equal have exactly that mean, whatever a sum of them rounds to. */
function meanOf(values: readonly number[]): number {
  const [first = 0] = values;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

/**
 * The median over independent replications, with the interval between two order statistics: it holds the median of the
 * figure's distribution whatever that is (David and Nagaraja, "Order Statistics", 2003, section 7.1). No interval for
 * fewer than six; undefined for none. Infinity is a value like others.
 */
export function medianEstimate(values: readonly number[]): Estimate | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const [lower, upper] = [sorted[Math.ceil(n / 2) - 1]!, sorted[Math.floor(n / 2)]!];
  const value = lower === upper ? lower : lower + (upper - lower) / 2;
  const rank = medianRank(n);
  if (rank === 0) return { value, low: undefined, high: undefined, n };
  return { value, low: sorted[rank - 1]!, high: sorted[n - rank]!, n };
}

/**
 * The largest rank j for which the j-th smallest and the j-th largest of n values hold the median between them with
 * {@link CONFIDENCE}; 0 when none does. The number of values below the median is binomial (n, 1/2).
 */
export function medianRank(n: number): number {
  const tail = (1 - CONFIDENCE) / 2;
  // In logarithms: the first term, 2^-n, is too small for a double from n = 1,075 on.
  let logTerm = -n * Math.LN2;
  let below = 0;
  let rank = 0;
  for (; rank < n / 2; rank += 1) {
    below += Math.exp(logTerm);
    if (below > tail) break;
    logTerm += Math.log((n - rank) / (rank + 1));
  }
  return rank;
}
