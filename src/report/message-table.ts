import type { Count, Counts, Figures } from '../measure/result.ts';
import { grouped, percentOf } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { table, wrap } from './table.ts';

const STATES: readonly (readonly [Exclude<Count, 'submitted'>, string])[] = [
  ['refused', 'refused'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
  ['sent', 'sent, no receipt'],
  ['open', 'open at the end'],
];

/** How many messages ended in which state, with shares, and below them the sum that must come out even. */
export function messageTable({ counts, segments }: Figures, palette: Palette): string {
  const rows = STATES.filter(([state]) => counts[state] > 0 || state === 'delivered').map(
    ([state, words]) => [words, grouped(counts[state]), percentOf(counts[state], counts.submitted)],
  );
  const submitted = ['submitted', grouped(counts.submitted), ''];
  const segmentLine = `  ${grouped(segments.submitted)} segments submitted, ${grouped(segments.sent)} sent`;
  return [
    table(['Messages', 'count', 'share'], [submitted, ...rows], palette),
    ...wrap(conservation(counts), 2, 2).map(palette.faint),
    palette.faint(segmentLine),
  ].join('\n');
}

/** The law that no message is lost, with this run's numbers. */
function conservation(counts: Counts): string {
  const sum = STATES.map(([state]) => `${grouped(counts[state])} ${state}`).join(' + ');
  return `${grouped(counts.submitted)} submitted = ${sum}`;
}
