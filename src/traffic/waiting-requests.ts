import type { Submission } from './stream.ts';

/** The numbers of a request lie side by side. */
const WIDTH = 17;
/** Requests for which there is room from the start: most lists hold one or none. */
const ROOM = 4;

/**
 * Requests that wait, first in, first out, in typed columns: 120 bytes each. Grows to twice its size when it is full,
 * and uses its room again.
 */
export class WaitingRequests {
  size = 0;
  #rows = new Float64Array(ROOM * WIDTH);
  /** Where the first one stands. */
  #first = 0;

  /** Number of the first one within its stream. */
  get firstIndex(): number {
    return this.#rows[this.#first]!;
  }

  /** Puts a request at the end. */
  push(submission: Submission): void {
    if (this.size * WIDTH === this.#rows.length) this.#grow();
    const rows = this.#rows;
    const at = (this.#first + this.size * WIDTH) % rows.length;
    rows[at] = submission.index;
    rows[at + 1] = submission.offeredAtUs;
    rows[at + 2] = submission.senderPosition;
    rows[at + 3] = submission.country;
    rows[at + 4] = submission.wide ? 1 : 0;
    rows[at + 5] = submission.segments;
    rows[at + 6] = submission.fault;
    rows[at + 7] = submission.recipientKey;
    rows[at + 8] = submission.areaCode;
    rows[at + 9] = submission.carrierLuck;
    rows[at + 10] = submission.latencyLuck;
    rows[at + 11] = submission.outcomeLuck;
    rows[at + 12] = submission.spreadLuck;
    rows[at + 13] = submission.media ? 1 : 0;
    rows[at + 14] = submission.cancels ? 1 : 0;
    rows[at + 15] = submission.linkedSegments;
    rows[at + 16] = submission.linkedWide ? 1 : 0;
    this.size += 1;
  }

  /** Takes the first one out; there must be one. */
  shift(submission: Submission): void {
    const rows = this.#rows;
    const at = this.#first;
    submission.index = rows[at]!;
    submission.offeredAtUs = rows[at + 1]!;
    submission.senderPosition = rows[at + 2]!;
    submission.country = rows[at + 3]!;
    submission.wide = rows[at + 4] === 1;
    submission.segments = rows[at + 5]!;
    submission.fault = rows[at + 6]!;
    submission.recipientKey = rows[at + 7]!;
    submission.areaCode = rows[at + 8]!;
    submission.carrierLuck = rows[at + 9]!;
    submission.latencyLuck = rows[at + 10]!;
    submission.outcomeLuck = rows[at + 11]!;
    submission.spreadLuck = rows[at + 12]!;
    submission.media = rows[at + 13] === 1;
    submission.cancels = rows[at + 14] === 1;
    submission.linkedSegments = rows[at + 15]!;
    submission.linkedWide = rows[at + 16] === 1;
    this.#first = (at + WIDTH) % rows.length;
    this.size -= 1;
  }

  #grow(): void {
    const rows = new Float64Array(2 * this.#rows.length);
    rows.set(this.#rows.subarray(this.#first));
    rows.set(this.#rows.subarray(0, this.#first), this.#rows.length - this.#first);
    this.#rows = rows;
    this.#first = 0;
  }
}
