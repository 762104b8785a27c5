import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../src/kernel/civil-time.ts';
import { compilePhase, type PhaseEntry } from '../../src/scenario/compile/compile-arrivals.ts';
import { readAnchor } from '../../src/scenario/forms/moments.ts';
import type { PlanArrivals } from '../../src/scenario/plan.ts';

const HOUR = 3_600_000_000;

function anchor(start: string, zone?: string): Anchor {
  const reading = readAnchor(start, zone);
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

function phase(entry: PhaseEntry, at?: Anchor, horizonUs = Infinity): PlanArrivals {
  return compilePhase(entry, 'arrivals', at, horizonUs);
}

/** Pieces of a profile as from and until in hours and requests an hour. */
function pieces(entry: PhaseEntry, at: Anchor, horizonUs = Infinity): number[][] {
  const compiled = phase(entry, at, horizonUs);
  if (compiled.kind !== 'profile') throw new Error(compiled.kind);
  return compiled.pieces.map((piece) => [
    piece.fromUs / HOUR,
    piece.untilUs / HOUR,
    Math.round(piece.perUs * HOUR * 1000) / 1000,
  ]);
}

describe('arrivals', () => {
  test('have whole microseconds and exact rates', () => {
    const nine = anchor('2026-11-27T09:00:00-05:00');
    expect(phase({ batch: 5, at: '09:30' }, nine)).toEqual({ kind: 'batch', atUs: HOUR / 2, count: 5 });
    expect(phase({ rate: '5/s', until: '1h' })).toEqual({
      kind: 'rate',
      rate: { units: 1, perUs: 200_000 },
      fromUs: 0,
      untilUs: HOUR,
      count: Infinity,
    });
    expect(phase({ poisson: '0.6/s', from: '1s', count: 3 })).toEqual({
      kind: 'poisson',
      rate: { units: 3, perUs: 5_000_000 },
      fromUs: 1_000_000,
      untilUs: Infinity,
      count: 3,
    });
    expect(phase({ ramp: { from: '0/s', to: '90/m' }, until: '1m' })).toEqual({
      kind: 'ramp',
      fromRate: { units: 0, perUs: 1 },
      toRate: { units: 3, perUs: 2_000_000 },
      fromUs: 0,
      untilUs: 60_000_000,
    });
  });

  test('that never come are refused', () => {
    expect(() => phase({ poisson: '0/s' })).toThrow('arrivals: a rate of 0 brings no requests');
    expect(() => phase({ batch: 1, at: '09:00' })).toThrow('the scenario has no start');
  });
});

describe('a profile', () => {
  const profile = { '09:00': '100/h', '17:00': '20/h', '21:00': '0/h' };

  test('holds each rate until the next time of day, around the clock, for one day', () => {
    expect(pieces({ profile }, anchor('2026-11-27T08:00:00-05:00'))).toEqual([
      [0, 1, 0],
      [1, 9, 100],
      [9, 13, 20],
      [13, 24, 0],
    ]);
    expect(pieces({ profile }, anchor('2026-11-27T18:00:00-05:00'))).toEqual([
      [0, 3, 20],
      [3, 15, 0],
      [15, 23, 100],
      [23, 24, 20],
    ]);
  });

  test('begins and ends where it is told', () => {
    const nine = anchor('2026-11-27T09:00:00-05:00');
    expect(pieces({ profile, from: '1h', until: '16:00' }, nine)).toEqual([[1, 7, 100]]);
    expect(pieces({ profile }, nine, 9 * HOUR)).toEqual([
      [0, 8, 100],
      [8, 9, 20],
    ]);
  });

  test('may repeat every day until it is told to end, or the run does', () => {
    const nine = anchor('2026-11-27T09:00:00-05:00');
    const daily = pieces({ profile, repeat: 'daily' }, nine, 48 * HOUR);
    expect(daily.map(([from]) => from)).toEqual([0, 8, 12, 24, 32, 36]);
    expect(daily.at(-1)).toEqual([36, 48, 0]);
    expect(pieces({ profile, repeat: 'daily', until: '48h' }, nine)).toEqual(daily);
    expect(() => pieces({ profile, repeat: 'daily' }, nine)).toThrow('needs until');
  });

  test('needs a start', () => {
    expect(() => phase({ profile })).toThrow('the scenario has no start');
  });

  test('follows the clock on the wall when it is put forward and back', () => {
    const hourly = { '00:00': '1/h', '02:00': '2/h', '03:00': '3/h', '04:00': '4/h' };
    const forward = anchor('2026-03-08T00:00:00-05:00', 'America/New_York');
    expect(pieces({ profile: hourly }, forward)).toEqual([
      [0, 2, 1],
      [2, 3, 3],
      [3, 23, 4],
    ]);
    const back = anchor('2026-11-01T00:00:00-04:00', 'America/New_York');
    expect(pieces({ profile: hourly }, back)).toEqual([
      [0, 3, 1],
      [3, 4, 2],
      [4, 5, 3],
      [5, 25, 4],
    ]);
  });

  test('lets a time of day that the clocks skip yield to the one after it', () => {
    const forward = anchor('2026-03-08T00:00:00-05:00', 'America/New_York');
    expect(pieces({ profile: { '00:00': '1/h', '02:30': '2/h', '03:00': '3/h' } }, forward)).toEqual([
      [0, 2, 1],
      [2, 23, 3],
    ]);
  });
});
