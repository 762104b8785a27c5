import { TIME_PARTS, type TimePart } from '../../../measure/time-split/split-columns.ts';
import { shortDuration } from '../../figures-in-words.ts';
import { roundAtLeast, roundDuration } from '../../round-durations.ts';
import { PART_NAMES } from '../../time-parts.ts';
import { type Html, html, raw } from '../html-text.ts';
import { drawing, tenth, WIDTH } from './frame.ts';

/** A bar: where the time of some messages went, on average. */
export interface TimesBar {
  readonly name: string;
  readonly parts: Readonly<Record<TimePart, number>>;
  readonly totalUs: number;
}

const LEFT = 190;
const RIGHT = 80;
const TOP = 8;
const ROW = 30;
const BAR = 18;
const BOTTOM = 30;
/** Of the scale, at the most. */
const STEPS = 5;

/** Bars one below the other, each stacked of its parts, on one scale from 0. */
export function timesDrawing(id: string, bars: readonly TimesBar[]): Html {
  const mostUs = Math.max(1, ...bars.map(({ totalUs }) => totalUs));
  const stepUs = roundAtLeast(mostUs / STEPS);
  const ticks = Array.from({ length: Math.ceil(mostUs / stepUs) + 1 }, (_, tick) => tick * stepUs);
  const top = ticks.at(-1)!;
  const x = (us: number): number => tenth(LEFT + (us / top) * (WIDTH - LEFT - RIGHT));
  const base = TOP + ROW * bars.length;
  return drawing(id, base + BOTTOM, [
    ...ticks.map((us) => {
      const at = x(us);
      return html`<path class="${raw(us === 0 ? 'base' : 'grid')}" d="M${at} ${TOP}V${base}"/><text class="label" x="${at}" y="${base + 18}" text-anchor="middle">${roundDuration(us)}</text>`;
    }),
    ...bars.flatMap((bar, row) => barOf(bar, TOP + ROW * row, x)),
  ]);
}

function barOf({ name, parts, totalUs }: TimesBar, y: number, x: (us: number) => number): readonly Html[] {
  const middle = y + ROW / 2 + 4;
  let fromUs = 0;
  const stacked = TIME_PARTS.filter((part) => parts[part] > 0).map((part) => {
    const [start, end] = [x(fromUs), x(fromUs + parts[part])];
    fromUs += parts[part];
    return html`<rect class="part ${part}" x="${start}" y="${y + (ROW - BAR) / 2}" width="${Math.max(0.5, tenth(end - start))}" height="${BAR}"><title>${PART_NAMES[part]}: ${shortDuration(Math.round(parts[part]))}</title></rect>`;
  });
  return [
    html`<text class="bar-name" x="${LEFT - 10}" y="${middle}" text-anchor="end">${name}</text>`,
    ...stacked,
    html`<text class="label" x="${tenth(x(totalUs) + 8)}" y="${middle}">${shortDuration(Math.round(totalUs))}</text>`,
  ];
}
