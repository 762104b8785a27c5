import type { RunReport } from '../experiment/report-input.ts';
import { secondsOf } from '../kernel/time.ts';
import { FLOWS, type FlowSeries } from '../measure/result.ts';
import { type Cell, csvPieces, PAUSE } from './csv.ts';

const HEADER: readonly string[] = [
  'interval_start_s',
  'sender',
  'submitted',
  'refused',
  'admitted_segments',
  'left_segments',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'backlog_segments',
];

/**
 * `throughput.csv`, in pieces: what flowed in each interval. Sender `*` is the total and has a row for every interval;
 * a single sender has one for those in which something happened or backlog stands at the end. Backlog is that at the
 * interval's end.
 */
export function throughputCsv(report: RunReport): Iterable<string> {
  return csvPieces(rowsOf(report));
}

function* rowsOf({ result: { throughput, setting } }: RunReport): Iterable<readonly Cell[] | typeof PAUSE> {
  yield HEADER;
  const total = columnsOf(throughput.total);
  // A series gathers a column whenever it is asked for one, so each is asked for once.
  const senders: (readonly Int32Array[])[] = [];
  for (const series of throughput.senders) {
    senders.push(columnsOf(series));
    yield PAUSE;
  }
  for (let interval = 0; interval < throughput.length; interval += 1) {
    const start = secondsOf(interval * throughput.intervalUs);
    yield [start, '*', ...cellsOf(total, interval)];
    for (const [sender, columns] of senders.entries()) {
      if (columns.some((column) => column[interval] !== 0))
        yield [start, setting.senders[sender]!.id, ...cellsOf(columns, interval)];
    }
  }
}

/** In the order of the header, in half the space of the series. */
function columnsOf(series: FlowSeries): readonly Int32Array[] {
  return [...FLOWS.map((flow) => series[flow]), series.backlogSegments].map((column) =>
    Int32Array.from(column),
  );
}

function cellsOf(columns: readonly Int32Array[], interval: number): readonly number[] {
  return columns.map((column) => column[interval]!);
}
