import TinyQueue from 'tinyqueue';
import { assert } from './assert.ts';
import { TIME_LIMIT_US } from './time.ts';

/**
 * Something that is due. Whoever schedules it owns the object and may reuse it once it has been handled.
 *
 * Events of one instant are handled by ascending `order`, which must differ among the pending events of an
 * instant: then the whole sequence is fixed, whatever the heap does inside.
 */
export interface AgendaEvent {
  /** When it is due: whole microseconds. Unchanged while pending. */
  timeUs: number;
  /** Its turn among the events of one instant: see {@link orderOf}. Unchanged while pending. */
  readonly order: number;
}

/** Places (streams, senders, incidents) that {@link orderOf} tells apart. */
export const PLACE_LIMIT = 0x4_0000;
/** Indices within a place that {@link orderOf} tells apart: 4,294,967,296. */
export const INDEX_LIMIT = 0x1_0000_0000;
const RANK_LIMIT = 8;

/**
 * The turn of an event among those of one instant: by rank, then place in the file, then index within the place,
 * packed into one exact whole number so that comparing two events takes one subtraction.
 */
export function orderOf(rank: number, place: number, index: number): number {
  assert(
    rank < RANK_LIMIT && place < PLACE_LIMIT && index < INDEX_LIMIT,
    () => `event key out of range: rank ${rank}, place ${place}, index ${index}`,
  );
  return (rank * PLACE_LIMIT + place) * INDEX_LIMIT + index;
}

/** The loop: a clock that stands still between events, and the events that are due. Knows nothing of messages. */
export class Agenda<E extends AgendaEvent> {
  /** The present instant. Only {@link runUntil} moves it, and never back. */
  nowUs = 0;
  // The heap orders small whole numbers, the slots; what they stand for lies in columns. Comparing two slots reads
  // four numbers that lie close together, where comparing two objects would chase pointers.
  readonly #heap = new TinyQueue<number>([], (a, b) => this.#compare(a, b));
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  readonly #events: (E | undefined)[] = [];
  readonly #freeSlots: number[] = [];

  /** Makes an event due at `event.timeUs`, now or later. O(log pending). */
  schedule(event: E): void {
    const { timeUs } = event;
    assert(timeUs >= this.nowUs, () => `scheduled at ${timeUs} us, in the past of ${this.nowUs} us`);
    assert(timeUs <= TIME_LIMIT_US, () => `scheduled at ${timeUs} us, beyond the limit of 100 years`);
    const slot = this.#freeSlots.pop() ?? this.#newSlot();
    this.#events[slot] = event;
    this.#times[slot] = timeUs;
    this.#orders[slot] = event.order;
    this.#heap.push(slot);
  }

  /** When the next event is due; Infinity when nothing is. */
  get nextUs(): number {
    const slot = this.#heap.peek();
    return slot === undefined ? Infinity : this.#times[slot]!;
  }

  /** Number of events that are due. */
  get pending(): number {
    return this.#heap.length;
  }

  /**
   * Handles events that are due before `untilUs` (half-open), `maxEvents` of them at the most, so that a shell can
   * show progress, be interrupted, or follow a live clock between slices.
   *
   * @returns the number of events handled; fewer than `maxEvents` means that none is left before `untilUs`.
   */
  runUntil(untilUs: number, maxEvents: number, handle: (event: E) => void): number {
    let handled = 0;
    while (handled < maxEvents && this.nextUs < untilUs) {
      const slot = this.#heap.pop()!;
      const event = this.#events[slot]!;
      this.#freeSlots.push(slot);
      this.nowUs = this.#times[slot]!;
      handle(event);
      handled += 1;
    }
    return handled;
  }

  #compare(a: number, b: number): number {
    return this.#times[a]! - this.#times[b]! || this.#orders[a]! - this.#orders[b]!;
  }

  #newSlot(): number {
    const slot = this.#events.length;
    this.#events.push(undefined);
    if (slot === this.#times.length) {
      this.#times = twiceAsLong(this.#times);
      this.#orders = twiceAsLong(this.#orders);
    }
    return slot;
  }
}

function twiceAsLong(column: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(column.length * 2);
  longer.set(column);
  return longer;
}
