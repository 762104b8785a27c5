import type { Fact, History } from './history.ts';

/** A lane as its facts tell it: what was admitted and has not left. */
export interface LaneState {
  /** Waiting messages, first in first. */
  readonly queue: readonly Fact[];
  /** Segments of the first that have left. */
  readonly headLeft: number;
  /** Admitted segments that have not left. */
  readonly backlogSegments: number;
}

const EMPTY: LaneState = { queue: [], headLeft: 0, backlogSegments: 0 };

/** Follows the lanes through a history: `see` is shown each fact with the state of its sender's lane before it. */
export function replayLanes(history: History, see: (fact: Fact, before: LaneState) => void): void {
  const lanes = new Map<number, { queue: Fact[]; headLeft: number; backlogSegments: number }>();
  for (const fact of history) {
    see(fact, lanes.get(fact.sender) ?? EMPTY);
    if (fact.kind === 'queued') {
      const lane = lanes.get(fact.sender) ?? { queue: [], headLeft: 0, backlogSegments: 0 };
      lanes.set(fact.sender, lane);
      lane.queue.push(fact);
      lane.backlogSegments += fact.segments;
    }
    const lane = lanes.get(fact.sender);
    if (fact.kind !== 'segmentLeft' || lane === undefined) continue;
    lane.backlogSegments -= 1;
    lane.headLeft += 1;
    if (lane.headLeft === lane.queue[0]?.segments) {
      lane.queue.shift();
      lane.headLeft = 0;
    }
  }
}
