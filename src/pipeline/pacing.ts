import { assert } from '../kernel/assert.ts';
import { greatestCommonDivisor, type Rate } from '../kernel/rate.ts';

/** The numbers of a bucket lie side by side. */
const BURST = 0;
/** What it lacks to be full. */
const DEBT = 1;
/** Instant up to which the debt has been paid. */
const PAID_UNTIL = 2;
/** 0 while down. */
const UNITS_PER_US = 3;
/** 0 for an unlimited sender: its tokens cost nothing. */
const UNITS_PER_TOKEN = 4;
/** How far below 0 the debt has been when a token was taken: what a window from that instant on could exceed. */
const AHEAD = 5;
const WIDTH = 8;

/**
 * Token buckets, in exact whole numbers: of lanes, and of the levels that lanes share.
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
  readonly #numbers: Float64Array;

  /** Full buckets at t = 0. `rate` undefined is unlimited; `burst` is the tokens that a full bucket holds. */
  constructor(senders: readonly { readonly rate: Rate | undefined; readonly burst: number }[]) {
    this.#numbers = new Float64Array(senders.length * WIDTH);
    senders.forEach(({ rate, burst }, lane) => {
      this.#numbers[lane * WIDTH + BURST] = burst;
      this.#numbers[lane * WIDTH + UNITS_PER_US] = rate?.units ?? 1;
      this.#numbers[lane * WIDTH + UNITS_PER_TOKEN] = rate?.perUs ?? 0;
    });
  }

  /** The lane begins to wait: its bucket, idle until now, holds what it earned but no more than its burst. */
  beginWaiting(lane: number, nowUs: number): void {
    this.#pay(lane, nowUs);
    this.#spill(lane);
  }

  /**
   * First instant, `nowUs` or later, at which a waiting segment that takes so many tokens may leave; Infinity while
   * down. A bucket that holds the tokens of one segment is ready when it is full.
   */
  readyAtUs(lane: number, nowUs: number, tokens = 1): number {
    const unitsPerUs = this.#numbers[lane * WIDTH + UNITS_PER_US]!;
    if (unitsPerUs === 0) return Infinity;
    const missing =
      this.#numbers[lane * WIDTH + DEBT]! -
      (this.#numbers[lane * WIDTH + BURST]! - 1) * this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]! * tokens;
    // The quotient of two exact whole numbers below 2^53 never rounds up to a whole number that it has not reached.
    const readyAtUs =
      missing <= 0 ? nowUs : this.#numbers[lane * WIDTH + PAID_UNTIL]! + Math.ceil(missing / unitsPerUs);
    return Math.max(readyAtUs, nowUs);
  }

  /** Takes a token at an instant at which one is there. */
  take(lane: number, nowUs: number): void {
    this.#pay(lane, nowUs);
    const debt = this.#numbers[lane * WIDTH + DEBT]!;
    if (-debt > this.#numbers[lane * WIDTH + AHEAD]!) this.#numbers[lane * WIDTH + AHEAD] = -debt;
    this.#numbers[lane * WIDTH + DEBT] = debt + this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]!;
  }

  /**
   * Takes the next token of a lane that waits, and is not down, as soon as it is there, be it now or later; when that is,
   * {@link tookAtUs} says. {@link readyAtUs} and {@link take} in one.
   */
  takeNext(lane: number): void {
    const numbers = this.#numbers;
    const at = lane * WIDTH;
    const unitsPerUs = numbers[at + UNITS_PER_US]!;
    const unitsPerToken = numbers[at + UNITS_PER_TOKEN]!;
    const debt = numbers[at + DEBT]!;
    const missing = debt - (numbers[at + BURST]! - 1) * unitsPerToken;
    const waitUs = missing <= 0 ? 0 : Math.ceil(missing / unitsPerUs);
    const debtThen = debt - unitsPerUs * waitUs;
    if (-debtThen > numbers[at + AHEAD]!) numbers[at + AHEAD] = -debtThen;
    numbers[at + DEBT] = debtThen + unitsPerToken;
    numbers[at + PAID_UNTIL]! += waitUs;
  }

  /** When the lane took a token last, or began to wait. */
  tookAtUs(lane: number): number {
    return this.#numbers[lane * WIDTH + PAID_UNTIL]!;
  }

  /**
   * Of the tokens that a lane, waiting without a break, has taken ahead of time: how many are taken at `nowUs` or later,
   * all of them for segments that came before `nowUs`, which is after 0. Worked back from the debt after the last one: the j-th from
   * the end is there by `nowUs` - 1 unless the debt of then, with what was taken since added, lacks more than j tokens.
   */
  takenFrom(lane: number, nowUs: number): number {
    const numbers = this.#numbers;
    const at = lane * WIDTH;
    const unitsPerToken = numbers[at + UNITS_PER_TOKEN]!;
    const earned = numbers[at + UNITS_PER_US]! * (numbers[at + PAID_UNTIL]! - nowUs + 1);
    const lacking = numbers[at + DEBT]! + earned - (numbers[at + BURST]! - 1) * unitsPerToken;
    if (lacking <= 0 || unitsPerToken === 0) return 0;
    return Math.floor((lacking - 1) / unitsPerToken);
  }

  /**
   * Takes a segment's tokens at an instant at which they are there, from a bucket that its lane may not have waited
   * for: what it earned while it was full is lost.
   */
  takeTokens(lane: number, nowUs: number, tokens: number): void {
    this.#pay(lane, nowUs);
    if (this.#numbers[lane * WIDTH + DEBT]! <= -this.#numbers[lane * WIDTH + UNITS_PER_US]!)
      this.#spill(lane);
    const debt = this.#numbers[lane * WIDTH + DEBT]!;
    if (-debt > this.#numbers[lane * WIDTH + AHEAD]!) this.#numbers[lane * WIDTH + AHEAD] = -debt;
    this.#numbers[lane * WIDTH + DEBT] = debt + this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]! * tokens;
  }

  /** When a segment could leave that comes behind so many tokens; Infinity while down. */
  readyAfterUs(lane: number, nowUs: number, tokens: number): number {
    const unitsPerUs = this.#numbers[lane * WIDTH + UNITS_PER_US]!;
    if (unitsPerUs === 0) return Infinity;
    const units =
      (tokens + 1 - this.#numbers[lane * WIDTH + BURST]!) * this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]!;
    const missing = Math.max(0, this.#numbers[lane * WIDTH + DEBT]! + units);
    return Math.max(nowUs, this.#numbers[lane * WIDTH + PAID_UNTIL]! + Math.ceil(missing / unitsPerUs));
  }

  /** Tokens that the lane could take at once now, whole ones; for displays. Infinity when unlimited. */
  tokens(lane: number, nowUs: number): number {
    const unitsPerToken = this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]!;
    if (unitsPerToken === 0) return Infinity;
    const debt =
      this.#numbers[lane * WIDTH + DEBT]! -
      this.#numbers[lane * WIDTH + UNITS_PER_US]! * (nowUs - this.#numbers[lane * WIDTH + PAID_UNTIL]!);
    return this.#numbers[lane * WIDTH + BURST]! - Math.ceil(Math.max(0, debt) / unitsPerToken);
  }

  /** Tokens that it earns in a second, for displays; 0 while down, Infinity when unlimited. */
  tokensPerSecond(lane: number): number {
    const unitsPerToken = this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]!;
    const unitsPerUs = this.#numbers[lane * WIDTH + UNITS_PER_US]!;
    if (unitsPerUs === 0) return 0;
    return unitsPerToken === 0 ? Infinity : (unitsPerUs * 1_000_000) / unitsPerToken;
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
    const before = this.#numbers[lane * WIDTH + UNITS_PER_US]!;
    const after =
      rate === undefined ? 1 : rate.units * (this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]! / rate.perUs);
    this.#numbers[lane * WIDTH + UNITS_PER_US] = after;
    this.#spill(lane);
    if (after >= before) return;
    this.#numbers[lane * WIDTH + DEBT]! += this.#numbers[lane * WIDTH + AHEAD]!;
    this.#numbers[lane * WIDTH + AHEAD] = 0;
  }

  /** What was earned beyond a full bucket is lost. */
  #spill(lane: number): void {
    const debt = this.#numbers[lane * WIDTH + DEBT]!;
    if (debt >= 0) return;
    this.#numbers[lane * WIDTH + AHEAD] = Math.max(0, this.#numbers[lane * WIDTH + AHEAD]! + debt);
    this.#numbers[lane * WIDTH + DEBT] = 0;
  }

  #pay(lane: number, nowUs: number): void {
    this.#numbers[lane * WIDTH + DEBT]! -=
      this.#numbers[lane * WIDTH + UNITS_PER_US]! * (nowUs - this.#numbers[lane * WIDTH + PAID_UNTIL]!);
    this.#numbers[lane * WIDTH + PAID_UNTIL] = nowUs;
  }

  /** Cuts the units finer, so that a token has a multiple of `perUs` of them. */
  #refine(lane: number, perUs: number): void {
    const unitsPerToken = this.#numbers[lane * WIDTH + UNITS_PER_TOKEN]!;
    const finer = perUs / greatestCommonDivisor(unitsPerToken, perUs);
    this.#numbers[lane * WIDTH + UNITS_PER_TOKEN] = unitsPerToken * finer;
    this.#numbers[lane * WIDTH + UNITS_PER_US]! *= finer;
    this.#numbers[lane * WIDTH + DEBT]! *= finer;
    this.#numbers[lane * WIDTH + AHEAD]! *= finer;
    assert(
      this.#numbers[lane * WIDTH + BURST]! * unitsPerToken * finer <= Number.MAX_SAFE_INTEGER,
      () => `sender ${lane}: a rate with ${perUs} us in its denominator cannot be kept exactly`,
    );
  }
}
