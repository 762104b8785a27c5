import type { Distribution } from '../measure/distribution.ts';
import { type Figures, LATENCIES, type Latency, type Result } from '../measure/result.ts';
import { figuresBy } from '../measure/select.ts';
import { grouped, shortDuration } from './figures-in-words.ts';
import type { Palette } from './palette.ts';
import { clip, table } from './table.ts';

/** Streams whose latencies the terminal report shows. */
const STREAMS_SHOWN = 6;

/** What each latency is called in prose. */
export const LATENCY_WORDS: Readonly<Record<Latency, string>> = {
  queue_wait: 'queue wait',
  send_latency: 'send latency',
  carrier_latency: 'carrier latency',
  end_to_end: 'end to end',
};

/** Latencies of all messages and, where there are several, of each traffic stream; undefined when nothing was timed. */
export function latencyTable(result: Result, totals: Figures, palette: Palette): string | undefined {
  if (LATENCIES.every((latency) => totals.latencies[latency].n === 0)) return undefined;
  const streams =
    result.setting.traffic.length > 1 ? figuresBy(result, 'traffic', result.setting.traffic.length) : [];
  const shown = streams.slice(0, STREAMS_SHOWN);
  const rows = [
    ...latencyRows(totals),
    ...shown.flatMap((figures, stream) => streamRows(result.setting.traffic[stream]!.id, figures)),
  ];
  const more = streams.length - shown.length;
  return [
    table(['Latency', 'n', 'mean', 'p50', 'p90', 'p95', 'p99', 'max'], rows, palette),
    ...(more > 0 ? [palette.faint(`  and ${more} more streams in latency.csv`)] : []),
    palette.faint(`  ${exactness(totals)}`),
  ].join('\n');
}

function streamRows(id: string, figures: Figures): readonly (readonly string[])[] {
  const name = clip(id, 17);
  return figures.latencies.queue_wait.n === 0 ? [[name, '0']] : [[name], ...latencyRows(figures, '  ')];
}

function latencyRows({ latencies }: Figures, indent = ''): readonly (readonly string[])[] {
  return LATENCIES.map((latency) => [indent + LATENCY_WORDS[latency], ...latencyCells(latencies[latency])]);
}

function latencyCells(distribution: Distribution): readonly string[] {
  if (distribution.n === 0) return ['0', '-', '-', '-', '-', '-', '-'];
  const quantiles = [0.5, 0.9, 0.95, 0.99].map((share) => distribution.quantileUs(share));
  return [grouped(distribution.n), ...[distribution.meanUs, ...quantiles, distribution.maxUs].map(cell)];
}

function cell(us: number | undefined): string {
  return us === undefined ? '-' : shortDuration(us);
}

function exactness({ latencies }: Figures): string {
  return LATENCIES.every((latency) => latencies[latency].exact)
    ? 'Quantiles are exact (nearest rank).'
    : 'Quantiles are nearest rank, within 0.1% (histogram); n, mean and max are exact.';
}
