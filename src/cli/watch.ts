import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, Interrupted, systemProblem, tellFailure } from './failure.ts';
import type { RunArguments } from './run-arguments.ts';

/** Editors save in several steps; the run waits until the file has been quiet so long. */
const QUIET_MS = 150;

/** Runs, and runs again after each save of one of the files, until Ctrl-C. A run under way is finished first. */
export async function watchFiles(
  { file }: RunArguments,
  runOnce: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const saves = listenForSaves(file);
  try {
    for (;;) {
      await runAndTell(runOnce);
      process.stderr.write(`Watching ${file.join(', ')}; Ctrl-C ends.\n`);
      if ((await saves.next()) === 'interrupted') return EXIT.interrupted;
    }
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    throw error;
  } finally {
    saves.close();
  }
}

/** What goes wrong in one run must not end the watching; an interruption does. */
async function runAndTell(runOnce: () => Promise<ExitCode>): Promise<void> {
  try {
    await runOnce();
  } catch (error) {
    tellFailure(error);
    if (error instanceof Interrupted) throw error;
  }
}

interface Saves {
  readonly next: () => Promise<'saved' | 'interrupted'>;
  readonly close: () => void;
}

/** Watches the folders, not the files: many editors write a new file and rename it over the old one. */
function listenForSaves(files: readonly string[]): Saves {
  let isSaved = false;
  let isInterrupted = false;
  let wake = (): void => {};
  const saved = (): void => {
    isSaved = true;
    wake();
  };
  const interrupt = (): void => {
    isInterrupted = true;
    wake();
  };
  const watchers = [...new Set(files.map((file) => dirname(file)))].map((folder) =>
    watchFolder(folder, files, saved),
  );
  const next = async (): Promise<'saved' | 'interrupted'> => {
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    while (!isSaved && !isInterrupted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    while (isSaved && !isInterrupted) {
      isSaved = false;
      await setTimeout(QUIET_MS);
    }
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    return isInterrupted ? 'interrupted' : 'saved';
  };
  return { next, close: () => watchers.forEach((watcher) => watcher.close()) };
}

function watchFolder(folder: string, files: readonly string[], saved: () => void): FSWatcher {
  const names = new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file)));
  try {
    return watch(folder, (_, name) => {
      if (name === null || names.has(name)) saved();
    });
  } catch (error) {
    throw new EnvironmentError(`${folder} cannot be watched: ${systemProblem(error)}`);
  }
}
