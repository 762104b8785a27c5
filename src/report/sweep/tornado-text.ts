import { type CellMetric, metricName } from '../../experiment/sweeping/metrics.ts';
import type { SweepResult } from '../../experiment/sweeping/sweep.ts';
import type { Tornado, TornadoBar } from '../../experiment/sweeping/tornado.ts';
import { counted, tenths } from '../figures-in-words.ts';
import type { Glyphs } from '../glyphs.ts';
import type { Palette } from '../palette.ts';
import { clip, LINE_WIDTH, wrap } from '../table.ts';

const NAME_WIDTH = 32;
const BAR_WIDTH = 20;

/** What matters most: one bar a path, the largest first, and under them how they were reckoned. */
export function tornadoText(
  tornado: Tornado | undefined,
  metric: CellMetric,
  result: SweepResult,
  palette: Palette,
  { bar }: Glyphs,
): string {
  const heading = palette.strong(`What matters most for ${metricName(metric)}`);
  if (tornado === undefined) return [heading, ...wrap(whyNone(result), 2, 2)].join('\n');
  const names = tornado.bars.map(({ path }) => clip(path, NAME_WIDTH));
  const width = Math.max(...names.map((name) => name.length));
  const most = Math.max(...tornado.bars.map(({ effect }) => Math.abs(effect)));
  const bars = tornado.bars.flatMap((one, place) => {
    const length = most === 0 ? 0 : Math.round((Math.abs(one.effect) / most) * BAR_WIDTH);
    const drawn = bar.at(-1)!.repeat(length).padEnd(BAR_WIDTH);
    const line = `  ${names[place]!.padEnd(width)}  ${drawn}  `;
    const words = effectInWords(one, tornado);
    const hanging = `${line}${words}`.length > LINE_WIDTH;
    return hanging ? [line.trimEnd(), ...wrap(words, width + 4, 0)] : [line + words];
  });
  return [heading, ...bars, ...wrap(methodInWords(tornado, result), 2, 2).map(palette.faint)].join('\n');
}

/** What a bar stands for: `0 at 50, 34,000 at 10`. */
export function effectInWords({ effect, from, to }: TornadoBar, { unit }: Pick<Tornado, 'unit'>): string {
  if (from === undefined || to === undefined)
    return `${effect < 0 ? '-' : '+'}${Math.abs(effect).toFixed(2)}`;
  if (effect === 0) return `always ${amount(from.mean, unit)}`;
  return `${amount(from.mean, unit)} at ${from.value}, ${amount(to.mean, unit)} at ${to.value}`;
}

function amount(value: number, unit: string): string {
  const words = Math.abs(value) < 10 && !Number.isInteger(value) ? value.toPrecision(3) : tenths(value);
  return unit === 's' ? `${words} s` : words;
}

/** How the bars were reckoned, and what they leave out. */
export function methodInWords({ method, explained, cells }: Tornado, { outcomes }: SweepResult): string {
  const missing = outcomes.length - cells;
  const without = missing === 0 ? '' : ` ${counted(missing, 'cell')} without it left out.`;
  if (method === 'main effects')
    return `Means over all cells with that value, the least and the most of each path.${without}`;
  const percent = Math.round((explained ?? 0) * 100);
  return `Standardized coefficients of a regression on ranks, which explains ${percent}% of their variance; the sign tells whether it rises or falls.${without}`;
}

function whyNone({ design, swept }: SweepResult): string {
  return design === 'grid'
    ? 'Too few cells have it.'
    : `A regression on ${counted(swept.length, 'path')} needs more cells, and paths that do not go together.`;
}
