import { assert } from '../kernel/assert.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { Submission } from '../traffic/stream.ts';
import type { MessageView } from './facts.ts';

const FIRST_CAPACITY = 1024;
/** Messages in flight at the most: 134 million. */
const ROWS_MAX = 0x800_0000;
/** No row: the end of a chain. */
export const NO_ROW = -1;
/** In the column of serial numbers: no message has this row. */
const CLOSED = -1;
const { failed: FAILED, canceled: CANCELED } = STATUS_CODE;

/**
 * Rows are numbered this far apart, so that a row's number is its place in every column although all columns of one
 * kind share one store: the first column begins at its start, the next one place later, and so on. So what is known of
 * a message lies side by side. With ten thousand senders every visit of a row finds it far from the processor, and
 * then three places cost a third of what twenty do. Also the number of columns of one kind that there can be.
 */
const STRIDE = 8;
// The places of the columns in a row: of doubles, of integers, of short integers.
const SERIAL = 0;
const SUBMITTED_AT = 1;
const FIRST_SEGMENT_AT = 2;
const LAST_SEGMENT_AT = 3;
const FINAL_AT = 4;
const LATENCY_LUCK = 5;
const OUTCOME_LUCK = 6;
const INDEX = 7;
const STREAM = 0;
const SENDER = 1;
const COHORT = 2;
const NEXT = 3;
const MEDIA = 4;
const SEGMENTS = 0;
const SEGMENTS_LEFT = 1;
const STATUS = 2;
const ERROR_CODE = 3;
const CARRIER = 4;
const ENCODING = 5;
const ATTEMPT = 6;
/** Read as a signed number: none is below 0. */
const COUNTRY = 7;

/**
 * The messages in flight, a row each, in typed columns. A row is used again once its message has ended, so memory
 * grows with the messages in flight and never with those done. The columns are there to be read; what changes them is
 * a verb, each O(1) but for growing, which replaces the columns: read them through the ledger every time.
 */
export class Ledger implements MessageView {
  serial!: Float64Array;
  submittedAtUs!: Float64Array;
  firstSegmentAtUs!: Float64Array;
  lastSegmentAtUs!: Float64Array;
  finalAtUs!: Float64Array;
  /** Luck drawn at birth: uniform numbers, turned into values when they are needed. */
  latencyLuck!: Float64Array;
  outcomeLuck!: Float64Array;
  index!: Float64Array;
  /** The same column as `submittedAtUs` in a run that schedules no messages and holds none back. */
  queuedAtUs!: Float64Array;
  offeredAtUs!: Float64Array;

  stream!: Int32Array;
  sender!: Int32Array;
  cohort!: Int32Array;
  media!: Int32Array;
  /** The next row of the same chain: behind it in its lane, or the next free one. */
  #next!: Int32Array;

  segments!: Uint16Array;
  segmentsLeft!: Uint16Array;
  status!: Uint16Array;
  errorCode!: Uint16Array;
  carrier!: Uint16Array;
  encoding!: Uint16Array;
  attempt!: Uint16Array;
  country!: Int16Array;

  /** Rows that there is room for. */
  #capacity = 0;
  /** Rows ever used; those beyond it are untouched. */
  #used = 0;
  /** First of the rows to use again. */
  #free: number = NO_ROW;
  #doubles: Float64Array<ArrayBuffer> = new Float64Array(0);
  #integers: Int32Array<ArrayBuffer> = new Int32Array(0);
  #shorts: Uint16Array<ArrayBuffer> = new Uint16Array(0);

  readonly #delays: boolean;
  #delayed: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** @param delays whether messages may be submitted for a later instant, or later than their client first wanted. */
  constructor(delays = false) {
    this.#delays = delays;
    this.#grow();
  }

  /** The rows of all open messages, in the order of their submission. O(rows). */
  openRows(): readonly number[] {
    const rows = Array.from({ length: this.#used }, (_, place) => place * STRIDE).filter(
      (row) => this.serial[row] !== CLOSED && !this.hasWithdrawn(row),
    );
    return rows.sort((a, b) => this.serial[a]! - this.serial[b]!);
  }

  /** Whether the message has given up its place: it is final, and its row is about to be closed. */
  hasWithdrawn(row: number): boolean {
    return this.status[row] === FAILED || this.status[row] === CANCELED;
  }

  /** Enters a submission, made now and to be queued at `queuedAtUs`, and returns its row. */
  enter(
    submission: Submission,
    serial: number,
    stream: number,
    sender: number,
    carrier: number,
    cohort: number,
    status: number,
    nowUs: number,
    queuedAtUs: number = nowUs,
  ): number {
    const row = this.#takeRow();
    // Straight into the stores, where the row lies in one piece.
    const doubles = this.#doubles;
    doubles[row + SERIAL] = serial;
    doubles[row + SUBMITTED_AT] = nowUs;
    doubles[row + FIRST_SEGMENT_AT] = Number.NaN;
    doubles[row + LAST_SEGMENT_AT] = Number.NaN;
    doubles[row + FINAL_AT] = Number.NaN;
    doubles[row + LATENCY_LUCK] = submission.latencyLuck;
    doubles[row + OUTCOME_LUCK] = submission.outcomeLuck;
    doubles[row + INDEX] = submission.index;
    const integers = this.#integers;
    integers[row + STREAM] = stream;
    integers[row + SENDER] = sender;
    integers[row + COHORT] = cohort;
    integers[row + NEXT] = NO_ROW;
    integers[row + MEDIA] = submission.media ? 1 : 0;
    const shorts = this.#shorts;
    shorts[row + SEGMENTS] = submission.segments;
    shorts[row + SEGMENTS_LEFT] = 0;
    shorts[row + STATUS] = status;
    shorts[row + ERROR_CODE] = 0;
    shorts[row + CARRIER] = carrier;
    shorts[row + ENCODING] = submission.wide ? 1 : 0;
    shorts[row + ATTEMPT] = submission.attempt;
    shorts[row + COUNTRY] = submission.country;
    if (this.#delays) {
      this.queuedAtUs[row] = queuedAtUs;
      this.offeredAtUs[row] = submission.offeredAtUs;
    }
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
    if (this.#used === this.#capacity) this.#grow();
    this.#used += 1;
    return (this.#used - 1) * STRIDE;
  }

  #grow(): void {
    this.#capacity = Math.max(FIRST_CAPACITY, this.#capacity * 2);
    assert(this.#capacity <= ROWS_MAX, () => `more than ${ROWS_MAX} messages in flight`);
    const places = this.#capacity * STRIDE;
    this.#doubles = longer(this.#doubles, new Float64Array(places));
    this.#integers = longer(this.#integers, new Int32Array(places));
    this.#shorts = longer(this.#shorts, new Uint16Array(places));
    if (this.#delays) this.#delayed = longer(this.#delayed, new Float64Array(places));
    this.#layOut();
  }

  #layOut(): void {
    const doubles = this.#doubles;
    this.serial = doubles.subarray(SERIAL);
    this.submittedAtUs = doubles.subarray(SUBMITTED_AT);
    this.firstSegmentAtUs = doubles.subarray(FIRST_SEGMENT_AT);
    this.lastSegmentAtUs = doubles.subarray(LAST_SEGMENT_AT);
    this.finalAtUs = doubles.subarray(FINAL_AT);
    this.latencyLuck = doubles.subarray(LATENCY_LUCK);
    this.outcomeLuck = doubles.subarray(OUTCOME_LUCK);
    this.index = doubles.subarray(INDEX);
    this.queuedAtUs = this.#delays ? this.#delayed.subarray(0) : this.submittedAtUs;
    this.offeredAtUs = this.#delays ? this.#delayed.subarray(1) : this.submittedAtUs;
    const integers = this.#integers;
    this.stream = integers.subarray(STREAM);
    this.sender = integers.subarray(SENDER);
    this.cohort = integers.subarray(COHORT);
    this.#next = integers.subarray(NEXT);
    this.media = integers.subarray(MEDIA);
    const shorts = this.#shorts;
    this.segments = shorts.subarray(SEGMENTS);
    this.segmentsLeft = shorts.subarray(SEGMENTS_LEFT);
    this.status = shorts.subarray(STATUS);
    this.errorCode = shorts.subarray(ERROR_CODE);
    this.carrier = shorts.subarray(CARRIER);
    this.encoding = shorts.subarray(ENCODING);
    this.attempt = shorts.subarray(ATTEMPT);
    this.country = new Int16Array(shorts.buffer).subarray(COUNTRY);
  }
}

function longer<Store extends { set(from: Store): void }>(store: Store, empty: Store): Store {
  empty.set(store);
  return empty;
}
