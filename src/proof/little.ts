import type { DepartureNotes, QueueNotes } from '../measure/notes.ts';

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
    const [fromUs, before] = [atUs[0]!, this.begun];
    let [sum, range] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const afterUs = atUs[i]! - fromUs;
      const isFirst = segmentsLeft[i] === 1 ? 1 : 0;
      this.begun += isFirst;
      sum += isFirst * afterUs;
      range += Math.abs(afterUs);
    }
    this.waiting -= this.begun - before;
    if (range <= Number.MAX_SAFE_INTEGER) this.#add(sum, this.begun - before, fromUs);
    else for (let i = 0; i < count; i += 1) if (segmentsLeft[i] === 1) this.#add(0, 1, atUs[i]!);
  }

  /** Counts what joined queues, and what gave up its place there. */
  queued({ count, segments, atUs }: QueueNotes): void {
    const fromUs = atUs[0]!;
    let [sum, range, joined] = [0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      const afterUs = atUs[i]! - fromUs;
      const change = segments[i]! > 0 ? 1 : -1;
      joined += change;
      sum += change * afterUs;
      range += afterUs;
    }
    this.waiting += joined;
    if (range <= Number.MAX_SAFE_INTEGER) this.#add(-sum, -joined, fromUs);
    else for (let i = 0; i < count; i += 1) this.#add(0, segments[i]! > 0 ? -1 : 1, atUs[i]!);
  }

  /** So many instants from `fromUs` on that add up to `sum` beyond it; below 0, of joining. */
  #add(sum: number, instants: number, fromUs: number): void {
    if (instants !== 0 || sum !== 0) this.#integralUs += BigInt(sum) + BigInt(instants) * BigInt(fromUs);
  }
}
