import type { Judgement, RunReport } from '../experiment/report-input.ts';
import { verdictWord } from '../experiment/severity.ts';
import { valueInWords } from './judgement-in-words.ts';
import type { Palette } from './palette.ts';
import { table, wrap } from './table.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** Columns for what is expected; longer texts go on in the next line. */
const TEXT_WIDTH = 49;

/** Every expectation with its verdict, its value and its line in the file; undefined when there is none. */
export function expectationTable(report: RunReport, palette: Palette): string | undefined {
  if (report.expectations.length === 0) return undefined;
  const clock = wallClockOf(report.result.setting.anchor);
  const rows = report.expectations.flatMap((judgement) => rowsOf(judgement, clock));
  const heads = ['Expectations', 'value', 'line', '<what is expected'];
  const [head, ...lines] = table(
    heads,
    rows.map(({ cells }) => cells),
    palette,
  ).split('\n');
  return [head, ...lines.map((line, row) => paintOf(rows[row]!.judgement, palette)(line))].join('\n');
}

interface Row {
  readonly judgement: Judgement;
  readonly cells: readonly string[];
}

function rowsOf(judgement: Judgement, clock: WallClock): readonly Row[] {
  const { text, line } = judgement;
  const [first, ...more] = wrap(text, 0, 2, TEXT_WIDTH);
  const cells = [
    verdictWord(judgement),
    valueInWords(judgement, clock),
    line === 0 ? '-' : String(line),
    first!,
  ];
  return [{ judgement, cells }, ...more.map((rest) => ({ judgement, cells: ['', '', '', rest] }))];
}

/** The colour of a verdict. */
export function paintOf(judgement: Judgement, palette: Palette): (line: string) => string {
  const word = verdictWord(judgement);
  if (word === 'pass') return palette.good;
  return word === 'fail' ? palette.bad : palette.warning;
}
