import { basename } from 'node:path';
import { listOf } from '../document/phrases.ts';
import type { Batch } from '../experiment/batch.ts';
import { batchSummary } from '../report/batch-summary.ts';
import { batchText, batchVerdictText } from '../report/batch-text.ts';
import { counted } from '../report/figures-in-words.ts';
import { HTML_NAME, RECORDS, REPORT_FILES } from '../report/renderers.ts';
import type { Style } from '../report/text.ts';
import { BatchFailure, startBatchProcess } from './batch-process.ts';
import type { BatchRequest } from './batch-request.ts';
import { EXIT, type ExitCode, gravest, judgedCode } from './exit-code.ts';
import { Interrupted, ProofError, tellFailure, withRunContext } from './failure.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { openBatchProgress } from './progress.ts';
import { repeatCommand } from './repeat-command.ts';
import { FILE_STYLE } from './report-output.ts';
import type { RunArguments } from './run-arguments.ts';
import type { Job } from './run-job.ts';
import { paletteFor } from './terminal-palette.ts';
import { pictureFor } from './terminal-picture.ts';

/** Runs replications of a scenario in threads, writes their report whole or not at all, and prints it. */
export async function runBatch(job: Job, asked: BatchRequest, request: RunArguments): Promise<ExitCode> {
  const interruption = listenForInterruption();
  let folder: OutputFolder | undefined;
  try {
    folder = openOutputFolder(job.folder);
    const batch = await batchOf(job, asked, interruption);
    const summary = batchSummary(batch);
    folder.open('summary.json')(summary);
    folder.open('report.txt')(batchText(batch, styleOf(job, asked, basename(job.file))));
    if (request.html === true) {
      const { batchPage } = await import('./html-file.ts');
      const write = folder.open(HTML_NAME);
      for (const piece of batchPage(batch, styleOf(job, asked, basename(job.file)), job.text)) write(piece);
    }
    folder.commit();
    // The files are whole; a signal from here on can only cut short what is printed.
    interruption.release();
    tellOfOldFiles(folder, request.html === true ? [...BATCH_FILES, HTML_NAME] : BATCH_FILES);
    const style = {
      ...styleOf(job, asked, job.file),
      palette: paletteFor(process.stdout),
      ...pictureFor(process.stdout, request),
    };
    const text = request.quiet === true ? batchVerdictText : batchText;
    process.stdout.write(request.format === 'json' ? summary : text(batch, style));
    if (request.quiet !== true) process.stderr.write(`Report in ${folder.path}\n`);
    return gravest([proofCode(batch, job), batchCode(batch)]);
  } catch (error) {
    folder?.discard();
    throw error;
  } finally {
    interruption.release();
  }
}

/** @throws Interrupted when a signal comes; then nothing is under way any more. */
async function batchOf(
  { file, scenario, variation: { changes } }: Job,
  { replications, precision, workers, proof }: BatchRequest,
  { requested }: Interruption,
): Promise<Batch> {
  const progress = openBatchProgress(scenario.name, precision !== undefined, process.stderr);
  let done = 0;
  const host = startBatchProcess({ scenario, proof, replications, precision, workers }, (count, most) => {
    done = count;
    progress.show(count, most, performance.now());
  });
  const interrupted = async (): Promise<never> => {
    await requested;
    throw new Interrupted(`interrupted after ${counted(done, 'replication')}; nothing was written`);
  };
  try {
    return await Promise.race([host.batch, interrupted()]);
  } catch (error) {
    const replication = error instanceof BatchFailure ? error.replication : 0;
    const command = repeatCommand(file, scenario.seed, { changes, replication });
    throw withRunContext(error, { ...scenario, replication, nowUs: undefined, command });
  } finally {
    host.kill();
    progress.clear();
  }
}

function styleOf({ scenario, variation: { changes } }: Job, { words }: BatchRequest, file: string): Style {
  return {
    ...FILE_STYLE,
    command: repeatCommand(file, scenario.seed, { changes, batch: words }),
  };
}

/** Files of an earlier, single run stay where they are, and must not be taken for some of this batch. */
function tellOfOldFiles(folder: OutputFolder, written: readonly string[]): void {
  const records = Object.values(RECORDS).map(({ file }) => file);
  const names = [...Object.keys(REPORT_FILES), ...records, HTML_NAME];
  const old = names.filter((name) => !written.includes(name) && folder.has(name));
  if (old.length === 0) return;
  const words = old.length === 1 ? 'is' : 'are';
  process.stderr.write(
    `${listOf(old)} in ${folder.path} ${words} of an earlier single run; delete what is old\n`,
  );
}

const BATCH_FILES: readonly string[] = ['summary.json', 'report.txt'];

/** The first replication that broke a law is told with the command that repeats it alone. */
function proofCode({ replications }: Batch, { file, scenario, variation: { changes } }: Job): ExitCode {
  const broken = replications.find(({ proof }) => (proof?.breaks ?? []).length > 0);
  if (broken?.proof === undefined) return EXIT.fine;
  const { replication, proof } = broken;
  return tellFailure(
    new ProofError(proof.breaks, repeatCommand(file, scenario.seed, { changes, replication })),
  );
}

/** A precision that was not reached leaves the question open, as an expectation can. */
function batchCode({ expectations, precision }: Batch): ExitCode {
  return gravest([judgedCode(expectations), precision?.isReached === false ? EXIT.noData : EXIT.fine]);
}
