import { basename } from 'node:path';
import { anyOf, listOf } from '../document/phrases.ts';
import { adviseOn } from '../experiment/advice.ts';
import { costInSteps } from '../experiment/cost.ts';
import { judgeInSteps } from '../experiment/judge.ts';
import type { RunReport } from '../experiment/report-input.ts';
import { timesByStream } from '../experiment/time-split/stream-times.ts';
import { cheapestSplitOf, type SplitObserver } from '../experiment/time-split/time-split-of.ts';
import { mergeInSteps, type Steps } from '../measure/select.ts';
import type { Recorder } from '../report/recorder.ts';
import { HTML_NAME, RECORDS, REPORT_FILES, RESULT_FILE, RESULT_NAME } from '../report/renderers.ts';
import { compile } from '../scenario/compile.ts';
import type { Plan } from '../scenario/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Replay } from '../server/journal/replay.ts';
import { type ObserverFactory, type Run, startRun } from '../simulate.ts';
import { EXIT, type ExitCode, gravest, judgedCode } from './exit-code.ts';
import { ProofError, tellFailure, withRunContext } from './failure.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { repeatCommand, replayCommand } from './repeat-command.ts';
import type { Variation } from './report-folder.ts';
import { printReport, writeReportFiles } from './report-output.ts';
import type { RunArguments } from './run-arguments.ts';
import { advanceInSlices, inSteps } from './slices.ts';

/** One scenario to run, and where its report goes. */
export interface Job {
  /** As given on the command line. */
  readonly file: string;
  readonly scenario: Scenario;
  /** The file of the scenario, as it was read; a journal has none. */
  readonly text?: string;
  readonly variation: Variation;
  readonly folder: string;
  /** What is run in place of the scenario's own traffic. */
  readonly replay?: Replay;
}

/** Simulates a scenario, writes its report whole or not at all, and prints it. */
export async function runJob(job: Job, request: RunArguments): Promise<ExitCode> {
  const command = commandOf(job, job.file);
  let run: Run | undefined;
  let interruption: Interruption | undefined;
  let folder: OutputFolder | undefined;
  try {
    // A long trace takes seconds to compile. Nothing is written yet, so until then a signal may end the process at once.
    const plan = job.replay?.plan ?? compile(job.scenario);
    interruption = listenForInterruption();
    folder = openOutputFolder(job.folder);
    const records = openRecords(plan, folder, request);
    const split = request.html === true || request.result === true ? watchTimes(plan) : undefined;
    const observers = [...records, ...(split === undefined ? [] : [split])].map(({ observer }) => observer);
    const { replication = 0, 'no-proof': isUnproved = false } = request;
    run = job.replay?.start(observers) ?? startRun(plan, { replication, observers, proof: !isUnproved });
    await advanceInSlices(run, plan, interruption);
    const concluded = await conclude(run, plan, records, interruption);
    const times = split && (await inSteps(split.times(), run, interruption));
    const report: RunReport = { ...concluded, times, scenarioText: job.text };
    // A file of a report must be the same wherever it was made, so it does not tell in which folder.
    const files = {
      ...REPORT_FILES,
      ...(request.result === true ? RESULT_FILE : {}),
      ...(request.html === true ? (await import('./html-file.ts')).htmlFile() : {}),
    };
    await writeReportFiles(report, files, folder, commandOf(job, basename(job.file)), interruption);
    // The files are whole; a signal from here on can only cut short what is printed.
    interruption.release();
    tellOfOldRecords(folder, request);
    printReport(report, request, command);
    if (request.quiet !== true) process.stderr.write(`Report in ${folder.path}\n`);
    return gravest([proofCode(report, command), judgedCode(report.expectations)]);
  } catch (error) {
    folder?.discard();
    throw withRunContext(error, {
      ...job.scenario,
      replication: request.replication ?? 0,
      nowUs: run?.nowUs,
      command,
    });
  } finally {
    interruption?.release();
  }
}

function commandOf({ scenario, variation, replay }: Job, file: string): string {
  return replay === undefined ? repeatCommand(file, scenario.seed, variation) : replayCommand(file);
}

const RECORD_NAMES = ['messages', 'trace'] as const;

interface Record {
  readonly observer: ObserverFactory;
  readonly end: () => void;
}

function openRecords(plan: Plan, folder: OutputFolder, request: RunArguments): readonly Record[] {
  return RECORD_NAMES.filter((name) => request[name] === true).map((name) => openRecord(plan, folder, name));
}

/** Where time went: only pages show it, and it takes a watch on every message. */
function watchTimes(plan: Plan): { observer: ObserverFactory; times: () => Steps<RunReport['times']> } {
  let split: SplitObserver | undefined;
  return {
    observer: (view) => {
      split = cheapestSplitOf(plan, view);
      return split;
    },
    *times() {
      return split && (yield* timesByStream({ plan, columns: split.columns }));
    },
  };
}

function openRecord(plan: Plan, folder: OutputFolder, name: (typeof RECORD_NAMES)[number]): Record {
  const { file, recorder } = RECORDS[name];
  const write = folder.open(file);
  let opened: Recorder | undefined;
  return {
    observer: (view) => {
      opened = recorder(plan, view, write);
      return opened;
    },
    end: () => opened?.end(),
  };
}

/** What is written on request, by the option that asks for it. */
const ON_REQUEST: readonly (readonly [
  option: (typeof RECORD_NAMES)[number] | 'result' | 'html',
  file: string,
])[] = [
  ...RECORD_NAMES.map((name) => [name, RECORDS[name].file] as const),
  ['result', RESULT_NAME],
  ['html', HTML_NAME],
];

/** A record of an earlier run stays where it is, and must not be taken for one of this run. */
function tellOfOldRecords(folder: OutputFolder, request: RunArguments): void {
  const old = ON_REQUEST.filter(([option, file]) => request[option] !== true && folder.has(file));
  if (old.length === 0) return;
  const files = listOf(old.map(([, file]) => file));
  const options = anyOf(old.map(([option]) => `--${option}`));
  const words = old.length === 1 ? 'is' : 'are';
  process.stderr.write(
    `${files} in ${folder.path} ${words} of an earlier run; add ${options} to write anew, or delete what is old\n`,
  );
}

/** Each part may take a while with a million messages, so a signal is heard between them. */
async function conclude(
  run: Run,
  plan: Plan,
  records: readonly Record[],
  interruption: Interruption,
): Promise<RunReport> {
  const result = await inSteps(run.finishInSteps(), run, interruption);
  for (const { end } of records) end();
  await interruption.heed(run.nowUs);
  await inSteps(mergeInSteps(result), run, interruption);
  const expectations = await inSteps(judgeInSteps(result, plan.expectations), run, interruption);
  const advice = await inSteps(adviseOn(plan, result, expectations), run, interruption);
  const cost = await inSteps(costInSteps(plan, result), run, interruption);
  return { result, expectations, advice, cost };
}

/** A broken law is told where errors are, whatever was printed. */
function proofCode({ result: { proof } }: RunReport, command: string): ExitCode {
  if (proof === undefined || proof.breaks.length === 0) return EXIT.fine;
  return tellFailure(new ProofError(proof.breaks, command));
}
