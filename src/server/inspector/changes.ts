/** So many messages are told of at the most when somebody looks: those that changed last. */
export const LATEST = 300;

/**
 * Which messages changed last, for those who look at the session. While nobody does it keeps nothing, and a change
 * costs one comparison.
 */
export class Changes {
  /** Changes since somebody looks. */
  count = 0;
  #sample: ((atUs: number) => void) | undefined;
  #sampleFromUs = 0;
  /** By number of the change, in a ring: which message it was. */
  #messages: Int32Array = new Int32Array(0);

  /** Somebody looks from now on. @param sample is asked for at the first change at or after {@link sampleFrom}. */
  watch(sample: (atUs: number) => void): void {
    this.#messages = new Int32Array(LATEST * 4);
    this.#sample = sample;
    this.sampleFrom(0);
  }

  /** Nobody looks any more: everything is forgotten. */
  forget(): void {
    this.#sample = undefined;
    this.#messages = new Int32Array(0);
    this.count = 0;
  }

  /** In whole microseconds of simulated time. */
  sampleFrom(us: number): void {
    this.#sampleFromUs = us;
  }

  /** A message, by number, has changed at an instant. */
  mark(message: number, atUs: number): void {
    if (this.#sample === undefined) return;
    this.#messages[this.count % this.#messages.length] = message;
    this.count += 1;
    if (atUs >= this.#sampleFromUs) this.#sample(atUs);
  }

  /** Whether all that changed after so many changes is still known. */
  knows(count: number): boolean {
    return this.count - count <= this.#messages.length;
  }

  /** Messages that changed after so many changes, each once, the latest first; {@link LATEST} at the most. */
  since(count: number): readonly number[] {
    const found: Set<number> = new Set();
    const earliest = Math.max(count, this.count - this.#messages.length);
    for (let at = this.count - 1; at >= earliest && found.size < LATEST; at -= 1)
      found.add(this.#messages[at % this.#messages.length]!);
    return [...found];
  }
}
