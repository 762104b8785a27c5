import { InternalError } from '../kernel/assert.ts';
import { BUCKET_BITS, BUCKETS, middleOf, PlacedValues } from './placed-values.ts';

/** Values that a distribution keeps exactly, whatever the run: 512. */
export const ALWAYS_EXACT = 512;
/** Requests in a run up to which every distribution keeps all of its values exactly: 100,000. */
export const EXACT_RUN = 100_000;

const EXACT_SUM_PART = 0x10_0000_0000_0000;

/**
 * A distribution of whole, non-negative values (microseconds). Count, sum, minimum and maximum are always exact.
 * Quantiles are nearest-rank: exact while all values are kept, otherwise from a log-linear histogram with a relative
 * error of less than 0.1 % (exact below 1,024). Adding is O(1); memory is 8 bytes a value while all are kept, then at
 * most 4 kB and 2 kB for each power of two that occurs.
 */
export class Distribution {
  #keepAll: boolean;
  /** Values that are not in the histogram, in order of arrival until a quantile is asked for. */
  #kept: Float64Array = EMPTY;
  #length = 0;
  /** Counters by octave, then bucket: see {@link PlacedValues}. */
  #octaves: (Uint32Array | undefined)[] | undefined;
  // Of the values in the histogram: how many, the extremes, and the sum in parts of 2^52.
  #counted = 0;
  #min = Infinity;
  #max = -Infinity;
  #sumLow = 0;
  #sumHigh = 0;

  /** @param keepAll whether to keep every value until {@link condense} is called. */
  constructor(keepAll: boolean) {
    this.#keepAll = keepAll;
  }

  /** Records a value. */
  add(value: number): void {
    if (!this.#hasRoomFor(1)) this.#countKept();
    this.#keep(value);
  }

  /** Records `values[start]` to `values[end - 1]`. */
  addAll(values: ArrayLike<number>, start: number, end: number): void {
    for (let from = start; from < end; from += SCRATCH) {
      const count = Math.min(SCRATCH, end - from);
      // Before the scratch is filled: counting what was kept fills it too.
      if (!this.#keepsOn(count)) this.#countKept();
      for (let i = 0; i < count; i += 1) scratch.values[i] = values[from + i]!;
      scratch.findPlaces(count);
      this.addPlaced(scratch, 0, count);
    }
  }

  /** Records values `start` to `end - 1` of those whose places have been found. */
  addPlaced(placed: PlacedValues, start: number, end: number): void {
    if (this.#keepsOn(end - start)) for (let i = start; i < end; i += 1) this.#keep(placed.values[i]!);
    else this.#count(placed, start, end);
  }

  /** Stops keeping more than {@link ALWAYS_EXACT} values: from now on the histogram takes them. */
  condense(): void {
    this.#keepAll = false;
    if (this.#length > ALWAYS_EXACT) this.#countKept();
  }

  /** How many values were recorded. */
  get n(): number {
    return this.#counted + this.#length;
  }

  /** True while quantiles are exact. */
  get exact(): boolean {
    return this.#octaves === undefined;
  }

  /** The smallest value; Infinity with n = 0. */
  get minUs(): number {
    return this.#values().reduce((a, b) => Math.min(a, b), this.#min);
  }

  /** The largest value; -Infinity with n = 0. */
  get maxUs(): number {
    return this.#values().reduce((a, b) => Math.max(a, b), this.#max);
  }

  /** The exact sum. */
  get sumUs(): bigint {
    const counted = BigInt(this.#sumHigh) * BigInt(EXACT_SUM_PART) + BigInt(this.#sumLow);
    return this.#values().reduce((sum, value) => sum + BigInt(value), counted);
  }

  /** The mean, of the exact sum; undefined with n = 0. */
  get meanUs(): number | undefined {
    if (this.n === 0) return undefined;
    const sum = this.sumUs;
    const n = BigInt(this.n);
    // The whole part is divided exactly before it meets the rest, so that the result is right to the last digit.
    return Number(sum / n) + Number(sum % n) / this.n;
  }

  /** The nearest-rank quantile: the smallest value with at least `share` of all at or below it; undefined with n = 0. */
  quantileUs(share: number): number | undefined {
    if (this.n === 0) return undefined;
    const rank = rankOf(share, this.n);
    if (rank === 1) return this.minUs;
    if (rank === this.n) return this.maxUs;
    return this.exact ? this.#keptAtRank(rank) : this.#countedAtRank(rank);
  }

  /** All of `parts` together. Exact when every part is and either `keepAll` or the whole is small. */
  static merge(parts: readonly Distribution[], keepAll: boolean): Distribution {
    const whole = new Distribution(keepAll);
    for (const part of parts) whole.#absorb(part);
    return whole;
  }

  #absorb(part: Distribution): void {
    this.addAll(part.#kept, 0, part.#length);
    if (part.#octaves === undefined) return;
    this.#countKept();
    this.#counted += part.#counted;
    this.#min = Math.min(this.#min, part.#min);
    this.#max = Math.max(this.#max, part.#max);
    this.#addSum(part.#sumLow);
    this.#sumHigh += part.#sumHigh;
    for (const [octave, buckets] of part.#octaves.entries()) {
      if (buckets !== undefined) addTo(this.#bucketsOf(octave), buckets);
    }
  }

  /** The kept values: a view, not a copy. */
  #values(): Float64Array {
    return this.#kept.subarray(0, this.#length);
  }

  /** Whether so many values more are kept with all those before them. */
  #keepsOn(more: number): boolean {
    return this.#octaves === undefined && this.#hasRoomFor(more);
  }

  #hasRoomFor(more: number): boolean {
    return this.#keepAll || this.#length + more <= ALWAYS_EXACT;
  }

  #keep(value: number): void {
    if (this.#length === this.#kept.length) {
      const longer = new Float64Array(Math.max(8, 2 * this.#length));
      longer.set(this.#kept);
      this.#kept = longer;
    }
    this.#kept[this.#length] = value;
    this.#length += 1;
  }

  /** The kept values go into the histogram, which takes those to come too. */
  #countKept(): (Uint32Array | undefined)[] {
    const kept = this.#values();
    this.#octaves ??= [];
    this.#length = 0;
    this.#kept = EMPTY;
    this.addAll(kept, 0, kept.length);
    return this.#octaves;
  }

  #count(placed: PlacedValues, start: number, end: number): void {
    const { values, places } = placed;
    const octaves = this.#octaves ?? this.#countKept();
    let min = this.#min;
    let max = this.#max;
    let sum = 0;
    for (let i = start; i < end; i += 1) {
      const value = values[i]!;
      const place = places[i]!;
      const buckets = octaves[place >> BUCKET_BITS] ?? this.#bucketsOf(place >> BUCKET_BITS);
      buckets[place & (BUCKETS - 1)]! += 1;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      if (sum >= EXACT_SUM_PART) {
        this.#addSum(sum);
        sum = 0;
      }
    }
    this.#min = min;
    this.#max = max;
    this.#addSum(sum);
    this.#counted += end - start;
  }

  #bucketsOf(octave: number): Uint32Array {
    this.#octaves ??= [];
    this.#octaves[octave] ??= new Uint32Array(BUCKETS);
    return this.#octaves[octave];
  }

  /** @param amount below 2^53. */
  #addSum(amount: number): void {
    const high = Math.floor(amount / EXACT_SUM_PART);
    const low = this.#sumLow + (amount - high * EXACT_SUM_PART);
    const carry = low >= EXACT_SUM_PART ? 1 : 0;
    this.#sumHigh += high + carry;
    this.#sumLow = low - carry * EXACT_SUM_PART;
  }

  #keptAtRank(rank: number): number {
    return this.#values().sort()[rank - 1]!;
  }

  #countedAtRank(rank: number): number {
    this.#countKept();
    let seen = 0;
    for (const [octave, buckets] of this.#octaves!.entries()) {
      if (buckets === undefined) continue;
      for (let bucket = 0; bucket < buckets.length; bucket += 1) {
        seen += buckets[bucket]!;
        if (seen >= rank) return this.#within(middleOf(octave * BUCKETS + bucket));
      }
    }
    throw new InternalError(`rank ${rank} of ${this.n} is not in the histogram`);
  }

  /** Never beyond what was recorded. */
  #within(value: number): number {
    return Math.min(this.#max, Math.max(this.#min, value));
  }
}

function addTo(buckets: Uint32Array, others: Uint32Array): void {
  for (let bucket = 0; bucket < others.length; bucket += 1) buckets[bucket]! += others[bucket]!;
}

const EMPTY = new Float64Array(0);
/** Values that are looked at in one go. */
const SCRATCH = 512;
const scratch = new PlacedValues(SCRATCH);

/** The nearest rank of a quantile among n values: 1 to n. Exact for shares of up to six decimals. */
export function rankOf(share: number, n: number): number {
  // A share such as .95 is not exact in binary; counted in millionths it is, and so is its rank.
  const millionths = Math.round(share * 1_000_000);
  return Math.min(n, Math.max(1, Number((BigInt(millionths) * BigInt(n) + 999_999n) / 1_000_000n)));
}
