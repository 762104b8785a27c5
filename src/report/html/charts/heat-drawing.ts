import { clip } from '../../table.ts';
import type { HeatChart, TimeAxis } from '../chart.ts';
import { type Html, html } from '../html-text.ts';
import { BOTTOM, bands, drawing, type Frame, frameOf, RIGHT, TOP, tenth, timeAxis, WIDTH } from './frame.ts';

const ROW_HEIGHT = 18;
const LEFT = 168;
const NAME_LENGTH = 19;
/** Shades of a backlog above 0. */
export const SHADES = 6;

/** Backlog by sender over time, drawn: a row a sender, the darker the longer its queue. */
export function heatDrawing({ id, rows, max }: HeatChart, axis: TimeAxis): Html {
  const height = TOP + BOTTOM + rows.length * ROW_HEIGHT;
  const frame = frameOf(axis.length, height, LEFT);
  return drawing(id, height, [
    ...bands(axis.bands, frame),
    ...rows.flatMap(({ name, values }, row) => {
      const y = TOP + row * ROW_HEIGHT;
      return [
        html`<text class="label" x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${clip(name, NAME_LENGTH)}</text>`,
        ...shadesOf(values, max).map(
          ([shade, cells]) => html`<path class="shade-${shade}" d="${cellsPath(cells, y, frame, axis)}"/>`,
        ),
      ];
    }),
    ...timeAxis(axis, frame),
    html`<path class="base" d="M${LEFT} ${frame.y(0)}H${WIDTH - RIGHT}"/>`,
  ]);
}

/** From which bin until before which. */
type Cell = readonly [from: number, until: number];

/** The stretches of equal shade in a row, by shade; nothing is drawn where there is no backlog. */
function shadesOf(values: readonly number[], max: number): readonly (readonly [number, readonly Cell[]])[] {
  const byShade = new Map<number, Cell[]>();
  for (let from = 0; from < values.length; ) {
    const shade = shadeOf(values[from]!, max);
    let until = from + 1;
    while (until < values.length && shadeOf(values[until]!, max) === shade) until += 1;
    if (shade > 0) byShade.set(shade, [...(byShade.get(shade) ?? []), [from, until]]);
    from = until;
  }
  return [...byShade].sort(([a], [b]) => a - b);
}

/** 0 of no backlog, else 1 to {@link SHADES}. */
export function shadeOf(value: number, max: number): number {
  return value <= 0 ? 0 : Math.max(1, Math.ceil((value / max) * SHADES));
}

function cellsPath(cells: readonly Cell[], y: number, frame: Frame, axis: TimeAxis): string {
  return cells
    .map(([from, until]) => {
      const [start, end] = [frame.x(from), frame.x(Math.min(until, axis.length))];
      return `M${start} ${y}H${Math.max(end, tenth(start + 0.5))}v${ROW_HEIGHT - 2}H${start}Z`;
    })
    .join('');
}
