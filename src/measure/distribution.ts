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
  n: number = 0;
  /** Infinity with n = 0. */
  minUs: number = Infinity;
  /** -Infinity with n = 0. */
  maxUs: number = -Infinity;
  #sumLow = 0;
  #sumHigh = 0;
  #values: Float64Array | undefined = EMPTY;
  #sorted = true;
  readonly #octaves: (Uint32Array | undefined)[] = [];
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
    this.addAll([value], 0, 1);
  }

  /** Records `values[start]` to `values[end - 1]`. */
  addAll(values: ArrayLike<number>, start: number, end: number): void {
    this.#summarise(values, start, end);
    const n = this.n + (end - start);
    if (this.#values !== undefined && (this.#keepAll || n <= ALWAYS_EXACT)) this.#keep(values, start, end);
    else this.#countAll(values, start, end);
    this.n = n;
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
    if (part.#values !== undefined) return this.addAll(part.#values, 0, part.n);
    if (this.#values !== undefined) this.#toHistogram();
    this.n += part.n;
    this.#sumHigh += part.#sumHigh;
    this.#addSum(part.#sumLow);
    this.minUs = Math.min(this.minUs, part.minUs);
    this.maxUs = Math.max(this.maxUs, part.maxUs);
    part.#octaves.forEach((buckets, octave) => {
      const own = this.#bucketsOf(octave);
      buckets?.forEach((count, bucket) => {
        own[bucket]! += count;
      });
    });
  }

  /** Count aside, what is exact whatever becomes of the single values. */
  #summarise(values: ArrayLike<number>, start: number, end: number): void {
    let min = this.minUs;
    let max = this.maxUs;
    let sum = 0;
    for (let i = start; i < end; i += 1) {
      const value = values[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      if (sum >= EXACT_SUM_PART) {
        this.#addSum(sum);
        sum = 0;
      }
    }
    this.minUs = min;
    this.maxUs = max;
    this.#addSum(sum);
  }

  /** @param amount below 2^53. */
  #addSum(amount: number): void {
    const high = Math.floor(amount / EXACT_SUM_PART);
    const low = this.#sumLow + (amount - high * EXACT_SUM_PART);
    this.#sumHigh += high + (low >= EXACT_SUM_PART ? 1 : 0);
    this.#sumLow = low >= EXACT_SUM_PART ? low - EXACT_SUM_PART : low;
  }

  #keep(values: ArrayLike<number>, start: number, end: number): void {
    const n = this.n + (end - start);
    let kept = this.#values!;
    if (n > kept.length) {
      kept = new Float64Array(Math.max(8, 2 * kept.length, n));
      kept.set(this.#values!);
      this.#values = kept;
    }
    for (let i = start; i < end; i += 1) kept[this.n + i - start] = values[i]!;
    this.#sorted = false;
  }

  #toHistogram(): void {
    const values = this.#values!;
    this.#values = undefined;
    this.#countAll(values, 0, this.n);
  }

  #countAll(values: ArrayLike<number>, start: number, end: number): void {
    if (this.#values !== undefined) this.#toHistogram();
    for (let i = start; i < end; i += 1) {
      const value = values[i]!;
      const octave = octaveOf(value);
      const buckets = this.#octaves[octave] ?? this.#bucketsOf(octave);
      buckets[bucketOf(value, octave)]! += 1;
    }
  }

  #bucketsOf(octave: number): Uint32Array {
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
    for (const [octave, buckets] of this.#octaves.entries()) {
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
const POWERS: readonly number[] = Array.from({ length: 44 }).reduce<number[]>(
  (powers) => [...powers, (powers.at(-1) ?? 0.5) * 2],
  [],
);
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
