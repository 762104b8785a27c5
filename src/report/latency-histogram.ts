import type { Distribution } from '../measure/distribution.ts';
import type { Figures, Latency } from '../measure/result.ts';
import { grouped, percentOf } from './figures-in-words.ts';
import type { Glyphs } from './glyphs.ts';
import { type LatencyBin, latencyBins } from './latency-bins.ts';
import { LATENCY_WORDS } from './latency-table.ts';
import type { Palette } from './palette.ts';
import { roundDuration } from './round-durations.ts';
import { table } from './table.ts';

/** What the bars leave for the quantiles that end in a bin. */
const MARKS_WIDTH = ' p50 p95 p99'.length;
const BAR_MINIMUM = 8;
const MARKED: readonly (readonly [number, string])[] = [
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
];

/**
 * How the latency that customers feel is distributed, at most `width` columns wide: end to end, or to the last segment
 * where no receipt ever came. Undefined when nothing was timed.
 */
export function latencyHistogram(
  { latencies }: Figures,
  width: number,
  palette: Palette,
  glyphs: Glyphs,
): string | undefined {
  const latency: Latency = latencies.end_to_end.n > 0 ? 'end_to_end' : 'send_latency';
  const distribution = latencies[latency];
  const bins = latencyBins(distribution);
  if (bins.length === 0) return undefined;
  const rows = bins.map((bin) => [spanOf(bin), grouped(bin.count), percentOf(bin.count, distribution.n)]);
  const [head, ...lines] = table([HEADS[latency], 'messages', 'share'], rows, palette).split('\n') as [
    string,
    ...string[],
  ];
  const textWidth = Math.max(...lines.map((line) => line.length));
  const barWidth = Math.max(BAR_MINIMUM, width - textWidth - 2 - MARKS_WIDTH);
  const most = Math.max(...bins.map(({ count }) => count));
  const drawn = bins.map((bin, place) => {
    if (bin.count === 0) return lines[place]!;
    const marks = marksOf(bin, distribution);
    const bar = barOf(bin.count / most, barWidth, glyphs.bar);
    return `${lines[place]!.padEnd(textWidth)}  ${bar}${marks && palette.faint(marks)}`;
  });
  return [head, ...drawn].join('\n');
}

const HEADS: Readonly<Record<Latency, string>> = {
  ...LATENCY_WORDS,
  end_to_end: 'End to end',
  send_latency: 'Send latency',
};

function spanOf({ fromUs, untilUs }: LatencyBin): string {
  return fromUs === 0
    ? `below ${roundDuration(untilUs)}`
    : `${roundDuration(fromUs)} to ${roundDuration(untilUs)}`;
}

/** A bar as long as its share of the width; the least of something shows. */
function barOf(share: number, width: number, parts: readonly string[]): string {
  const steps = Math.ceil(share * width * parts.length);
  const rest = steps % parts.length;
  const whole = parts.at(-1)!.repeat(Math.floor(steps / parts.length));
  return rest === 0 ? whole : whole + parts[rest - 1]!;
}

function marksOf({ fromUs, untilUs }: LatencyBin, distribution: Distribution): string {
  return MARKED.map(([share, name]) => {
    const us = distribution.quantileUs(share)!;
    return fromUs <= us && us < untilUs ? ` ${name}` : '';
  }).join('');
}
