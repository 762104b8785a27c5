import type { Distribution } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';
import { grouped, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { table } from './table.ts';
import { wallClockOf } from './wall-clock.ts';

const HOURS_SHOWN = 24;

/** Latency by the hour in which messages were submitted; undefined when all were submitted within one hour. */
export function hourTable(result: Result, palette: Palette): string | undefined {
  const hours = result.hours.filter(({ latencies }) => latencies.queue_wait.n > 0);
  if (hours.length < 2) return undefined;
  const clock = wallClockOf(result.setting.anchor);
  const rows = hours
    .slice(0, HOURS_SHOWN)
    .map(({ startUs, latencies }) => [
      clock.cell(startUs),
      grouped(latencies.queue_wait.n),
      ...quantileCells(latencies.queue_wait),
      ...quantileCells(latencies.end_to_end),
    ]);
  const more = hours.length - rows.length;
  return [
    table(['Hour from', 'sent', 'wait p50', 'p95', 'max', 'end to end p50', 'p95', 'max'], rows, palette),
    ...(more > 0 ? [palette.faint(`  and ${more} more hours in latency.csv`)] : []),
  ].join('\n');
}

function quantileCells(distribution: Distribution): readonly string[] {
  if (distribution.n === 0) return ['-', '-', '-'];
  // With n above 0 every quantile is there.
  return [distribution.quantileUs(0.5)!, distribution.quantileUs(0.95)!, distribution.maxUs].map(
    shortDuration,
  );
}
