import { type Ledger, NO_ROW } from './ledger.ts';

/** The numbers of a lane lie side by side. */
const HEAD = 0;
const TAIL = 1;
const BACKLOG = 2;
const LIMIT = 3;
const WIDTH = 4;

/**
 * The lanes: one queue a sender, first in, first out, without overtaking. A lane's backlog is its admitted segments
 * that have not left. Waiting messages are ledger rows chained from head to tail, so a lane costs nothing for each.
 */
export class Lanes {
  readonly #ledger: Ledger;
  readonly #numbers: Float64Array;

  /** @param limits queue limit of each lane in segments; Infinity for none. */
  constructor(ledger: Ledger, limits: readonly number[]) {
    this.#ledger = ledger;
    this.#numbers = Float64Array.from(limits.flatMap((limit) => [NO_ROW, NO_ROW, 0, limit]));
  }

  /** Whether a message of so many segments still fits: backlog and own segments within the limit, whole or not at all. */
  admits(lane: number, segments: number): boolean {
    return this.#numbers[lane * WIDTH + BACKLOG]! + segments <= this.#numbers[lane * WIDTH + LIMIT]!;
  }

  /** Puts a message at the end. True when the lane was empty, so that its head has just changed. */
  append(lane: number, row: number): boolean {
    const numbers = this.#numbers;
    const at = lane * WIDTH;
    numbers[at + BACKLOG]! += this.#ledger.segments[row]!;
    const tail = numbers[at + TAIL]!;
    numbers[at + TAIL] = row;
    if (tail === NO_ROW) {
      numbers[at + HEAD] = row;
      return true;
    }
    this.#ledger.link(tail, row);
    return false;
  }

  /** The message whose turn it is; NO_ROW when the lane is empty. */
  head(lane: number): number {
    return this.#numbers[lane * WIDTH + HEAD]!;
  }

  /** One segment of the head has left. */
  segmentLeft(lane: number): void {
    this.#numbers[lane * WIDTH + BACKLOG]! -= 1;
  }

  /** The head has gone: the next message's turn. Returns it, or NO_ROW. */
  advance(lane: number): number {
    const numbers = this.#numbers;
    const at = lane * WIDTH;
    const next = this.#ledger.next(numbers[at + HEAD]!);
    numbers[at + HEAD] = next;
    if (next === NO_ROW) numbers[at + TAIL] = NO_ROW;
    return next;
  }

  /** Admitted segments that have not left. */
  backlogSegments(lane: number): number {
    return this.#numbers[lane * WIDTH + BACKLOG]!;
  }
}
