import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Job, JobFigures } from '../experiment/sweeping/cell-job.ts';
import type { Shard } from '../experiment/sweeping/cells.ts';
import { jobOf, type SweepSheet } from '../experiment/sweeping/sweep.ts';
import { EnvironmentError, systemProblem } from './failure.ts';

/** The file in the folder of a sweep that keeps every run that was made. */
export const JOBS_FILE = 'jobs.ndjson';
const SCHEMA = 'mpsim-sweep-jobs/1';

/** The line before the runs of a sweep: runs are good for any sweep of the same content by the same mpsim. */
export interface JobsHead {
  /** SHA-256 of the scenario and the files that it names, without what it says of sweeps. */
  readonly content: string;
  /** Version of mpsim. */
  readonly mpsim: string;
  readonly sheet: SweepSheet;
  readonly shard: Shard | undefined;
  /** What was asked, which names the folder and repeats the sweep. */
  readonly asked: {
    readonly file: string;
    readonly vary: readonly string[];
    readonly options: readonly string[];
  };
}

/** What a jobs file holds. */
export interface JobsReading {
  /** The last one; undefined: there is none. */
  readonly head: JobsHead | undefined;
  /** Lines of the runs of that content and version, by {@link keyOf}. */
  readonly lines: ReadonlyMap<string, string>;
  /** Everything of another content or version, as it stands. */
  readonly foreign: readonly string[];
  /** Runs among them. */
  readonly foreignRuns: number;
}

/** What a run is known by. */
export function keyOf({ changes, replication }: Job): string {
  return JSON.stringify([changes, replication]);
}

type Same = Pick<JobsHead, 'content' | 'mpsim'>;

/**
 * Reads a jobs file; a missing one is empty. Lines that a crash has torn are left out.
 *
 * @param same whose runs; undefined: those of its last head.
 */
export function readJobs(folder: string, same: Same | undefined): JobsReading {
  const texts = textOf(join(folder, JOBS_FILE)).split('\n');
  const parsed = texts.flatMap((text) => lineOf(text) ?? []);
  const head = parsed.findLast(({ value }) => isHead(value))?.value as JobsHead | undefined;
  const wanted = same ?? head;
  const lines = new Map<string, string>();
  const foreign: string[] = [];
  let foreignRuns = 0;
  let isWanted = false;
  for (const { text, value } of parsed) {
    if (isHead(value)) isWanted = value.content === wanted?.content && value.mpsim === wanted.mpsim;
    if (!isWanted) {
      foreign.push(text);
      if (!isHead(value)) foreignRuns += 1;
    } else if (isRun(value)) lines.set(keyOf(value), text);
  }
  return { head, lines, foreign, foreignRuns };
}

/** The figures that a line holds. */
export function figuresIn(line: string): JobFigures {
  // readJobs has seen that it is a run.
  return (JSON.parse(line) as Run).figures;
}

type Run = Job & { readonly figures: JobFigures };

function textOf(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch (error) {
    throw new EnvironmentError(`${path} cannot be read: ${systemProblem(error)}`);
  }
}

interface Line {
  readonly text: string;
  readonly value: object;
}

function lineOf(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { text, value } : undefined;
  } catch {
    return undefined;
  }
}

function isHead(value: object): value is JobsHead {
  return 'schema' in value && value.schema === SCHEMA;
}

function isRun(value: object): value is Run {
  return 'changes' in value && 'replication' in value && 'figures' in value;
}

/** A jobs file that takes runs as they are made. */
export interface FinishedJobs {
  /** Runs of another scenario or version that it holds, which are kept and not used. */
  readonly foreignRuns: number;
  /** What a run came to that was made before. */
  readonly find: (job: Job) => JobFigures | undefined;
  /** Keeps a run, at once: a crash loses none that was kept. */
  readonly keep: (job: Job, figures: JobFigures) => void;
  /** How many runs were found so far, and how many kept. */
  readonly found: () => number;
  readonly kept: () => number;
  /** Writes the file anew, in the order of the cells, whole or not at all: the same however it came about. */
  readonly settle: () => void;
  readonly close: () => void;
}

/** Opens the jobs file of a folder, which is there, and makes one where it is missing. */
export function openJobs(folder: string, head: JobsHead): FinishedJobs {
  const path = join(folder, JOBS_FILE);
  const { lines: known, foreign, foreignRuns } = readJobs(folder, head);
  const lines = new Map(known);
  const headLine = JSON.stringify({ schema: SCHEMA, ...head });
  const file = attempt(path, () => openSync(path, 'a'));
  const isTorn = !/(?:^|\n)$/.test(textOf(path));
  const append = (line: string): void => attempt(path, () => writeAll(file, `${line}\n`));
  let found = 0;
  let kept = 0;
  append(isTorn ? `\n${headLine}` : headLine);
  return {
    foreignRuns,
    find(job) {
      const line = lines.get(keyOf(job));
      if (line === undefined) return undefined;
      found += 1;
      return figuresIn(line);
    },
    found: () => found,
    kept: () => kept,
    keep(job, figures) {
      const line = JSON.stringify({ ...job, figures });
      append(line);
      kept += 1;
      lines.set(keyOf(job), line);
    },
    settle: () => writeWholeLines(path, [...foreign, headLine, ...inOrder(lines, head.sheet)]),
    close: () => closeSync(file),
  };
}

/** Runs of the sweep cell by cell, then those of other cells of the same scenario. */
function inOrder(lines: ReadonlyMap<string, string>, sheet: SweepSheet): readonly string[] {
  const rest = new Map(lines);
  const own: string[] = [];
  for (const place of sheet.cells.keys()) {
    for (let replication = 0; replication < sheet.replications; replication += 1) {
      const key = keyOf(jobOf(sheet, place, replication));
      const line = rest.get(key);
      if (line !== undefined) own.push(line);
      rest.delete(key);
    }
  }
  return [...own, ...[...rest.values()].sort()];
}

function writeWholeLines(path: string, lines: readonly string[]): void {
  const temporary = `${path}.${process.pid}.tmp`;
  attempt(path, () => {
    writeFileSync(temporary, lines.map((line) => `${line}\n`).join(''));
    renameSync(temporary, path);
  });
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) from += writeSync(file, bytes, from);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new EnvironmentError(`${path} cannot be written: ${systemProblem(error)}`);
  }
}
