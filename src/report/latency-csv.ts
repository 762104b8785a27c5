import type { RunReport } from '../experiment/report-input.ts';
import { secondsOf } from '../kernel/time.ts';
import type { Distribution } from '../measure/distribution.ts';
import { LATENCIES, type Latency, type Result } from '../measure/result.ts';
import { figuresInTurn, totalsOf } from '../measure/select.ts';
import { type Cell, csvPieces, PAUSE } from './csv.ts';

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
 * `latency.csv`, in pieces: every latency of all messages (id `*`), of each stream and sender, and of the messages
 * submitted in each hour (id: the hour's start in seconds); of streams that may be postponed or tried again also from
 * when the client first wanted to send. With n = 0 the other figures are empty.
 */
export function latencyCsv({ result }: RunReport): Iterable<string> {
  return csvPieces(rowsOf(result));
}

function* rowsOf(result: Result): Iterable<readonly Cell[] | typeof PAUSE> {
  yield HEADER;
  for (const [group, id, latencies, fromOffer] of groupsOf(result)) {
    for (const latency of LATENCIES) yield [group, id, latency, ...cellsOf(latencies[latency])];
    if (fromOffer !== undefined) yield [group, id, 'end_to_end_offered', ...cellsOf(fromOffer)];
    yield PAUSE;
  }
}

function* groupsOf(
  result: Result,
): Iterable<readonly [string, string, Latencies, (Distribution | undefined)?]> {
  const { traffic, senders } = result.setting;
  yield ['all', '*', totalsOf(result).latencies];
  for (const [stream, { latencies }] of figuresInTurn(result, 'traffic', traffic.length))
    yield ['traffic', traffic[stream]!.id, latencies, result.offeredLoads[stream]?.endToEnd];
  for (const [sender, { latencies }] of figuresInTurn(result, 'sender', senders.length))
    yield ['sender', senders[sender]!.id, latencies];
  for (const { startUs, latencies } of result.hours)
    yield ['submitted_hour', String(secondsOf(startUs)), latencies];
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
