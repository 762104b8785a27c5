import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  greatestCommonDivisor,
  rateOf,
  scaleRate,
  unitsPerSecond,
  unitsWithin,
} from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { cases } from '../seed.ts';

const whole = (max: number) => fc.integer({ min: 1, max });

describe('a rate', () => {
  it('is kept in lowest terms', () => {
    expect(rateOf(10, US_PER_SECOND)).toEqual({ units: 1, perUs: 100_000 });
    expect(rateOf(5, 4 * US_PER_SECOND)).toEqual({ units: 1, perUs: 800_000 });
    expect(rateOf(7, 3 * US_PER_SECOND)).toEqual({ units: 7, perUs: 3_000_000 });
    expect(rateOf(0, US_PER_SECOND)).toEqual({ units: 0, perUs: 1 });
  });

  it.each([
    [1.5, 1],
    [1, 0],
    [-1, 1],
    [1, 0.5],
    [2 * Number.MAX_SAFE_INTEGER, 1],
    [Number.NaN, 1],
  ])('of %d in %d us is none', (units, perUs) => {
    expect(() => rateOf(units, perUs)).toThrow(RangeError);
  });

  it('times a factor is exact', () => {
    fc.assert(
      fc.property(
        whole(1e6),
        whole(1e8),
        fc.nat({ max: 1000 }),
        whole(1000),
        (units, perUs, numerator, denominator) => {
          const scaled = scaleRate(rateOf(units, perUs), numerator, denominator);
          const left = BigInt(scaled.units) * BigInt(perUs) * BigInt(denominator);
          expect(left).toBe(BigInt(units) * BigInt(numerator) * BigInt(scaled.perUs));
          expect(greatestCommonDivisor(scaled.units, scaled.perUs)).toBe(1);
        },
      ),
      cases(300),
    );
  });

  it('times a factor stays in range where the product alone would leave it', () => {
    const large = rateOf(Number.MAX_SAFE_INTEGER, 2);
    expect(scaleRate(large, 2, 3)).toEqual({ units: Number.MAX_SAFE_INTEGER, perUs: 3 });
    expect(() => scaleRate(large, 5, 1)).toThrow(RangeError);
  });

  it('yields whole units within a time, rounded down', () => {
    expect(unitsWithin(rateOf(1, US_PER_SECOND), 4 * US_PER_HOUR)).toBe(14_400);
    expect(unitsWithin(rateOf(5, 4 * US_PER_SECOND), 4 * US_PER_HOUR)).toBe(18_000);
    expect(unitsWithin(rateOf(1, 3 * US_PER_SECOND), 4 * US_PER_SECOND)).toBe(1);
    fc.assert(
      fc.property(whole(1e6), whole(1e8), fc.nat({ max: 2e9 }), (units, perUs, us) => {
        const yielded = BigInt(unitsWithin(rateOf(units, perUs), us));
        expect(yielded * BigInt(perUs) <= BigInt(units) * BigInt(us)).toBe(true);
        expect((yielded + 1n) * BigInt(perUs) > BigInt(units) * BigInt(us)).toBe(true);
      }),
      cases(300),
    );
  });

  it('is a number a second for reports', () => {
    expect(unitsPerSecond(rateOf(5, 4 * US_PER_SECOND))).toBe(1.25);
    expect(unitsPerSecond(rateOf(3, US_PER_SECOND))).toBe(3);
  });
});

describe('the greatest common divisor', () => {
  it('divides both, and what is left has none in common', () => {
    fc.assert(
      fc.property(whole(1e9), whole(1e9), (a, b) => {
        const divisor = greatestCommonDivisor(a, b);
        expect([a % divisor, b % divisor]).toEqual([0, 0]);
        expect(greatestCommonDivisor(a / divisor, b / divisor)).toBe(1);
      }),
      cases(300),
    );
  });

  it('with 0 is the other', () => {
    expect([greatestCommonDivisor(0, 7), greatestCommonDivisor(7, 0)]).toEqual([7, 7]);
  });
});
