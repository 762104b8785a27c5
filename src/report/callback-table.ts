import { type CallbackCounts, type CallbackGroup, underWay } from '../measure/callbacks.ts';
import type { Result } from '../measure/result.ts';
import { counted, grouped, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { table, wrap } from './table.ts';
import { type WallClock, wallClockOf } from './wall-clock.ts';

/**
 * Status callbacks by status: how they fared, how late they were, and what the endpoint had to bear; undefined when
 * nobody asks for them.
 */
export function callbackTable({ callbacks, setting }: Result, palette: Palette): string | undefined {
  if (callbacks === undefined) return undefined;
  const { byStatus } = callbacks;
  const groups: readonly (readonly [string, CallbackGroup])[] = [
    ...byStatus.map((group) => [group.status, group] as const),
    ...(byStatus.length === 1 ? [] : [['all', callbacks] as const]),
  ];
  const fates = groups.map(([name, { counts }]) => [name, ...fateCells(counts)]);
  const clock = wallClockOf(setting.anchor);
  const delays = groups.map(([name, group]) => [name, ...delayCells(group, clock)]);
  const sentences = [failures(callbacks.counts), ending(callbacks.counts)].filter((text) => text !== '');
  return [
    table(['Status callbacks', 'due', 'attempted', 'delivered', 'lost', 'retried'], fates, palette),
    ...sentences.flatMap((text) => wrap(text, 2, 2)).map(palette.faint),
    ...(callbacks.counts.due === 0
      ? []
      : [
          table(['Callback delay', 'mean', 'p50', 'p95', 'p99', 'max', 'peak/s', '<from'], delays, palette),
          palette.faint('  peak/s: the most attempts that begin within any one second'),
        ]),
  ].join('\n');
}

function fateCells({ due, attempted, delivered, lost, retried }: CallbackCounts): readonly string[] {
  return [due, attempted, delivered, lost, retried].map(grouped);
}

function delayCells({ delay, peak }: CallbackGroup, clock: WallClock): readonly string[] {
  const peakCells = peak === undefined ? ['-', '-'] : [grouped(peak.attempts), clock.cell(peak.startUs)];
  if (delay.n === 0) return ['-', '-', '-', '-', '-', ...peakCells];
  // With n above 0 the mean and every quantile are there.
  const figuresUs = [
    delay.meanUs!,
    delay.quantileUs(0.5)!,
    delay.quantileUs(0.95)!,
    delay.quantileUs(0.99)!,
    delay.maxUs,
  ];
  return [...figuresUs.map(shortDuration), ...peakCells];
}

function failures({ attempted, notConnected, tooLate, answeredWithError }: CallbackCounts): string {
  const ways = [
    notConnected > 0 ? `${grouped(notConnected)} could not connect` : '',
    tooLate > 0 ? `${grouped(tooLate)} had no answer in time` : '',
    answeredWithError > 0 ? `${grouped(answeredWithError)} had an error as the answer` : '',
  ].filter((way) => way !== '');
  return ways.length === 0 ? '' : `Of ${counted(attempted, 'attempt')}, ${inWords(ways)}.`;
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function ending(counts: CallbackCounts): string {
  const open = underWay(counts);
  return open === 0 ? '' : `${counted(open, 'callback')} under way at the end of the run.`;
}
