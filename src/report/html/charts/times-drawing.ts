import { TIME_PARTS, type TimePart } from '../../../measure/time-split/split-columns.ts';
import { shortDuration } from '../../figures-in-words.ts';
import { roundAtLeast, roundDuration } from '../../round-durations.ts';
import { PART_NAMES } from '../../time-parts.ts';
import { type Html, html, raw } from '../html-text.ts';

/** A bar: where the time of some messages went, on average. */
export interface TimesBar {
  readonly name: string;
  readonly parts: Readonly<Record<TimePart, number>>;
  readonly totalUs: number;
}

/** In pixels: the words of a bar stand above it, so that it may be as long as the window is wide. */
const TOP = 4;
const WORDS = 18;
const BAR = 14;
const ROW: number = WORDS + BAR + 10;
const BOTTOM = 30;
/** Of the scale, at the most: on a telephone there is no room for more. */
const STEPS = 4;
/** Bars that would be shorter than this part of the longest get a scale of their own. */
const SHORT = 0.05;

/**
 * Bars one below the other, each stacked of its parts, on a scale from 0; where groups of bars differ so much that
 * nothing would be seen of some, on several.
 */
export function timesDrawing(id: string, groups: readonly (readonly TimesBar[])[]): Html {
  const scales = scalesOf(groups.filter((bars) => bars.length > 0));
  const heights = scales.map((bars) => TOP + ROW * bars.length + BOTTOM);
  const height = heights.reduce((sum, one) => sum + one, 0);
  let fromY = 0;
  const parts = scales.map((bars, place) => {
    const drawn = scaleOf(bars, fromY);
    fromY += heights[place]!;
    return drawn;
  });
  return html`<svg class="still fluid" width="100%" height="${height}" role="img" aria-labelledby="${id}-caption">${parts}</svg>`;
}

/** Whether the bars of {@link timesDrawing} need more than one scale. */
export function hasSeveralScales(groups: readonly (readonly TimesBar[])[]): boolean {
  return scalesOf(groups.filter((bars) => bars.length > 0)).length > 1;
}

/** Groups that can be seen beside each other, those of the longest bars first. */
function scalesOf(groups: readonly (readonly TimesBar[])[]): readonly (readonly TimesBar[])[] {
  const most = (bars: readonly TimesBar[]): number => Math.max(...bars.map(({ totalUs }) => totalUs));
  const scales: TimesBar[][] = [];
  for (const bars of groups.toSorted((a, b) => most(b) - most(a))) {
    const scale = scales.at(-1);
    if (scale === undefined || most(bars) < SHORT * most(scale)) scales.push([...bars]);
    else scale.push(...bars);
  }
  return scales;
}

function scaleOf(bars: readonly TimesBar[], fromY: number): Html {
  const mostUs = Math.max(1, ...bars.map(({ totalUs }) => totalUs));
  const stepUs = roundAtLeast(mostUs / STEPS);
  const steps = Math.ceil(mostUs / stepUs);
  const top = fromY + TOP;
  const base = top + ROW * bars.length;
  const ticks = Array.from({ length: steps + 1 }, (_, step) => step);
  return html`${ticks.map((step) => {
    const x = percentOf(step / steps);
    const anchor = step === 0 ? 'start' : step === steps ? 'end' : 'middle';
    return html`<line class="${raw(step === 0 ? 'base' : 'grid')}" x1="${x}" x2="${x}" y1="${top}" y2="${base}"/><text class="label" x="${x}" y="${base + 18}" text-anchor="${raw(anchor)}">${roundDuration(step * stepUs)}</text>`;
  })}${bars.map((bar, row) => barOf(bar, top + ROW * row, stepUs * steps))}`;
}

function barOf({ name, parts, totalUs }: TimesBar, y: number, wholeUs: number): Html {
  let fromUs = 0;
  const stacked = TIME_PARTS.filter((part) => parts[part] > 0).map((part) => {
    const x = percentOf(fromUs / wholeUs);
    fromUs += parts[part];
    const width = percentOf(Math.max(parts[part] / wholeUs, 0.0005));
    return html`<rect class="part ${part}" x="${x}" y="${y + WORDS}" width="${width}" height="${BAR}"><title>${PART_NAMES[part]}: ${shortDuration(Math.round(parts[part]))}</title></rect>`;
  });
  return html`<text class="bar-name" x="6" y="${y + WORDS - 4}">${name} <tspan class="label">${shortDuration(Math.round(totalUs))}</tspan></text>${stacked}`;
}

/** To a hundredth of a percent, a tenth of a pixel. */
function percentOf(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
