import { assert } from '../kernel/assert.ts';
import type { Submission } from '../traffic/stream.ts';
import type { MessageView } from './facts.ts';

const FIRST_CAPACITY = 1024;
/** Messages in flight at the most: 134 million. */
const ROWS_MAX = 0x800_0000;
/** No row: the end of a chain. */
export const NO_ROW = -1;
/** In the column of serial numbers: no message has this row. */
const CLOSED = -1;

/**
 * The messages in flight, a row each, in typed columns. A row is used again once its message has ended, so memory
 * grows with the messages in flight and never with those done. The columns are there to be read; what changes them is
 * a verb, each O(1) but for growing, which replaces the columns: read them through the ledger every time.
 */
export class Ledger implements MessageView {
  serial: Float64Array = new Float64Array(0);
  stream: Int32Array = new Int32Array(0);
  index: Float64Array = new Float64Array(0);
  attempt: Uint16Array = new Uint16Array(0);
  sender: Int32Array = new Int32Array(0);
  country: Int16Array = new Int16Array(0);
  carrier: Uint16Array = new Uint16Array(0);
  cohort: Int32Array = new Int32Array(0);
  encoding: Uint8Array = new Uint8Array(0);
  segments: Uint16Array = new Uint16Array(0);
  segmentsLeft: Uint16Array = new Uint16Array(0);
  status: Uint8Array = new Uint8Array(0);
  errorCode: Uint16Array = new Uint16Array(0);
  submittedAtUs: Float64Array = new Float64Array(0);
  firstSegmentAtUs: Float64Array = new Float64Array(0);
  lastSegmentAtUs: Float64Array = new Float64Array(0);
  finalAtUs: Float64Array = new Float64Array(0);
  /** Luck drawn at birth: uniform numbers, turned into values when they are needed. */
  latencyLuck: Float64Array = new Float64Array(0);
  outcomeLuck: Float64Array = new Float64Array(0);

  /** The next row of the same chain: behind it in its lane, or the next free one. */
  #next = new Int32Array(0);
  /** Rows ever used; those beyond it are untouched. */
  #used = 0;
  /** First of the rows to use again. */
  #free = NO_ROW;

  /** The rows of all open messages, in the order of their submission. O(rows). */
  openRows(): readonly number[] {
    const rows = Array.from({ length: this.#used }, (_, row) => row).filter(
      (row) => this.serial[row] !== CLOSED,
    );
    return rows.sort((a, b) => this.serial[a]! - this.serial[b]!);
  }

  /** Enters a submission, made now, and returns its row. */
  enter(
    submission: Submission,
    serial: number,
    stream: number,
    sender: number,
    carrier: number,
    cohort: number,
    status: number,
    nowUs: number,
  ): number {
    const row = this.#takeRow();
    this.serial[row] = serial;
    this.stream[row] = stream;
    this.index[row] = submission.index;
    this.attempt[row] = 1;
    this.sender[row] = sender;
    this.country[row] = submission.country;
    this.carrier[row] = carrier;
    this.cohort[row] = cohort;
    this.encoding[row] = submission.wide ? 1 : 0;
    this.segments[row] = submission.segments;
    this.status[row] = status;
    this.errorCode[row] = 0;
    this.submittedAtUs[row] = nowUs;
    this.firstSegmentAtUs[row] = Number.NaN;
    this.lastSegmentAtUs[row] = Number.NaN;
    this.finalAtUs[row] = Number.NaN;
    this.latencyLuck[row] = submission.latencyLuck;
    this.outcomeLuck[row] = submission.outcomeLuck;
    this.segmentsLeft[row] = 0;
    this.#next[row] = NO_ROW;
    return row;
  }

  /** The message has ended; its row may be used again. */
  close(row: number): void {
    this.serial[row] = CLOSED;
    this.#next[row] = this.#free;
    this.#free = row;
  }

  /** One more segment has left, the message being in `status` now. Returns how many are still to leave. */
  segmentLeaves(row: number, status: number, nowUs: number): number {
    const left = this.segmentsLeft[row]! + 1;
    this.segmentsLeft[row] = left;
    this.status[row] = status;
    this.lastSegmentAtUs[row] = nowUs;
    if (left === 1) this.firstSegmentAtUs[row] = nowUs;
    return this.segments[row]! - left;
  }

  setStatus(row: number, status: number): void {
    this.status[row] = status;
  }

  /** How and when the message ends: `code` is 0 where there is none. */
  setFinal(row: number, status: number, code: number, atUs: number): void {
    this.status[row] = status;
    this.errorCode[row] = code;
    this.finalAtUs[row] = atUs;
  }

  /** Chains `next` behind `row`. */
  link(row: number, next: number): void {
    this.#next[row] = next;
  }

  /** The row chained behind this one, or NO_ROW. */
  next(row: number): number {
    return this.#next[row]!;
  }

  #takeRow(): number {
    const row = this.#free;
    if (row !== NO_ROW) {
      this.#free = this.#next[row]!;
      return row;
    }
    if (this.#used === this.serial.length) this.#grow();
    this.#used += 1;
    return this.#used - 1;
  }

  #grow(): void {
    const rows = this.#used === 0 ? FIRST_CAPACITY : this.#used * 2;
    assert(rows <= ROWS_MAX, () => `more than ${ROWS_MAX} messages in flight`);
    this.serial = longer(this.serial, new Float64Array(rows));
    this.stream = longer(this.stream, new Int32Array(rows));
    this.index = longer(this.index, new Float64Array(rows));
    this.attempt = longer(this.attempt, new Uint16Array(rows));
    this.sender = longer(this.sender, new Int32Array(rows));
    this.country = longer(this.country, new Int16Array(rows));
    this.carrier = longer(this.carrier, new Uint16Array(rows));
    this.cohort = longer(this.cohort, new Int32Array(rows));
    this.encoding = longer(this.encoding, new Uint8Array(rows));
    this.segments = longer(this.segments, new Uint16Array(rows));
    this.status = longer(this.status, new Uint8Array(rows));
    this.errorCode = longer(this.errorCode, new Uint16Array(rows));
    this.submittedAtUs = longer(this.submittedAtUs, new Float64Array(rows));
    this.firstSegmentAtUs = longer(this.firstSegmentAtUs, new Float64Array(rows));
    this.lastSegmentAtUs = longer(this.lastSegmentAtUs, new Float64Array(rows));
    this.finalAtUs = longer(this.finalAtUs, new Float64Array(rows));
    this.latencyLuck = longer(this.latencyLuck, new Float64Array(rows));
    this.outcomeLuck = longer(this.outcomeLuck, new Float64Array(rows));
    this.segmentsLeft = longer(this.segmentsLeft, new Uint16Array(rows));
    this.#next = longer(this.#next, new Int32Array(rows));
  }
}

function longer<Column extends { set(from: ArrayLike<number>): void }>(
  column: ArrayLike<number>,
  empty: Column,
): Column {
  empty.set(column);
  return empty;
}
