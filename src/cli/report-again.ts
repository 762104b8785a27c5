import { REPORT_FILES } from '../report/renderers.ts';
import { type ExitCode, judgedCode } from './exit-code.ts';
import { listenForInterruption } from './interruption.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { folderOfResult, readResult } from './read-result.ts';
import type { ReportArguments } from './report-arguments.ts';
import { printReport, writeReportFiles } from './report-output.ts';

/** Prints the report of a run that is over, and writes its files where that is asked for; the status is the run's. */
export async function reportAgain(request: ReportArguments): Promise<ExitCode> {
  const { path, out, html } = request;
  const { report, command } = readResult(path);
  let folder: OutputFolder | undefined;
  const interruption = listenForInterruption();
  try {
    if (out !== undefined || html === true) {
      folder = openOutputFolder(out ?? folderOfResult(path));
      const page = html === true ? (await import('./html-file.ts')).htmlFile() : {};
      const files = { ...(out === undefined ? {} : REPORT_FILES), ...page };
      await writeReportFiles(report, files, folder, command, interruption);
    }
  } finally {
    folder?.discard();
    interruption.release();
  }
  printReport(report, request, command);
  return judgedCode(report.expectations);
}
