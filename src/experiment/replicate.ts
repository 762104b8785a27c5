import type { Plan } from '../scenario/plan.ts';
import { settleWarmUp } from '../simulate.ts';
import { type Batch, batchOf } from './batch.ts';
import { LOOK_EVERY, type Precision, precisionAfter } from './precision.ts';
import { isRandom } from './randomness.ts';
import { type ReplicationFigures, replicationOf } from './replication.ts';

/** The port through which replications are run: in this thread, in others, on other machines. */
export interface Executor {
  /** How many it can run at once. */
  readonly atOnce: number;
  /** Runs one replication of its plan. The figures depend on plan, seed and replication alone. */
  readonly run: (replication: number) => Promise<ReplicationFigures>;
}

/** How many replications. */
export interface ReplicateOptions {
  /** With a precision: the most. */
  readonly replications: number;
  readonly precision?: Precision | undefined;
  /** Hears how many are done. */
  readonly onDone?: (done: number) => void;
}

/**
 * Runs replications 0, 1, 2, ... of a plan and pools them: the same batch with any executor. A plan without randomness
 * is run once. No more are under way at any time than the executor runs at once.
 */
export async function replicate(
  plan: Plan,
  executor: Executor,
  { replications, precision, onDone = () => {} }: ReplicateOptions,
): Promise<Batch> {
  const random = isRandom(plan);
  const most = random ? replications : 1;
  const found: ReplicationFigures[] = [];
  let reached = false;
  while (found.length < most && !reached) {
    const until = precision === undefined ? most : Math.min(most, found.length + LOOK_EVERY);
    await runUpTo(until, executor, found, onDone);
    reached = precision !== undefined && precisionAfter(precision, found, random).isReached;
  }
  const asked = precision && { ...precision, ...precisionAfter(precision, found, random) };
  return batchOf(settleWarmUp(plan), found, random, asked);
}

/** Fills `found` up to a length, each replication at its place. */
async function runUpTo(
  until: number,
  { atOnce, run }: Executor,
  found: ReplicationFigures[],
  onDone: (done: number) => void,
): Promise<void> {
  let next = found.length;
  let done = next;
  const work = async (): Promise<void> => {
    while (next < until) {
      const replication = next;
      next += 1;
      found[replication] = await run(replication);
      done += 1;
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Runs replications one after another, in this thread. */
export function inThisThread(plan: Plan): Executor {
  const settled = settleWarmUp(plan);
  return { atOnce: 1, run: async (replication) => replicationOf(settled, replication) };
}
