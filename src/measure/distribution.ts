import { InternalError } from '../kernel/assert.ts';

/** Values that a distribution keeps exactly, whatever the run: 512. */
export const ALWAYS_EXACT = 512;
/** Requests in a run up to which every distribution keeps all of its values exactly: 100,000. */
export const EXACT_RUN = 100_000;

/** Histogram buckets in an octave. A value is at most 1/1024 from its bucket's middle: relative error < 0.1 %. */
const BUCKETS = 512;
const EXACT_SUM_PART = 0x10_0000_0000_0000;

/**
 * A distribution of whole, non-negative values (microseconds). Count, sum, minimum and maximum are always exact.
 * Quantiles are nearest-rank: exact while values are kept one by one, otherwise from a log-linear histogram with a
 * relative error of less than 0.1 % (exact below 1,024). Adding is O(1); memory is 8 bytes a value, or 2 kB for each
 * power of two that occurs.
 */
export class Distribution {
  n = 0;
  /** Infinity with n = 0. */
  minUs = Infinity;
  /** -Infinity with n = 0. */
  maxUs = -Infinity;
  #sumLow = 0;
  #sumHigh = 0;
  #values: Float64Array | undefined = EMPTY;
  #sorted = true;
  #octaves: (Uint32Array | undefined)[] | undefined;
  #keepAll: boolean;

  /** @param keepAll whether to keep every value one by one until {@link condense} is called. */
  constructor(keepAll: boolean) {
    this.#keepAll = keepAll;
  }

  /** True while quantiles are exact. */
  get exact(): boolean {
    return this.#values !== undefined;
  }

  /** Records a value. */
  add(value: number): void {
    this.#addSum(value);
    if (value < this.minUs) this.minUs = value;
    if (value > this.maxUs) this.maxUs = value;
    if (this.#values !== undefined && this.#append(value)) return;
    this.#count(value);
  }

  /** Stops keeping values beyond {@link ALWAYS_EXACT}: those kept so far go into the histogram. */
  condense(): void {
    this.#keepAll = false;
    if (this.n > ALWAYS_EXACT && this.#values !== undefined) this.#toHistogram();
  }

  /** The mean, of the exact sum; undefined with n = 0. */
  get meanUs(): number | undefined {
    if (this.n === 0) return undefined;
    // The whole part is divided exactly before it meets the rest, so that the result is right to the last digit.
    const sum = BigInt(this.#sumHigh) * BigInt(EXACT_SUM_PART) + BigInt(this.#sumLow);
    const n = BigInt(this.n);
    return Number(sum / n) + Number(sum % n) / this.n;
  }

  /** The exact sum. */
  get sumUs(): bigint {
    return BigInt(this.#sumHigh) * BigInt(EXACT_SUM_PART) + BigInt(this.#sumLow);
  }

  /** The nearest-rank quantile: the smallest value with at least `share` of all at or below it; undefined with n = 0. */
  quantileUs(share: number): number | undefined {
    if (this.n === 0) return undefined;
    return this.#valueAtRank(rankOf(share, this.n));
  }

  /** All of `parts` together. Exact when every part is and either `keepAll` or the whole is small. */
  static merge(parts: readonly Distribution[], keepAll: boolean): Distribution {
    const whole = new Distribution(keepAll);
    for (const part of parts) whole.#absorb(part);
    return whole;
  }

  #absorb(part: Distribution): void {
    if (part.#values !== undefined && this.#values !== undefined && (this.#keepAll || this.n + part.n <= ALWAYS_EXACT)) {
      for (let i = 0; i < part.n; i += 1) this.add(part.#values[i]!);
      return;
    }
    if (this.#values !== undefined) this.#toHistogram();
    if (part.#values !== undefined) {
      for (let i = 0; i < part.n; i += 1) this.add(part.#values[i]!);
      return;
    }
    this.n += part.n;
    this.#sumHigh += part.#sumHigh;
    this.#carry(this.#sumLow + part.#sumLow);
    this.minUs = Math.min(this.minUs, part.minUs);
    this.maxUs = Math.max(this.maxUs, part.maxUs);
    part.#octaves?.forEach((buckets, octave) => {
      if (buckets === undefined) return;
      const own = this.#bucketsOf(octave);
      buckets.forEach((count, bucket) => {
        own[bucket]! += count;
      });
    });
  }

  #addSum(value: number): void {
    this.n += 1;
    this.#carry(this.#sumLow + value);
  }

  #carry(low: number): void {
    this.#sumLow = low;
    if (low >= EXACT_SUM_PART) {
      this.#sumLow = low - EXACT_SUM_PART;
      this.#sumHigh += 1;
    }
  }

  /** Keeps a value; false when the store is full for good and the histogram must take it. */
  #append(value: number): boolean {
    const values = this.#values!;
    const at = this.n - 1;
    if (at < values.length) {
      values[at] = value;
      this.#sorted = false;
      return true;
    }
    if (!this.#keepAll && at >= ALWAYS_EXACT) {
      this.n -= 1;
      this.#toHistogram();
      this.n += 1;
      return false;
    }
    const larger = new Float64Array(Math.max(8, values.length * 2));
    larger.set(values);
    larger[at] = value;
    this.#values = larger;
    this.#sorted = false;
    return true;
  }

  #toHistogram(): void {
    const values = this.#values!;
    this.#values = undefined;
    for (let i = 0; i < this.n; i += 1) this.#count(values[i]!);
  }

  #count(value: number): void {
    const octave = octaveOf(value);
    this.#bucketsOf(octave)[bucketOf(value, octave)]! += 1;
  }

  #bucketsOf(octave: number): Uint32Array {
    this.#octaves ??= [];
    let buckets = this.#octaves[octave];
    if (buckets === undefined) {
      buckets = new Uint32Array(octave === 0 ? 2 * BUCKETS : BUCKETS);
      this.#octaves[octave] = buckets;
    }
    return buckets;
  }

  #valueAtRank(rank: number): number {
    if (rank === 1) return this.minUs;
    if (rank === this.n) return this.maxUs;
    return this.#values === undefined ? this.#histogramAtRank(rank) : this.#sort()[rank - 1]!;
  }

  #sort(): Float64Array {
    const values = this.#values!.subarray(0, this.n);
    if (!this.#sorted) values.sort();
    this.#sorted = true;
    return values;
  }

  #histogramAtRank(rank: number): number {
    let seen = 0;
    for (const [octave, buckets] of this.#octaves!.entries()) {
      if (buckets === undefined) continue;
      for (let bucket = 0; bucket < buckets.length; bucket += 1) {
        seen += buckets[bucket]!;
        if (seen >= rank) return this.#middle(octave, bucket);
      }
    }
    throw new InternalError(`rank ${rank} of ${this.n} is not in the histogram`);
  }

  /** The middle of a bucket, within what was recorded. */
  #middle(octave: number, bucket: number): number {
    const middle = octave === 0 ? bucket : (BUCKETS + bucket + 0.5) * POWERS[octave]!;
    return Math.min(this.maxUs, Math.max(this.minUs, Math.floor(middle)));
  }
}

const EMPTY = new Float64Array(0);
/** Powers of two, by doubling. */
const POWERS: readonly number[] = Array.from({ length: 44 }).reduce<number[]>((powers) => [...powers, (powers.at(-1) ?? 0.5) * 2], []);
const TWO_31 = 0x8000_0000;
const TWO_21 = 0x20_0000;

/** Octave 0 holds the values below 2 x BUCKETS, each in a bucket of its own; octave k those of [512, 1024) x 2^k. */
function octaveOf(value: number): number {
  if (value < 2 * BUCKETS) return 0;
  return value < TWO_31 ? 22 - Math.clz32(value) : 43 - Math.clz32(value / TWO_21);
}

function bucketOf(value: number, octave: number): number {
  return octave === 0 ? value : Math.floor(value / POWERS[octave]!) - BUCKETS;
}

/** The nearest rank of a quantile among n values: 1 to n. Exact for shares of up to six decimals. */
export function rankOf(share: number, n: number): number {
  // A share such as .95 is not exact in binary; counted in millionths it is, and so is its rank.
  const millionths = Math.round(share * 1_000_000);
  return Math.min(n, Math.max(1, Number((BigInt(millionths) * BigInt(n) + 999_999n) / 1_000_000n)));
}
