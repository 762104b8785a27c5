/** Rows of a chunk, and chunks of a slab: powers of two. */
const CHUNK = 16;
const SLAB_BITS = 9;
const SLAB: number = 1 << SLAB_BITS;
/** Numbers of a row, side by side. */
const SUBMITTED_AT = 0;
const QUEUE_WAIT = 1;
const SEND_LATENCY = 2;
const END_TO_END = 3;
const ROW = 4;
const NONE = -1;
/** End to end of a message that no receipt came for. */
export const NO_RECEIPT = -1;

/** Hears of the messages noted of a cohort: when it was submitted, and its latencies. */
export type NotedMessage = (
  submittedAtUs: number,
  queueWaitUs: number,
  sendLatencyUs: number,
  endToEndUs: number,
) => void;

/**
 * The latencies of messages that are still to be recorded, by cohort, in the order in which they were told.
 *
 * They lie in chunks, chained cohort by cohort, so that a message touches one place of them, and a cohort of few messages
 * takes few. 32 bytes a message; memory grows, slab by slab, with what stands noted at once.
 */
export class LatencyNotes {
  /** By cohort: how many are noted. */
  readonly counts: Int32Array;
  /** By cohort: its first and last chunk. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #slabs: Float64Array[] = [];
  /** By chunk: the next one of its cohort, or the next free one. */
  #next: Int32Array = new Int32Array(SLAB);
  #free: number = NONE;
  #used = 0;

  /** @param cohorts number of cohorts. */
  constructor(cohorts: number) {
    this.counts = new Int32Array(cohorts);
    this.#first = new Int32Array(cohorts).fill(NONE);
    this.#last = new Int32Array(cohorts).fill(NONE);
  }

  /** Notes a message, and returns how many of its cohort are noted. O(1). */
  note(
    cohort: number,
    submittedAtUs: number,
    queueWaitUs: number,
    sendLatencyUs: number,
    endToEndUs: number,
  ): number {
    const count = this.counts[cohort]!;
    const place = count & (CHUNK - 1);
    if (place === 0) this.#chain(cohort);
    const chunk = this.#last[cohort]!;
    const rows = this.#slabs[chunk >> SLAB_BITS]!;
    const at = ((chunk & (SLAB - 1)) * CHUNK + place) * ROW;
    rows[at + SUBMITTED_AT] = submittedAtUs;
    rows[at + QUEUE_WAIT] = queueWaitUs;
    rows[at + SEND_LATENCY] = sendLatencyUs;
    rows[at + END_TO_END] = endToEndUs;
    this.counts[cohort] = count + 1;
    return count + 1;
  }

  /** Tells the messages noted of a cohort, one after the other, and forgets them. */
  takeEach(cohort: number, tell: NotedMessage): void {
    let left = this.counts[cohort]!;
    for (let chunk = this.#first[cohort]!; chunk !== NONE; ) {
      const rows = this.#slabs[chunk >> SLAB_BITS]!;
      const start = (chunk & (SLAB - 1)) * CHUNK * ROW;
      const end = start + Math.min(left, CHUNK) * ROW;
      for (let at = start; at < end; at += ROW)
        tell(rows[at]!, rows[at + QUEUE_WAIT]!, rows[at + SEND_LATENCY]!, rows[at + END_TO_END]!);
      left -= CHUNK;
      const next = this.#next[chunk]!;
      this.#next[chunk] = this.#free;
      this.#free = chunk;
      chunk = next;
    }
    this.counts[cohort] = 0;
    this.#first[cohort] = NONE;
    this.#last[cohort] = NONE;
  }

  /** One more chunk for a cohort. */
  #chain(cohort: number): void {
    const chunk = this.#takeChunk();
    this.#next[chunk] = NONE;
    if (this.#last[cohort] === NONE) this.#first[cohort] = chunk;
    else this.#next[this.#last[cohort]!] = chunk;
    this.#last[cohort] = chunk;
  }

  #takeChunk(): number {
    const chunk = this.#free;
    if (chunk !== NONE) {
      this.#free = this.#next[chunk]!;
      return chunk;
    }
    if (this.#used === this.#slabs.length * SLAB) this.#addSlab();
    this.#used += 1;
    return this.#used - 1;
  }

  #addSlab(): void {
    this.#slabs.push(new Float64Array(SLAB * CHUNK * ROW));
    const chunks = this.#slabs.length * SLAB;
    if (chunks <= this.#next.length) return;
    const next = this.#next;
    this.#next = new Int32Array(2 * next.length);
    this.#next.set(next);
  }
}
