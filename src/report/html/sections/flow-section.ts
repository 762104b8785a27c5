import { grouped } from '../../figures-in-words.ts';
import type { FlowChart } from '../chart.ts';
import { flowDrawing } from '../charts/flow-drawing.ts';
import { html } from '../html-text.ts';
import type { Page, Section } from '../page.ts';
import { chartFigure, legendOf, tableOf } from '../parts.ts';
import { backlogByBin, runningTotal } from '../time-bins.ts';

/** Arrivals against sent over time, and the backlog between them. */
export function flowSection(page: Page): Section | undefined {
  const { report, bins, totals } = page;
  const { total } = report.result.throughput;
  if (totals.counts.submitted === 0) return undefined;
  const flow: FlowChart = {
    kind: 'flow',
    id: 'flow',
    unit: 'segments',
    fillsGap: true,
    lines: [
      { name: 'arrived', tone: 'arrivals', values: runningTotal(total.admittedSegments, bins) },
      { name: 'sent', tone: 'sent', values: runningTotal(total.leftSegments, bins) },
    ],
  };
  const backlog: FlowChart = {
    kind: 'flow',
    id: 'backlog',
    unit: 'segments',
    fillsGap: true,
    lines: [{ name: 'waiting', tone: 'backlog', values: backlogByBin(total, bins) }],
  };
  const body = html`<p class="note">Segments that joined a queue and segments that left it, since the start: the gap is what waits.${binNote(page)}</p>
${figureOf(flow, page, 'Segments that arrived in queues, and that were sent')}
${figureOf(backlog, page, 'Segments that wait, in all queues together')}`;
  return { id: 'over-time', title: 'Arrivals against sent', body, charts: [flow, backlog] };
}

function binNote({ bins, report }: Page): string {
  const { width } = bins;
  return width === 1
    ? ''
    : ` Charts show ${report.result.throughput.length} intervals of the record in steps of ${width}; throughput.csv has all.`;
}

function figureOf(chart: FlowChart, page: Page, caption: string): ReturnType<typeof html> {
  const { axis } = page.bins;
  const legend = legendOf([
    ...chart.lines.map(({ tone, name }) => [tone, name] as const),
    ...(axis.bands.length === 0 ? [] : [['incident', 'incident'] as const]),
  ]);
  return chartFigure(
    chart.id,
    caption,
    flowDrawing(chart, axis),
    'tall',
    flowTable(chart, page, caption),
    legend,
  );
}

/** Rows of a chart's table: more would not be read. */
const ROWS_MAX = 24;

function flowTable(
  { lines, unit }: FlowChart,
  { bins, clock }: Page,
  caption: string,
): ReturnType<typeof html> {
  const step = Math.ceil(bins.count / ROWS_MAX);
  const places = Array.from(
    { length: Math.ceil(bins.count / step) },
    (_, row) => Math.min((row + 1) * step, bins.count) - 1,
  );
  return tableOf(
    caption,
    [{ title: 'until' }, ...lines.map(({ name }) => ({ title: `${unit} ${name}`, isNumber: true }))],
    places.map((bin) => [
      clock.cell((bin + 1) * bins.axis.binUs),
      ...lines.map(({ values }) => grouped(values[bin]!)),
    ]),
    { hidesCaption: true },
  );
}
