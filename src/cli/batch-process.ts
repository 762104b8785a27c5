import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Batch } from '../experiment/batch.ts';
import type { ReplicateOptions } from '../experiment/replicate.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What a process for a batch is to do. */
export interface BatchTask extends Omit<ReplicateOptions, 'onDone'> {
  readonly scenario: Scenario;
  /** Whether each replication proves itself. */
  readonly proof: boolean;
  /** Undefined: as many threads as there are cores. */
  readonly workers: number | undefined;
}

/** What it tells of that. */
export type HostWord =
  | { readonly kind: 'progress'; readonly done: number; readonly most: number }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'failure'; readonly message: string; readonly replication: number | undefined };

/** Replications failed, which they never should; `replication` tells which, where it was one of them. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';
  readonly replication: number;

  constructor(message: string, replication = 0) {
    super(message);
    this.replication = replication;
  }
}

/** A batch under way in a process of its own. */
export interface BatchProcess {
  /** Rejects with a {@link BatchFailure}. */
  readonly batch: Promise<Batch>;
  /** Ends it at once, whatever it is at. */
  readonly kill: () => void;
}

/** Starts a batch; `onDone` hears how many replications are done, of how many at the most. */
export function startBatchProcess(
  task: BatchTask,
  onDone: (done: number, most: number) => void,
): BatchProcess {
  const host = fork(fileURLToPath(new URL('./batch-host.js', import.meta.url)), {
    serialization: 'advanced',
  });
  const batch = new Promise<Batch>((resolve, reject) => {
    host.on('message', (message) => {
      // The host sends nothing else.
      const word = message as HostWord;
      if (word.kind === 'progress') onDone(word.done, word.most);
      else if (word.kind === 'batch') resolve(word.batch);
      else reject(new BatchFailure(word.message, word.replication));
    });
    host.on('error', (error) => reject(new BatchFailure(error.message)));
    host.on('exit', (code, signal) =>
      reject(new BatchFailure(`the process for replications ended with ${signal ?? code}`)),
    );
  });
  host.send(task, (error) => {
    if (error !== null) host.emit('error', error);
  });
  return { batch, kill: () => host.kill('SIGKILL') };
}
