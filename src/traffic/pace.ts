import type { Rate } from '../kernel/rate.ts';

/**
 * The pace that a client keeps: one period at least between two requests, exact in whole numbers.
 *
 * A request that waits for its turn is made at the first whole microsecond at which the period is over; what was left
 * of that microsecond counts for the next one. So a client that always has something to send keeps its rate exactly,
 * and in every half-open window [a, b) there are at most `1 + rate x (b - a)` requests.
 */
export class Pace {
  /** The next request may be made at this whole microsecond, or later. */
  nextUs = 0;
  readonly #units: number;
  readonly #perUs: number;
  /** How far `nextUs` lies behind the exact end of the period, in parts of which a microsecond has `units`. */
  #behind = 0;

  /** @param rate requests a microsecond, above 0. */
  constructor(rate: Rate) {
    this.#units = rate.units;
    this.#perUs = rate.perUs;
  }

  /** A request is made, `nextUs` or later. */
  made(atUs: number): void {
    const parts = this.#perUs - (atUs === this.nextUs ? this.#behind : 0);
    // The quotient of two exact whole numbers below 2^53 never rounds up to a whole number that it has not reached.
    const us = Math.ceil(parts / this.#units);
    this.nextUs = atUs + us;
    this.#behind = us * this.#units - parts;
  }
}
