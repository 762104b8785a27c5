import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../src/kernel/civil-time.ts';
import { instantOn, localTimeOf } from '../../src/kernel/civil-time.ts';
import { parseZone, readAnchor, resolveMoment } from '../../src/scenario/forms/moments.ts';
import type { Parsed } from '../../src/scenario/forms/quantities.ts';
import { cases } from '../seed.ts';

const HOUR = 3_600_000_000;

function value<T>(reading: Parsed<T>): T {
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

function why(reading: Parsed<unknown>): string {
  return reading.ok ? 'was read' : reading.why;
}

function anchor(start: string, zone?: string): Anchor {
  return value(readAnchor(start, zone));
}

describe('the start', () => {
  test('is read with its offset', () => {
    expect(anchor('2026-11-27T09:00:00-05:00')).toEqual({
      epochMs: Date.UTC(2026, 10, 27, 14),
      offsetMinutes: -300,
      zone: undefined,
    });
    expect(anchor('2026-11-27T09:00Z', 'Europe/Berlin')).toEqual({
      epochMs: Date.UTC(2026, 10, 27, 9),
      offsetMinutes: 0,
      zone: 'Europe/Berlin',
    });
    expect(anchor('2026-11-27T09:00:00.250+0530').epochMs).toBe(Date.UTC(2026, 10, 27, 3, 30, 0, 250));
  });

  test.each([
    ['2026-11-27', '"2026-11-27" is not a date-time; write 2026-11-27T09:00:00-05:00'],
    ['2026-11-27T09:00:00', '"2026-11-27T09:00:00" has no offset from UTC; end it with Z or -05:00'],
    ['2026-02-29T09:00:00Z', '"2026-02-29T09:00:00Z" names a day that does not exist'],
    ['2026-13-01T09:00:00Z', '"2026-13-01T09:00:00Z" names a day that does not exist'],
    ['2026-11-27T24:00:00Z', '"2026-11-27T24:00:00Z" is not a date-time; write 2026-11-27T09:00:00-05:00'],
    ['0026-11-27T09:00:00Z', '"0026-11-27T09:00:00Z" is outside the years 1900 to 2199'],
    ['2026-11-27T09:00:00.0001Z', '"2026-11-27T09:00:00.0001Z" is finer than a millisecond'],
  ])('%s is refused', (start, reason) => {
    expect(why(readAnchor(start))).toBe(reason);
  });

  test.each(['Mars/Phobos', '+05:30', ''])('in the zone %s is refused', (zone) => {
    const reason = `"${zone}" is not a time zone; write an IANA name such as America/New_York`;
    expect(why(parseZone(zone))).toBe(reason);
    expect(why(readAnchor('2026-11-27T09:00:00Z', zone))).toBe(reason);
  });
});

describe('a moment', () => {
  const morning = anchor('2026-11-27T09:00:00-05:00');

  test.each([
    ['0s', 0],
    ['90m', 1.5 * HOUR],
    ['09:00', 0],
    ['09:00:30', 30_000_000],
    ['10:42', 1.7 * HOUR],
    ['08:59', 24 * HOUR - 60_000_000],
    ['2026-11-27T14:00:00.000001Z', 1],
    ['2026-11-28T09:00:00-05:00', 24 * HOUR],
  ])('%s is %d us after nine in the morning', (text, us) => {
    expect(value(resolveMoment(text, morning))).toBe(us);
  });

  test.each([
    ['soon', '"soon" is not a moment; write 90m after the start, 09:00 or 2026-11-27T09:00:00-05:00'],
    ['9:00', '"9:00" is not a time of day; write 09:00 or 17:30:15'],
    ['25:00', '"25:00" is not a time of day; write 09:00 or 17:30:15'],
    ['2026-11-27T08:59:59-05:00', '2026-11-27T08:59:59-05:00 is before the start'],
    ['2199-11-27T08:59:59-05:00', '2199-11-27T08:59:59-05:00 is more than 100 years after the start'],
  ])('%s is refused', (text, reason) => {
    expect(why(resolveMoment(text, morning))).toBe(reason);
  });

  test('needs a start unless it is a duration', () => {
    expect(value(resolveMoment('90m', undefined))).toBe(1.5 * HOUR);
    expect(why(resolveMoment('09:00', undefined))).toContain('the scenario has no start');
    expect(why(resolveMoment('2026-11-27T09:00:00Z', undefined))).toContain('the scenario has no start');
  });

  test('of the day comes within a day of a start in a fixed offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (second) => {
        const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
        const text = [h, m, s].map((part) => String(part).padStart(2, '0')).join(':');
        const us = value(resolveMoment(text, morning));
        expect(us).toBe(((second - 9 * 3600 + 86_400) % 86_400) * 1_000_000);
        expect(localTimeOf(morning, us).timeOfDayUs).toBe(second * 1_000_000);
      }),
      cases(200),
    );
  });
});

describe('clocks that change', () => {
  test('in New York a skipped time counts on from before the skip', () => {
    const midnight = anchor('2026-03-08T00:00:00-05:00', 'America/New_York');
    expect(value(resolveMoment('01:59', midnight))).toBe(2 * HOUR - 60_000_000);
    expect(value(resolveMoment('02:30', midnight))).toBe(2.5 * HOUR);
    expect(localTimeOf(midnight, 2.5 * HOUR).timeOfDayUs).toBe(3.5 * HOUR);
    expect(value(resolveMoment('03:00', midnight))).toBe(2 * HOUR);
    expect(value(resolveMoment('09:00', midnight))).toBe(8 * HOUR);
  });

  test('in New York a time that comes twice is the first one, unless the start lies between', () => {
    const midnight = anchor('2026-11-01T00:00:00-04:00', 'America/New_York');
    expect(value(resolveMoment('01:30', midnight))).toBe(1.5 * HOUR);
    expect(value(resolveMoment('02:00', midnight))).toBe(3 * HOUR);
    expect(value(resolveMoment('09:00', midnight))).toBe(10 * HOUR);
    const between = anchor('2026-11-01T01:45:00-04:00', 'America/New_York');
    expect(value(resolveMoment('01:30', between))).toBe(0.75 * HOUR);
  });

  test('in Berlin days have 23 and 25 hours', () => {
    const spring = anchor('2026-03-28T12:00:00+01:00', 'Europe/Berlin');
    const { day } = localTimeOf(spring, 0);
    const noon = (later: number): number => instantOn(spring, { day: day + later, timeOfDayUs: 12 * HOUR });
    expect([noon(0), noon(1), noon(2)]).toEqual([0, 23 * HOUR, 47 * HOUR]);
    const autumn = anchor('2026-10-24T12:00:00+02:00', 'Europe/Berlin');
    const next = { day: localTimeOf(autumn, 0).day + 1, timeOfDayUs: 12 * HOUR };
    expect(instantOn(autumn, next)).toBe(25 * HOUR);
  });

  test('leave the zone in force even where start has another offset', () => {
    const utc = anchor('2026-07-01T00:00:00Z', 'Europe/Berlin');
    expect(value(resolveMoment('09:00', utc))).toBe(7 * HOUR);
    const kolkata = anchor('2026-07-01T00:00:00Z', 'Asia/Kolkata');
    expect(value(resolveMoment('09:00', kolkata))).toBe(3.5 * HOUR);
    expect(value(resolveMoment('09:00', anchor('2026-07-01T00:00:00Z', 'UTC')))).toBe(9 * HOUR);
  });

  test('show an instant again at the local time that it came from', () => {
    const start = anchor('2026-01-01T00:00:00-05:00', 'America/New_York');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 * 24 * 60 }), (minute) => {
        const local = localTimeOf(start, minute * 60_000_000);
        const again = instantOn(start, local);
        // The second passing of an hour that comes twice is taken for the first.
        const twice = local.timeOfDayUs >= HOUR && local.timeOfDayUs < 2 * HOUR ? [0, HOUR] : [0];
        expect(twice).toContain(minute * 60_000_000 - again);
      }),
      cases(300),
    );
  });
});
