import { type RunShape, SHAPE_QUANTILES } from '../../experiment/run-shape.ts';
import type { Setting } from '../../measure/result.ts';
import { grouped, shortDuration } from '../figures-in-words.ts';
import { wallClockOf } from '../wall-clock.ts';
import { durationTicks, timeTicks, valueTicks } from './axis-ticks.ts';
import type { AxisMark } from './chart.ts';
import { type Curve, type CurvePoints, curveDrawing } from './charts/curve-drawing.ts';
import type { Html } from './html-text.ts';
import { legendOf, stillFigure, tableOf } from './parts.ts';
import { bandsOf } from './time-bins.ts';

/** Runs that are drawn as one curve: a single one, or replications as their median and the band around it. */
export interface ShapeGroup {
  readonly name: string;
  readonly tone: string;
  readonly shapes: readonly RunShape[];
}

/** Points of a curve over time. */
const POINTS = 240;
/** Replications from which on the band leaves out one in twenty at either end. */
const MANY = 20;
const TAIL = 0.05;

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

/** Runs over time, on the clock of a setting. */
export function courseFigure(groups: readonly ShapeGroup[], course: Course, setting: Setting): Html {
  const shapes = groups.flatMap(({ shapes: own }) => own);
  const untilUs = Math.max(1, ...shapes.map(({ intervalUs, left }) => intervalUs * left.length));
  const spreads = groups.map((group) =>
    spreadOver(group, (shape, share) => at(shape, share * untilUs, course)),
  );
  const up = valueTicks(Math.max(1, ...spreads.flatMap(({ upper }) => upper)));
  const top = up.at(-1)!;
  const x = (point: number): number => point / POINTS;
  const across = timeTicks({ setting }, untilUs, untilUs);
  const curves = spreads.map((spread) => curveOf(spread, x, (value) => value / top));
  const clock = wallClockOf(setting.anchor);
  const rows = rowsOf(POINTS).map((point) => [
    clock.cell((untilUs * point) / POINTS),
    ...spreads.flatMap((spread) => cellsOf(spread, point, (value) => grouped(Math.round(value)))),
  ]);
  return stillFigure(
    course.id,
    course.caption,
    curveDrawing(
      course.id,
      curves,
      across,
      up.map((value) => ({ at: value / top, words: grouped(value) })),
      bandsOf(setting, untilUs, untilUs),
    ),
    tableOf(course.caption, columnsOf('at', groups), rows, { hidesCaption: true }),
    groupLegend(groups, setting.incidents.length > 0),
  );
}

/** How end-to-end latencies are distributed, on a scale on which each tenfold is as long; undefined of none. */
export function latencyFigure(groups: readonly ShapeGroup[]): Html | undefined {
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
    const { points, band, tone } = curveOf(spread, y, x);
    return { tone, points: flip(points), band: band && { lower: flip(band.lower), upper: flip(band.upper) } };
  });
  const caption = 'Share of messages that took at most so long from end to end';
  const rows = [50, 75, 90, 95, 99, 100].map((mark) => [
    mark === 100 ? 'max' : `p${mark}`,
    ...spreads.flatMap((spread) => cellsOf(spread, mark, (us) => shortDuration(Math.round(us)))),
  ]);
  return stillFigure(
    'latencies',
    caption,
    curveDrawing('latencies', curves, durationTicks(leastUs, mostUs, x, 1), SHARES),
    tableOf(caption, columnsOf('', timed), rows, { hidesCaption: true }),
    groupLegend(timed),
  );
}

/** What is shorter stands at the left end. */
const LEAST_US = 1000;
const SHARES: readonly AxisMark[] = [0, 25, 50, 75, 100].map((percent) => ({
  at: percent / 100,
  words: `${percent}%`,
}));

/** At each point, the middle of a group's runs and what lies around it. */
interface Spread {
  readonly tone: string;
  readonly middle: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** False of a single run. */
  readonly hasBand: boolean;
}

function spreadOver(
  { tone, shapes }: ShapeGroup,
  of: (shape: RunShape, share: number) => number,
  points = POINTS,
): Spread {
  const sorted = Array.from({ length: points + 1 }, (_, point) =>
    shapes.map((shape) => of(shape, point / points)).toSorted((a, b) => a - b),
  );
  const tail = shapes.length >= MANY ? Math.floor(TAIL * shapes.length) : 0;
  return {
    tone,
    middle: sorted.map((values) => values[Math.floor((values.length - 1) / 2)]!),
    lower: sorted.map((values) => values[tail]!),
    upper: sorted.map((values) => values[values.length - 1 - tail]!),
    hasBand: shapes.length > 1,
  };
}

/** At an instant, on the way from one end of an interval to the next; after the end of the run, as it was then. */
function at(shape: RunShape, us: number, { of }: Course): number {
  const intervals = Math.min(shape.left.length, us / shape.intervalUs);
  const before = Math.floor(intervals);
  const value = (interval: number): number => (interval === 0 ? 0 : of(shape, interval - 1));
  const part = intervals - before;
  return part === 0 ? value(before) : value(before) + part * (value(before + 1) - value(before));
}

function curveOf(
  { tone, middle, lower, upper, hasBand }: Spread,
  x: (point: number) => number,
  y: (value: number) => number,
): Curve {
  const through = (values: readonly number[]): CurvePoints =>
    values.map((value, point) => [x(point), y(value)] as const);
  const band = hasBand ? { lower: through(lower), upper: through(upper) } : undefined;
  return { tone, points: through(middle), band };
}

/** Rows of a chart's table: more would not be read. */
const ROWS = 20;

function rowsOf(points: number): readonly number[] {
  return Array.from({ length: ROWS }, (_, row) => Math.round(((row + 1) * points) / ROWS));
}

function cellsOf(spread: Spread, point: number, words: (value: number) => string): readonly string[] {
  const values = spread.hasBand ? [spread.middle, spread.lower, spread.upper] : [spread.middle];
  return values.map((all) => words(all[point]!));
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
