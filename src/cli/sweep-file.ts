import { createHash } from 'node:crypto';
import { basename, dirname, relative } from 'node:path';
import type { Job, JobExecutor } from '../experiment/sweeping/cell-job.ts';
import { placesOf } from '../experiment/sweeping/cells.ts';
import { type SweepResult, type SweepSheet, sheetOf, sweep } from '../experiment/sweeping/sweep.ts';
import { counted, grouped } from '../report/figures-in-words.ts';
import { readSweep, type SweptScenario } from '../scenario/read-sweep.ts';
import { diagnosticsText, exitCodeOf } from './diagnostics-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { Interrupted, ProofError, tellFailure, UsageError, withRunContext } from './failure.ts';
import { type FinishedJobs, type JobsHead, openJobs } from './finished-jobs.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { nodeFiles } from './node-files.ts';
import { openOutputFolder } from './output-folder.ts';
import { openSweepProgress } from './progress.ts';
import { repeatCommand, repeatSweep } from './repeat-command.ts';
import { defaultFolder, variationName } from './report-folder.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { printSweep, writeSweepFiles } from './sweep-report.ts';
import { openSweepThreads } from './sweep-threads.ts';
import { version } from './version.ts';

/** Runs the cells of a sweep that are not finished yet, writes its report whole or not at all, and prints it. */
export async function sweepFile(request: SweepArguments): Promise<ExitCode> {
  const { file, vary, design, cells, replications, shard } = request;
  const overrides = Object.fromEntries(
    Object.entries({ design, cells, replications }).filter(([, value]) => value !== undefined),
  );
  const reading = readSweep(file, nodeFiles, { vary, ...overrides });
  const told = reading.ok ? reading.swept.warnings : reading.diagnostics;
  if (told.length > 0) process.stderr.write(diagnosticsText(told, process.stderr));
  if (!reading.ok) return exitCodeOf(reading.diagnostics);
  const { swept } = reading;
  const sheet = sheetOf(swept);
  if (sheet === undefined)
    throw new UsageError(
      `${file} does not say what to sweep; add --vary 'traffic[0].arrivals.batch=10000..100000:10', or sweep to the file`,
    );
  const mistakes = swept.mistakesIn(placesOf(sheet.cells.length, shard).map((place) => sheet.cells[place]!));
  if (mistakes.length > 0) process.stderr.write(diagnosticsText(mistakes, process.stderr));
  return mistakes.length > 0 ? EXIT.invalidInput : runSweep(swept, sheet, request);
}

async function runSweep(swept: SweptScenario, sheet: SweepSheet, request: SweepArguments): Promise<ExitCode> {
  const head = headOf(swept, sheet, request);
  const interruption = listenForInterruption();
  const folder = openOutputFolder(request.out ?? sweepFolder(head));
  let jobs: FinishedJobs | undefined;
  try {
    jobs = openJobs(folder.path, head);
    if (jobs.foreignRuns > 0)
      process.stderr.write(
        `${counted(jobs.foreignRuns, 'run')} in ${folder.path} are of another scenario or version of mpsim; they are kept, and not used\n`,
      );
    const result = await resultOf(swept, sheet, jobs, request, interruption);
    jobs.settle();
    await writeSweepFiles(
      result,
      folder,
      request,
      repeatSweep(basename(request.file), head.asked, request.of),
    );
    // The files are whole; a signal from here on can only cut short what is printed.
    interruption.release();
    if (jobs.found() > 0 && request.quiet !== true)
      process.stderr.write(
        `${counted(jobs.found(), 'run')} finished before, ${grouped(jobs.kept())} made now\n`,
      );
    printSweep(result, request, folder, repeatSweep(request.file, head.asked, request.of));
    return proofCode(result, swept, request.file);
  } finally {
    jobs?.close();
    folder.discard();
    interruption.release();
  }
}

/** @throws Interrupted when a signal comes; what was finished is kept. */
async function resultOf(
  swept: SweptScenario,
  sheet: SweepSheet,
  jobs: FinishedJobs,
  { file, workers, shard }: SweepArguments,
  { requested }: Interruption,
): Promise<SweepResult> {
  const progress = openSweepProgress(sheet.scenario, process.stderr);
  const abort = new AbortController();
  const most = placesOf(sheet.cells.length, shard).length * sheet.replications;
  const threads = openSweepThreads(swept.document(), most, workers);
  let done = 0;
  const interrupted = async (): Promise<never> => {
    await requested;
    const error = new Interrupted(
      `interrupted after ${counted(done, 'run')}, which are kept; the same command goes on from there`,
    );
    abort.abort(error);
    throw error;
  };
  const running = sweep(swept, {
    executor: withContext(threads, swept, file),
    signal: abort.signal,
    shard,
    finished: jobs.find,
    onFinished: (job, figures) => jobs.keep(job, figures),
    onProgress: (count, all) => {
      done = count;
      progress.show(count, all, performance.now());
    },
  });
  try {
    return await Promise.race([running, interrupted()]);
  } finally {
    await threads.close();
    await running.catch(() => {});
    progress.clear();
  }
}

/** A fault in a run is told with the command that repeats that run alone. */
function withContext({ atOnce, run }: JobExecutor, { scenario }: SweptScenario, file: string): JobExecutor {
  return {
    atOnce,
    async run(job: Job) {
      try {
        return await run(job);
      } catch (error) {
        const command = repeatCommand(file, scenario.seed, job);
        throw withRunContext(error, { ...scenario, ...job, nowUs: undefined, command });
      }
    },
  };
}

function headOf(swept: SweptScenario, sheet: SweepSheet, request: SweepArguments): JobsHead {
  const { file, vary = [], design, cells, replications, shard } = request;
  const options = Object.entries({ design, cells, replications }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return {
    content: contentOf(swept),
    mpsim: version(),
    sheet,
    shard,
    asked: { file: basename(file), vary, options },
  };
}

/** The same wherever the scenario lies. */
function contentOf(swept: SweptScenario): string {
  const { file, files } = swept.document();
  const named = Object.entries(files).map(([path, text]) => [relative(dirname(file), path), text] as const);
  const whole = [swept.content, ...named.sort(([a], [b]) => (a < b ? -1 : 1))];
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex');
}

/** `reports/flash-sale@sweep,cells=50`. */
export function sweepFolder({ sheet, shard, asked }: Pick<JobsHead, 'sheet' | 'shard' | 'asked'>): string {
  const part = shard === undefined ? [] : [`part=${shard.part}-of-${shard.parts}`];
  const batch = ['sweep', ...asked.vary, ...asked.options, ...part];
  return defaultFolder(variationName(sheet.scenario, { batch, changes: [] }));
}

/** The first run that broke a law is told with the command that repeats it alone. Expectations leave the status: they are what the map shows. */
function proofCode({ swept, outcomes }: SweepResult, { scenario }: SweptScenario, file: string): ExitCode {
  for (const { breaks, values } of outcomes) {
    const [first] = breaks;
    if (first === undefined) continue;
    const changes = swept.map(({ path }, place) => `${path}=${values[place]}`);
    const command = repeatCommand(file, scenario.seed, { changes, replication: first.replication });
    return tellFailure(new ProofError([first.sentence], command));
  }
  return EXIT.fine;
}
