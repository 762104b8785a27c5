import type { PipelineEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { Schedule } from './schedule.ts';

/** A message that waits for its time. Its row may be another's by then. */
interface Wait {
  readonly row: number;
  readonly serial: number;
  readonly atUs: number;
}

/** Entries taken from the front before the list is cut. */
const CUT = 1024;

/**
 * Messages of one stream that wait for one thing: to be queued, canceled or expired. An event is pending for the first
 * of them that has not come to its end already. Where each waits as long as the others, as in a stream of a scenario,
 * the first in is the first out, each verb takes O(1), and there is no other event. Where each says how long, one that
 * is due before all others has an event of its own, and adding takes O(messages that are due later).
 */
export class Waits {
  readonly #ledger: Ledger;
  readonly #schedule: Schedule;
  readonly #newEvent: () => PipelineEvent;
  readonly #isOver: (row: number) => boolean;
  #waiting: Wait[] = [];
  #front = 0;
  #event: PipelineEvent | undefined;
  /** When the event comes that {@link wake} scheduled; Infinity: none is pending. */
  #pendingUs = Infinity;
  /** Whether an event was ever pending when an earlier one was needed: it may still be, so none is used again. */
  #isOvertaken = false;

  /** @param isOver whether a message, not final yet, has nothing to wait for any more. */
  constructor(
    ledger: Ledger,
    schedule: Schedule,
    newEvent: () => PipelineEvent,
    isOver: (row: number) => boolean,
  ) {
    this.#ledger = ledger;
    this.#schedule = schedule;
    this.#newEvent = newEvent;
    this.#isOver = isOver;
  }

  /** A message waits until `atUs`; of equal ones the first in is the first out. */
  add(row: number, atUs: number): void {
    const wait: Wait = { row, serial: this.#ledger.serial[row]!, atUs };
    let place = this.#waiting.length;
    while (place > this.#front && this.#waiting[place - 1]!.atUs > atUs) place -= 1;
    if (place === this.#waiting.length) this.#waiting.push(wait);
    else this.#waiting.splice(place, 0, wait);
    this.#forget();
    this.wake();
  }

  /** The event has come: the next message whose time it is, or -1. Once done, {@link wake} must follow. */
  next(): number {
    if (this.#pendingUs === this.#schedule.nowUs) this.#pendingUs = Infinity;
    this.#forget();
    const first = this.#waiting[this.#front];
    if (first === undefined || first.atUs > this.#schedule.nowUs) return -1;
    this.#front += 1;
    return first.row;
  }

  /** Schedules the event for the next message, which may be due at this very instant. */
  wake(): void {
    const first = this.#waiting[this.#front];
    if (first === undefined || first.atUs >= this.#pendingUs) return;
    // An event that is pending stays where it is, and then finds nothing.
    this.#isOvertaken ||= this.#pendingUs < Infinity;
    if (this.#event === undefined || this.#isOvertaken) this.#event = this.#newEvent();
    this.#pendingUs = first.atUs;
    this.#schedule.add(this.#event, first.atUs);
  }

  /** Passes over messages at the front that have ended, or have nothing to wait for. */
  #forget(): void {
    let first = this.#waiting[this.#front];
    while (first !== undefined && this.#hasLapsed(first)) {
      this.#front += 1;
      first = this.#waiting[this.#front];
    }
    if (this.#front < CUT || this.#front * 2 < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#front);
    this.#front = 0;
  }

  #hasLapsed({ row, serial }: Wait): boolean {
    return this.#ledger.serial[row] !== serial || this.#ledger.hasWithdrawn(row) || this.#isOver(row);
  }
}
