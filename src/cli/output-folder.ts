import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EnvironmentError, systemProblem } from './failure.ts';

/**
 * A folder into which files come whole or not at all: each is written under another name beside its place and gets
 * its own when all are done.
 */
export interface OutputFolder {
  readonly path: string;
  /** Whether it holds a file of that name, of this run or of an earlier one. */
  readonly has: (name: string) => boolean;
  /** Opens a file to be written piece by piece. */
  readonly open: (name: string) => (piece: string | Uint8Array) => void;
  /** Gives all files their names. */
  readonly commit: () => void;
  /** Removes all that was written, and the folders that were made for it. Does nothing after a commit. */
  readonly discard: () => void;
}

/**
 * Makes the folder where it is missing and tries whether it can be written to, so that a long run is not in vain.
 *
 * @throws EnvironmentError when it cannot.
 */
export function openOutputFolder(path: string): OutputFolder {
  const firstMade = makeFolder(path);
  const pending = new Map<string, { readonly temporary: string; readonly file: number }>();
  const opened = new Set<number>();
  const close = (file: number): void => {
    if (opened.delete(file)) closeSync(file);
  };
  const discard = (): void => {
    for (const { temporary, file } of pending.values()) {
      close(file);
      rmSync(temporary, { force: true });
    }
    pending.clear();
    removeEmptyFolders(path, firstMade);
  };
  const open = (name: string): ((piece: string | Uint8Array) => void) => {
    refuseFolder(join(path, name));
    const temporary = join(path, `.${name}.${process.pid}.tmp`);
    const file = attempt(`folder ${path} cannot be written to`, () => openSync(temporary, 'w'));
    opened.add(file);
    pending.set(name, { temporary, file });
    return (piece) => attempt(`${name} cannot be written`, () => writeAll(file, piece));
  };
  const commit = (): void => {
    for (const [name, { temporary, file }] of pending) {
      close(file);
      attempt(`${join(path, name)} cannot be written`, () => renameSync(temporary, join(path, name)));
      pending.delete(name);
    }
  };
  tryToWrite(path, discard);
  const has = (name: string): boolean => existsSync(join(path, name));
  return { path, has, open, commit, discard };
}

/** Returns the first folder that had to be made; undefined when all were there. */
function makeFolder(path: string): string | undefined {
  return attempt(`folder ${path} cannot be made`, () => makeMissing(path));
}

/** Folder by folder: in places such as /proc, where nothing can be made, Node's `recursive` never comes to an end. */
function makeMissing(path: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  const parent = dirname(path);
  const firstMade = parent === path ? undefined : makeMissing(parent);
  mkdirSync(path);
  return firstMade ?? path;
}

/** Found only when all is written, it would stop the renaming half-way. */
function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new EnvironmentError(`${path} cannot be written: it is a folder`);
}

function tryToWrite(path: string, discard: () => void): void {
  const trial = join(path, `.trial.${process.pid}.tmp`);
  try {
    closeSync(openSync(trial, 'w'));
    rmSync(trial);
  } catch (error) {
    discard();
    throw new EnvironmentError(`folder ${path} cannot be written to: ${systemProblem(error)}`);
  }
}

function removeEmptyFolders(path: string, firstMade: string | undefined): void {
  if (firstMade === undefined) return;
  const last = resolve(firstMade);
  try {
    for (let folder = resolve(path); folder.startsWith(last); folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Somebody has put something into it meanwhile: then it stays.
  }
}

/** A large piece may need several turns: a pipe or a full disk takes a part of it. */
function writeAll(file: number, piece: string | Uint8Array): void {
  const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
}

function attempt<T>(failure: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new EnvironmentError(`${failure}: ${systemProblem(error)}`);
  }
}
