import type { SweepResult } from '../experiment/sweeping/sweep.ts';
import { ASCII, UNICODE } from '../report/glyphs.ts';
import { PLAIN } from '../report/palette.ts';
import { HTML_NAME } from '../report/renderers.ts';
import { sweepCsv } from '../report/sweep/sweep-csv.ts';
import { sweepParquet } from '../report/sweep/sweep-parquet.ts';
import { sweepSummary } from '../report/sweep/sweep-summary.ts';
import { sweepText, sweepVerdictText } from '../report/sweep/sweep-text.ts';
import type { OutputFolder } from './output-folder.ts';
import type { SweepOutput } from './sweep-arguments.ts';
import { paletteFor } from './terminal-palette.ts';

/** Writes the report of a sweep whole or not at all. `command` names no folder: files are the same wherever they are made. */
export async function writeSweepFiles(
  result: SweepResult,
  folder: OutputFolder,
  { of, html }: SweepOutput,
  command: string,
): Promise<void> {
  folder.open('summary.json')(sweepSummary(result, of));
  const csv = folder.open('sweep.csv');
  for (const piece of sweepCsv(result)) csv(piece);
  folder.open('sweep.parquet')(sweepParquet(result));
  const style = { palette: PLAIN, glyphs: UNICODE, command, of };
  folder.open('report.txt')(sweepText(result, style));
  if (html === true) {
    const { sweepPage } = await import('./html-file.ts');
    const page = folder.open(HTML_NAME);
    for (const piece of sweepPage(result, style)) page(piece);
  }
  folder.commit();
}

/** Prints the report of a sweep, its verdict alone, or its summary. */
export function printSweep(
  result: SweepResult,
  { of, format, quiet, ascii }: SweepOutput,
  folder: OutputFolder,
  command: string,
): void {
  const style = {
    palette: paletteFor(process.stdout),
    glyphs: ascii === true ? ASCII : UNICODE,
    command,
    of,
  };
  const text = quiet === true ? sweepVerdictText : sweepText;
  process.stdout.write(format === 'json' ? sweepSummary(result, of) : text(result, style));
  if (quiet !== true) process.stderr.write(`Report in ${folder.path}\n`);
}
