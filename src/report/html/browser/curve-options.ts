import type { AxisMark, Curve, CurveChart } from '../chart.ts';
import type { Colours } from './colours.ts';
import type { Options } from './echarts.ts';
import { type CellApi, tooltip, valueAxis } from './pieces.ts';

/** How curves of several runs are to be drawn live. */
export function curveOptions({ curves, across, up, behind, words }: CurveChart, colours: Colours): Options {
  const incidents = {
    silent: true,
    z: 0,
    itemStyle: { color: colours.of('band') },
    data: behind.map(({ from, until }) => [{ xAxis: from }, { xAxis: until }]),
  };
  return {
    grid: { left: 8, right: 20, top: 16, bottom: 8, containLabel: true },
    xAxis: {
      type: 'value',
      max: 1,
      axisLine: { lineStyle: { color: colours.of('soft') }, onZero: false },
      splitLine: { show: false },
      ...marked(across, colours),
      axisPointer: { label: { show: false } },
    },
    yAxis: valueAxis(colours, {
      max: 1,
      interval: up[1]?.at ?? 1,
      ...marked(up, colours),
      axisTick: { show: false },
    }),
    tooltip: tooltip(colours, (place) => words[place] ?? ''),
    series: [
      ...curves.map(({ name, tone, points }, place) => ({
        type: 'line',
        name,
        data: points,
        symbol: 'none',
        lineStyle: { width: 2, color: colours.of(colourOf(tone)) },
        itemStyle: { color: colours.of(colourOf(tone)) },
        z: 3,
        ...(place === 0 && behind.length > 0 ? { markArea: incidents } : {}),
      })),
      ...curves.flatMap((curve) => bandOf(curve, colours)),
    ],
  };
}

/** Words at the marks of an axis and nowhere else. */
function marked(marks: readonly AxisMark[], colours: Colours): object {
  const customValues = marks.map(({ at }) => at);
  return {
    min: 0,
    axisTick: { show: true, customValues },
    axisLabel: {
      color: colours.of('soft'),
      hideOverlap: true,
      customValues,
      formatter: (value: number) => marks.find(({ at }) => Math.abs(at - value) < 1e-9)?.words ?? '',
    },
  };
}

/** The two sides of a comparison have no colours of their own. */
function colourOf(tone: string): string {
  if (tone === 'run-a') return 'sent';
  return tone === 'run-b' ? 'backlog' : tone;
}

function bandOf({ tone, band }: Curve, colours: Colours): readonly object[] {
  if (band === undefined) return [];
  const outline = [...band.upper, ...band.lower.toReversed()];
  return [
    {
      type: 'custom',
      silent: true,
      tooltip: { show: false },
      // One shape for all of it; a point of it says where its series lies.
      data: [[0, 0]],
      encode: { x: 0, y: 1 },
      clip: true,
      z: 1,
      renderItem: (_: unknown, api: CellApi) => ({
        type: 'polygon',
        shape: { points: outline.map((point) => api.coord(point)) },
        style: { fill: colours.of(colourOf(tone)), opacity: 0.22 },
      }),
    },
  ];
}
