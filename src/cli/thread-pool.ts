import { Tinypool } from 'tinypool';

/** Threads that each run one task at a time. */
export interface ThreadPool {
  readonly run: Tinypool['run'];
  /** Ends them, whatever they are at. */
  readonly close: () => Promise<void>;
}

/** Starts threads of a file beside the built program, each with the same data. */
export function openThreadPool(file: string, workerData: unknown, threads: number): ThreadPool {
  const pool = new Tinypool({
    filename: new URL(file, import.meta.url).href,
    runtime: 'worker_threads',
    workerData,
    minThreads: threads,
    maxThreads: threads,
  });
  return { run: (task) => pool.run(task), close: () => pool.destroy() };
}
