import type { Result } from '../../measure/result.ts';
import type { Steps } from '../../measure/select.ts';
import type { SplitColumns } from '../../measure/time-split/split-columns.ts';
import type { TimeSplit } from '../../measure/time-split/time-split.ts';
import type { Plan } from '../../scenario/plan.ts';
import { type Run, startRun } from '../../simulate.ts';
import { timeSplitOf } from '../time-split/time-split-of.ts';

/** A run of which it is known where the time of each message went. */
export interface WatchedRun {
  readonly plan: Plan;
  readonly result: Result;
  readonly columns: SplitColumns;
}

/** Events in a step: about a millisecond. */
const EVENTS = 500;

/** Runs a replication of a plan to its end. */
export function* watchedRun(plan: Plan, replication: number, onStart: (run: Run) => void): Steps<WatchedRun> {
  const splits: TimeSplit[] = [];
  const observer = (view: Parameters<typeof timeSplitOf>[1]): TimeSplit => {
    const split = timeSplitOf(plan, view);
    splits.push(split);
    return split;
  };
  const run = startRun(plan, { replication, observers: [observer] });
  onStart(run);
  while (run.advance(EVENTS)) yield undefined;
  return { plan, result: run.finish(), columns: splits[0]!.columns };
}
