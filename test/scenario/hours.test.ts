import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Anchor, localTimeOf } from '../../src/kernel/civil-time.ts';
import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../src/kernel/time.ts';
import { type Hours, openingAfter } from '../../src/scenario/compile/hours.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { HoursEntry, StreamEntry } from '../../src/scenario/scenario.ts';
import { cases } from '../seed.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

const NEW_YORK = 'America/New_York';

function anchorAt(iso: string, zone: string | undefined = NEW_YORK): Anchor {
  return { epochMs: Date.parse(iso), offsetMinutes: 0, zone };
}

function hours(from: number, until: number): Hours {
  return { fromUs: from * US_PER_HOUR, untilUs: until * US_PER_HOUR };
}

const within = ({ fromUs, untilUs }: Hours, us: number): boolean =>
  fromUs < untilUs ? fromUs <= us && us < untilUs : fromUs <= us || us < untilUs;

describe('hours of a day', () => {
  test('are half-open, and what falls outside waits until they begin', () => {
    const open = openingAfter(anchorAt('2026-03-02T00:00:00-05:00'), hours(9, 21));
    expect(open(0)).toBe(9 * US_PER_HOUR);
    expect(open(9 * US_PER_HOUR)).toBe(9 * US_PER_HOUR);
    expect(open(21 * US_PER_HOUR - 1)).toBe(21 * US_PER_HOUR - 1);
    expect(open(21 * US_PER_HOUR)).toBe(33 * US_PER_HOUR);
  });

  test('may last past midnight', () => {
    const open = openingAfter(anchorAt('2026-03-02T00:00:00-05:00'), hours(20, 2));
    expect([0, 2, 19, 20, 23].map((hour) => open(hour * US_PER_HOUR) / US_PER_HOUR)).toEqual([
      0, 20, 20, 20, 23,
    ]);
  });

  test('that the clocks jump into open with the jump', () => {
    // At 02:00 on the eighth of March it is 03:00 at once.
    const open = openingAfter(anchorAt('2026-03-08T00:00:00-05:00'), {
      ...hours(2, 4),
      fromUs: 2.5 * US_PER_HOUR,
    });
    expect(open(0)).toBe(2 * US_PER_HOUR);
    expect(open(2.5 * US_PER_HOUR)).toBe(2.5 * US_PER_HOUR);
  });

  test('that come twice are open twice', () => {
    // At 02:00 on the first of November it is 01:00 again.
    const open = openingAfter(anchorAt('2026-11-01T00:00:00-04:00'), {
      ...hours(1, 2),
      untilUs: 1.5 * US_PER_HOUR,
    });
    expect([1, 1.5, 2, 2.5].map((hour) => open(hour * US_PER_HOUR) / US_PER_HOUR)).toEqual([1, 2, 2, 25 + 1]);
  });

  test('open at the first instant at which the clock shows them, in any zone and on any day', () => {
    const zones = [
      NEW_YORK,
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Cairo',
      'America/Santiago',
      undefined,
    ];
    const quarter = fc.integer({ min: 0, max: 95 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 }),
        quarter,
        quarter,
        fc.integer({ min: 0, max: 3 * 96 }),
        (zone, day, from, until, at) => {
          fc.pre(from !== until);
          const anchor = anchorAt(new Date(Date.UTC(2026, 0, 1 + day)).toISOString(), zone);
          const step = 15 * US_PER_MINUTE;
          const window = { fromUs: from * step, untilUs: until * step };
          const shows = (us: number): boolean => within(window, localTimeOf(anchor, us).timeOfDayUs);
          let expected = at * step;
          while (!shows(expected)) expected += step;
          const open = openingAfter(anchor, window);
          expect(open(at * step)).toBe(expected);
          // Whatever was asked before makes no difference.
          expect(open(0)).toBe(openingAfter(anchor, window)(0));
          if (expected > 0 && expected > at * step) expect(shows(expected - 1)).toBe(false);
        },
      ),
      cases(300),
    );
  });
});

describe('the hours of a stream', () => {
  const entry: HoursEntry = { from: '09:00', until: '21:00' };
  const start = '2026-03-02T00:00:00-05:00';
  const hoursOf = (own: HoursEntry, to: StreamEntry['to'] & object) =>
    compile(scenarioWith({ start, traffic: [{ ...STREAM, to, hours: own }] })).streams[0]!.hours!;

  test('go by the main zone of each country', () => {
    const { zones, zonesByCountry } = hoursOf(entry, { US: '50%', GB: '30%', CA: '20%' });
    expect(zones.map(({ id }) => id)).toEqual([NEW_YORK, 'Europe/London', 'America/Toronto']);
    expect(zonesByCountry).toEqual([0, 1, 2].map((zone) => ({ cumulative: [1], zones: [zone] })));
    expect(zones.map(({ openAtUs }) => openAtUs(0) / US_PER_HOUR)).toEqual([9, 4, 9]);
  });

  test('go by the shares of zones that the author gives', () => {
    const zones = { [NEW_YORK]: '60%', 'America/Los_Angeles': '40%' };
    const planned = hoursOf({ ...entry, zones }, { US: '50%', FJ: '50%' });
    expect(planned.zones.map(({ openAtUs }) => openAtUs(0) / US_PER_HOUR)).toEqual([9, 12]);
    expect(planned.zonesByCountry).toEqual([0, 1].map(() => ({ cumulative: [0.6, 1], zones: [0, 1] })));
  });

  test('know the countries of every stream', () => {
    const traffic = [
      { ...STREAM, hours: entry },
      { ...STREAM, id: 'later', to: { GB: '100%' } },
    ];
    expect(compile(scenarioWith({ start, traffic })).streams[0]!.hours!.zonesByCountry).toHaveLength(2);
  });

  test('need a start', () => {
    expect(() => compile(scenarioWith({ traffic: [{ ...STREAM, hours: entry }] }))).toThrow(
      'there is no start',
    );
  });

  test('last within a day of one instant', () => {
    const { zones } = hoursOf(entry, { US: '100%' });
    expect(zones[0]!.openAtUs(US_PER_DAY)).toBe(33 * US_PER_HOUR);
  });
});
