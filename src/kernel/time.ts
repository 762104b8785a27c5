/**
 * Simulated time: a whole number of microseconds since the start of the run, held in a double.
 *
 * Whole numbers are exact up to 2^53 microseconds, 285 years, so sums and comparisons of times never round.
 */

/** Microseconds in a second. */
export const US_PER_SECOND = 1_000_000;
/** Microseconds in a minute. */
export const US_PER_MINUTE: number = 60 * US_PER_SECOND;
/** Microseconds in an hour. */
export const US_PER_HOUR: number = 60 * US_PER_MINUTE;
/** Microseconds in a day of 24 hours. */
export const US_PER_DAY: number = 24 * US_PER_HOUR;

/** The latest instant that a run may reach: 100 years, far inside the exact range. */
export const TIME_LIMIT_US: number = 36_525 * US_PER_DAY;

/** Seconds, for figures that people and other programs read. Exact to the microsecond when printed. */
export function secondsOf(us: number): number {
  return us / US_PER_SECOND;
}
