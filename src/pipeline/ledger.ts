import { assert } from '../kernel/assert.ts';
import type { Submission } from '../traffic/stream.ts';
import type { MessageView } from './facts.ts';

const FIRST_CAPACITY = 1024;
/** No row: the end of a chain. */
export const NO_ROW = -1;
/** In the column of serial numbers: no message has this row. */
const CLOSED = -1;

/**
 * The messages in flight, a row each, in typed columns. A row is used again once its message has ended, so memory
 * grows with the messages in flight and never with those done. All verbs are O(1), growing aside.
 */
export class Ledger implements MessageView {
  #capacity = 0;
  /** Rows ever used; those beyond it are untouched. */
  #used = 0;
  /** First of the rows to use again, chained through `next`. */
  #free = NO_ROW;
  #open = 0;

  // Row identity and what was asked.
  #serial = new Float64Array(0);
  #stream = new Int32Array(0);
  #index = new Float64Array(0);
  #attempt = new Uint16Array(0);
  #sender = new Int32Array(0);
  #country = new Int16Array(0);
  #carrier = new Uint16Array(0);
  #cohort = new Int32Array(0);
  #encoding = new Uint8Array(0);
  #segments = new Uint16Array(0);
  // What has happened.
  #segmentsLeft = new Uint16Array(0);
  #status = new Uint8Array(0);
  #errorCode = new Uint16Array(0);
  #submittedAtUs = new Float64Array(0);
  #firstSegmentAtUs = new Float64Array(0);
  #lastSegmentAtUs = new Float64Array(0);
  #finalAtUs = new Float64Array(0);
  // Luck drawn at birth: uniform numbers, turned into values when they are needed.
  #latencyLuck = new Float64Array(0);
  #outcomeLuck = new Float64Array(0);
  /** The next row of the same chain: behind it in its lane, or the next free one. */
  #next = new Int32Array(0);

  /** Messages in flight. */
  get open(): number {
    return this.#open;
  }

  /** The rows of all open messages, in the order of their submission. O(rows). */
  openRows(): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.#used; row += 1) if (this.#serial[row] !== CLOSED) rows.push(row);
    return rows.sort((a, b) => this.serial(a) - this.serial(b));
  }

  /** Rows that the columns hold; for the record of memory. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Enters a submission and returns its row. */
  enter(
    submission: Submission,
    serial: number,
    stream: number,
    sender: number,
    carrier: number,
    cohort: number,
    submittedAtUs: number,
  ): number {
    const row = this.#takeRow();
    this.#serial[row] = serial;
    this.#stream[row] = stream;
    this.#index[row] = submission.index;
    this.#attempt[row] = 1;
    this.#sender[row] = sender;
    this.#country[row] = submission.country;
    this.#carrier[row] = carrier;
    this.#cohort[row] = cohort;
    this.#encoding[row] = submission.wide ? 1 : 0;
    this.#segments[row] = submission.segments;
    this.#segmentsLeft[row] = 0;
    this.#errorCode[row] = 0;
    this.#submittedAtUs[row] = submittedAtUs;
    this.#firstSegmentAtUs[row] = Number.NaN;
    this.#lastSegmentAtUs[row] = Number.NaN;
    this.#finalAtUs[row] = Number.NaN;
    this.#latencyLuck[row] = submission.latencyLuck;
    this.#outcomeLuck[row] = submission.outcomeLuck;
    this.#next[row] = NO_ROW;
    return row;
  }

  /** The message has ended; its row may be used again. */
  close(row: number): void {
    this.#serial[row] = CLOSED;
    this.#next[row] = this.#free;
    this.#free = row;
    this.#open -= 1;
  }

  /** One more segment has left; the first one also marks the beginning. Returns how many are still to leave. */
  segmentLeaves(row: number, atUs: number): number {
    const left = this.#segmentsLeft[row]! + 1;
    this.#segmentsLeft[row] = left;
    this.#lastSegmentAtUs[row] = atUs;
    if (left === 1) this.#firstSegmentAtUs[row] = atUs;
    return this.#segments[row]! - left;
  }

  setStatus(row: number, status: number): void {
    this.#status[row] = status;
  }

  /** How and when the message ends: `code` is 0 where there is none. */
  setFinal(row: number, status: number, code: number, atUs: number): void {
    this.#status[row] = status;
    this.#errorCode[row] = code;
    this.#finalAtUs[row] = atUs;
  }

  link(row: number, next: number): void {
    this.#next[row] = next;
  }

  next(row: number): number {
    return this.#next[row]!;
  }

  serial(row: number): number {
    return this.#serial[row]!;
  }
  stream(row: number): number {
    return this.#stream[row]!;
  }
  index(row: number): number {
    return this.#index[row]!;
  }
  attempt(row: number): number {
    return this.#attempt[row]!;
  }
  sender(row: number): number {
    return this.#sender[row]!;
  }
  country(row: number): number {
    return this.#country[row]!;
  }
  carrier(row: number): number {
    return this.#carrier[row]!;
  }
  cohort(row: number): number {
    return this.#cohort[row]!;
  }
  encoding(row: number): number {
    return this.#encoding[row]!;
  }
  segments(row: number): number {
    return this.#segments[row]!;
  }
  segmentsLeft(row: number): number {
    return this.#segmentsLeft[row]!;
  }
  status(row: number): number {
    return this.#status[row]!;
  }
  errorCode(row: number): number {
    return this.#errorCode[row]!;
  }
  submittedAtUs(row: number): number {
    return this.#submittedAtUs[row]!;
  }
  firstSegmentAtUs(row: number): number {
    return this.#firstSegmentAtUs[row]!;
  }
  lastSegmentAtUs(row: number): number {
    return this.#lastSegmentAtUs[row]!;
  }
  finalAtUs(row: number): number {
    return this.#finalAtUs[row]!;
  }
  latencyLuck(row: number): number {
    return this.#latencyLuck[row]!;
  }
  outcomeLuck(row: number): number {
    return this.#outcomeLuck[row]!;
  }

  #takeRow(): number {
    this.#open += 1;
    const row = this.#free;
    if (row !== NO_ROW) {
      this.#free = this.#next[row]!;
      return row;
    }
    if (this.#used === this.#capacity) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    const capacity = this.#capacity === 0 ? FIRST_CAPACITY : this.#capacity * 2;
    assert(capacity <= 0x4000_0000, () => `more than ${this.#capacity} messages in flight`);
    this.#capacity = capacity;
    this.#serial = copyInto(new Float64Array(capacity), this.#serial);
    this.#stream = copyInto(new Int32Array(capacity), this.#stream);
    this.#index = copyInto(new Float64Array(capacity), this.#index);
    this.#attempt = copyInto(new Uint16Array(capacity), this.#attempt);
    this.#sender = copyInto(new Int32Array(capacity), this.#sender);
    this.#country = copyInto(new Int16Array(capacity), this.#country);
    this.#carrier = copyInto(new Uint16Array(capacity), this.#carrier);
    this.#cohort = copyInto(new Int32Array(capacity), this.#cohort);
    this.#encoding = copyInto(new Uint8Array(capacity), this.#encoding);
    this.#segments = copyInto(new Uint16Array(capacity), this.#segments);
    this.#segmentsLeft = copyInto(new Uint16Array(capacity), this.#segmentsLeft);
    this.#status = copyInto(new Uint8Array(capacity), this.#status);
    this.#errorCode = copyInto(new Uint16Array(capacity), this.#errorCode);
    this.#submittedAtUs = copyInto(new Float64Array(capacity), this.#submittedAtUs);
    this.#firstSegmentAtUs = copyInto(new Float64Array(capacity), this.#firstSegmentAtUs);
    this.#lastSegmentAtUs = copyInto(new Float64Array(capacity), this.#lastSegmentAtUs);
    this.#finalAtUs = copyInto(new Float64Array(capacity), this.#finalAtUs);
    this.#latencyLuck = copyInto(new Float64Array(capacity), this.#latencyLuck);
    this.#outcomeLuck = copyInto(new Float64Array(capacity), this.#outcomeLuck);
    this.#next = copyInto(new Int32Array(capacity), this.#next);
  }
}

function copyInto<Column extends { set(from: ArrayLike<number>): void }>(
  larger: Column,
  column: ArrayLike<number>,
): Column {
  larger.set(column);
  return larger;
}
