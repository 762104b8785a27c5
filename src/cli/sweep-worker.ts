import { workerData } from 'node:worker_threads';
import { type Job, type JobFigures, jobRunner } from '../experiment/sweeping/cell-job.ts';
import type { ScenarioDocument } from '../scenario/read-sweep.ts';

// The pool's own data, then what sweep-threads.ts started this thread with.
const [, document] = workerData as readonly [unknown, ScenarioDocument];
const runJob = jobRunner(document);

/** What a worker thread does: one run of a cell. */
export default function run(job: Job): JobFigures {
  return runJob(job);
}
