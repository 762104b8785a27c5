import type { History } from './history.ts';
import { replayLanes } from './lane-replay.ts';
import type { SenderTerms } from './terms.ts';

/** A message is admitted exactly when the lane's backlog and its own segments are within the queue limit. */
export function queueLimitBreaches(history: History, terms: readonly SenderTerms[]): readonly string[] {
  const breaches: string[] = [];
  replayLanes(history, (fact, { backlogSegments }) => {
    if (fact.kind !== 'queued' && fact.kind !== 'failed') return;
    const limit = terms[fact.sender]!.queueLimitSegments;
    const fits = backlogSegments + fact.segments <= limit;
    if (fits === (fact.kind === 'queued')) return;
    const what = `${fact.segments} segments on a backlog of ${backlogSegments}, limit ${limit}`;
    breaches.push(`message ${fact.serial}, ${what}: ${fact.kind}`);
  });
  return breaches;
}
