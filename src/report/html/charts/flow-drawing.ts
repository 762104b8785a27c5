import { grouped } from '../../figures-in-words.ts';
import { valueTicks } from '../axis-ticks.ts';
import type { FlowChart, Line, TimeAxis } from '../chart.ts';
import { type Html, html } from '../html-text.ts';
import { bands, drawing, type Frame, frameOf, gridLine, leftFor, pathThrough, timeAxis } from './frame.ts';

const HEIGHT = 300;

/** Lines over time, drawn. */
export function flowDrawing({ id, lines, fillsGap }: FlowChart, axis: TimeAxis): Html {
  const ticks = valueTicks(Math.max(...lines.flatMap(({ values }) => values)));
  const left = leftFor(ticks.map(grouped));
  const frame = frameOf(axis.length, HEIGHT, left);
  const top = ticks.at(-1)!;
  const paths = lines.map((line) => pointsOf(line, axis, frame, top));
  return drawing(id, HEIGHT, [
    ...bands(axis.bands, frame),
    ...ticks.map((tick) => gridLine(frame, tick / top, grouped(tick), left)),
    ...timeAxis(axis, frame),
    ...(fillsGap ? [html`<path class="gap" d="${gapBetween(paths)}"/>`] : []),
    ...lines.map(({ tone }, place) => html`<path class="line ${tone}" d="${pathThrough(paths[place]!)}"/>`),
  ]);
}

type Points = readonly (readonly [x: number, y: number])[];

function pointsOf({ values }: Line, axis: TimeAxis, frame: Frame, top: number): Points {
  const start = [frame.x(0), frame.y(0)] as const;
  return [
    start,
    ...values.map((value, bin) => [frame.x(Math.min(bin + 1, axis.length)), frame.y(value / top)] as const),
  ];
}

/** Between two lines, or between one and the base. */
function gapBetween([upper = [], lower]: readonly Points[]): string {
  const back = lower ?? [upper[0]!, [upper.at(-1)![0], upper[0]![1]] as const];
  return `${pathThrough([...upper, ...back.toReversed()])}Z`;
}
