import type { Rate } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';

/**
 * A token bucket as textbooks draw it: a level that rises with the rate up to the burst, in exact fractions. It is
 * looked at in whole microseconds, so what it earned in the rest of the one in which it filled up stays.
 */
export class ReferenceBucket {
  readonly #rate: Rate | undefined;
  /** Units of a token: so fine that every rate earns whole units in a microsecond. */
  readonly #token: bigint;
  readonly #full: bigint;
  readonly #grain: bigint;
  readonly #burst: bigint;
  #perUs: bigint;
  #level: bigint;
  #atUs = 0;
  #down = false;

  /** @param grain a multiple of the denominators of all that changes rates. */
  constructor({ rate, burst }: { rate: Rate | undefined; burst: number }, grain: bigint) {
    this.#rate = rate;
    this.#grain = grain;
    this.#burst = BigInt(burst);
    this.#token = BigInt(rate?.perUs ?? 1) * grain;
    this.#perUs = BigInt(rate?.units ?? 1) * grain;
    this.#full = this.#burst * this.#token;
    this.#level = this.#full;
  }

  /** From now on the rate is multiplied by this. */
  setFactor(numerator: bigint, denominator: bigint, nowUs: number): void {
    this.#rise(nowUs);
    this.spill(nowUs);
    this.#down = numerator === 0n;
    this.#perUs = (BigInt(this.#rate?.units ?? 1) * this.#grain * numerator) / denominator;
  }

  /** What is beyond the full bucket is lost. */
  spill(nowUs: number): void {
    this.#rise(nowUs);
    if (this.#level > this.#full) this.#level = this.#full;
  }

  /**
   * The first whole microsecond, now or later, at which a segment of so many tokens may go: the bucket, full, would
   * hold `burst` of its like, and one must be there.
   */
  readyAtUs(tokens: number, nowUs: number): number {
    this.#rise(nowUs);
    if (this.#down) return Infinity;
    if (this.#rate === undefined) return nowUs;
    const missing = this.#full - this.#level - (this.#burst - 1n) * BigInt(tokens) * this.#token;
    if (missing <= 0n) return nowUs;
    return nowUs + Number((missing + this.#perUs - 1n) / this.#perUs);
  }

  take(tokens: number, nowUs: number): void {
    if (this.#rate === undefined) return;
    this.#rise(nowUs);
    if (this.#level - this.#full >= this.#perUs) this.#level = this.#full;
    this.#level -= BigInt(tokens) * this.#token;
  }

  #rise(nowUs: number): void {
    this.#level += this.#perUs * BigInt(nowUs - this.#atUs);
    this.#atUs = nowUs;
    // Longer than this no bucket of the tests takes to fill: it keeps the numbers short.
    const most = this.#full + this.#perUs * BigInt(US_PER_SECOND);
    if (this.#level > most) this.#level = most;
  }
}
