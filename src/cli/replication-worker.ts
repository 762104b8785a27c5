import { workerData } from 'node:worker_threads';
import { type ReplicationFigures, replicationOf } from '../experiment/replication.ts';
import { compile } from '../scenario/compile.ts';
import { settleWarmUp } from '../simulate.ts';
import type { ReplicationWork } from './replication-threads.ts';

// The pool's own data, then what replication-threads.ts started this thread with.
const [, { scenario, proof }] = workerData as readonly [unknown, ReplicationWork];
const plan = settleWarmUp(compile(scenario));

/** What a worker thread does: one replication of the scenario that it was started with. */
export default function run(replication: number): ReplicationFigures {
  return replicationOf(plan, replication, proof);
}
