import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../../kernel/time.ts';
import { parseTimeOfDay } from './moments.ts';
import { parseDuration } from './quantities.ts';

/** Values in whole steps from the one that is written, which is step 0. */
export interface Draws {
  /** The steps down to the lower end: 0 or less. */
  readonly down: number;
  /** The steps up to the upper end: 0 or more. */
  readonly up: number;
  /** The value so many steps away, as it may be written; at the ends the ends themselves. */
  readonly at: (steps: number) => string;
}

/** The values of a range, or which mistake it makes and why. */
export type RangeReading =
  | { readonly ok: true; readonly draws: Draws }
  | { readonly ok: false; readonly mistake: RangeMistake; readonly why: string };

/** `no scale`: nothing lies between two values of this kind. */
export type RangeMistake = 'no scale' | 'not such a range' | 'upside down' | 'outside';

/**
 * Reads `20000..60000` as a range of what is written. It is drawn as finely as the three are written: `30m..2h` by the
 * minute, `1.0%..5.0%` by a tenth of a percent.
 */
export function readRange(written: string, range: string): RangeReading {
  const scale = SCALES.find(({ read }) => read(written) !== undefined);
  const value = scale?.read(written);
  if (scale === undefined || value === undefined)
    return { ok: false, mistake: 'no scale', why: 'it is no number, rate, share, time or the like' };
  const [low, high] = endsOf(range).map((text) => scale.read(text));
  if (low === undefined || high === undefined)
    return { ok: false, mistake: 'not such a range', why: `${written} is ${scale.what}` };
  if (low.units > high.units)
    return { ok: false, mistake: 'upside down', why: 'its lower end is the higher' };
  if (value.units < low.units || value.units > high.units)
    return { ok: false, mistake: 'outside', why: `${written} is not in it` };
  return { ok: true, draws: drawsOf(written, scale, [low, value, high]) };
}

function endsOf(range: string): readonly string[] {
  const match = /^(.+?)\s*\.\.\s*(.+)$/.exec(range);
  return match === null ? [] : [match[1]!, match[2]!];
}

/** Values between two ends. */
export interface Spread {
  /** How many were asked for: `10000..100000:10`; undefined: it does not say. */
  readonly count: number | undefined;
  /** How many there are, drawn as finely as the ends are written. */
  readonly most: number;
  /** The value so far along, from 0 to 1, as it may be written; at 0 and 1 the ends themselves. */
  readonly at: (fraction: number) => string;
}

/** What a text says of values between two ends; undefined: it has no two dots, so it is none. */
export type SpreadReading =
  | { readonly ok: true; readonly spread: Spread }
  | { readonly ok: false; readonly mistake: 'not such a range' | 'upside down' };

/** Reads `10000..100000:10`, ten values from the one to the other, or `10s..60s`, any number of them. */
export function readSpread(text: string): SpreadReading | undefined {
  if (!text.includes('..')) return undefined;
  const [, ends = text, count] = /^(.*):([1-9]\d{0,6})$/.exec(text) ?? [];
  // Times of day end in a colon and a number as well.
  const readings = [
    spreadOf(ends, count === undefined ? undefined : Number(count)),
    spreadOf(text, undefined),
  ];
  return readings.find(({ ok }) => ok) ?? readings[0]!;
}

function spreadOf(range: string, count: number | undefined): SpreadReading {
  const texts = endsOf(range);
  const scale = SCALES.find(({ read }) => texts.every((text) => read(text) !== undefined));
  const [low, high] = texts.map((text) => scale?.read(text));
  if (scale === undefined || low === undefined || high === undefined)
    return { ok: false, mistake: 'not such a range' };
  if (low.units > high.units) return { ok: false, mistake: 'upside down' };
  const step = Math.min(low.finestUnits, high.finestUnits);
  const steps = Math.round((high.units - low.units) / step);
  const at = (fraction: number): string => {
    if (fraction <= 0 || fraction >= 1) return texts[fraction <= 0 ? 0 : 1]!;
    return scale.write(Math.min(high.units, low.units + Math.round(fraction * steps) * step));
  };
  return { ok: true, spread: { count, most: steps + 1, at } };
}

/** How large some values are, on the one scale that all of them are on; undefined: they are on none. */
export function magnitudesOf(texts: readonly string[]): readonly number[] | undefined {
  for (const { read } of SCALES) {
    const units = texts.flatMap((text) => read(text)?.units ?? []);
    if (units.length === texts.length) return units;
  }
  return undefined;
}

function drawsOf(written: string, { write }: Scale, all: readonly [Quantity, Quantity, Quantity]): Draws {
  const [low, value, high] = all.map(({ units }) => units) as [number, number, number];
  const step = all.reduce((finest, { finestUnits }) => Math.min(finest, finestUnits), Infinity);
  return {
    down: 0 - Math.ceil((value - low) / step),
    up: Math.ceil((high - value) / step),
    at: (steps) => (steps === 0 ? written : write(Math.min(high, Math.max(low, value + steps * step)))),
  };
}

/** A value in whole units of its scale. */
interface Quantity {
  readonly units: number;
  /** What its last digit stands for. */
  readonly finestUnits: number;
}

/** A kind of values, one after the other. */
interface Scale {
  /** A value of it, in the words of the author. */
  readonly what: string;
  readonly read: (text: string) => Quantity | undefined;
  readonly write: (units: number) => string;
}

const DECIMALS_MAX = 6;
const MILLION = 1_000_000;

/** Decimals with something before or behind them, in whole millionths. */
function decimals(what: string, before: string, after: string): Scale {
  return {
    what,
    read(text) {
      if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
      const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text.slice(before.length, text.length - after.length));
      if (match === null) return undefined;
      const [, whole, fraction = ''] = match;
      const units = Number(whole! + fraction.padEnd(DECIMALS_MAX, '0'));
      const finestUnits = Number(`1${'0'.repeat(DECIMALS_MAX - fraction.length)}`);
      return Number.isSafeInteger(units) ? { units, finestUnits } : undefined;
    },
    write(units) {
      const fraction = String(units % MILLION)
        .padStart(DECIMALS_MAX, '0')
        .replace(/0+$/, '');
      const whole = Math.floor(units / MILLION);
      return `${before}${whole}${fraction === '' ? '' : `.${fraction}`}${after}`;
    },
  };
}

const UNITS = [
  ['d', US_PER_DAY],
  ['h', US_PER_HOUR],
  ['m', US_PER_MINUTE],
  ['s', US_PER_SECOND],
  ['ms', 1000],
  ['us', 1],
] as const;

/** In microseconds. */
const DURATIONS: Scale = {
  what: 'a duration',
  read(text) {
    const reading = parseDuration(text);
    return reading.ok ? { units: reading.value, finestUnits: finestOf(text) } : undefined;
  },
  write(us) {
    let rest = us;
    const parts = UNITS.map(([unit, unitUs]) => {
      const count = Math.floor(rest / unitUs);
      rest -= count * unitUs;
      return count === 0 ? '' : `${count}${unit}`;
    });
    return parts.join('') || '0s';
  },
};

/** What the last digit of a duration stands for: of 1.5h it is six minutes. */
function finestOf(text: string): number {
  const [, fraction = '', unit] = /(?:\.(\d+))?([a-z]+)$/.exec(text) ?? [];
  const unitUs = UNITS.find(([name]) => name === unit)?.[1] ?? 1;
  return Math.max(1, Math.floor(unitUs / Number(`1${'0'.repeat(fraction.length)}`)));
}

/** In seconds after midnight. */
const TIMES_OF_DAY: Scale = {
  what: 'a time of day',
  read(text) {
    const reading = parseTimeOfDay(text);
    if (!reading.ok) return undefined;
    return { units: reading.value / US_PER_SECOND, finestUnits: text.length > 'hh:mm'.length ? 1 : 60 };
  },
  write(units) {
    const [hour, minute, second] = [Math.floor(units / 3600), Math.floor(units / 60) % 60, units % 60];
    const shown = second === 0 ? [hour, minute] : [hour, minute, second];
    return shown.map((part) => String(part).padStart(2, '0')).join(':');
  },
};

const SCALES: readonly Scale[] = [
  decimals('a number', '', ''),
  decimals('a percentage', '', '%'),
  decimals('a factor', 'x', ''),
  ...UNITS.map(([unit]) => decimals(`a rate in /${unit}`, '', `/${unit}`)),
  ...['KB', 'MB', 'B'].map((unit) => decimals(`a size in ${unit}`, '', unit)),
  DURATIONS,
  TIMES_OF_DAY,
];
