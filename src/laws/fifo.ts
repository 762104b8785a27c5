import type { History } from './history.ts';
import { replayLanes } from './lane-replay.ts';

/** Every segment that leaves belongs to the message at the head of its lane: nothing overtakes, nothing is mixed. */
export function fifoBreaches(history: History): readonly string[] {
  const breaches: string[] = [];
  replayLanes(history, (fact, { queue }) => {
    if (fact.kind !== 'segmentLeft' || fact.serial === queue[0]?.serial) return;
    breaches.push(`message ${fact.serial} left sender ${fact.sender} before message ${queue[0]?.serial}`);
  });
  return breaches;
}
