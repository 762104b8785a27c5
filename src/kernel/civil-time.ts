import { US_PER_DAY, US_PER_MINUTE, US_PER_SECOND } from './time.ts';

/** The wall clock of t = 0. */
export interface Anchor {
  /** Unix time in milliseconds. */
  readonly epochMs: number;
  /** Offset from UTC as written in `start`, in minutes. */
  readonly offsetMinutes: number;
  /** IANA zone, when the scenario names one; times of day are then shown in it. */
  readonly zone: string | undefined;
}

/** A day of the local calendar, counted from 1970-01-01, and a time of that day. */
export interface LocalTime {
  readonly day: number;
  /** Microseconds after midnight, as a clock on the wall shows them. */
  readonly timeOfDayUs: number;
}

/** What the calendar and the clock on the wall show, an instant (microseconds) after the start. */
export function localTimeOf(anchor: Anchor, us: number): LocalTime {
  const epochUs = startUs(anchor) + us;
  const localUs = epochUs + offsetUs(anchor, epochUs);
  const day = Math.floor(localUs / US_PER_DAY);
  return { day, timeOfDayUs: localUs - day * US_PER_DAY };
}

/**
 * Microseconds after the start when the clock on the wall shows a time of day on a given day; negative before the
 * start. A time that the clocks skip counts on from before the skip (02:30 becomes 03:30); of a time that comes twice,
 * the first is meant: what Temporal and RFC 5545 call compatible.
 */
export function instantOn(anchor: Anchor, local: LocalTime): number {
  return occurrences(anchor, local)[0]!;
}

/** When a time of day comes on a day: once, twice where the clocks go back over it. Ascending. */
function occurrences(anchor: Anchor, { day, timeOfDayUs }: LocalTime): readonly number[] {
  const localUs = day * US_PER_DAY + timeOfDayUs;
  const before = offsetUs(anchor, localUs - US_PER_DAY);
  const after = offsetUs(anchor, localUs + US_PER_DAY);
  const byBefore = localUs - before - startUs(anchor);
  if (before === after) return [byBefore];
  const real = [before, after].filter((offset) => offsetUs(anchor, localUs - offset) === offset);
  return real.length === 0 ? [byBefore] : real.map((offset) => localUs - offset - startUs(anchor));
}

/** Microseconds after the start of the first time at or after it that the clock on the wall shows a time of day. */
export function firstOccurrence(anchor: Anchor, timeOfDayUs: number): number {
  const { day } = localTimeOf(anchor, 0);
  const later = [day, day + 1, day + 2].flatMap((d) => occurrences(anchor, { day: d, timeOfDayUs }));
  return later.find((us) => us >= 0)!;
}

function startUs(anchor: Anchor): number {
  return anchor.epochMs * 1000;
}

/** Offset from UTC at an instant, in the scenario's zone or else as `start` has it. */
function offsetUs(anchor: Anchor, epochUs: number): number {
  if (anchor.zone === undefined) return anchor.offsetMinutes * US_PER_MINUTE;
  const shown = formatOf(anchor.zone).format(Math.floor(epochUs / 1000));
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(shown);
  if (match?.[1] === undefined) return 0;
  const seconds = (Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -seconds : seconds) * US_PER_SECOND;
}

/** Formats are dear to make (milliseconds) and hold no state. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  return format;
}

/** Whether this machine knows a time zone by its IANA name. */
export function isZone(zone: string): boolean {
  // Some engines take +05:30 for a zone, others do not.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}
