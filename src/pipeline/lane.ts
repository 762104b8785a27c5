import { type Ledger, NO_ROW } from './ledger.ts';

/** The numbers of a lane lie side by side. */
const HEAD = 0;
const TAIL = 1;
const BACKLOG = 2;
const LIMIT = 3;
const WIDTH = 4;

/**
 * The lanes: queues, first in, first out, without overtaking. A lane's backlog is what its admitted segments that have
 * not left will take from its bucket, in tokens: one a segment, unless the rate depends on the destination. Waiting
 * messages are ledger rows chained from head to tail, so a lane costs nothing for each.
 *
 * Where streams have priorities a lane has a second chain, which goes first; a message under way is finished before.
 */
export class Lanes {
  readonly #ledger: Ledger;
  readonly #numbers: Float64Array;
  /** How far behind a lane's numbers those of its urgent chain lie; 0 where there are no priorities. */
  readonly #urgent: number;

  /**
   * @param limits queue limit of each lane in tokens; Infinity for none.
   * @param priorities whether some messages go before others.
   */
  constructor(ledger: Ledger, limits: readonly number[], priorities = false) {
    this.#ledger = ledger;
    const chains = limits.flatMap((limit) => [NO_ROW, NO_ROW, 0, limit]);
    this.#numbers = Float64Array.from(priorities ? [...chains, ...chains] : chains);
    this.#urgent = priorities ? chains.length : 0;
  }

  /** Whether a message of so many tokens still fits: backlog and own within the limit, whole or not at all. */
  admits(lane: number, tokens: number): boolean {
    return this.#numbers[lane * WIDTH + BACKLOG]! + tokens <= this.#numbers[lane * WIDTH + LIMIT]!;
  }

  /** Puts a message of so many tokens at the end. True when it is the head now. */
  append(lane: number, row: number, tokens: number, urgent = false): boolean {
    const numbers = this.#numbers;
    numbers[lane * WIDTH + BACKLOG]! += tokens;
    const at = lane * WIDTH + (urgent ? this.#urgent : 0);
    const tail = numbers[at + TAIL]!;
    numbers[at + TAIL] = row;
    if (tail !== NO_ROW) {
      this.#ledger.link(tail, row);
      return false;
    }
    numbers[at + HEAD] = row;
    return this.#urgent === 0 || this.head(lane) === row;
  }

  /** The message whose turn it is; NO_ROW when the lane is empty. */
  head(lane: number): number {
    const head = this.#numbers[lane * WIDTH + HEAD]!;
    if (this.#urgent === 0) return head;
    const urgent = this.#numbers[lane * WIDTH + this.#urgent + HEAD]!;
    if (urgent === NO_ROW || (head !== NO_ROW && this.#ledger.segmentsLeft[head]! > 0)) return head;
    return urgent;
  }

  /** One segment of the head, worth so many tokens, has left. */
  segmentLeft(lane: number, tokens = 1): void {
    this.#numbers[lane * WIDTH + BACKLOG]! -= tokens;
  }

  /** The head has gone: the next message's turn. Returns it, or NO_ROW. */
  advance(lane: number): number {
    this.#unlink(this.#chainOf(lane, this.head(lane)));
    return this.head(lane);
  }

  /**
   * A message that is final, no segment of which has left, gives up its place and its `tokens` of backlog. Its row is
   * closed as soon as nothing stands before it.
   */
  withdraw(lane: number, row: number, tokens: number): void {
    this.#numbers[lane * WIDTH + BACKLOG]! -= tokens;
    const chain = this.#chainOf(lane, row);
    if (chain === -1) return;
    this.#unlink(chain);
    this.#ledger.close(row);
  }

  /** Admitted tokens that have not left. */
  backlogTokens(lane: number): number {
    return this.#numbers[lane * WIDTH + BACKLOG]!;
  }

  /** Where the numbers of the chain lie that has this row for its head; -1 when none has. */
  #chainOf(lane: number, row: number): number {
    const at = lane * WIDTH;
    if (this.#numbers[at + HEAD] === row) return at;
    return this.#urgent > 0 && this.#numbers[at + this.#urgent + HEAD] === row ? at + this.#urgent : -1;
  }

  /** Takes the head off a chain, and with it what had withdrawn behind it. */
  #unlink(at: number): void {
    const numbers = this.#numbers;
    let next = this.#ledger.next(numbers[at + HEAD]!);
    while (next !== NO_ROW && this.#ledger.hasWithdrawn(next)) {
      const gone = next;
      next = this.#ledger.next(gone);
      this.#ledger.close(gone);
    }
    numbers[at + HEAD] = next;
    if (next === NO_ROW) numbers[at + TAIL] = NO_ROW;
  }
}
