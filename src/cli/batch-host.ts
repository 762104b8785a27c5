import { isRandom } from '../experiment/randomness.ts';
import { replicate } from '../experiment/replicate.ts';
import { compile } from '../scenario/compile.ts';
import type { BatchTask, HostWord } from './batch-process.ts';
import { openReplicationThreads } from './replication-threads.ts';

// A process of its own for the threads of a batch: one that is killed stops at once, while threads clear their heaps
// away first, which takes them a few tenths of a second.

// Ctrl-C goes to a terminal's whole group of processes; what becomes of this one, its parent decides.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
process.once('message', (task) => {
  // The parent sends nothing else.
  void work(task as BatchTask);
});

function tell(word: HostWord): void {
  process.send?.(word);
}

async function work({ scenario, proof, replications, precision, workers }: BatchTask): Promise<void> {
  let failed: number | undefined;
  try {
    const plan = compile(scenario);
    const most = isRandom(plan) ? replications : 1;
    const { atOnce, run } = openReplicationThreads(scenario, most, proof, workers);
    const marked = async (replication: number): ReturnType<typeof run> => {
      try {
        return await run(replication);
      } catch (error) {
        failed ??= replication;
        throw error;
      }
    };
    const onDone = (done: number): void => tell({ kind: 'progress', done, most });
    const batch = await replicate(plan, { atOnce, run: marked }, { replications, precision, onDone });
    tell({ kind: 'batch', batch });
  } catch (error) {
    tell({
      kind: 'failure',
      message: error instanceof Error ? error.message : String(error),
      replication: failed,
    });
  }
}
