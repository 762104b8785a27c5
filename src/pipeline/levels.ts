import { Heap } from '../kernel/heap.ts';
import { PipelineEvent } from './events.ts';

/** A lane's head in line for a token of a level. */
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
 * The lines in front of shared levels. Each lane stands in one line at the most, with its head; the oldest head goes
 * first, whatever its sender, so that no lane starves.
 */
export class Levels {
  /** By level: the lanes in line; those with a lapsed ticket are skipped. */
  readonly #lines: readonly Heap<Waiting>[];
  readonly #events: readonly PipelineEvent[];
  /** By level: whether its event is pending. */
  readonly #awake: boolean[];
  /** By lane: the level that it waits for. */
  readonly #waitsFor: Int32Array;
  readonly #ticket: Float64Array;
  readonly #bucketOf: (level: number) => number;

  /** @param bucketOf the bucket of a level. */
  constructor(levels: number, lanes: number, bucketOf: (level: number) => number) {
    const places = Array.from({ length: levels }, (_, level) => level);
    this.#lines = places.map(() => new Heap<Waiting>([], (a, b) => a.turn - b.turn));
    this.#events = places.map((level) => new PipelineEvent('level ready', level, lanes + level));
    this.#awake = places.map(() => false);
    this.#waitsFor = new Int32Array(lanes).fill(NOWHERE);
    this.#ticket = new Float64Array(lanes);
    this.#bucketOf = bucketOf;
  }

  bucketOf(level: number): number {
    return this.#bucketOf(level);
  }

  isWaiting(lane: number): boolean {
    return this.#waitsFor[lane] !== NOWHERE;
  }

  /** A lane goes in line for a level, with its head: of serial number `serial`, and of a priority of 0 or 1. */
  offer(level: number, lane: number, serial: number, priority: number): void {
    this.#waitsFor[lane] = level;
    this.#ticket[lane]! += 1;
    const turn = (HIGHEST_PRIORITY - priority) * SERIAL_LIMIT + serial;
    this.#lines[level]!.push({ lane, turn, ticket: this.#ticket[lane]! });
  }

  /** A lane goes out of line. */
  leave(lane: number): void {
    this.#waitsFor[lane] = NOWHERE;
    this.#ticket[lane]! += 1;
  }

  /** The lane whose head is next for the level; -1 when none waits. */
  oldest(level: number): number {
    const line = this.#lines[level]!;
    for (let first = line.peek(); first !== undefined; first = line.peek()) {
      if (this.#ticket[first.lane] === first.ticket) return first.lane;
      line.pop();
    }
    return NOWHERE;
  }

  /** Takes the lane that {@link oldest} told out of line. */
  takeOldest(level: number): void {
    const first = this.#lines[level]!.pop();
    if (first !== undefined) this.leave(first.lane);
  }

  /** The level's event, to be scheduled; undefined when it is pending already. */
  eventToWake(level: number): PipelineEvent | undefined {
    if (this.#awake[level]) return undefined;
    this.#awake[level] = true;
    return this.#events[level];
  }

  /** The level's event has come. */
  woken(level: number): void {
    this.#awake[level] = false;
  }
}
