import { join } from 'node:path';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Files } from '../document/files.ts';
import { readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type BatchRequest, batchRequestOf } from './batch-request.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode, gravest } from './exit-code.ts';
import { Interrupted, tellFailure, UsageError } from './failure.ts';
import { nodeFiles } from './node-files.ts';
import { defaultFolder, type Variation, variationName } from './report-folder.ts';
import type { RunArguments } from './run-arguments.ts';
import { type Job, runJob } from './run-job.ts';
import { STDIN_PATH } from './stdin-word.ts';

/** Runs every file, or none where one of them is wrong: every mistake of all files is told first. */
export async function runFiles(request: RunArguments): Promise<ExitCode> {
  const batch = batchRequestOf(request);
  if (request.journal !== undefined) return runJournal(request.journal, request);
  if (request.file.length === 0) throw new UsageError('name a file; see mpsim run --help');
  if (request.file.filter((file) => file === STDIN_PATH).length > 1) {
    throw new UsageError('- is given twice; standard input can be read once');
  }
  if (request.watch !== true) return runOnce(request, batch, nodeFiles);
  if (request.file.includes(STDIN_PATH)) throw new UsageError('--watch needs files, not standard input');
  const { watchFiles } = await import('./watch.ts');
  return watchFiles(request, nodeFiles, (files) => runOnce(request, batch, files));
}

/** Replays what a live session was asked. It is a scenario of its own: nothing of it can be changed. */
async function runJournal(path: string, request: RunArguments): Promise<ExitCode> {
  const { file, seed, replication, set, watch, out } = request;
  if (file.length > 0 || [seed, replication, set, watch].some((value) => value !== undefined))
    throw new UsageError('--journal goes without scenario files, --seed, --replication, --set and --watch');
  const { openReplay } = await import('./open-replay.ts');
  const replay = openReplay(path);
  const { scenario } = replay;
  return runJob(
    {
      file: path,
      scenario,
      variation: { changes: [] },
      folder: out ?? defaultFolder(`${variationName(scenario.name, { changes: [] })}@journal`),
      replay,
    },
    request,
  );
}

async function runOnce(
  request: RunArguments,
  batch: BatchRequest | undefined,
  files: Files,
): Promise<ExitCode> {
  const readings = request.file.map((file) => ({
    file,
    reading: readScenario(file, files, request.set ?? []),
  }));
  const diagnostics = readings.flatMap(({ reading }) =>
    reading.ok ? reading.warnings : reading.diagnostics,
  );
  if (diagnostics.length > 0)
    process.stderr.write(diagnosticsText(withoutRepeats(diagnostics), process.stderr));
  const codes = readings.map(({ reading }) => (reading.ok ? EXIT.fine : exitCodeOf(reading.diagnostics)));
  if (gravest(codes) !== EXIT.fine) return gravest(codes);
  const jobs = readings.flatMap(({ file, reading }) =>
    reading.ok ? [{ ...jobOf(file, reading.scenario, request, batch), text: reading.text }] : [],
  );
  refuseSharedFolders(jobs);
  return runAll(jobs, request, batch);
}

/** A run that fails does not keep the others from theirs; an interruption does. */
async function runAll(
  jobs: readonly Job[],
  request: RunArguments,
  batch: BatchRequest | undefined,
): Promise<ExitCode> {
  const codes: ExitCode[] = [];
  for (const job of jobs) {
    try {
      codes.push(await runOne(job, request, batch));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      codes.push(tellFailure(error));
    }
  }
  return gravest(codes);
}

async function runOne(job: Job, request: RunArguments, batch: BatchRequest | undefined): Promise<ExitCode> {
  if (batch === undefined) return runJob(job, request);
  const { runBatch } = await import('./run-batch.ts');
  return runBatch(job, batch, request);
}

/** A mistake in a --set is found once for each file; it is told once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    const key = JSON.stringify(diagnostic);
    return !seen.has(key) && seen.add(key);
  });
}

function jobOf(file: string, written: Scenario, request: RunArguments, batch: BatchRequest | undefined): Job {
  const scenario = request.seed === undefined ? written : { ...written, seed: request.seed };
  const variation: Variation = {
    seed: request.seed === written.seed ? undefined : request.seed,
    replication: request.replication || undefined,
    batch: batch?.words,
    changes: request.set ?? [],
  };
  return { file, scenario, variation, folder: folderOf(scenario, variation, request) };
}

function folderOf({ name }: Scenario, variation: Variation, { out, file }: RunArguments): string {
  if (out === undefined) return defaultFolder(variationName(name, variation));
  return file.length === 1 ? out : join(out, variationName(name, { changes: [] }));
}

function refuseSharedFolders(jobs: readonly Job[]): void {
  const byFolder = new Map<string, string>();
  for (const { folder, file, scenario } of jobs) {
    const other = byFolder.get(folder);
    if (other !== undefined) {
      throw new UsageError(
        `${other} and ${file} are both named ${scenario.name}, and ${folder} can hold one report; give one another name`,
      );
    }
    byFolder.set(folder, file);
  }
}
