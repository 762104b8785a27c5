import { assert } from '../kernel/assert.ts';
import { greatestCommonDivisor, type Rate } from '../kernel/rate.ts';

/**
 * The token buckets of the senders, in exact whole numbers.
 *
 * A bucket is kept as its *debt*: what it lacks to be full, in units of which a token has `unitsPerToken` and a
 * microsecond earns `unitsPerUs`. For 3 segments a second those are 1,000,000 and 3: no rounding, no remainder, no
 * refill timer. A segment may leave as soon as the debt leaves room for one token; taking it adds a token's units.
 *
 * A waiting segment leaves at the first whole microsecond at which its token is there. What the bucket earned in the
 * rest of that microsecond stays earned (the debt falls below 0 by less than one microsecond's units), so the
 * long-run rate is exact; a bucket whose lane waits for nothing is never more than full.
 */
export class Buckets {
  readonly #burst: Float64Array;
  readonly #debt: Float64Array;
  /** Instant up to which the debt has been paid. */
  readonly #paidUntilUs: Float64Array;
  /** 0 while down. */
  readonly #unitsPerUs: Float64Array;
  /** 0 for an unlimited sender: its tokens cost nothing. */
  readonly #unitsPerToken: Float64Array;
  /** How far below 0 the debt has been when a token was taken: what a window from that instant on could exceed. */
  readonly #ahead: Float64Array;

  /** Full buckets at t = 0. `rate` undefined is unlimited; `burst` is the tokens that a full bucket holds. */
  constructor(senders: readonly { readonly rate: Rate | undefined; readonly burst: number }[]) {
    this.#burst = Float64Array.from(senders, (sender) => sender.burst);
    this.#debt = new Float64Array(senders.length);
    this.#paidUntilUs = new Float64Array(senders.length);
    this.#ahead = new Float64Array(senders.length);
    this.#unitsPerUs = Float64Array.from(senders, (sender) => sender.rate?.units ?? 1);
    this.#unitsPerToken = Float64Array.from(senders, (sender) => sender.rate?.perUs ?? 0);
  }

  /** The lane begins to wait: its bucket, idle until now, holds what it earned but no more than its burst. */
  beginWaiting(lane: number, nowUs: number): void {
    this.#pay(lane, nowUs);
    this.#spill(lane);
  }

  /** First instant, `nowUs` or later, at which the waiting lane can take a token; Infinity while down. */
  readyAtUs(lane: number, nowUs: number): number {
    const unitsPerUs = this.#unitsPerUs[lane]!;
    if (unitsPerUs === 0) return Infinity;
    const missing = this.#debt[lane]! - (this.#burst[lane]! - 1) * this.#unitsPerToken[lane]!;
    // The quotient of two exact whole numbers below 2^53 never rounds up to a whole number that it has not reached.
    const readyAtUs = missing <= 0 ? nowUs : this.#paidUntilUs[lane]! + Math.ceil(missing / unitsPerUs);
    return Math.max(readyAtUs, nowUs);
  }

  /** Takes a token at an instant at which one is there. */
  take(lane: number, nowUs: number): void {
    this.#pay(lane, nowUs);
    const debt = this.#debt[lane]!;
    if (-debt > this.#ahead[lane]!) this.#ahead[lane] = -debt;
    this.#debt[lane] = debt + this.#unitsPerToken[lane]!;
  }

  /** Tokens that the lane could take at once now, whole ones; for displays. Infinity when unlimited. */
  tokens(lane: number, nowUs: number): number {
    const unitsPerToken = this.#unitsPerToken[lane]!;
    if (unitsPerToken === 0) return Infinity;
    const debt = this.#debt[lane]! - this.#unitsPerUs[lane]! * (nowUs - this.#paidUntilUs[lane]!);
    return this.#burst[lane]! - Math.ceil(Math.max(0, debt) / unitsPerToken);
  }

  /**
   * From now on the bucket earns at another rate: the tokens in it stay, the missing part is earned at the new rate.
   * A rate of 0 is down; `undefined`, for an unlimited sender, is up again.
   *
   * Departures are told at whole microseconds. The part of one that the bucket was ahead by when a token was taken is
   * paid back when the rate falls: spent against a slower rate, a window from that departure on could exceed it. That
   * part is 0 for rates that divide a second, and it is gone once a full bucket has earned as much in vain.
   */
  setRate(lane: number, nowUs: number, rate: Rate | undefined): void {
    this.#pay(lane, nowUs);
    if (rate !== undefined) this.#refine(lane, rate.perUs);
    const before = this.#unitsPerUs[lane]!;
    const after = rate === undefined ? 1 : rate.units * (this.#unitsPerToken[lane]! / rate.perUs);
    this.#unitsPerUs[lane] = after;
    this.#spill(lane);
    if (after >= before) return;
    this.#debt[lane]! += this.#ahead[lane]!;
    this.#ahead[lane] = 0;
  }

  /** What was earned beyond a full bucket is lost. */
  #spill(lane: number): void {
    const debt = this.#debt[lane]!;
    if (debt >= 0) return;
    this.#ahead[lane] = Math.max(0, this.#ahead[lane]! + debt);
    this.#debt[lane] = 0;
  }

  #pay(lane: number, nowUs: number): void {
    this.#debt[lane]! -= this.#unitsPerUs[lane]! * (nowUs - this.#paidUntilUs[lane]!);
    this.#paidUntilUs[lane] = nowUs;
  }

  /** Cuts the units finer, so that a token has a multiple of `perUs` of them. */
  #refine(lane: number, perUs: number): void {
    const unitsPerToken = this.#unitsPerToken[lane]!;
    const finer = perUs / greatestCommonDivisor(unitsPerToken, perUs);
    this.#unitsPerToken[lane] = unitsPerToken * finer;
    this.#unitsPerUs[lane]! *= finer;
    this.#debt[lane]! *= finer;
    this.#ahead[lane]! *= finer;
    assert(
      this.#burst[lane]! * unitsPerToken * finer <= Number.MAX_SAFE_INTEGER,
      () => `sender ${lane}: a rate with ${perUs} us in its denominator cannot be kept exactly`,
    );
  }
}
