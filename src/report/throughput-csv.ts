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

/**
 * `throughput.csv`: what flowed in each interval. Sender `*` is the total and has a row for every interval; a single
 * sender has one for those in which something happened or backlog stands at the end. Backlog is that at the
 * interval's end.
 */
export function throughputCsv({ result }: RunReport): string {
  const { throughput, setting } = result;
  const rows: (readonly Cell[])[] = [HEADER];
  for (let interval = 0; interval < throughput.length; interval += 1) {
    const start = secondsOf(interval * throughput.intervalUs);
    rows.push([start, '*', ...cellsOf(throughput.total, interval)]);
    throughput.senders.forEach((series, sender) => {
      const cells = cellsOf(series, interval);
      if (cells.some((value) => value !== 0)) rows.push([start, setting.senders[sender]!.id, ...cells]);
    });
  }
  return csvOf(rows);
}

function cellsOf(series: FlowSeries, interval: number): readonly number[] {
  return [...FLOWS.map((flow) => series[flow][interval]!), series.backlogSegments[interval]!];
}
