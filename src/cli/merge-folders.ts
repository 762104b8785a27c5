import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JobFigures } from '../experiment/sweeping/cell-job.ts';
import { placesOf } from '../experiment/sweeping/cells.ts';
import { jobOf, resultOf, type SweepSheet } from '../experiment/sweeping/sweep.ts';
import { counted } from '../report/figures-in-words.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, UsageError } from './failure.ts';
import { figuresIn, JOBS_FILE, type JobsHead, keyOf, readJobs } from './finished-jobs.ts';
import { openOutputFolder } from './output-folder.ts';
import { repeatSweep } from './repeat-command.ts';
import type { MergeArguments } from './sweep-arguments.ts';
import { sweepFolder } from './sweep-file.ts';
import { printSweep, writeSweepFiles } from './sweep-report.ts';
import { version } from './version.ts';

/** A part of a sweep that was run. */
interface Part {
  readonly folder: string;
  readonly head: JobsHead;
  readonly lines: ReadonlyMap<string, string>;
}

/** Makes the report of a sweep from the folders of its parts: byte for byte that of the whole sweep run at once. */
export async function mergeFolders(request: MergeArguments): Promise<ExitCode> {
  const parts = request.folder.map(partIn);
  refuseMixed(parts);
  refuseGaps(parts);
  const { head } = parts[0]!;
  const figures = figuresOf(parts);
  const result = resultOf(head.sheet, undefined, (place) => figures.get(place)!);
  const folder = openOutputFolder(request.out ?? sweepFolder({ ...head, shard: undefined }));
  const command = repeatSweep(head.asked.file, head.asked, request.of);
  try {
    await writeSweepFiles(result, folder, request, command);
    printSweep(result, request, folder, command);
    return EXIT.fine;
  } finally {
    folder.discard();
  }
}

function partIn(folder: string): Part {
  if (!existsSync(join(folder, JOBS_FILE)))
    throw new EnvironmentError(`${folder} holds no part of a sweep: there is no ${JOBS_FILE} in it`);
  const { head, lines } = readJobs(folder, undefined);
  if (head === undefined) throw new EnvironmentError(`${join(folder, JOBS_FILE)} is no record of a sweep`);
  if (head.shard === undefined)
    throw new UsageError(`${folder} holds a whole sweep, not a part; parts are run with --shard`);
  return { folder, head, lines };
}

function refuseMixed([first, ...others]: readonly Part[]): void {
  const { head } = first!;
  if (head.mpsim !== version())
    throw new UsageError(
      `${first!.folder} was run by mpsim ${head.mpsim}, and this is mpsim ${version()}; merge with that one`,
    );
  for (const { folder, head: other } of others) {
    const differs = (what: string): UsageError =>
      new UsageError(`${folder} is ${what} than ${first!.folder}; parts of one sweep belong together`);
    if (other.mpsim !== head.mpsim) throw differs(`of another version of mpsim (${other.mpsim})`);
    if (other.content !== head.content) throw differs('of another scenario');
    if (JSON.stringify(other.sheet) !== JSON.stringify(head.sheet)) throw differs('of another sweep');
    if (other.shard!.parts !== head.shard!.parts)
      throw differs(`of another division (${other.shard!.parts} parts)`);
  }
}

/** Every part once, and each whole. */
function refuseGaps(parts: readonly Part[]): void {
  const count = parts[0]!.head.shard!.parts;
  const folders = new Map<number, string>();
  for (const { folder, head } of parts) {
    const { part } = head.shard!;
    const other = folders.get(part);
    if (other !== undefined)
      throw new UsageError(`${other} and ${folder} are both part ${part} of ${count}; name one of them`);
    folders.set(part, folder);
  }
  const missing = Array.from({ length: count }, (_, place) => place + 1).filter((part) => !folders.has(part));
  if (missing.length > 0)
    throw new UsageError(
      `${counted(missing.length, 'part')} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing: ${missing.join(', ')}; run with --shard ${missing[0]}/${count}`,
    );
}

function figuresOf(parts: readonly Part[]): ReadonlyMap<number, readonly JobFigures[]> {
  const found = new Map<number, readonly JobFigures[]>();
  for (const part of parts) {
    const { sheet, shard, asked } = part.head;
    for (const place of placesOf(sheet.cells.length, shard)) {
      const figures = figuresOfCell(part, sheet, place);
      if (figures === undefined) {
        const { part: number, parts: count } = shard!;
        const command = `${repeatSweep(asked.file, asked)} --shard ${number}/${count}`;
        throw new UsageError(`${part.folder} is not finished; this goes on with it: ${command}`);
      }
      found.set(place, figures);
    }
  }
  return found;
}

/** Undefined where a run of the cell is missing. */
function figuresOfCell({ lines }: Part, sheet: SweepSheet, place: number): readonly JobFigures[] | undefined {
  const lineOf = (replication: number): string | undefined =>
    lines.get(keyOf(jobOf(sheet, place, replication)));
  const line = lineOf(0);
  const first = line === undefined ? undefined : figuresIn(line);
  if (first === undefined) return undefined;
  const count = first.isRandom ? sheet.replications : 1;
  const all = Array.from({ length: count }, (_, replication) => lineOf(replication)).filter(
    (one) => one !== undefined,
  );
  return all.length < count ? undefined : all.map(figuresIn);
}
