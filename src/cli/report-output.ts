import type { RunReport } from '../experiment/report-input.ts';
import { UNICODE } from '../report/glyphs.ts';
import { PLAIN } from '../report/palette.ts';
import { type FileRenderer, FORMATS, type Format } from '../report/renderers.ts';
import { type Style, verdictText } from '../report/text.ts';
import { describeError } from '../rulebooks/errors.ts';
import type { Interruption } from './interruption.ts';
import type { OutputFolder } from './output-folder.ts';
import { paletteFor } from './terminal-palette.ts';
import { type PictureOptions, pictureFor } from './terminal-picture.ts';

const STYLE: Pick<Style, 'meaningOf'> = { meaningOf: (code) => describeError(code)?.title };
/** How the files of a report look: the same wherever they are made, whatever is printed. */
export const FILE_STYLE: Omit<Style, 'command'> = {
  ...STYLE,
  palette: PLAIN,
  glyphs: UNICODE,
  chartWidth: undefined,
};

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
    for (const piece of render(report, { ...FILE_STYLE, command })) {
      write(piece);
      await interruption.heed(report.result.simulatedUs);
    }
  }
  folder.commit();
}

/** How a report is to be printed. */
export interface PrintOptions extends PictureOptions {
  readonly format: Format;
  readonly quiet?: boolean | undefined;
}

/** Prints a report on standard output; `quiet` its verdict alone. */
export function printReport(report: RunReport, options: PrintOptions, command: string): void {
  const { format, quiet } = options;
  const palette = paletteFor(process.stdout);
  const style = { ...STYLE, palette, ...pictureFor(process.stdout, options), command };
  const isVerdictOnly = quiet === true && format === 'text';
  process.stdout.write(isVerdictOnly ? verdictText(report, style) : FORMATS[format](report, style));
}
