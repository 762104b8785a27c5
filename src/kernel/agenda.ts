import { assert } from './assert.ts';
import { type AgendaEvent, Calendar } from './calendar.ts';
import { TIME_LIMIT_US } from './time.ts';

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
  /** The present instant. Only {@link runUntil} and {@link runToTurn} move it, and never back. */
  nowUs = 0;
  readonly #pending = new Calendar<E>();

  /** Makes an event due at `atUs`, now or later. */
  schedule(event: E, atUs: number): void {
    assert(atUs >= this.nowUs, () => `scheduled at ${atUs} us, in the past of ${this.nowUs} us`);
    assert(atUs <= TIME_LIMIT_US, () => `scheduled at ${atUs} us, beyond the limit of 100 years`);
    this.#pending.push(event, atUs);
  }

  /** When the next event is due; Infinity when nothing is. */
  get nextUs(): number {
    return this.#pending.nextUs;
  }

  /** Number of events that are due. */
  get pending(): number {
    return this.#pending.length;
  }

  /**
   * Handles events that are due before `untilUs` (half-open), `maxEvents` of them at the most, so that a shell can
   * show progress, be interrupted, or follow a live clock between slices.
   *
   * @returns the number of events handled; fewer than `maxEvents` means that none is left before `untilUs`.
   */
  runUntil(untilUs: number, maxEvents: number, handle: (event: E) => void): number {
    const pending = this.#pending;
    let handled = 0;
    while (handled < maxEvents) {
      const event = pending.popBefore(untilUs);
      if (event === undefined) break;
      this.nowUs = pending.poppedUs;
      handle(event);
      handled += 1;
    }
    return handled;
  }

  /**
   * Handles events that are due before a turn of an instant, `maxEvents` of them at the most. Once none is left the
   * clock stands at that instant, and what becomes due there from then on has a later turn: so a shell can act in the
   * middle of an instant.
   *
   * @returns the number of events handled; fewer than `maxEvents` means that none is left before that turn.
   */
  runToTurn(atUs: number, order: number, maxEvents: number, handle: (event: E) => void): number {
    const pending = this.#pending;
    let handled = 0;
    while (handled < maxEvents) {
      const { nextUs } = pending;
      if (nextUs > atUs || (nextUs === atUs && pending.nextOrder >= order)) {
        this.nowUs = Math.max(this.nowUs, Math.min(atUs, TIME_LIMIT_US));
        break;
      }
      handled += this.runUntil(nextUs + 1, 1, handle);
    }
    return handled;
  }
}
