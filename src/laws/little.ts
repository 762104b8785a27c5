import type { History } from './history.ts';

/** Both sides of Little's law for the queue of one sender, as whole numbers: message-microseconds. */
export interface LittleSides {
  /** The number waiting, integrated over time. */
  readonly integralOfNumber: bigint;
  /** The sum of all waits. */
  readonly sumOfWaits: bigint;
}

/** Follows the number of messages of a sender that wait for their first segment, and adds up their waits apart. */
export function littleSides(history: History, sender: number): LittleSides {
  const waiting = new Set<number>();
  let sinceUs = 0;
  let integralOfNumber = 0n;
  let sumOfWaits = 0n;
  for (const fact of history) {
    if (fact.sender !== sender || (fact.kind !== 'queued' && fact.kind !== 'segmentLeft')) continue;
    integralOfNumber += BigInt(waiting.size) * BigInt(fact.atUs - sinceUs);
    sinceUs = fact.atUs;
    if (fact.kind === 'queued') waiting.add(fact.serial);
    else if (waiting.delete(fact.serial)) sumOfWaits += BigInt(fact.firstSegmentAtUs - fact.submittedAtUs);
  }
  return { integralOfNumber, sumOfWaits };
}

/** L = lambda W, both times the length of the run: an identity once every message has begun to leave. */
export function littleBreaches(history: History, senders: number): readonly string[] {
  return Array.from({ length: senders }, (_, sender) => {
    const { integralOfNumber, sumOfWaits } = littleSides(history, sender);
    return integralOfNumber === sumOfWaits
      ? []
      : [`sender ${sender}: the number waiting adds up to ${integralOfNumber}, the waits to ${sumOfWaits}`];
  }).flat();
}
