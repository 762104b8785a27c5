import type {
  ComparedFigure,
  Comparison,
  PairedLatency,
  PairedMessages,
} from '../../experiment/comparison/comparison.ts';
import { LATENCIES } from '../../measure/result.ts';
import { counted, grouped, shortDuration } from '../figures-in-words.ts';
import { LATENCY_WORDS } from '../latency-table.ts';
import { amountInWords } from '../money-in-words.ts';
import type { Palette } from '../palette.ts';
import { table, wrap } from '../table.ts';
import { signed, signedDuration } from './differences-in-words.ts';

/** Figures of latencies that the terminal shows; the others are in the JSON. */
const STATISTICS_SHOWN: readonly ComparedFigure['statistic'][] = ['mean', 'p95', undefined];

/** Figures of the whole runs with their differences; counts that are 0 in both are left out. */
export function figureTable(comparison: Comparison, palette: Palette): string {
  const heads = ['Figures', 'A', 'B', 'B - A', '95% interval', 'narrowed'];
  return [
    table(heads, figureRows(comparison), palette),
    ...wrap(footnote(comparison), 2, 0).map(palette.faint),
  ].join('\n');
}

/** The rows of that table. */
export function figureRows({ figures, isRandom }: Comparison): readonly (readonly string[])[] {
  const shown = figures.filter(
    ({ statistic, unit, a, b }) =>
      STATISTICS_SHOWN.includes(statistic) &&
      (a !== undefined || b !== undefined) &&
      (unit !== 'count' || a !== 0 || b !== 0),
  );
  return shown.map((figure) => rowOf(figure, isRandom));
}

/** What its intervals are. */
export function footnote({ isRandom, replications }: Comparison): string {
  if (!isRandom) return 'Nothing is left to chance: differences are exact.';
  if (replications === 1) return 'One replication gives no interval; --replications 10 does.';
  return `Means of ${replications} replications, Student's t. Narrowed: how many times as wide the interval would be without pairing.`;
}

function rowOf(figure: ComparedFigure, isRandom: boolean): readonly string[] {
  const { metric, statistic, a, b, difference, narrowed } = figure;
  const words = wordsOf(figure);
  const cell = (value: number | undefined): string => (value === undefined ? '-' : words(value));
  const name = statistic === undefined ? metric : `${latencyWords(metric)} ${statistic}`;
  const { value, low, high } = difference ?? {};
  const isPoint = low === high;
  const interval =
    low === undefined || high === undefined
      ? '-'
      : isPoint
        ? // By chance it is no interval: all replications merely agree.
          isRandom
          ? 'same in all'
          : 'exact'
        : `${signed(low, words)} to ${signed(high, words)}`;
  return [
    name,
    cell(a),
    cell(b),
    value === undefined ? '-' : signed(value, words),
    interval,
    narrowed === undefined ? '-' : `${narrowed.toFixed(1)}x`,
  ];
}

function latencyWords(metric: ComparedFigure['metric']): string {
  const latency = LATENCIES.find((one) => one === metric);
  return latency === undefined ? metric : LATENCY_WORDS[latency];
}

function wordsOf({ unit }: ComparedFigure): (value: number) => string {
  switch (unit) {
    case 'us':
    case 'instant':
      return (us) => shortDuration(Math.round(us));
    case 'millionths':
      return (value) => amountInWords(Math.round(value / 10_000) * 10_000, 2);
    case 'count':
      return (value) => (Number.isInteger(value) ? grouped(value) : grouped1(value));
  }
}

/** A mean of counts, to a tenth. */
function grouped1(value: number): string {
  const tenths = Math.round(value * 10);
  return `${grouped(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** What became of each message that was sent in both. */
export function pairTable(messages: PairedMessages, palette: Palette): string {
  const heads = ['Message by message', 'pairs', 'same', 'shorter', 'longer', 'mean', 'least', 'most'];
  return [table(heads, pairRows(messages), palette), palette.faint(`  ${requestsInWords(messages)}`)].join(
    '\n',
  );
}

/** The rows of that table. */
export function pairRows({ latencies }: PairedMessages): readonly (readonly string[])[] {
  return LATENCIES.map((latency) => [LATENCY_WORDS[latency], ...pairCells(latencies[latency])]);
}

/** How many requests both made, and one alone. */
export function requestsInWords({ inBoth, onlyInA, onlyInB }: PairedMessages): string {
  const only = [
    onlyInA > 0 ? `, ${grouped(onlyInA)} in A only` : '',
    onlyInB > 0 ? `, ${grouped(onlyInB)} in B only` : '',
  ];
  return `${counted(inBoth, 'request')} in both${only.join('')}.`;
}

function pairCells({ n, equal, shorter, longer, meanUs, minUs, maxUs }: PairedLatency): readonly string[] {
  const differences = [meanUs, minUs, maxUs].map((us) => (us === undefined ? '-' : signedDuration(us)));
  return [...[n, equal, shorter, longer].map(grouped), ...differences];
}
