import type { RunReport } from '../experiment/report-input.ts';
import { secondsOf } from '../kernel/time.ts';
import { FLOWS, type FlowSeries } from '../measure/result.ts';
import { type Cell, csvOf } from './csv.ts';

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

/** Rows that become text at a time: some ten milliseconds of work. */
const ROWS_A_PIECE = 2000;

/**
 * `throughput.csv`, in pieces: what flowed in each interval. Sender `*` is the total and has a row for every interval;
 * a single sender has one for those in which something happened or backlog stands at the end. Backlog is that at the
 * interval's end.
 */
export function* throughputCsv(report: RunReport): Iterable<string> {
  let rows: (readonly Cell[])[] = [HEADER];
  for (const row of rowsOf(report)) {
    rows.push(row);
    if (rows.length < ROWS_A_PIECE) continue;
    yield csvOf(rows);
    rows = [];
  }
  yield csvOf(rows);
}

function* rowsOf({ result: { throughput, setting } }: RunReport): Iterable<readonly Cell[]> {
  for (let interval = 0; interval < throughput.length; interval += 1) {
    const start = secondsOf(interval * throughput.intervalUs);
    yield [start, '*', ...cellsOf(throughput.total, interval)];
    for (const [sender, series] of throughput.senders.entries()) {
      const cells = cellsOf(series, interval);
      if (cells.some((value) => value !== 0)) yield [start, setting.senders[sender]!.id, ...cells];
    }
  }
}

function cellsOf(series: FlowSeries, interval: number): readonly number[] {
  return [...FLOWS.map((flow) => series[flow][interval]!), series.backlogSegments[interval]!];
}
