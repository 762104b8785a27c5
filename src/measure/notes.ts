import type { MessageView } from '../pipeline/facts.ts';

/**
 * Facts that are noted before they are counted: few enough that the notes stay close to the processor.
 *
 * What figures are kept in is spread over the memory, by sender and by interval. Counted one by one, each fact would wait
 * for its place there; in a loop over many the processor looks for many places at once.
 */
const ROOM = 1024;

/** Requests, in time order. */
export class RequestNotes {
  count = 0;
  readonly serial: Float64Array = new Float64Array(ROOM);
  readonly cohort: Int32Array = new Int32Array(ROOM);
  readonly sender: Int32Array = new Int32Array(ROOM);
  readonly segments: Int32Array = new Int32Array(ROOM);
  readonly atUs: Float64Array = new Float64Array(ROOM);

  get isFull(): boolean {
    return this.count === ROOM;
  }

  note(view: MessageView, row: number): void {
    const at = this.count;
    this.serial[at] = view.serial[row]!;
    this.cohort[at] = view.cohort[row]!;
    this.sender[at] = view.sender[row]!;
    this.segments[at] = view.segments[row]!;
    this.atUs[at] = view.submittedAtUs[row]!;
    this.count = at + 1;
  }
}

/** Messages that joined their queues, or gave up their places there, in time order. */
export class QueueNotes {
  count = 0;
  readonly sender: Int32Array = new Int32Array(ROOM);
  /** Below 0: they gave up their places. */
  readonly segments: Int32Array = new Int32Array(ROOM);
  /** All segments of the sender in queues then; 0 where some gave up their places. */
  readonly backlogSegments: Float64Array = new Float64Array(ROOM);
  readonly atUs: Float64Array = new Float64Array(ROOM);

  get isFull(): boolean {
    return this.count === ROOM;
  }

  note(sender: number, segments: number, backlogSegments: number, atUs: number): void {
    const at = this.count;
    this.sender[at] = sender;
    this.segments[at] = segments;
    this.backlogSegments[at] = backlogSegments;
    this.atUs[at] = atUs;
    this.count = at + 1;
  }
}

/** Departures of segments, each sender's in time order. */
export class DepartureNotes {
  count = 0;
  readonly serial: Float64Array = new Float64Array(ROOM);
  readonly sender: Int32Array = new Int32Array(ROOM);
  /** From when its message waited. */
  readonly queuedAtUs: Float64Array = new Float64Array(ROOM);
  /** How many segments of its message have left with it. */
  readonly segmentsLeft: Int32Array = new Int32Array(ROOM);
  readonly atUs: Float64Array = new Float64Array(ROOM);

  get isFull(): boolean {
    return this.count === ROOM;
  }

  note(view: MessageView, row: number): void {
    const at = this.count;
    this.serial[at] = view.serial[row]!;
    this.sender[at] = view.sender[row]!;
    this.queuedAtUs[at] = view.queuedAtUs[row]!;
    this.segmentsLeft[at] = view.segmentsLeft[row]!;
    this.atUs[at] = view.lastSegmentAtUs[row]!;
    this.count = at + 1;
  }
}

/** Messages that were sent, and are final or open at the end of the run. */
export class SentNotes {
  count = 0;
  readonly serial: Float64Array = new Float64Array(ROOM);
  readonly cohort: Int32Array = new Int32Array(ROOM);
  readonly sender: Int32Array = new Int32Array(ROOM);
  readonly country: Int32Array = new Int32Array(ROOM);
  readonly media: Int32Array = new Int32Array(ROOM);
  readonly segments: Int32Array = new Int32Array(ROOM);
  readonly status: Int32Array = new Int32Array(ROOM);
  readonly errorCode: Int32Array = new Int32Array(ROOM);
  readonly submittedAtUs: Float64Array = new Float64Array(ROOM);
  readonly queuedAtUs: Float64Array = new Float64Array(ROOM);
  readonly firstSegmentAtUs: Float64Array = new Float64Array(ROOM);
  readonly lastSegmentAtUs: Float64Array = new Float64Array(ROOM);
  /** NaN where the message is open. */
  readonly finalAtUs: Float64Array = new Float64Array(ROOM);

  get isFull(): boolean {
    return this.count === ROOM;
  }

  note(view: MessageView, row: number): void {
    const at = this.count;
    this.serial[at] = view.serial[row]!;
    this.cohort[at] = view.cohort[row]!;
    this.sender[at] = view.sender[row]!;
    this.country[at] = view.country[row]!;
    this.media[at] = view.media[row]!;
    this.segments[at] = view.segments[row]!;
    this.status[at] = view.status[row]!;
    this.errorCode[at] = view.errorCode[row]!;
    this.submittedAtUs[at] = view.submittedAtUs[row]!;
    this.queuedAtUs[at] = view.queuedAtUs[row]!;
    this.firstSegmentAtUs[at] = view.firstSegmentAtUs[row]!;
    this.lastSegmentAtUs[at] = view.lastSegmentAtUs[row]!;
    this.finalAtUs[at] = view.finalAtUs[row]!;
    this.count = at + 1;
  }
}
