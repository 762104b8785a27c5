import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Parsed,
  parseDecimalRate,
  parseDuration,
  parseFactor,
  parsePerTime,
  parseShare,
} from '../../src/scenario/forms/quantities.ts';
import { cases } from '../seed.ts';

function value<T>(reading: Parsed<T>): T {
  if (!reading.ok) throw new Error(reading.why);
  return reading.value;
}

function why(reading: Parsed<unknown>): string {
  return reading.ok ? 'was read' : reading.why;
}

describe('a duration', () => {
  test.each([
    ['0s', 0],
    ['7us', 7],
    ['250ms', 250_000],
    ['4s', 4_000_000],
    ['1.5s', 1_500_000],
    ['0.000001s', 1],
    ['90m', 5_400_000_000],
    ['1h30m', 5_400_000_000],
    ['2d', 172_800_000_000],
    ['1d2h3m4s5ms6us', 93_784_005_006],
    ['0.1s', 100_000],
    ['36525d', 3_155_760_000_000_000],
  ])('%s is %d us', (text, us) => {
    expect(value(parseDuration(text))).toBe(us);
  });

  test.each([
    ['5 sec', '"5 sec" is not a duration; write 5s, 250ms, 90m or 1h30m'],
    ['5', '"5" is not a duration; write 5s, 250ms, 90m or 1h30m'],
    ['', '"" is not a duration; write 5s, 250ms, 90m or 1h30m'],
    ['-5s', '"-5s" is not a duration; write 5s, 250ms, 90m or 1h30m'],
    ['30m1h', '"30m1h" has its units out of order; write the larger first, as in 1h30m'],
    ['1m1m', '"1m1m" has its units out of order; write the larger first, as in 1h30m'],
    ['0.0000001s', '"0.0000001s" is finer than a microsecond; round it to whole us'],
    ['36526d', '"36526d" is longer than 100 years'],
    [`${'9'.repeat(40)}s`, `"${'9'.repeat(40)}s" has too many digits`],
  ])('%s is refused', (text, reason) => {
    expect(why(parseDuration(text))).toBe(reason);
  });

  test('is the same whole number of microseconds however its units are mixed', () => {
    const part = fc.integer({ min: 0, max: 59 });
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 1000 }),
      part,
      part,
      fc.integer({ min: 0, max: 999_999 }),
    );
    fc.assert(
      fc.property(parts, ([h, m, s, us]) => {
        const total = ((h * 60 + m) * 60 + s) * 1_000_000 + us;
        const seconds = `${s}.${String(us).padStart(6, '0')}s`;
        expect(value(parseDuration(`${h}h${m}m${seconds}`))).toBe(total);
        expect(value(parseDuration(`${total}us`))).toBe(total);
      }),
      cases(200),
    );
  });
});

describe('a rate', () => {
  test.each([
    ['5/s', 1, 200_000],
    ['1.25/s', 1, 800_000],
    ['3/s', 3, 1_000_000],
    ['90/m', 3, 2_000_000],
    ['1000/h', 1, 3_600_000],
    ['20000/d', 1, 4_320_000],
    ['0/s', 0, 1],
    ['0.6/s', 3, 5_000_000],
    ['1000000/s', 1, 1],
  ])('%s is %d every %d us', (text, units, perUs) => {
    expect(value(parsePerTime(text))).toEqual({ units, perUs });
  });

  test.each([
    ['5', '"5" is not a rate; write 5/s, 90/m, 1000/h or 20000/d'],
    ['5/sec', '"5/sec" is not a rate; write 5/s, 90/m, 1000/h or 20000/d'],
    ['-1/s', '"-1/s" is not a rate; write 5/s, 90/m, 1000/h or 20000/d'],
    ['0.1234567/s', '"0.1234567/s" has more than six decimals'],
    ['1000001/s', '"1000001/s" is more than a million a second'],
    ['0.000001/d', '"0.000001/d" is less than one in 285 years'],
  ])('%s is refused', (text, reason) => {
    expect(why(parsePerTime(text))).toBe(reason);
  });

  test('of segments a second is taken by its shortest decimal form, exactly', () => {
    expect(value(parseDecimalRate(0.1))).toEqual({ units: 1, perUs: 10_000_000 });
    expect(value(parseDecimalRate(1.25))).toEqual({ units: 1, perUs: 800_000 });
    expect(value(parseDecimalRate(100))).toEqual({ units: 1, perUs: 10_000 });
    expect(value(parseDecimalRate('unlimited'))).toBeUndefined();
  });

  test.each([0, -1, Number.NaN, Infinity, 1e-7, 1e21])('of %d segments a second is refused', (rate) => {
    expect(why(parseDecimalRate(rate))).toContain('is not a rate of segments a second');
  });

  test('with up to six decimals comes back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (millionths) => {
        const text = `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}/s`;
        const rate = value(parsePerTime(text));
        expect(BigInt(rate.units) * 1_000_000_000_000n).toBe(BigInt(millionths) * BigInt(rate.perUs));
      }),
      cases(200),
    );
  });
});

describe('a share', () => {
  test.each([
    ['12.5%', 125_000],
    ['90%', 900_000],
    ['100%', 1_000_000],
    ['0%', 0],
    ['0.0001%', 1],
    ['0.125', 125_000],
    [0.125, 125_000],
    [0.1, 100_000],
    [1e-6, 1],
    [1, 1_000_000],
    [0, 0],
  ])('%s is %d millionths', (share, millionths) => {
    expect(value(parseShare(share))).toBe(millionths);
  });

  test.each([
    ['abc', '"abc" is not a share; write 12.5% or 0.125'],
    ['%', '"%" is not a share; write 12.5% or 0.125'],
    [-0.1, '"-0.1" is not a share; write 12.5% or 0.125'],
    [Number.NaN, '"NaN" is not a share; write 12.5% or 0.125'],
    ['101%', '101% is more than 100%'],
    [70, '70 is more than 1, the whole; write a percentage such as 70%'],
    ['0.1234567', '0.1234567 is finer than a millionth; round it to 0.0001%'],
    ['0.00001%', '0.00001% is finer than a millionth; round it to 0.0001%'],
    [1e-7, '1e-7 is finer than a millionth; round it to 0.0001%'],
  ])('%s is refused', (share, reason) => {
    expect(why(parseShare(share))).toBe(reason);
  });

  test('added to others never drifts: a tenth and two tenths are three tenths', () => {
    expect(value(parseShare(0.1)) + value(parseShare(0.2))).toBe(value(parseShare(0.3)));
  });

  test('reads the same as a fraction, as text and as a percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
        const percent = `${Math.floor(millionths / 10_000)}.${String(millionths % 10_000).padStart(4, '0')}%`;
        expect(value(parseShare(percent))).toBe(millionths);
        expect(value(parseShare(millionths / 1_000_000))).toBe(millionths);
      }),
      cases(300),
    );
  });
});

describe('a factor', () => {
  test.each([
    ['x5', 5, 1],
    ['x0.25', 1, 4],
    ['x1.50', 3, 2],
    ['x0', 0, 1],
    ['x0.000001', 1, 1_000_000],
  ])('%s is %d / %d', (text, numerator, denominator) => {
    expect(value(parseFactor(text))).toEqual({ numerator, denominator });
  });

  test.each([
    ['5', '"5" is not a factor; write x5 or x0.25'],
    ['x-1', '"x-1" is not a factor; write x5 or x0.25'],
    ['x', '"x" is not a factor; write x5 or x0.25'],
    ['x0.0000001', '"x0.0000001" has more than six decimals'],
    ['x1000001', '"x1000001" is more than a million times'],
  ])('%s is refused', (text, reason) => {
    expect(why(parseFactor(text))).toBe(reason);
  });
});
