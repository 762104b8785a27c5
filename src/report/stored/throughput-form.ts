import { flowSeries } from '../../measure/flows.ts';
import { FLOWS, type Flow, type FlowSeries, type Throughput } from '../../measure/result.ts';
import { type Form, listOf, objectAt, wholeFrom } from './form.ts';
import { columnOf, type Runs, runsForm, runsOf } from './runs.ts';

/** More intervals than any record has. */
const LENGTH_MAX = 100_000;

/** What flowed when. Columns of nothing but zeros are left out, and so is the backlog, which follows from the others. */
export const throughput: Form<Throughput> = {
  write: ({ intervalUs, length, total, senders }) => ({
    intervalUs,
    length,
    total: written(total),
    senders: senders.map(written),
  }),
  read(json, at) {
    const object = objectAt(json, at);
    const intervalUs = wholeFrom(1).read(object.intervalUs, `${at}.intervalUs`);
    const length = wholeFrom(1, LENGTH_MAX).read(object.length, `${at}.length`);
    const series: Form<FlowSeries> = { write: written, read: (one, place) => seriesAt(one, place, length) };
    return {
      intervalUs,
      length,
      total: series.read(object.total, `${at}.total`),
      senders: listOf(series).read(object.senders, `${at}.senders`),
    };
  },
};

function written(series: FlowSeries): Partial<Record<Flow, Runs>> {
  const columns: Partial<Record<Flow, Runs>> = {};
  for (const flow of FLOWS) {
    const column = series[flow];
    if (column.some((amount) => amount !== 0)) columns[flow] = runsOf(column);
  }
  return columns;
}

/** Kept in short: a report of thousands of senders asks for few columns at a time. */
function seriesAt(json: unknown, at: string, length: number): FlowSeries {
  const object = objectAt(json, at);
  const form = runsForm(length, -AMOUNT_MAX, AMOUNT_MAX);
  const columns: Partial<Record<Flow, Runs>> = {};
  for (const flow of FLOWS)
    if (object[flow] !== undefined) columns[flow] = form.read(object[flow], `${at}.${flow}`);
  return flowSeries((flow) => columnOf(columns[flow] ?? [], length));
}

/** What a counter of an interval holds. */
const AMOUNT_MAX = 0x7fff_ffff;
