/** Histogram buckets in an octave. A value is at most 1/1024 from its bucket's middle: relative error < 0.1 %. */
export const BUCKETS = 512;
export const BUCKET_BITS = 9;

/** Bits of the upper half of a double below those that say its octave and its bucket. */
const REST_BITS = 11;
/** What the octave's and the bucket's bits of BUCKETS, the first value of octave 1, say more than its place. */
const PLACE_OFFSET: number = (1023 + BUCKET_BITS - 1) << BUCKET_BITS;
/** Which half of a double is its upper one in this machine's order. */
const UPPER: number = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Whole, non-negative values below 2^53, and for each its *place* in a histogram: found once, however many histograms
 * count it. A place is an octave x BUCKETS + a bucket. Octave 0 holds the values below BUCKETS, each in a bucket of its
 * own; octave k those of [BUCKETS, 2 x BUCKETS) x 2^(k - 1).
 */
export class PlacedValues {
  readonly values: Float64Array<ArrayBuffer>;
  readonly places: Int32Array<ArrayBuffer>;
  /** The values once more, as halves of doubles. */
  readonly #halves: Int32Array;

  /** @param room values that there is room for. */
  constructor(room: number) {
    this.values = new Float64Array(room);
    this.places = new Int32Array(room);
    this.#halves = new Int32Array(this.values.buffer);
  }

  /**
   * Finds the places of the first `count` values. A double is its exponent, which is the octave, before its fraction,
   * the upper bits of which are the bucket: so octave and bucket stand in it side by side.
   */
  findPlaces(count: number): void {
    const { values, places } = this;
    const halves = this.#halves;
    for (let i = 0; i < count; i += 1) {
      const value = values[i]!;
      places[i] = value < BUCKETS ? value : (halves[2 * i + UPPER]! >>> REST_BITS) - PLACE_OFFSET;
    }
  }
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
