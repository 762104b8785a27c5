import { type LocalTime, localTimeOf } from '../kernel/civil-time.ts';
import { US_PER_DAY, US_PER_SECOND } from '../kernel/time.ts';
import type { Setting } from '../measure/result.ts';
import { shortDuration, spokenDuration } from './figures-in-words.ts';

/** How instants of a run are shown: by the clock on the wall where the scenario has a `start`, else as offsets. */
export interface WallClock {
  /** For sentences: `Fri 27 Nov 10:23:20, 1 h 23 m 20 s after the start`. */
  readonly sentence: (us: number) => string;
  /** For the rest of a sentence: `at 10:23:20`, `on Sat 28 Nov 00:10:00`, `after 1 h 23 m 20 s`. */
  readonly brief: (us: number) => string;
  /** For tables, nine characters at most: `10:23:20`, `Sat 00:10`, `5 Dec`; `1h23m`. */
  readonly cell: (us: number) => string;
}

type Anchor = NonNullable<Setting['anchor']>;

/** The clock of a scenario, to the second. */
export function wallClockOf(anchor: Setting['anchor']): WallClock {
  if (anchor === undefined) {
    return {
      sentence: (us) => `${spokenDuration(us)} after the start`,
      brief: (us) => (us === 0 ? 'at the start' : `after ${spokenDuration(us)}`),
      cell: (us) => shortDuration(us),
    };
  }
  return {
    sentence: (us) => `${dayAndTime(anchor, us)}, ${spokenDuration(us)} after the start`,
    brief: (us) => clockInSentence(anchor, us),
    cell: (us) => clockCell(anchor, us),
  };
}

/** The wall clock of t = 0 in full: `Fri 27 Nov 2026 09:00:00 -05:00`. */
export function startInWords(anchor: Anchor): string {
  const local = shownAt(anchor, 0);
  return `${weekdayOf(local)} ${dateOf(local)} ${yearOf(local)} ${timeOf(local)} ${anchor.zone ?? offsetOf(anchor)}`;
}

function clockInSentence(anchor: Anchor, us: number): string {
  return daysAfterStart(anchor, us) === 0
    ? `at ${timeOf(shownAt(anchor, us))}`
    : `on ${dayAndTime(anchor, us)}`;
}

function clockCell(anchor: Anchor, us: number): string {
  const local = shownAt(anchor, us);
  const days = daysAfterStart(anchor, us);
  if (days === 0) return timeOf(local);
  return days < 7 ? `${weekdayOf(local)} ${timeOf(local).slice(0, 5)}` : dateOf(local);
}

function dayAndTime(anchor: Anchor, us: number): string {
  const local = shownAt(anchor, us);
  const year = yearOf(local) === yearOf(shownAt(anchor, 0)) ? '' : ` ${yearOf(local)}`;
  return `${weekdayOf(local)} ${dateOf(local)}${year} ${timeOf(local)}`;
}

/** Rounded to the second, as durations are: both then tell the same instant. */
function shownAt(anchor: Anchor, us: number): LocalTime {
  return localTimeOf(anchor, Math.round(us / US_PER_SECOND) * US_PER_SECOND);
}

function daysAfterStart(anchor: Anchor, us: number): number {
  return shownAt(anchor, us).day - shownAt(anchor, 0).day;
}

function timeOf(local: LocalTime): string {
  return new Date(local.timeOfDayUs / 1000).toISOString().slice(11, 19);
}

function calendarOf(local: LocalTime): Date {
  return new Date((local.day * US_PER_DAY) / 1000);
}

function dateOf(local: LocalTime): string {
  const date = calendarOf(local);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

function yearOf(local: LocalTime): number {
  return calendarOf(local).getUTCFullYear();
}

function weekdayOf(local: LocalTime): string {
  return WEEKDAYS[calendarOf(local).getUTCDay()]!;
}

function offsetOf(anchor: Anchor): string {
  const minutes = Math.abs(anchor.offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${anchor.offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const WEEKDAYS: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
