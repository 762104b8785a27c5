import type { Chart, ChartData, CurveChart, FlowChart, TimeAxis } from '../chart.ts';
import { coloursNow } from './colours.ts';
import { type ECharts, init } from './echarts.ts';
import { listenForKeys } from './keyboard.ts';
import { makeLegendClickable } from './legend.ts';
import { optionsOf } from './options.ts';
import { makeSortable } from './sortable.ts';

/** Makes the page's charts live and its tables sortable. Without this script the page shows the same, at rest. */
function start(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]'))
    makeSortable(table);
  // Our own page holds this form.
  const data = JSON.parse(document.getElementById('chart-data')?.textContent ?? '') as ChartData;
  document.documentElement.classList.add('scripted');
  const redraws = data.charts.flatMap((chart) => {
    const room = document.querySelector<HTMLElement>(`[data-chart="${chart.id}"]`);
    return room === null ? [] : [makeLive(room, chart, data)];
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    redraws.forEach((redraw) => redraw()),
  );
}

/** Returns what draws the chart anew, in the colours of that moment. */
function makeLive(room: HTMLElement, chart: Chart, { axis }: ChartData): () => void {
  let live: ECharts | undefined;
  let shown: Shown = { chart, axis };
  const draw = (): ECharts => {
    live ??= init(room, null, { renderer: 'canvas' });
    live.setOption(optionsOf(shown.chart, shown.axis, coloursNow()), { notMerge: true });
    return live;
  };
  const figure = room.closest('figure');
  if (figure !== null && (chart.kind === 'flow' || chart.kind === 'curves'))
    makeLegendClickable(figure, [...namesOf(chart), INCIDENT], (hidden) => {
      shown = without(hidden, chart, axis);
      draw();
    });
  room.tabIndex = 0;
  room.setAttribute('role', 'img');
  room.setAttribute(
    'aria-label',
    `${captionOf(chart.id)}. Arrow keys read it, plus and minus zoom, Escape ends both.`,
  );
  listenForKeys(room, () => live ?? draw(), pointsOf(chart));
  new ResizeObserver(() => {
    if (room.clientWidth === 0) return;
    if (live === undefined) draw();
    else live.resize();
  }).observe(room);
  return () => {
    if (live !== undefined) draw();
  };
}

/** What of a chart is shown. */
interface Shown {
  readonly chart: Chart;
  readonly axis: TimeAxis;
}

const INCIDENT = 'incident';

function namesOf(chart: FlowChart | CurveChart): readonly string[] {
  return (chart.kind === 'flow' ? chart.lines : chart.curves).map(({ name }) => name);
}

function without(hidden: ReadonlySet<string>, chart: FlowChart | CurveChart, axis: TimeAxis): Shown {
  if (chart.kind === 'curves') {
    const curves = chart.curves.filter(({ name }) => !hidden.has(name));
    return { chart: { ...chart, curves, behind: hidden.has(INCIDENT) ? [] : chart.behind }, axis };
  }
  const lines = chart.lines.filter(({ name }) => !hidden.has(name));
  return {
    // There is no gap between a line and one that is hidden.
    chart: { ...chart, lines, fillsGap: chart.fillsGap && lines.length === chart.lines.length },
    axis: hidden.has(INCIDENT) ? { ...axis, bands: [] } : axis,
  };
}

function captionOf(id: string): string {
  return document.getElementById(`${id}-caption`)?.textContent ?? '';
}

/** How many points the keyboard walks along. */
function pointsOf(chart: Chart): number {
  if (chart.kind === 'flow') return (chart.lines[0]?.values.length ?? 0) + 1;
  if (chart.kind === 'curves') return chart.words.length;
  if (chart.kind === 'latency') return chart.shares.length + 1;
  return chart.rows.reduce((sum, { values }) => sum + values.filter((value) => value > 0).length, 0);
}

start();
