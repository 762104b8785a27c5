import { timeSplitOf } from '../../../src/experiment/time-split-of.ts';
import type { SplitColumns, TimePart } from '../../../src/measure/time-split/split-columns.ts';
import { TIME_PARTS } from '../../../src/measure/time-split/split-columns.ts';
import type { TimeSplit } from '../../../src/measure/time-split/time-split.ts';
import type { Plan } from '../../../src/scenario/plan.ts';
import { startRun } from '../../../src/simulate.ts';

/** Where the time of each message of a run went, with nobody else watching. */
export function splitOf(plan: Plan, replication = 0): SplitColumns {
  let split: TimeSplit | undefined;
  const run = startRun(plan, {
    replication,
    observers: [
      (view) => {
        split = timeSplitOf(plan, view);
        return split;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  return split!.columns;
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
