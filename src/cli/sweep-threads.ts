import { availableParallelism } from 'node:os';
import type { JobExecutor } from '../experiment/sweeping/cell-job.ts';
import type { ScenarioDocument } from '../scenario/read-sweep.ts';
import { openThreadPool } from './thread-pool.ts';

/** Threads that run jobs, until they are closed. */
export interface SweepThreads extends JobExecutor {
  /** Ends them, whatever they are at. */
  readonly close: () => Promise<void>;
}

/** Runs jobs in as many worker threads as asked, or as there are cores, and no more than there are jobs at the most. */
export function openSweepThreads(
  document: ScenarioDocument,
  jobs: number,
  workers: number = availableParallelism(),
): SweepThreads {
  const threads = Math.max(1, Math.min(workers, jobs));
  const { run, close } = openThreadPool('./sweep-worker.js', document, threads);
  return { atOnce: threads, run: (job) => run(job), close };
}
