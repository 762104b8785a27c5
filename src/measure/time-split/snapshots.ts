const FIRST_CAPACITY = 1024;

/** Short lists of numbers, kept for a while each, in one typed column; their places are used again by lists as long. */
export class Snapshots {
  /** A list of n numbers taken at a place lies there and in the n - 1 places after it. Read it anew after each `take`. */
  values: Float64Array = new Float64Array(FIRST_CAPACITY);
  #used = 0;
  /** By length: places that were given back. */
  readonly #free: number[][] = [];

  /** A place for so many numbers, which are what they are. */
  take(length: number): number {
    const again = this.#free[length]?.pop();
    if (again !== undefined) return again;
    while (this.#used + length > this.values.length) {
      const longer = new Float64Array(2 * this.values.length);
      longer.set(this.values);
      this.values = longer;
    }
    this.#used += length;
    return this.#used - length;
  }

  /** Gives a place for so many numbers back. */
  giveBack(place: number, length: number): void {
    this.#free[length] ??= [];
    this.#free[length].push(place);
  }
}
