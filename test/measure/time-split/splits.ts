import { type SplitObserver, timeSplitOf } from '../../../src/experiment/time-split/time-split-of.ts';
import type { SplitColumns, TimePart } from '../../../src/measure/time-split/split-columns.ts';
import { TIME_PARTS } from '../../../src/measure/time-split/split-columns.ts';
import type { MessageView } from '../../../src/pipeline/facts.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import { startRun } from '../../../src/simulate.ts';

/** Where the time of each message of a run went, with nobody else watching. */
export function splitOf(plan: Plan, replication = 0): SplitColumns {
  return watched(plan, timeSplitOf, replication).columns;
}

/** An observer of where time went, once the run is over. */
export function watched(
  plan: Plan,
  observerOf: (plan: Plan, view: MessageView) => SplitObserver,
  replication = 0,
): SplitObserver {
  const observers: SplitObserver[] = [];
  const run = startRun(plan, {
    replication,
    observers: [
      (view) => {
        const observer = observerOf(plan, view);
        observers.push(observer);
        return observer;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  return observers[0]!;
}

/** The parts of one message, those of 0 left out, in seconds. */
export function partsOf(columns: SplitColumns, serial: number): Partial<Record<TimePart, number>> {
  const entries = TIME_PARTS.map((part) => [part, columns.parts[part].us[serial]! / 1_000_000] as const);
  return Object.fromEntries(entries.filter(([, seconds]) => seconds !== 0));
}

/** Behind whom it waited: indices of streams and seconds. */
export function behindOf(columns: SplitColumns, serial: number): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  columns.eachBehind(serial, (stream, us) => found.push([stream, us / 1_000_000]));
  return found.sort(([a], [b]) => a - b);
}
