import { Heap } from '../kernel/heap.ts';
import { PipelineEvent } from './events.ts';

/** A lane's head in line. */
interface Waiting {
  readonly lane: number;
  /** Smaller goes first: by priority, then by age. */
  readonly turn: number;
  /** Which of the lane's times in line this is: an older one has lapsed. */
  readonly ticket: number;
}

/** Serial numbers are below this, so that a priority and a serial make one exact number. */
const SERIAL_LIMIT = 0x8_0000_0000_0000;
const HIGHEST_PRIORITY = 1;
const NOWHERE = -1;

/**
 * The lines in front of shared levels. Each lane whose head has its own tokens stands in one line at the most: that of
 * a level that has no token for it, or that of those that lack nothing. A level that has a token is open. Of all heads
 * in open lines the oldest goes first, whatever its sender, so that no lane starves.
 */
export class Levels {
  /** The line of the heads that lack nothing, numbered behind those of the levels. Open while it is looked at. */
  readonly free: number;
  /** By line: the lanes in it; those with a lapsed ticket are skipped. */
  readonly #lines: readonly Heap<Waiting>[];
  readonly #events: readonly PipelineEvent[];
  /** By line: whether its event is pending. */
  readonly #awake: boolean[];
  readonly #open: boolean[];
  /** By lane: the line that it stands in. */
  readonly #waitsIn: Int32Array;
  readonly #ticket: Float64Array;
  readonly #bucketOf: (level: number) => number;

  /** @param bucketOf the bucket of a level. */
  constructor(levels: number, lanes: number, bucketOf: (level: number) => number) {
    const places = Array.from({ length: levels + 1 }, (_, level) => level);
    this.free = levels;
    this.#lines = places.map(() => new Heap<Waiting>([], (a, b) => a.turn - b.turn));
    this.#events = places.map((level) => new PipelineEvent('level ready', level, lanes + level));
    this.#awake = places.map(() => false);
    this.#open = places.map(() => false);
    this.#waitsIn = new Int32Array(lanes).fill(NOWHERE);
    this.#ticket = new Float64Array(lanes);
    this.#bucketOf = bucketOf;
  }

  bucketOf(level: number): number {
    return this.#bucketOf(level);
  }

  isWaiting(lane: number): boolean {
    return this.#waitsIn[lane] !== NOWHERE;
  }

  /** A lane goes in line, with its head: of serial number `serial`, and of a priority of 0 or 1. */
  offer(line: number, lane: number, serial: number, priority: number): void {
    this.#waitsIn[lane] = line;
    this.#ticket[lane]! += 1;
    const turn = (HIGHEST_PRIORITY - priority) * SERIAL_LIMIT + serial;
    this.#lines[line]!.push({ lane, turn, ticket: this.#ticket[lane]! });
  }

  /** A lane goes out of line. */
  leave(lane: number): void {
    this.#waitsIn[lane] = NOWHERE;
    this.#ticket[lane]! += 1;
  }

  /** Takes the lane with the oldest head of all open lines out of line; -1 when there is none. O(levels). */
  takeOldest(): number {
    let best: Waiting | undefined;
    for (let line = 0; line <= this.free; line += 1) {
      const first = this.#open[line] ? this.#first(line) : undefined;
      if (first !== undefined && (best === undefined || first.turn < best.turn)) best = first;
    }
    if (best === undefined) return NOWHERE;
    this.#lines[this.#waitsIn[best.lane]!]!.pop();
    this.leave(best.lane);
    return best.lane;
  }

  isOpen(line: number): boolean {
    return this.#open[line]!;
  }

  /** The line's event has come: what stands in it may go. */
  open(line: number): void {
    this.#awake[line] = false;
    this.#open[line] = true;
  }

  /** The level has no token any more. */
  close(level: number): void {
    this.#open[level] = false;
  }

  /** The event of a line, to be scheduled; undefined when it is pending or there is nothing to wait for. */
  eventToWake(line: number): PipelineEvent | undefined {
    const waits = line === this.free || (!this.#open[line] && this.#first(line) !== undefined);
    if (!waits || this.#awake[line]) return undefined;
    this.#awake[line] = true;
    return this.#events[line];
  }

  /** The first of a line, which those with a lapsed ticket are taken out of. */
  #first(line: number): Waiting | undefined {
    const waiting = this.#lines[line]!;
    let first = waiting.peek();
    while (first !== undefined && this.#ticket[first.lane] !== first.ticket) {
      waiting.pop();
      first = waiting.peek();
    }
    return first;
  }
}
