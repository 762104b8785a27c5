import type { Batch } from '../experiment/batch.ts';
import type { Judgement } from '../experiment/report-input.ts';
import { verdictWord } from '../experiment/severity.ts';
import { paintOf } from './expectation-table.ts';
import { grouped } from './figures-in-words.ts';
import { figureInWords, valueInWords } from './judgement-in-words.ts';
import type { Palette } from './palette.ts';
import { table, wrap } from './table.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/** Every expectation with its verdict and interval, what is expected below; undefined when there is none. */
export function batchExpectationTable(
  { expectations, setting }: Batch,
  palette: Palette,
): string | undefined {
  if (expectations.length === 0) return undefined;
  const clock = wallClockOf(setting.anchor);
  const rows = expectations.map((judgement) => cellsOf(judgement, clock));
  const [head, ...lines] = table(['Expectations', 'n', 'value', 'low', 'high', 'line'], rows, palette).split(
    '\n',
  );
  const painted = expectations.flatMap((judgement, row) =>
    [lines[row]!, ...wrap(judgement.text, 6, 2)].map(paintOf(judgement, palette)),
  );
  return [head, ...painted].join('\n');
}

function cellsOf(judgement: Judgement, clock: WallClock): readonly string[] {
  const { n, low, high, line } = judgement;
  const ends = [low, high].map((end) => (end === undefined ? '-' : figureInWords(end, judgement, clock)));
  const value = valueInWords(judgement, clock);
  return [verdictWord(judgement), grouped(n), value, ...ends, line === 0 ? '-' : String(line)];
}
