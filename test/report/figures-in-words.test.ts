import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  counted,
  exactDuration,
  grouped,
  percentOf,
  shortDuration,
  spokenDuration,
} from '../../src/report/figures-in-words.ts';
import { cases } from '../seed.ts';

describe('durations', () => {
  it.each([
    [0, '0s', '0 s'],
    [7, '7us', '7 us'],
    [999, '999us', '999 us'],
    [4_214, '4.21ms', '4.21 ms'],
    [421_400, '421ms', '421 ms'],
    [999_499, '999ms', '999 ms'],
    [999_600, '1.00s', '1.00 s'],
    [59_949_999, '59.9s', '59.9 s'],
    [59_950_000, '1m00s', '1 m'],
    [725_000_000, '12m05s', '12 m 5 s'],
    [3_599_400_000, '59m59s', '59 m 59 s'],
    [3_599_500_000, '1h00m', '1 h'],
    [5_000_000_000, '1h23m', '1 h 23 m 20 s'],
    [86_399_000_000, '1d00h', '23 h 59 m 59 s'],
    [183_600_000_000, '2d03h', '2 d 3 h'],
  ])('%d microseconds are %s in a table and %s in a sentence', (us, short, spoken) => {
    expect(shortDuration(us)).toBe(short);
    expect(spokenDuration(us)).toBe(spoken);
  });

  it.each([
    [0, '0s'],
    [421_400, '421ms'],
    [59_999_999, '60.0s'],
    [60_000_000, '1m00s'],
    [300_400_000, '5m00.400s'],
    [14_399_000_000, '3h59m59s'],
    [14_400_000_000, '4h00m00s'],
    [90_000_000_001, '25h00m00s'],
  ])('of %d microseconds are %s where they are held against a bound', (us, words) => {
    expect(exactDuration(us)).toBe(words);
  });

  it('take at most six characters in a table below 100 days', () => {
    const duration = fc.integer({ min: 0, max: 99 * 86_400_000_000 });
    fc.assert(
      fc.property(duration, (us) => shortDuration(us).length <= 6),
      cases(500),
    );
  });

  it('keep their order when they are shortened', () => {
    const secondsOf = (text: string): number =>
      [...text.matchAll(/([\d.]+)(us|ms|[smhd])/g)].reduce((sum, [, amount, unit]) => {
        const unitUs = { us: 1, ms: 1e3, s: 1e6, m: 6e7, h: 3.6e9, d: 8.64e10 }[unit as 'us'];
        return sum + Number(amount) * unitUs;
      }, 0);
    const duration = fc.integer({ min: 0, max: 20 * 86_400_000_000 });
    fc.assert(
      fc.property(duration, duration, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(secondsOf(shortDuration(low))).toBeLessThanOrEqual(secondsOf(shortDuration(high)));
      }),
      cases(300),
    );
  });
});

describe('counts', () => {
  it('have commas between thousands', () => {
    expect([0, 999, 1000, 14_400, 1_000_000].map(grouped)).toEqual([
      '0',
      '999',
      '1,000',
      '14,400',
      '1,000,000',
    ]);
  });

  it('agree with their noun', () => {
    expect(counted(1, 'message')).toBe('1 message');
    expect(counted(0, 'message')).toBe('0 messages');
  });
});

describe('shares', () => {
  it('are 0% only of nothing and 100% only of all, however large the whole', () => {
    expect(percentOf(0, 10)).toBe('0%');
    expect(percentOf(1, 1_000_000)).toBe('<0.1%');
    expect(percentOf(999_999, 1_000_000)).toBe('>99.9%');
    expect(percentOf(10, 10)).toBe('100%');
    expect(percentOf(1, 3)).toBe('33.3%');
  });

  it('may be above all, as a utilisation with burst is', () => {
    expect(percentOf(3, 2)).toBe('150%');
  });

  it('of nothing at all are 0%', () => {
    expect(percentOf(0, 0)).toBe('0%');
  });
});
