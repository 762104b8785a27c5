import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Executor } from '../experiment/replicate.ts';
import type { Scenario } from '../scenario/scenario.ts';

/**
 * Runs replications of a scenario in as many worker threads as asked, or as there are cores, and no more than there are
 * replications. This file decides what replications are run by: another executor goes here.
 */
export function openReplicationThreads(
  scenario: Scenario,
  replications: number,
  workers: number = availableParallelism(),
): Executor {
  const threads = Math.min(workers, replications);
  const pool = new Tinypool({
    filename: new URL('./replication-worker.js', import.meta.url).href,
    runtime: 'worker_threads',
    workerData: scenario,
    minThreads: threads,
    maxThreads: threads,
  });
  return { atOnce: threads, run: (replication) => pool.run(replication) };
}
