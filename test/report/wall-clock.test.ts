import { describe, expect, it } from 'vitest';
import { startInWords, wallClockOf } from '../../src/report/wall-clock.ts';
import { BLACK_FRIDAY, HOUR, SECOND } from './results.ts';

const DAY = 24 * HOUR;

describe('instants of a scenario with a start', () => {
  const clock = wallClockOf(BLACK_FRIDAY);

  it('are told by day and clock, with the time since the start', () => {
    expect(clock.sentence(5000 * SECOND)).toBe('Fri 27 Nov 10:23:20, 1 h 23 m 20 s after the start');
  });

  it('leave the day out on the first day only', () => {
    expect(clock.brief(HOUR)).toBe('at 10:00:00');
    expect(clock.brief(16 * HOUR)).toBe('on Sat 28 Nov 01:00:00');
  });

  it('tell the year when it is another', () => {
    expect(clock.brief(40 * DAY)).toBe('on Wed 6 Jan 2027 09:00:00');
  });

  it('fit into a cell of nine characters', () => {
    expect([HOUR, 16 * HOUR, 9 * DAY].map(clock.cell)).toEqual(['10:00:00', 'Sat 01:00', '6 Dec']);
  });

  it('are rounded to the second, as durations are', () => {
    expect(clock.sentence(3599.6 * SECOND)).toBe('Fri 27 Nov 10:00:00, 1 h after the start');
  });

  it('follow the zone through a change of its offset', () => {
    const zone = { epochMs: Date.UTC(2026, 10, 1, 4), offsetMinutes: -240, zone: 'America/New_York' };
    expect(wallClockOf(zone).brief(3 * HOUR)).toBe('at 02:00:00');
    expect(startInWords(zone)).toBe('Sun 1 Nov 2026 00:00:00 America/New_York');
  });

  it('count from a start that is told in full', () => {
    expect(startInWords(BLACK_FRIDAY)).toBe('Fri 27 Nov 2026 09:00:00 -05:00');
    expect(startInWords({ ...BLACK_FRIDAY, offsetMinutes: 330 })).toMatch(/\+05:30$/);
  });
});

describe('instants of a scenario without a start', () => {
  const clock = wallClockOf(undefined);

  it('are offsets', () => {
    expect(clock.sentence(HOUR)).toBe('1 h after the start');
    expect(clock.brief(HOUR)).toBe('after 1 h');
    expect(clock.brief(0)).toBe('at the start');
    expect(clock.cell(HOUR)).toBe('1h00m');
  });
});
