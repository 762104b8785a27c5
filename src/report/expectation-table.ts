import type { Judgement, RunReport } from '../experiment/report-input.ts';
import { grouped, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table } from './table.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** Every expectation with its verdict, its value and its line in the file; undefined when there is none. */
export function expectationTable(report: RunReport, palette: Palette): string | undefined {
  if (report.expectations.length === 0) return undefined;
  const clock = wallClockOf(report.result.setting.anchor);
  const rows = report.expectations.map((judgement) => [
    clip(judgement.text, 48),
    judgement.verdict,
    valueInWords(judgement, clock),
    judgement.line === 0 ? '-' : String(judgement.line),
  ]);
  const [head, ...lines] = table(['Expectations', '<verdict', 'value', 'line'], rows, palette).split('\n');
  const painted = lines.map((line, row) => paintOf(report.expectations[row]!, palette)(line));
  return [head, ...painted].join('\n');
}

function paintOf({ verdict }: Judgement, palette: Palette): (line: string) => string {
  if (verdict === 'pass') return palette.good;
  return verdict === 'fail' ? palette.bad : palette.warning;
}

/** What was found for an expectation, in the unit of its bound; `never` for an instant that does not come. */
export function valueInWords({ unit, value, verdict }: Judgement, clock: WallClock): string {
  if (value === undefined) return verdict === 'fail' ? 'never' : '-';
  switch (unit) {
    case 'us':
      return shortDuration(value);
    case 'instant':
      return clock.cell(value);
    case 'share':
      // Expectations on shares are often close to their bound, so this shows more than a table's tenth.
      return `${Number((value * 100).toFixed(4))}%`;
    case 'count':
    case 'segments':
      return grouped(value);
  }
}
