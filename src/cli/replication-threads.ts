import { availableParallelism } from 'node:os';
import type { Executor } from '../experiment/replicate.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { openThreadPool } from './thread-pool.ts';

/** What a worker thread is started with. */
export interface ReplicationWork {
  readonly scenario: Scenario;
  /** Whether each replication proves itself. */
  readonly proof: boolean;
}

/**
 * Runs replications of a scenario in as many worker threads as asked, or as there are cores, and no more than there are
 * replications. This file decides what replications are run by: another executor goes here.
 */
export function openReplicationThreads(
  scenario: Scenario,
  replications: number,
  proof: boolean,
  workers: number = availableParallelism(),
): Executor {
  const threads = Math.min(workers, replications);
  const work: ReplicationWork = { scenario, proof };
  const { run } = openThreadPool('./replication-worker.js', work, threads);
  return { atOnce: threads, run: (replication) => run(replication) };
}
