import { greatestCommonDivisor } from '../kernel/rate.ts';
import type { RateStep } from './terms.ts';

/** What was promised of one bucket. */
export interface BucketTerms {
  /** Ascending; the first from 0. More than one where incidents change the rate. */
  readonly steps: readonly RateStep[];
  /** Segments of one kind that the full bucket lets go at once: 1 or more. */
  readonly burst: number;
}

/**
 * The level of tokens in one bucket, as textbooks draw it: it rises with the rate up to the burst, in exact fractions,
 * and is looked at in whole microseconds. What it earned in the rest of the one in which it filled up stays. Exact
 * where the rate never changes, or a token takes whole microseconds at every rate.
 */
export class TokenLevel {
  readonly #steps: readonly { readonly fromUs: number; readonly perUs: bigint | undefined }[];
  readonly #token: bigint;
  readonly #burst: bigint;
  #level: bigint;
  #atUs = 0;
  #step = 0;

  constructor({ steps, burst }: BucketTerms) {
    const token = steps.reduce((all, { rate }) => leastCommonMultiple(all, BigInt(rate?.perUs ?? 1)), 1n);
    this.#token = token;
    this.#steps = steps.map(({ fromUs, rate }) => ({
      fromUs,
      perUs: rate && BigInt(rate.units) * (token / BigInt(rate.perUs)),
    }));
    this.#burst = BigInt(burst);
    this.#level = this.#burst * token;
  }

  /** The first instant, `fromUs` or later, at which a segment of so many tokens may go; Infinity when none comes. */
  readyAtUs(tokens: number, nowUs: number, fromUs: number = nowUs): number {
    this.#rise(nowUs);
    const needed = (this.#burst - (this.#burst - 1n) * BigInt(tokens)) * this.#token;
    let level = this.#level;
    let atUs = nowUs;
    for (let step = this.#step; ; step += 1) {
      const { perUs } = this.#steps[step]!;
      const endUs = this.#steps[step + 1]?.fromUs ?? Infinity;
      const earnedAtUs = perUs === undefined ? atUs : whenEarned(needed - level, perUs, atUs);
      const readyAtUs = Math.max(earnedAtUs, fromUs);
      if (readyAtUs < endUs || endUs === Infinity) return readyAtUs;
      level = this.#smallerOfFull(level + (perUs ?? 0n) * BigInt(endUs - atUs));
      atUs = endUs;
    }
  }

  /** What is beyond the full bucket is lost: nobody has waited for it. */
  spill(nowUs: number): void {
    this.#rise(nowUs);
    this.#level = this.#smallerOfFull(this.#level);
  }

  take(tokens: number, nowUs: number): void {
    this.#rise(nowUs);
    const { perUs } = this.#steps[this.#step]!;
    if (perUs === undefined) return;
    if (this.#level - this.#burst * this.#token >= perUs) this.spill(nowUs);
    this.#level -= BigInt(tokens) * this.#token;
  }

  #rise(nowUs: number): void {
    while (this.#atUs < nowUs) {
      const endUs = this.#steps[this.#step + 1]?.fromUs ?? Infinity;
      const untilUs = Math.min(nowUs, endUs);
      this.#level += (this.#steps[this.#step]!.perUs ?? 0n) * BigInt(untilUs - this.#atUs);
      this.#atUs = untilUs;
      if (untilUs !== endUs) continue;
      this.#step += 1;
      this.#level = this.#smallerOfFull(this.#level);
    }
  }

  #smallerOfFull(level: bigint): bigint {
    const full = this.#burst * this.#token;
    return level < full ? level : full;
  }
}

function whenEarned(missing: bigint, perUs: bigint, atUs: number): number {
  if (perUs === 0n) return Infinity;
  return missing <= 0n ? atUs : atUs + Number((missing + perUs - 1n) / perUs);
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  const divisor = greatestCommonDivisor(Number(a % b), Number(b));
  return a * (b / BigInt(divisor));
}
