import { type RunShape, SHAPE_QUANTILES } from '../../experiment/run-shape.ts';
import type { Setting } from '../../measure/result.ts';
import { grouped, shortDuration } from '../figures-in-words.ts';
import { wallClockOf } from '../wall-clock.ts';
import { durationTicks, timeTicks, valueTicks } from './axis-ticks.ts';
import type { AxisMark, Curve, CurveChart, CurvePoints } from './chart.ts';
import { curveDrawing } from './charts/curve-drawing.ts';
import type { Html } from './html-text.ts';
import { chartFigure, legendOf, tableOf } from './parts.ts';
import { curveOf, MANY, type ShapeGroup, type Spread, spreadOver, valuesAt } from './spread.ts';
import { bandsOf } from './time-bins.ts';

/** Points of a curve over time. */
const POINTS = 240;
/** What the bands around the medians are, in a sentence. */
export function bandNote(replications: number): string {
  return replications >= MANY
    ? `Lines are medians over ${grouped(replications)} replications; in the bands lie nine in ten of them.`
    : `Lines are medians over ${grouped(replications)} replications; the bands reach from the lowest to the highest.`;
}

/** What a chart over time shows of a run at the end of an interval. */
export interface Course {
  readonly id: string;
  readonly caption: string;
  readonly of: (shape: RunShape, interval: number) => number;
}

/** Segments that were sent since the start. */
export const SENT: Course = {
  id: 'sent',
  caption: 'Segments that were sent, since the start',
  of: ({ left }, interval) => left[interval]!,
};

/** Segments that wait. */
export const WAITING: Course = {
  id: 'backlog',
  caption: 'Segments that wait, in all queues together',
  of: ({ arrived, left }, interval) => arrived[interval]! - left[interval]!,
};

/** A chart, and its place in the page. */
export interface ShapeFigure {
  readonly chart: CurveChart;
  readonly body: Html;
}

/** Runs over time, on the clock of a setting. */
export function courseFigure(groups: readonly ShapeGroup[], course: Course, setting: Setting): ShapeFigure {
  const shapes = groups.flatMap(({ shapes: own }) => own);
  const untilUs = Math.max(1, ...shapes.map(({ intervalUs, left }) => intervalUs * left.length));
  const spreads = groups.map((group) =>
    spreadOver(group, (shape, share) => at(shape, share * untilUs, course), POINTS),
  );
  const up = valueTicks(Math.max(1, ...spreads.flatMap(({ upper }) => upper)));
  const top = up.at(-1)!;
  const x = (point: number): number => point / POINTS;
  const across = timeTicks({ setting }, untilUs, untilUs);
  const curves = spreads.map((spread) => curveOf(spread, x, (value) => value / top));
  const clock = wallClockOf(setting.anchor);
  const cell = (point: number): string => clock.cell((untilUs * point) / POINTS);
  const inWords = (value: number): string => grouped(Math.round(value));
  const chart: CurveChart = {
    kind: 'curves',
    id: course.id,
    curves,
    across,
    up: up.map((value) => ({ at: value / top, words: grouped(value) })),
    behind: bandsOf(setting, untilUs, untilUs),
    words: wordsOf(spreads, cell, inWords, POINTS),
  };
  const rows = rowsOf(POINTS).map((point) => [cell(point), ...cellsOf(spreads, point, inWords)]);
  const table = tableOf(course.caption, columnsOf('at', groups), rows, { hidesCaption: true });
  return figureOf(chart, course.caption, table, groupLegend(groups, setting.incidents.length > 0));
}

/** How end-to-end latencies are distributed, on a scale on which each tenfold is as long; undefined of none. */
export function latencyFigure(groups: readonly ShapeGroup[]): ShapeFigure | undefined {
  const timed = groups
    .map((group) => ({ ...group, shapes: group.shapes.filter(({ endToEndUs }) => endToEndUs.length > 0) }))
    .filter(({ shapes }) => shapes.length > 0);
  if (timed.length === 0) return undefined;
  const all = timed.flatMap(({ shapes }) =>
    // From the first percentile: below it there is next to nothing to see.
    shapes.flatMap(({ endToEndUs }) => [endToEndUs[1]!, endToEndUs.at(-1)!]),
  );
  const leastUs = Math.max(LEAST_US, Math.min(...all));
  const mostUs = Math.max(2 * leastUs, ...all);
  const scale = Math.log(mostUs / leastUs);
  const x = (us: number): number => Math.min(1, Math.max(0, Math.log(us / leastUs) / scale));
  const spreads = timed.map((group) =>
    spreadOver(
      group,
      ({ endToEndUs }, share) => endToEndUs[Math.round(share * SHAPE_QUANTILES)]!,
      SHAPE_QUANTILES,
    ),
  );
  const y = (mark: number): number => mark / SHAPE_QUANTILES;
  const flip = (points: CurvePoints): CurvePoints => points.map(([share, us]) => [us, share]);
  const curves = spreads.map((spread): Curve => {
    const { points, band, ...named } = curveOf(spread, y, x);
    return {
      ...named,
      points: flip(points),
      band: band && { lower: flip(band.lower), upper: flip(band.upper) },
    };
  });
  const caption = 'Share of messages that took at most so long from end to end';
  const name = (mark: number): string => (mark === 100 ? 'max' : mark === 0 ? 'min' : `p${mark}`);
  const inWords = (us: number): string => shortDuration(Math.round(us));
  const rows = [50, 75, 90, 95, 99, 100].map((mark) => [name(mark), ...cellsOf(spreads, mark, inWords)]);
  const chart: CurveChart = {
    kind: 'curves',
    id: 'latencies',
    curves,
    across: durationTicks(leastUs, mostUs, x, 1),
    up: SHARES,
    behind: [],
    words: wordsOf(spreads, name, inWords, SHAPE_QUANTILES),
  };
  const table = tableOf(caption, columnsOf('', timed), rows, { hidesCaption: true });
  return figureOf(chart, caption, table, groupLegend(timed));
}

function figureOf(chart: CurveChart, caption: string, table: Html, legend: Html | undefined): ShapeFigure {
  return { chart, body: chartFigure(chart.id, caption, curveDrawing(chart), 'tall', table, legend) };
}

/** At each point: where it is, then what each group is there. */
function wordsOf(
  spreads: readonly Spread[],
  at: (point: number) => string,
  inWords: (value: number) => string,
  points: number,
): readonly string[] {
  return Array.from({ length: points + 1 }, (_, point) =>
    [
      at(point),
      ...spreads.map((spread) => {
        const [middle, ...ends] = valuesAt(spread, point).map(inWords);
        return `${spread.name} ${middle}${ends.length === 0 ? '' : ` (${ends.join(' to ')})`}`;
      }),
    ].join('\n'),
  );
}

/** What is shorter stands at the left end. */
const LEAST_US = 1000;
const SHARES: readonly AxisMark[] = [0, 25, 50, 75, 100].map((percent) => ({
  at: percent / 100,
  words: `${percent}%`,
}));

/** At an instant, on the way from one end of an interval to the next; after the end of the run, as it was then. */
function at(shape: RunShape, us: number, { of }: Course): number {
  const intervals = Math.min(shape.left.length, us / shape.intervalUs);
  const before = Math.floor(intervals);
  const value = (interval: number): number => (interval === 0 ? 0 : of(shape, interval - 1));
  const part = intervals - before;
  return part === 0 ? value(before) : value(before) + part * (value(before + 1) - value(before));
}

/** Rows of a chart's table: more would not be read. */
const ROWS = 20;

function rowsOf(points: number): readonly number[] {
  return Array.from({ length: ROWS }, (_, row) => Math.round(((row + 1) * points) / ROWS));
}

function cellsOf(
  spreads: readonly Spread[],
  point: number,
  inWords: (value: number) => string,
): readonly string[] {
  return spreads.flatMap((spread) => valuesAt(spread, point).map(inWords));
}

function columnsOf(first: string, groups: readonly ShapeGroup[]) {
  const titles = groups.flatMap(({ name, shapes }) =>
    shapes.length > 1 ? [`${name} median`, 'low', 'high'] : [name],
  );
  return [{ title: first }, ...titles.map((title) => ({ title, isNumber: true }))];
}

/** Nothing where there is one line: the caption says what it is. */
function groupLegend(groups: readonly ShapeGroup[], hasIncidents = false): Html | undefined {
  const lines = groups.length < 2 ? [] : groups.map(({ tone, name }) => [tone, name] as const);
  const all = [...lines, ...(hasIncidents ? [['incident', 'incident'] as const] : [])];
  return all.length === 0 ? undefined : legendOf(all);
}
