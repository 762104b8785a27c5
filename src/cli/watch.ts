import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Files } from '../document/files.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, Interrupted, systemProblem, tellFailure } from './failure.ts';
import type { RunArguments } from './run-arguments.ts';

/** Editors save in several steps; the run waits until the file has been quiet so long. */
const QUIET_MS = 150;

/**
 * Runs, and runs again after each save of one of the scenarios or of a file that one names, until Ctrl-C. A run under
 * way is finished first. Each run reads through the port that it is given, and what is read there is watched.
 */
export async function watchFiles(
  { file }: RunArguments,
  files: Files,
  runOnce: (files: Files) => Promise<ExitCode>,
): Promise<ExitCode> {
  const saves = listenForSaves();
  try {
    for (const scenario of file) saves.watch(scenario);
    const watched = watchedFiles(files, saves);
    for (;;) {
      await runAndTell(() => runOnce(watched));
      process.stderr.write(`Watching ${watchedInWords(file, saves.count)}; Ctrl-C ends.\n`);
      if ((await saves.next()) === 'interrupted') return EXIT.interrupted;
    }
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    throw error;
  } finally {
    saves.close();
  }
}

/** The same files; each is watched before it is read, so that no save in between is missed. */
function watchedFiles(files: Files, saves: Saves): Files {
  return {
    read(path, maxBytes) {
      try {
        saves.watch(path);
      } catch (error) {
        // A folder that is not there: the reading tells it, and the scenario has to be saved in any case.
        if (!(error instanceof EnvironmentError)) throw error;
      }
      return files.read(path, maxBytes);
    },
  };
}

function watchedInWords(scenarios: readonly string[], count: number): string {
  const named = count - new Set(scenarios).size;
  const names = scenarios.join(', ');
  if (named === 0) return names;
  const files = named === 1 ? 'the file' : `the ${named} files`;
  return `${names} and ${files} that ${scenarios.length === 1 ? 'it names' : 'they name'}`;
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
  /**
   * Watches one more file; the same one again does nothing.
   *
   * @throws EnvironmentError when its folder cannot be watched.
   */
  readonly watch: (path: string) => void;
  /** Files that are watched. */
  readonly count: number;
  readonly next: () => Promise<'saved' | 'interrupted'>;
  readonly close: () => void;
}

/** Watches the folders, not the files: many editors write a new file and rename it over the old one. */
function listenForSaves(): Saves {
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
  const paths = new Set<string>();
  const folders = new Map<string, { readonly watcher: FSWatcher; readonly names: Set<string> }>();
  const watchFile = (path: string): void => {
    if (paths.has(path)) return;
    const folder = dirname(path);
    const known = folders.get(folder);
    const names = known?.names ?? new Set<string>();
    if (known === undefined) folders.set(folder, { watcher: watchFolder(folder, names, saved), names });
    names.add(basename(path));
    paths.add(path);
  };
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
  return {
    watch: watchFile,
    get count() {
      return paths.size;
    },
    next,
    close: () => folders.forEach(({ watcher }) => watcher.close()),
  };
}

/** @param names of the files in it whose saves count; more may be added later. */
function watchFolder(folder: string, names: ReadonlySet<string>, saved: () => void): FSWatcher {
  try {
    return watch(folder, (_, name) => {
      if (name === null || names.has(name)) saved();
    });
  } catch (error) {
    throw new EnvironmentError(`${folder} cannot be watched: ${systemProblem(error)}`);
  }
}
