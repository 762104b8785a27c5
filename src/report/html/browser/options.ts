import { clip } from '../../table.ts';
import type { Chart, FlowChart, HeatChart, LatencyChart, TimeAxis } from '../chart.ts';
import { MARK_ROW, type PlacedMark, placedMarks } from '../mark-rows.ts';
import type { Colours } from './colours.ts';
import { curveOptions } from './curve-options.ts';
import type { Options } from './echarts.ts';
import { type CellApi, tooltip, valueAxis } from './pieces.ts';

/** How a chart is to be drawn live, in the colours of the page. */
export function optionsOf(chart: Chart, axis: TimeAxis, colours: Colours): Options {
  const common = {
    animation: false,
    textStyle: {
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: 12,
      color: colours.of('soft'),
    },
    dataZoom: [
      {
        type: 'inside',
        xAxisIndex: 0,
        zoomOnMouseWheel: 'ctrl',
        moveOnMouseWheel: false,
        filterMode: 'none',
      },
    ],
  };
  switch (chart.kind) {
    case 'flow':
      return { ...common, ...flowOptions(chart, axis, colours) };
    case 'heat':
      return { ...common, ...heatOptions(chart, axis, colours) };
    case 'latency':
      return { ...common, ...latencyOptions(chart, colours) };
    case 'curves':
      return { ...common, ...curveOptions(chart, colours) };
  }
}

function timeAxis(axis: TimeAxis, colours: Colours): object {
  return {
    type: 'value',
    min: 0,
    max: axis.length,
    axisLine: { lineStyle: { color: colours.of('soft') }, onZero: false },
    axisTick: { show: true, customValues: axis.ticks.map(({ at }) => at) },
    splitLine: { show: false },
    axisLabel: {
      color: colours.of('soft'),
      hideOverlap: true,
      customValues: axis.ticks.map(({ at }) => at),
      formatter: (value: number) => wordsAt(value, axis),
    },
    axisPointer: { label: { show: false } },
  };
}

function wordsAt(value: number, { ticks, labels }: TimeAxis): string {
  const tick = ticks.find(({ at }) => Math.abs(at - value) < 1e-6);
  return tick?.words ?? labels[Math.min(labels.length - 1, Math.floor(value))] ?? '';
}

function bandsOf({ bands }: TimeAxis, colours: Colours): object {
  if (bands.length === 0) return {};
  return {
    markArea: {
      silent: true,
      z: 0,
      itemStyle: { color: colours.of('band') },
      data: bands.map(({ from, until }) => [{ xAxis: from }, { xAxis: until }]),
    },
  };
}

function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Incidents that are under way in a bin, a line each. */
function incidentsAt(bin: number, { bands }: TimeAxis): string {
  return bands
    .filter(({ from, until }) => from < bin + 1 && until > bin)
    .map(({ words }) => `\n${words}`)
    .join('');
}

function flowOptions({ lines, unit, fillsGap }: FlowChart, axis: TimeAxis, colours: Colours): Options {
  const points = lines.map(({ values }) => [
    [0, 0],
    ...values.map((value, bin) => [Math.min(bin + 1, axis.length), value]),
  ]);
  const gap =
    lines.length === 2 && fillsGap
      ? gapSeries(
          lines.map(({ values }) => values),
          axis,
          colours,
        )
      : [];
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    xAxis: timeAxis(axis, colours),
    yAxis: valueAxis(colours, { min: 0, axisLabel: { color: colours.of('soft'), formatter: grouped } }),
    tooltip: tooltip(colours, (place) => {
      const bin = Math.max(0, place - 1);
      const counts = lines.map(({ name, values }) => `${grouped(values[bin] ?? 0)} ${unit} ${name}`);
      const waiting =
        gap.length === 0
          ? []
          : [`${grouped((lines[0]?.values[bin] ?? 0) - (lines[1]?.values[bin] ?? 0))} waiting`];
      return [`from ${axis.labels[bin] ?? ''}`, ...counts, ...waiting].join('\n') + incidentsAt(bin, axis);
    }),
    series: [
      ...lines.map(({ name, tone }, line) => ({
        type: 'line',
        name,
        data: points[line],
        symbol: 'none',
        lineStyle: { width: 2, color: colours.of(tone) },
        itemStyle: { color: colours.of(tone) },
        ...(lines.length === 1 && fillsGap ? { areaStyle: { color: colours.of('gap') } } : {}),
        ...(line === 0 ? bandsOf(axis, colours) : {}),
      })),
      ...gap,
    ],
  };
}

/** The space between two lines, as one line on the other. */
function gapSeries(
  [upper = [], lower = []]: readonly (readonly number[])[],
  axis: TimeAxis,
  colours: Colours,
): object[] {
  const shared = {
    type: 'line',
    stack: 'gap',
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0 },
    stackStrategy: 'all',
    z: 1,
  };
  const at = (bin: number): number => Math.min(bin + 1, axis.length);
  return [
    { ...shared, data: [[0, 0], ...lower.map((value, bin) => [at(bin), value])] },
    {
      ...shared,
      areaStyle: { color: colours.of('gap') },
      data: [[0, 0], ...upper.map((value, bin) => [at(bin), value - (lower[bin] ?? 0)])],
    },
  ];
}

/** As many as the drawing that needs no script has. */
const SHADES = 6;

function heatOptions({ rows, max, unit }: HeatChart, axis: TimeAxis, colours: Colours): Options {
  const cells = rows.flatMap(({ values }, row) =>
    values.flatMap((value, bin) => (value > 0 ? [[bin, Math.min(bin + 1, axis.length), row, value]] : [])),
  );
  const isNarrow = innerWidth < 640;
  return {
    grid: { left: isNarrow ? 92 : 148, right: 16, top: 8, bottom: 28 },
    xAxis: timeAxis(axis, colours),
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: colours.of('soft'),
        interval: 0,
        formatter: (name: string) => clip(name, isNarrow ? 12 : 20),
      },
    },
    tooltip: {
      ...tooltip(colours, (place) => {
        const [bin = 0, , row = 0, value = 0] = cells[place] ?? [];
        return `${rows[row]?.name ?? ''}, from ${axis.labels[bin] ?? ''}\n${grouped(value)} ${unit} waiting`;
      }),
      trigger: 'item',
    },
    series: [
      {
        type: 'custom',
        data: cells,
        encode: { x: [0, 1], y: 2 },
        clip: true,
        renderItem: (_: unknown, api: CellApi) => {
          const row = api.value(2);
          const [x = 0, y = 0] = api.coord([api.value(0), row]);
          const [end = 0] = api.coord([api.value(1), row]);
          const [, height = 0] = api.size([0, 1]);
          const shade = Math.max(1, Math.ceil((api.value(3) / max) * SHADES));
          return {
            type: 'rect',
            shape: cellShape(x, end, y - height / 2, height),
            style: { fill: colours.of(`shade-${shade}`) },
          };
        },
        ...bandsOf(axis, colours),
      },
    ],
  };
}

/** On whole pixels, so that neighbours meet without a seam. */
function cellShape(start: number, end: number, top: number, height: number): object {
  const x = Math.floor(start);
  const y = Math.round(top);
  return {
    x,
    y,
    width: Math.max(1, Math.floor(end) - x),
    height: Math.max(1, Math.round(top + height) - y - 2),
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

/** Pixels of a latency chart between its axis and its upper end. */
const PLOT_HEIGHT = 226;

function latencyOptions(chart: LatencyChart, colours: Colours): Options {
  const { shares, cumulative, labels, ticks } = chart;
  const most = Math.max(...shares);
  const places = ticks.map(({ at }) => at);
  const marks = placedMarks(chart);
  // What is above 1 is the room of the marks' words.
  const max = PLOT_HEIGHT / (PLOT_HEIGHT - MARK_ROW * marks.length);
  return {
    grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      max: shares.length,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: colours.of('soft') }, onZero: false },
      axisTick: { show: true, customValues: places },
      axisLabel: {
        color: colours.of('soft'),
        hideOverlap: true,
        customValues: places,
        formatter: (value: number) => ticks.find(({ at }) => Math.abs(at - value) < 1e-6)?.words ?? '',
      },
    },
    yAxis: valueAxis(colours, {
      min: 0,
      max,
      interval: 0.5,
      splitLine: { lineStyle: { color: colours.of('rule') }, showMaxLine: false },
      axisTick: { show: false },
      axisLabel: {
        color: colours.of('soft'),
        showMaxLabel: false,
        formatter: (share: number) => (share > 1 ? '' : percent(share)),
      },
    }),
    tooltip: tooltip(colours, (place) => {
      const bin = Math.max(0, place - 1);
      return `${labels[bin] ?? ''}\n${percent(shares[bin] ?? 0)} of messages\n${percent(cumulative[bin] ?? 0)} at or below`;
    }),
    series: [
      {
        type: 'line',
        data: [[0, 0], ...cumulative.map((share, bin) => [bin + 1, share])],
        symbol: 'none',
        lineStyle: { width: 2, color: colours.of('cumulative') },
        itemStyle: { color: colours.of('cumulative') },
        z: 3,
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          data: marks.map((mark) => markOf(mark, max, colours)),
        },
      },
      {
        type: 'custom',
        silent: true,
        tooltip: { show: false },
        data: shares.map((share, bin) => [bin, (share / most) * 0.8]),
        encode: { x: 0, y: 1 },
        clip: true,
        z: 1,
        renderItem: (_: unknown, api: CellApi) => {
          const bin = api.value(0);
          const [x = 0, y = 0] = api.coord([bin, api.value(1)]);
          const [end = 0, base = 0] = api.coord([bin + 1, 0]);
          return {
            type: 'rect',
            shape: { x: x + 0.5, y, width: Math.max(0.5, end - x - 1), height: base - y },
            style: { fill: colours.of('bars') },
          };
        },
      },
    ],
  };
}

/** A line as far as its words: through those of others it would be in the way. */
function markOf({ at, words, kind, row, isLate }: PlacedMark, max: number, colours: Colours): object {
  const colour = colours.of(kind === 'broken' ? 'bad' : kind);
  const begin = {
    coord: [at, 0],
    lineStyle:
      kind === 'quantile'
        ? { color: colour, type: 'dotted', width: 1 }
        : { color: colour, type: 'solid', width: 1.5 },
    label: {
      formatter: words,
      color: kind === 'quantile' ? colours.of('ink') : colour,
      rotate: 0,
      position: 'end',
      align: isLate ? 'right' : 'left',
      offset: [isLate ? -5 : 5, 12],
      textBorderColor: colours.of('paper'),
      textBorderWidth: 3,
    },
  };
  return [begin, { coord: [at, max * (1 - (MARK_ROW * row) / PLOT_HEIGHT)] }];
}
