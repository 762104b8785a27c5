import { type Ledger, NO_ROW } from './ledger.ts';

/**
 * The lanes: one queue a sender, first in, first out, without overtaking. A lane's backlog is its admitted segments
 * that have not left. Waiting messages are ledger rows chained from head to tail, so a lane costs nothing for each.
 */
export class Lanes {
  readonly #ledger: Ledger;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #backlog: Float64Array;
  readonly #limit: Float64Array;

  /** @param limits queue limit of each lane in segments; Infinity for none. */
  constructor(ledger: Ledger, limits: readonly number[]) {
    this.#ledger = ledger;
    this.#head = new Int32Array(limits.length).fill(NO_ROW);
    this.#tail = new Int32Array(limits.length).fill(NO_ROW);
    this.#backlog = new Float64Array(limits.length);
    this.#limit = Float64Array.from(limits);
  }

  /** Whether a message of so many segments still fits: backlog and own segments within the limit, whole or not at all. */
  admits(lane: number, segments: number): boolean {
    return this.#backlog[lane]! + segments <= this.#limit[lane]!;
  }

  /** Puts a message at the end. True when the lane was empty, so that its head has just changed. */
  append(lane: number, row: number): boolean {
    this.#backlog[lane]! += this.#ledger.segments[row]!;
    const tail = this.#tail[lane]!;
    this.#tail[lane] = row;
    if (tail === NO_ROW) {
      this.#head[lane] = row;
      return true;
    }
    this.#ledger.link(tail, row);
    return false;
  }

  /** The message whose turn it is; NO_ROW when the lane is empty. */
  head(lane: number): number {
    return this.#head[lane]!;
  }

  /** One segment of the head has left. */
  segmentLeft(lane: number): void {
    this.#backlog[lane]! -= 1;
  }

  /** The head has gone: the next message's turn. Returns it, or NO_ROW. */
  advance(lane: number): number {
    const next = this.#ledger.next(this.#head[lane]!);
    this.#head[lane] = next;
    if (next === NO_ROW) this.#tail[lane] = NO_ROW;
    return next;
  }

  /** Admitted segments that have not left. */
  backlogSegments(lane: number): number {
    return this.#backlog[lane]!;
  }
}
