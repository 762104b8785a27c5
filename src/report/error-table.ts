import type { ErrorCount, Figures } from '../measure/result.ts';
import { grouped, percentOf } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table } from './table.ts';
import type { MeaningOf } from './verdict.ts';

/** Refusals, failures and undelivered messages by code, the most frequent first; undefined when there is none. */
export function errorTable(
  { counts, errors }: Figures,
  meaningOf: MeaningOf,
  palette: Palette,
): string | undefined {
  if (errors.length === 0) return undefined;
  const rows = [...errors]
    .sort(byCount)
    .map(({ status, code, count }) => [
      String(code),
      grouped(count),
      percentOf(count, counts.submitted),
      status,
      clip(meaningOf(code) ?? '', 38),
    ]);
  return [
    table(['Errors', 'count', 'share', '<ends as', '<meaning'], rows, palette),
    palette.faint(`  mpsim explain ${rows[0]![0]} tells more.`),
  ].join('\n');
}

function byCount(a: ErrorCount, b: ErrorCount): number {
  return b.count - a.count || a.code - b.code;
}
