import type { RunReport } from '../experiment/report-input.ts';
import { PLAIN } from '../report/palette.ts';
import { type FileRenderer, FORMATS, type Format } from '../report/renderers.ts';
import { type Style, verdictText } from '../report/text.ts';
import { describeError } from '../rulebooks/errors.ts';
import type { Interruption } from './interruption.ts';
import type { OutputFolder } from './output-folder.ts';
import { paletteFor } from './terminal-palette.ts';

const STYLE: Pick<Style, 'meaningOf'> = { meaningOf: (code) => describeError(code)?.title };

/** Writes files of a report whole or not at all, hearing signals between their pieces. */
export async function writeReportFiles(
  report: RunReport,
  files: Readonly<Record<string, FileRenderer>>,
  folder: OutputFolder,
  command: string,
  interruption: Interruption,
): Promise<void> {
  for (const [name, render] of Object.entries(files)) {
    const write = folder.open(name);
    for (const piece of render(report, { ...STYLE, palette: PLAIN, command })) {
      write(piece);
      await interruption.heed(report.result.simulatedUs);
    }
  }
  folder.commit();
}

/** How a report is to be printed. */
export interface PrintOptions {
  readonly format: Format;
  readonly quiet?: boolean | undefined;
}

/** Prints a report on standard output; `quiet` its verdict alone. */
export function printReport(report: RunReport, { format, quiet }: PrintOptions, command: string): void {
  const style = { ...STYLE, palette: paletteFor(process.stdout), command };
  const isVerdictOnly = quiet === true && format === 'text';
  process.stdout.write(isVerdictOnly ? verdictText(report, style) : FORMATS[format](report, style));
}
