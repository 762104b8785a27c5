/** A queue: O(1) a step, amortised. */
export class Fifo<Item> {
  readonly #items: (Item | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  append(item: Item): void {
    this.#items.push(item);
  }

  /** The first; undefined: there is none. */
  take(): Item | undefined {
    const item = this.#items[this.#first];
    if (this.#first === this.#items.length) return undefined;
    this.#items[this.#first] = undefined;
    this.#first += 1;
    // Each cut drops as many places as it moves at most.
    if (this.#first > SLACK && this.#first * 2 > this.#items.length) {
      this.#items.splice(0, this.#first);
      this.#first = 0;
    }
    return item;
  }
}

const SLACK = 1024;
