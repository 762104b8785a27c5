import type { RunReport } from '../experiment/report-input.ts';
import { secondsOf } from '../kernel/time.ts';
import type { Distribution } from '../measure/distribution.ts';
import { LATENCIES, type Latency, type Result } from '../measure/result.ts';
import { figuresBy, totalsOf } from '../measure/select.ts';
import { type Cell, csvOf } from './csv.ts';

const HEADER: readonly string[] = [
  'group',
  'id',
  'metric',
  'n',
  'mean_s',
  'min_s',
  'p50_s',
  'p90_s',
  'p95_s',
  'p99_s',
  'max_s',
];

type Latencies = Readonly<Record<Latency, Distribution>>;

/**
 * `latency.csv`: every latency of all messages (id `*`), of each stream and sender, and of the messages submitted in
 * each hour (id: the hour's start in seconds). With n = 0 the other figures are empty.
 */
export function latencyCsv({ result }: RunReport): string {
  return csvOf([
    HEADER,
    ...groupsOf(result).flatMap(([group, id, latencies]) => rowsOf(group, id, latencies)),
  ]);
}

function groupsOf(result: Result): readonly (readonly [string, string, Latencies])[] {
  const { traffic, senders } = result.setting;
  return [
    ['all', '*', totalsOf(result).latencies],
    ...figuresBy(result, 'traffic', result.setting.traffic.length).map(
      ({ latencies }, stream) => ['traffic', traffic[stream]!.id, latencies] as const,
    ),
    ...figuresBy(result, 'sender', result.setting.senders.length).map(
      ({ latencies }, sender) => ['sender', senders[sender]!.id, latencies] as const,
    ),
    ...result.hours.map(
      ({ startUs, latencies }) => ['submitted_hour', String(secondsOf(startUs)), latencies] as const,
    ),
  ];
}

function rowsOf(group: string, id: string, latencies: Latencies): readonly (readonly Cell[])[] {
  return LATENCIES.map((latency) => [group, id, latency, ...cellsOf(latencies[latency])]);
}

function cellsOf(distribution: Distribution): readonly Cell[] {
  if (distribution.n === 0) return [0, '', '', '', '', '', '', ''];
  const quantiles = [0.5, 0.9, 0.95, 0.99].map((share) => distribution.quantileUs(share));
  return [
    distribution.n,
    ...[distribution.meanUs, distribution.minUs, ...quantiles, distribution.maxUs].map(seconds),
  ];
}

function seconds(us: number | undefined): Cell {
  return us === undefined ? undefined : secondsOf(Math.round(us));
}
