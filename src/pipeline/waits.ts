import { Heap } from '../kernel/heap.ts';
import type { PipelineEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { Schedule } from './schedule.ts';

/** A message that waits for its time. Its row may be another's by then. */
interface Wait {
  readonly row: number;
  readonly serial: number;
  readonly atUs: number;
  /** Its number among all that ever waited here. */
  readonly turn: number;
}

/** Entries taken from the front before the list is cut. */
const CUT = 1024;

/**
 * Messages of one stream that wait for one thing: to be queued, canceled or expired. An event is pending for the first
 * of them that has not come to its end already. Where each waits as long as the others, as in a stream of a scenario,
 * the first in is the first out, each verb takes O(1), and there is no other event. Where each says how long, those
 * that are due before one that came earlier stand in a heap, O(log n) each; and the event of whatever was first until
 * then stays pending, as events cannot be taken back: one for each time that the next instant became an earlier one.
 */
export class Waits {
  readonly #ledger: Ledger;
  readonly #schedule: Schedule;
  readonly #newEvent: () => PipelineEvent;
  readonly #isOver: (row: number) => boolean;
  /** Those that came in the order in which they are due. */
  #line: Wait[] = [];
  #front = 0;
  /** Those that are due before one that came earlier. */
  readonly #early: Heap<Wait> = new Heap<Wait>([], compareWaits);
  #added = 0;
  /** When the events come that are pending, the next one last: no two at one instant. Each has an object of its own. */
  readonly #pendingUs: number[] = [];
  readonly #events: PipelineEvent[] = [];

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
    const wait: Wait = { row, serial: this.#ledger.serial[row]!, atUs, turn: this.#added };
    this.#added += 1;
    const isInOrder = this.#front === this.#line.length || this.#line.at(-1)!.atUs <= atUs;
    if (isInOrder) this.#line.push(wait);
    else this.#early.push(wait);
    this.#forget();
    this.wake();
  }

  /** The event has come: the next message whose time it is, or -1. Once done, {@link wake} must follow. */
  next(): number {
    const { nowUs } = this.#schedule;
    if (this.#pendingUs.at(-1) === nowUs) this.#pendingUs.pop();
    this.#forget();
    const first = this.#first();
    if (first === undefined || first.atUs > nowUs) return -1;
    this.#drop(first);
    return first.row;
  }

  /** Schedules the event for the next message, which may be due at this very instant. */
  wake(): void {
    const first = this.#first();
    const pending = this.#pendingUs.length;
    if (first === undefined || first.atUs >= (this.#pendingUs[pending - 1] ?? Infinity)) return;
    // As many are pending as stand before it: the object at this place is free.
    this.#events[pending] ??= this.#newEvent();
    this.#pendingUs.push(first.atUs);
    this.#schedule.add(this.#events[pending], first.atUs);
  }

  #first(): Wait | undefined {
    const inLine = this.#line[this.#front];
    const early = this.#early.peek();
    if (inLine === undefined || early === undefined) return inLine ?? early;
    return compareWaits(early, inLine) < 0 ? early : inLine;
  }

  #drop(first: Wait): void {
    if (first === this.#line[this.#front]) this.#front += 1;
    else this.#early.pop();
  }

  /** Passes over the first messages where they have ended, or have nothing to wait for. */
  #forget(): void {
    let first = this.#first();
    while (first !== undefined && this.#hasLapsed(first)) {
      this.#drop(first);
      first = this.#first();
    }
    if (this.#front < CUT || this.#front * 2 < this.#line.length) return;
    this.#line = this.#line.slice(this.#front);
    this.#front = 0;
  }

  #hasLapsed({ row, serial }: Wait): boolean {
    return this.#ledger.serial[row] !== serial || this.#ledger.hasWithdrawn(row) || this.#isOver(row);
  }
}

function compareWaits(a: Wait, b: Wait): number {
  return a.atUs - b.atUs || a.turn - b.turn;
}
