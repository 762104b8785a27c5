/** Histogram buckets in an octave. A value is at most 1/1024 from its bucket's middle: relative error < 0.1 %. */
export const BUCKETS = 512;
export const BUCKET_BITS = 9;
/** Places of a histogram: octaves 0 to 44, up to 2^53. */
export const PLACES: number = 45 * BUCKETS;
/** Sums are kept in parts of 2^52: of two numbers below it the sum is exact. */
export const SUM_PART = 0x10_0000_0000_0000;

/** Bits of the upper half of a double below those that say its octave and its bucket. */
const REST_BITS = 11;
/** What the octave's and the bucket's bits of BUCKETS, the first value of octave 1, say more than its place. */
const PLACE_OFFSET: number = (1023 + BUCKET_BITS - 1) << BUCKET_BITS;
/** Which half of a double is its upper one in this machine's order. */
const UPPER: number = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Some values, whole and from 0 to 2^53 - 1, and what a distribution needs to know of them: found out once, however
 * many distributions take them in.
 *
 * The *place* of a value in a histogram is its octave x BUCKETS + its bucket. Octave 0 holds the values below BUCKETS,
 * each in a bucket of its own; octave k those of [BUCKETS, 2 x BUCKETS) x 2^(k - 1).
 */
export class Sample {
  readonly values: Float64Array<ArrayBuffer>;
  // Of the values surveyed: how many, their places, the extremes, and the sum, in parts of SUM_PART and what is left.
  count = 0;
  readonly places: Int32Array<ArrayBuffer>;
  min: number = Infinity;
  max: number = -Infinity;
  sumLow = 0;
  sumHigh = 0;
  /** The values once more, as halves of doubles. */
  readonly #halves: Int32Array;

  /** @param room values that there is room for. */
  constructor(room: number) {
    this.values = new Float64Array(room);
    this.places = new Int32Array(room);
    this.#halves = new Int32Array(this.values.buffer);
  }

  /** Looks at the first `count` values, one or more. */
  survey(count: number): void {
    this.count = count;
    this.#findPlaces();
    const { values } = this;
    let min = values[0]!;
    let max = min;
    let low = 0;
    let high = 0;
    for (let i = 0; i < count; i += 1) {
      const value = values[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
      low += value;
      // Only with values of a century does it come to this.
      while (low >= SUM_PART) {
        low -= SUM_PART;
        high += 1;
      }
    }
    this.min = min;
    this.max = max;
    this.sumLow = low;
    this.sumHigh = high;
  }

  /**
   * A double is its exponent, which is the octave, before its fraction, the upper bits of which are the bucket: so octave
   * and bucket stand in it side by side.
   */
  #findPlaces(): void {
    const { values, places, count } = this;
    const halves = this.#halves;
    for (let i = 0; i < count; i += 1) {
      const value = values[i]!;
      places[i] = value < BUCKETS ? value : (halves[2 * i + UPPER]! >>> REST_BITS) - PLACE_OFFSET;
    }
  }
}

const one = new Float64Array(1);
const halvesOfOne = new Int32Array(one.buffer);

/** The place of one value. */
export function placeOf(value: number): number {
  if (value < BUCKETS) return value;
  one[0] = value;
  return (halvesOfOne[UPPER]! >>> REST_BITS) - PLACE_OFFSET;
}

/** Powers of two, by doubling. */
const POWERS: readonly number[] = Array.from({ length: 44 }).reduce<number[]>(
  (powers) => [...powers, (powers.at(-1) ?? 0.5) * 2],
  [],
);

/** The middle of a place: the values that have it are less than 0.1 % away, and below 2 x BUCKETS they are equal to it. */
export function middleOf(place: number): number {
  if (place < 2 * BUCKETS) return place;
  const octave = place >> BUCKET_BITS;
  return Math.floor((BUCKETS + (place & (BUCKETS - 1)) + 0.5) * POWERS[octave - 1]!);
}
