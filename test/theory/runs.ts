import type { Result } from '../../src/measure/result.ts';
import type { Facts, MessageView } from '../../src/pipeline/facts.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { startRun } from '../../src/simulate.ts';

/** The queue waits of a run in seconds, in the order of the messages, and its result. */
export interface WaitedRun {
  readonly waits: readonly number[];
  readonly result: Result;
}

/** Runs a plan of one FIFO sender to its end and keeps every wait. */
export function waitsOf(plan: Plan, replication = 0): WaitedRun {
  const waits: number[] = [];
  const watch = (view: MessageView): Facts => ({
    ...DEAF,
    sent: (row) => waits.push((view.firstSegmentAtUs[row]! - view.submittedAtUs[row]!) / 1e6),
  });
  const run = startRun(plan, { replication, observers: [watch] });
  while (run.advance(Infinity));
  return { waits, result: run.finish() };
}

/** An observer that hears nothing. */
export const DEAF: Facts = {
  inTimeOrder: false,
  submitted: () => {},
  refused: () => {},
  scheduled: () => {},
  queued: () => {},
  withdrawn: () => {},
  failed: () => {},
  canceled: () => {},
  segmentLeft: () => {},
  sent: () => {},
  concluded: () => {},
  leftOpen: () => {},
};

/** An estimate with its standard error, from independent batches. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** The mean of a figure over equal batches, which are long enough to count as independent. */
export function byBatches(
  values: readonly number[],
  batches: number,
  figure: (batch: readonly number[]) => number,
): Estimate {
  const length = Math.floor(values.length / batches);
  return estimate(
    Array.from({ length: batches }, (_, i) => figure(values.slice(i * length, (i + 1) * length))),
  );
}

/** The mean of independent values and its standard error. */
export function estimate(values: readonly number[]): Estimate {
  const value = mean(values);
  const variance = values.reduce((sum, x) => sum + (x - value) * (x - value), 0) / (values.length - 1);
  return { value, error: Math.sqrt(variance / values.length) };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** The nearest-rank quantile, by sorting. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
