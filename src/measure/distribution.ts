import { Histogram, type HistogramContent } from './histogram.ts';
import { Sample } from './sample.ts';

/** Values that a distribution keeps exactly, whatever the run: 512. */
export const ALWAYS_EXACT = 512;
/** Requests in a run up to which every distribution keeps all of its values exactly: 100,000. */
export const EXACT_RUN = 100_000;

/** What a distribution has recorded, as plain data: all values, ascending; or what their histogram has counted. */
export type DistributionContent = { readonly kept: Float64Array } | { readonly histogram: HistogramContent };

/**
 * A distribution of whole, non-negative values (microseconds). Count, sum, minimum and maximum are always exact.
 * Quantiles are nearest-rank: exact while all values are kept, otherwise from a log-linear histogram with a relative
 * error of less than 0.1 % (exact below 1,024). Adding is O(1); memory is 8 bytes a value while all are kept, then at
 * most 4 kB and 2 kB for each power of two between the smallest value and the largest.
 */
export class Distribution {
  #keepAll: boolean;
  /** Values that are not in the histogram, in order of arrival until a quantile is asked for. */
  #kept: Float64Array = EMPTY;
  #length = 0;
  #histogram: Histogram | undefined;

  /** @param keepAll whether to keep every value until {@link condense} is called. */
  constructor(keepAll: boolean) {
    this.#keepAll = keepAll;
  }

  /** Records a value. */
  add(value: number): void {
    if (!this.#hasRoomFor(1)) this.#countKept();
    this.#makeRoom(1);
    this.#kept[this.#length] = value;
    this.#length += 1;
  }

  /** Records `values[start]` to `values[end - 1]`. */
  addAll(values: ArrayLike<number>, start: number, end: number): void {
    for (let from = start; from < end; from += SCRATCH) {
      const count = Math.min(SCRATCH, end - from);
      // Before the scratch is filled: counting what was kept fills it too.
      if (!this.#keepsOn(count)) this.#countKept();
      for (let i = 0; i < count; i += 1) scratch.values[i] = values[from + i]!;
      scratch.survey(count);
      this.addSample(scratch);
    }
  }

  /** Records what was surveyed of a sample. */
  addSample(sample: Sample): void {
    if (this.#keepsOn(sample.count)) this.#keep(sample);
    else this.#histogramOfAll().count(sample);
  }

  /** Stops keeping more than {@link ALWAYS_EXACT} values: from now on the histogram takes them. */
  condense(): void {
    this.#keepAll = false;
    if (this.#length > ALWAYS_EXACT) this.#countKept();
  }

  /** How many values were recorded. */
  get n(): number {
    return (this.#histogram?.n ?? 0) + this.#length;
  }

  /** True while quantiles are exact. */
  get exact(): boolean {
    return this.#histogram === undefined;
  }

  /** The smallest value; Infinity with n = 0. */
  get minUs(): number {
    return this.#values().reduce((a, b) => Math.min(a, b), this.#histogram?.min ?? Infinity);
  }

  /** The largest value; -Infinity with n = 0. */
  get maxUs(): number {
    return this.#values().reduce((a, b) => Math.max(a, b), this.#histogram?.max ?? -Infinity);
  }

  /** The exact sum. */
  get sumUs(): bigint {
    let exact = this.#histogram?.sum ?? 0n;
    let sum = 0;
    // Doubles add up exactly as long as the sum stays in their range.
    for (const value of this.#values()) {
      if (sum + value > Number.MAX_SAFE_INTEGER) {
        exact += BigInt(sum);
        sum = 0;
      }
      sum += value;
    }
    return exact + BigInt(sum);
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
    return this.exact ? this.#values().sort()[rank - 1]! : this.#countKept().atRank(rank);
  }

  /**
   * How many values lie in each stretch from a bound to before the next; the last stretch has no end, and what is below
   * the first bound belongs to it. All together they are n. Each is exact while all values are kept; of a histogram a
   * value counts as the middle of its bucket, within 0.1 %.
   *
   * @param bounds ascending, one or more.
   */
  countsFrom(bounds: readonly number[]): readonly number[] {
    const counts = bounds.map(() => 0);
    let place = 0;
    const count = (value: number, times: number): void => {
      while (place + 1 < bounds.length && bounds[place + 1]! <= value) place += 1;
      counts[place]! += times;
    };
    if (this.exact) for (const value of this.#values().sort()) count(value, 1);
    else for (const [value, times] of this.#countKept().tallies()) count(value, times);
    return counts;
  }

  /** All of `parts` together. Exact when every part is and either `keepAll` or the whole is small. */
  static merge(parts: readonly Distribution[], keepAll: boolean): Distribution {
    const whole = new Distribution(keepAll);
    for (const part of parts) whole.absorb(part);
    return whole;
  }

  /** What was recorded: all that every figure of it follows from. O(n log n) while all values are kept. */
  content(): DistributionContent {
    if (this.exact) return { kept: this.#values().slice().sort() };
    return { histogram: this.#countKept().content };
  }

  /** The distribution that has recorded just this. */
  static from(content: DistributionContent): Distribution {
    const isExact = 'kept' in content;
    const distribution = new Distribution(isExact);
    if (isExact) distribution.addAll(content.kept, 0, content.kept.length);
    else distribution.#histogram = Histogram.from(content.histogram);
    return distribution;
  }

  /** Records all that another has recorded. */
  absorb(part: Distribution): void {
    this.addAll(part.#kept, 0, part.#length);
    if (part.#histogram !== undefined) this.#countKept().add(part.#histogram);
  }

  /** The kept values: a view, not a copy. */
  #values(): Float64Array {
    return this.#kept.subarray(0, this.#length);
  }

  /** Whether so many values more are kept with all those before them. */
  #keepsOn(more: number): boolean {
    return this.#histogram === undefined && this.#hasRoomFor(more);
  }

  #hasRoomFor(more: number): boolean {
    return this.#keepAll || this.#length + more <= ALWAYS_EXACT;
  }

  #keep({ values, count }: Sample): void {
    this.#makeRoom(count);
    for (let i = 0; i < count; i += 1) this.#kept[this.#length + i] = values[i]!;
    this.#length += count;
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#kept.length) return;
    const longer = new Float64Array(Math.max(8, 2 * this.#kept.length, this.#length + more));
    longer.set(this.#kept);
    this.#kept = longer;
  }

  #histogramOfAll(): Histogram {
    return this.#histogram ?? this.#countKept();
  }

  /** The kept values go into the histogram, which takes those to come too. */
  #countKept(): Histogram {
    const kept = this.#values();
    this.#histogram ??= new Histogram();
    this.#length = 0;
    this.#kept = EMPTY;
    this.addAll(kept, 0, kept.length);
    return this.#histogram;
  }
}

const EMPTY = new Float64Array(0);
/** Values that are looked at in one go. */
const SCRATCH = 512;
const scratch = new Sample(SCRATCH);

/** The nearest rank of a quantile among n values: 1 to n. Exact for shares of up to six decimals. */
export function rankOf(share: number, n: number): number {
  // A share such as .95 is not exact in binary; counted in millionths it is, and so is its rank.
  const millionths = Math.round(share * 1_000_000);
  return Math.min(n, Math.max(1, Number((BigInt(millionths) * BigInt(n) + 999_999n) / 1_000_000n)));
}
