import type { Band, TimeAxis } from '../chart.ts';
import { type Html, html, raw } from '../html-text.ts';

/** The drawing of a chart that needs no script, in units of its own; the page scales it to its column. */
export const WIDTH = 960;
export const LEFT = 64;
export const RIGHT = 16;
export const TOP = 24;
export const BOTTOM = 30;

/** Where the points of a chart lie on its drawing. */
export interface Frame {
  readonly height: number;
  readonly x: (place: number) => number;
  /** From 0, the bottom, to 1. */
  readonly y: (share: number) => number;
}

/** A frame for so many bins. */
export function frameOf(bins: number, height: number, left: number = LEFT): Frame {
  const [width, tall] = [WIDTH - left - RIGHT, height - TOP - BOTTOM];
  return {
    height,
    x: (place) => tenth(left + (place / bins) * width),
    y: (share) => tenth(TOP + (1 - share) * tall),
  };
}

/** Room at the left of a chart for the words of its scale, at the larger letters of a narrow window too. */
export function leftFor(words: readonly string[]): number {
  return Math.max(LEFT_LEAST, 14 + LETTER * Math.max(0, ...words.map(({ length }) => length)));
}

const LEFT_LEAST = 56;
const LETTER = 9.5;

/** To a tenth of a unit, which no eye can tell apart. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The drawing as an image with a name. */
export function drawing(id: string, height: number, parts: readonly Html[]): Html {
  return html`<svg class="still" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-caption">${parts}</svg>`;
}

/** A path through points. */
export function pathThrough(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

/** The axis of time below a chart. */
export function timeAxis(axis: TimeAxis, frame: Frame): readonly Html[] {
  const base = frame.y(0);
  return axis.ticks
    .filter(({ at }) => at <= axis.length)
    .map(({ at, words }) => {
      const x = frame.x(at);
      const anchor = x > WIDTH - 50 ? 'end' : 'middle';
      return html`<path class="tick" d="M${x} ${base}v4"/><text class="label" x="${x}" y="${base + 21}" text-anchor="${anchor}">${words}</text>`;
    });
}

/** Incidents as bands behind a chart. */
export function bands(all: readonly Band[], frame: Frame): readonly Html[] {
  return all.map(({ from, until, words }) => {
    const x = frame.x(from);
    const width = Math.max(1, tenth(frame.x(until) - x));
    return html`<rect class="band" x="${x}" y="${frame.y(1)}" width="${width}" height="${tenth(frame.y(0) - frame.y(1))}"><title>${words}</title></rect>`;
  });
}

/** A line across the chart with what it stands for at its left. */
export function gridLine(frame: Frame, share: number, words: string, left: number = LEFT): Html {
  const y = frame.y(share);
  return html`<path class="${raw(share === 0 ? 'base' : 'grid')}" d="M${left} ${y}H${WIDTH - RIGHT}"/><text class="label" x="${left - 8}" y="${y + 4}" text-anchor="end">${words}</text>`;
}
