import type { DepartureNotes, QueueNotes } from '../measure/notes.ts';

/** A microsecond count is split into halves of 32 bits, whose sums over a page of notes are exact. */
const HALF = 0x1_0000_0000;
const INVERSE: number = 1 / HALF;

/**
 * The number of messages in queues, integrated over time: each that joins makes it one larger from then on, each that
 * begins to leave or gives up its place one smaller. It takes no notice of which message it is, so its agreement with
 * the waits of all messages is Little's law, an identity once none is left.
 */
export class QueueIntegral {
  /** Messages in queues now. */
  waiting = 0;
  /** Of those that are not: how many have begun to leave. */
  begun = 0;
  /** Sum of all instants of leaving less those of joining. */
  #integralUs = 0n;

  /** In microseconds times messages. The integral once nothing waits. */
  get us(): bigint {
    return this.#integralUs;
  }

  /** Counts the first segments of messages. */
  departed({ count, segmentsLeft, atUs }: DepartureNotes): void {
    let [high, low, begun] = [0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      const isFirst = segmentsLeft[i] === 1 ? 1 : 0;
      const upper = Math.floor(atUs[i]! * INVERSE);
      begun += isFirst;
      high += isFirst * upper;
      low += isFirst * (atUs[i]! - upper * HALF);
    }
    this.begun += begun;
    this.waiting -= begun;
    this.#integralUs += BigInt(high) * BigInt(HALF) + BigInt(low);
  }

  /** Counts what joined queues, and what gave up its place there. */
  queued({ count, segments, atUs }: QueueNotes): void {
    let [high, low, joined] = [0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      const change = segments[i]! > 0 ? 1 : -1;
      const upper = Math.floor(atUs[i]! * INVERSE);
      joined += change;
      high += change * upper;
      low += change * (atUs[i]! - upper * HALF);
    }
    this.waiting += joined;
    this.#integralUs -= BigInt(high) * BigInt(HALF) + BigInt(low);
  }
}
