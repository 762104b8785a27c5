import { type Anchor, firstOccurrence, isZone } from '../../kernel/civil-time.ts';
import { TIME_LIMIT_US, US_PER_MINUTE, US_PER_SECOND } from '../../kernel/time.ts';
import { type Parsed, parseDuration, parsed, unreadable } from './quantities.ts';

/**
 * Microseconds after the start of a moment: a duration (`90m`), a time of day (`09:00`, `09:00:30`: the first one at or
 * after the start), or an ISO date-time with offset. The last two need a start; none may lie before it.
 */
export function resolveMoment(text: string, anchor: Anchor | undefined): Parsed<number> {
  const resolved = resolve(text, anchor);
  if (!resolved.ok) return resolved;
  if (resolved.value < 0) return unreadable(`${text} is before the start`);
  if (resolved.value > TIME_LIMIT_US) return unreadable(`${text} is more than 100 years after the start`);
  return resolved;
}

function resolve(text: string, anchor: Anchor | undefined): Parsed<number> {
  if (text.includes('T')) {
    const epochUs = parseDateTime(text);
    if (!epochUs.ok) return epochUs;
    if (anchor === undefined)
      return unreadable(`${text} is a date, and the scenario has no start; add start or write 90m`);
    return parsed(epochUs.value - anchor.epochMs * 1000);
  }
  if (text.includes(':')) {
    const timeOfDay = parseTimeOfDay(text);
    if (!timeOfDay.ok) return timeOfDay;
    if (anchor === undefined) {
      return unreadable(`${text} is a time of day, and the scenario has no start; add start or write 90m`);
    }
    return parsed(firstOccurrence(anchor, timeOfDay.value));
  }
  const duration = parseDuration(text);
  if (duration.ok) return duration;
  return unreadable(
    `"${text}" is not a moment; write 90m after the start, 09:00 or 2026-11-27T09:00:00-05:00`,
  );
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Microseconds after midnight of a time of day `09:00` or `09:00:30`, from 00:00 to 23:59:59. */
export function parseTimeOfDay(text: string): Parsed<number> {
  const match = TIME_OF_DAY.exec(text);
  if (match === null) return unreadable(`"${text}" is not a time of day; write 09:00 or 17:30:15`);
  const seconds = (Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3] ?? 0);
  return parsed(seconds * US_PER_SECOND);
}

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;

/** Microseconds since 1970 of an ISO date-time with an offset or `Z`, to the microsecond. Years 1900 to 2199. */
export function parseDateTime(text: string): Parsed<number> {
  const match = DATE_TIME.exec(text);
  if (match === null) return unreadable(`"${text}" is not a date-time; write 2026-11-27T09:00:00-05:00`);
  if (match[8] === undefined) return unreadable(`"${text}" has no offset from UTC; end it with Z or -05:00`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) {
    return unreadable(`"${text}" names a day that does not exist`);
  }
  if (year < 1900 || year > 2199) return unreadable(`"${text}" is outside the years 1900 to 2199`);
  const seconds = (Number(match[4]) * 60 + Number(match[5])) * 60 + Number(match[6] ?? 0);
  const fractionUs = Number((match[7] ?? '').padEnd(6, '0'));
  return parsed(
    midnight.getTime() * 1000 + seconds * US_PER_SECOND + fractionUs - offsetMinutes(match) * US_PER_MINUTE,
  );
}

function offsetMinutes(match: RegExpExecArray): number {
  if (match[9] === undefined) return 0;
  const minutes = Number(match[10]) * 60 + Number(match[11]);
  return match[9] === '-' ? 0 - minutes : minutes;
}

/** The wall clock of t = 0, from `start` (ISO with offset, whole milliseconds) and an IANA `zone`. */
export function readAnchor(start: string, zone?: string): Parsed<Anchor> {
  const epochUs = parseDateTime(start);
  if (!epochUs.ok) return epochUs;
  if (epochUs.value % 1000 !== 0) return unreadable(`"${start}" is finer than a millisecond`);
  const known = zone === undefined ? parsed(undefined) : parseZone(zone);
  if (!known.ok) return known;
  // The text was just read by the same pattern.
  const offset = offsetMinutes(DATE_TIME.exec(start)!);
  return parsed({ epochMs: epochUs.value / 1000, offsetMinutes: offset, zone: known.value });
}

/** A time zone that this machine knows by its IANA name. */
export function parseZone(zone: string): Parsed<string> {
  const why = `"${zone}" is not a time zone; write an IANA name such as America/New_York`;
  return isZone(zone) ? parsed(zone) : unreadable(why);
}
