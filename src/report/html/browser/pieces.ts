import type { Colours } from './colours.ts';

/** Tooltips are drawn, not made of HTML, whose styles the page's policy forbids. */
export function tooltip(colours: Colours, formatter: (place: number) => string): object {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.of('wash'),
    borderColor: colours.of('rule'),
    textStyle: { color: colours.of('ink'), fontSize: 13 },
    axisPointer: { type: 'line', snap: true, lineStyle: { color: colours.of('soft'), type: 'solid' } },
    formatter: (points: { dataIndex: number }[] | { dataIndex: number }) =>
      formatter((Array.isArray(points) ? points[0] : points)?.dataIndex ?? 0),
  };
}

/** An upward axis with lines across the chart. */
export function valueAxis(colours: Colours, more: object = {}): object {
  return {
    type: 'value',
    axisLine: { show: false },
    axisLabel: { color: colours.of('soft') },
    splitLine: { lineStyle: { color: colours.of('rule') } },
    ...more,
  };
}

/** What ECharts hands to a series that draws itself. */
export interface CellApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly number[]) => readonly number[];
  readonly size: (extent: readonly number[]) => readonly number[];
}
