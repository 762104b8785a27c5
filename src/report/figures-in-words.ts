import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../kernel/time.ts';

/** A whole number with a comma between thousands: `1,234,567`. The same on every machine, whatever its locale. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number to a tenth, where it is not whole: `1,234.5`. */
export function tenths(value: number): string {
  const tenth = Math.round(Math.abs(value) * 10);
  const sign = value < 0 && tenth > 0 ? '-' : '';
  return `${sign}${grouped(Math.floor(tenth / 10))}${tenth % 10 === 0 ? '' : `.${tenth % 10}`}`;
}

/** A number of things: `1 message`, `14,400 messages`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/**
 * A part of a whole to a tenth of a percent. Only nothing is `0%` and only all of it is `100%`, so that a single
 * failure among a million messages is never rounded away.
 */
export function percentOf(part: number, whole: number): string {
  if (part <= 0 || whole <= 0) return '0%';
  if (part >= whole) return `${Number(((part / whole) * 100).toFixed(1))}%`;
  const percent = (part / whole) * 100;
  if (percent < 0.1) return '<0.1%';
  return percent > 99.9 ? '>99.9%' : `${percent.toFixed(1)}%`;
}

/**
 * A duration for tables, six characters at most below 100 days, in the form that scenarios use: `421ms`, `4.21s`,
 * `12m05s`, `1h23m`, `2d03h`. Three significant digits below a minute, then the two largest units.
 */
export function shortDuration(us: number): string {
  if (us < 59_950_000) return significant(us, '');
  const seconds = Math.round(us / US_PER_SECOND);
  if (seconds < 3600) return paired(seconds, 60, 'm', 's');
  const minutes = Math.round(us / US_PER_MINUTE);
  if (minutes < 24 * 60) return paired(minutes, 60, 'h', 'm');
  return paired(Math.round(us / US_PER_HOUR), 24, 'd', 'h');
}

/**
 * A duration to be held against a bound, to the millisecond from a minute on: `4.21s`, `3h59m59s`, `5m00.400s`. So a
 * value just past its bound never looks equal to it.
 */
export function exactDuration(us: number): string {
  if (us < US_PER_MINUTE) return significant(us, '');
  const milliseconds = Math.round(us / 1000);
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = (milliseconds % 60_000) / 1000;
  const seconds = Number.isInteger(rest) ? String(rest).padStart(2, '0') : rest.toFixed(3).padStart(6, '0');
  const hours = Math.floor(minutes / 60);
  const large = hours === 0 ? `${minutes}m` : `${hours}h${String(minutes % 60).padStart(2, '0')}m`;
  return `${large}${seconds}s`;
}

function paired(value: number, base: number, large: string, small: string): string {
  return `${Math.floor(value / base)}${large}${String(value % base).padStart(2, '0')}${small}`;
}

/** Three significant digits of a duration below a minute, the unit after `gap`. */
function significant(us: number, gap: string): string {
  if (us === 0) return `0${gap}s`;
  if (us < 999.5) return `${Math.round(us)}${gap}us`;
  if (us < 999_500) return `${(us / 1000).toPrecision(3)}${gap}ms`;
  return `${(us / US_PER_SECOND).toPrecision(3)}${gap}s`;
}

/** A duration for sentences, to the second from a minute on: `421 ms`, `4.21 s`, `1 h 23 m 20 s`, `2 d 3 h`. */
export function spokenDuration(us: number): string {
  if (us < 59_950_000) return significant(us, ' ');
  let rest = Math.round(us / US_PER_SECOND) * US_PER_SECOND;
  const parts: string[] = [];
  for (const [unit, unitUs] of UNITS) {
    const amount = Math.floor(rest / unitUs);
    rest -= amount * unitUs;
    if (amount > 0) parts.push(`${grouped(amount)} ${unit}`);
  }
  return parts.join(' ');
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', US_PER_DAY],
  ['h', US_PER_HOUR],
  ['m', US_PER_MINUTE],
  ['s', US_PER_SECOND],
];
