import { BUCKETS, middleOf, placeOf, type Sample, SUM_PART } from './sample.ts';

/** What a histogram has counted, as plain data: from the first place counted to the last. */
export interface HistogramContent {
  readonly min: number;
  readonly max: number;
  readonly sum: bigint;
  /** The place of the first counter. */
  readonly from: number;
  /** The first and the last are above 0. */
  readonly counters: Uint32Array;
}

/**
 * Counters of values by their places (see {@link Sample}), in one stretch from the lowest octave that occurs to the
 * highest: 2 kB an octave. Count, sum and extremes are exact, and so are the values below 1,024.
 */
export class Histogram {
  /** How many values were counted. */
  n = 0;
  min: number = Infinity;
  max: number = -Infinity;
  #counters: Uint32Array = new Uint32Array(0);
  /** The place of the first counter, at the start of an octave. */
  #from = 0;
  // The sum, in parts of SUM_PART and what is left.
  #sumLow = 0;
  #sumHigh = 0;

  /** The exact sum. */
  get sum(): bigint {
    return BigInt(this.#sumHigh) * BigInt(SUM_PART) + BigInt(this.#sumLow);
  }

  /** What was counted: one value or more. */
  get content(): HistogramContent {
    const counters = this.#counters;
    const first = counters.findIndex((count) => count > 0);
    const last = counters.findLastIndex((count) => count > 0);
    const { min, max, sum } = this;
    return { min, max, sum, from: this.#from + first, counters: counters.slice(first, last + 1) };
  }

  /** The histogram that has counted just this. */
  static from({ min, max, sum, from, counters }: HistogramContent): Histogram {
    const histogram = new Histogram();
    histogram.#makeRoom(from, from + counters.length);
    histogram.#counters.set(counters, from - histogram.#from);
    const n = counters.reduce((total, count) => total + count, 0);
    const part = BigInt(SUM_PART);
    histogram.#addTotals(n, min, max, Number(sum % part), Number(sum / part));
    return histogram;
  }

  /** Counts what was surveyed of a sample. */
  count(sample: Sample): void {
    const { count, places } = sample;
    this.#takeIn(sample);
    const counters = this.#counters;
    const from = this.#from;
    for (let i = 0; i < count; i += 1) counters[places[i]! - from]! += 1;
  }

  /** Counts what another has counted. */
  add(other: Histogram): void {
    if (other.n === 0) return;
    this.#makeRoom(other.#from, other.#from + other.#counters.length);
    for (let i = 0; i < other.#counters.length; i += 1)
      this.#counters[other.#from - this.#from + i]! += other.#counters[i]!;
    this.#addTotals(other.n, other.min, other.max, other.#sumLow, other.#sumHigh);
  }

  /** The value at a rank, from 1 to n: the middle of its bucket, but never beyond what was counted. */
  atRank(rank: number): number {
    let seen = 0;
    let place = -1;
    while (seen < rank) {
      place += 1;
      seen += this.#counters[place]!;
    }
    return this.#valueOf(place);
  }

  /** The values that occur, ascending, each as {@link atRank} gives it, and how often. */
  *tallies(): Iterable<readonly [value: number, times: number]> {
    for (const [place, times] of this.#counters.entries()) if (times > 0) yield [this.#valueOf(place), times];
  }

  /** What the values of a counter count as. */
  #valueOf(place: number): number {
    return Math.min(this.max, Math.max(this.min, middleOf(this.#from + place)));
  }

  #takeIn({ count, min, max, sumLow, sumHigh }: Sample): void {
    if (min < this.min || max > this.max) this.#makeRoom(placeOf(min), placeOf(max) + 1);
    this.#addTotals(count, min, max, sumLow, sumHigh);
  }

  #addTotals(count: number, min: number, max: number, sumLow: number, sumHigh: number): void {
    this.n += count;
    this.min = Math.min(this.min, min);
    this.max = Math.max(this.max, max);
    const low = this.#sumLow + sumLow;
    const carry = low >= SUM_PART ? 1 : 0;
    this.#sumLow = low - carry * SUM_PART;
    this.#sumHigh += sumHigh + carry;
  }

  /** Counters for all places from `from` to before `until`. */
  #makeRoom(from: number, until: number): void {
    const isEmpty = this.#counters.length === 0;
    const first = octaveStart(isEmpty ? from : Math.min(from, this.#from));
    const end = octaveStart(Math.max(until, this.#from + this.#counters.length) + BUCKETS - 1);
    if (!isEmpty && first === this.#from && end === first + this.#counters.length) return;
    const counters = new Uint32Array(end - first);
    counters.set(this.#counters, isEmpty ? 0 : this.#from - first);
    this.#counters = counters;
    this.#from = first;
  }
}

function octaveStart(place: number): number {
  return place - (place & (BUCKETS - 1));
}
