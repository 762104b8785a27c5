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
 * Messages of one stream that wait for one thing, each as long as the others, so that the first in is the first out:
 * to be queued, canceled or expired. One event is pending, for the first of them that has not come to its end already.
 */
export class Waits {
  readonly #ledger: Ledger;
  readonly #schedule: Schedule;
  readonly #event: PipelineEvent;
  readonly #isOver: (row: number) => boolean;
  #waiting: Wait[] = [];
  #front = 0;
  #pending = false;

  /** @param isOver whether a message, not final yet, has nothing to wait for any more. */
  constructor(ledger: Ledger, schedule: Schedule, event: PipelineEvent, isOver: (row: number) => boolean) {
    this.#ledger = ledger;
    this.#schedule = schedule;
    this.#event = event;
    this.#isOver = isOver;
  }

  /** A message waits until `atUs`, which is never before that of the one before. */
  add(row: number, atUs: number): void {
    this.#waiting.push({ row, serial: this.#ledger.serial[row]!, atUs });
    this.#forget();
    this.wake();
  }

  /** The event has come: the next message whose time it is, or -1. Once done, {@link wake} must follow. */
  next(): number {
    this.#pending = false;
    this.#forget();
    const first = this.#waiting[this.#front];
    if (first === undefined || first.atUs > this.#schedule.nowUs) return -1;
    this.#front += 1;
    return first.row;
  }

  /** Schedules the event for the next message, which may be due at this very instant. */
  wake(): void {
    const first = this.#waiting[this.#front];
    if (first === undefined || this.#pending) return;
    this.#pending = true;
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
