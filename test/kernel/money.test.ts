import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMillionths } from '../../src/kernel/money.ts';
import { cases } from '../seed.ts';

describe('an amount of money', () => {
  it('is exact where doubles are not', () => {
    expect(amountMillionths('0.0083', 3)).toBe(24_900);
    expect(amountMillionths('0.1', 3)).toBe(300_000);
    expect(amountMillionths('1000', 2)).toBe(2_000_000_000);
    expect([amountMillionths('0', 5), amountMillionths('0', -5)]).toEqual([0, 0]);
  });

  it('is rounded to a millionth, half away from zero, only where the price is finer than that', () => {
    expect(amountMillionths('0.0000005', 1)).toBe(1);
    expect(amountMillionths('0.0000004', 1)).toBe(0);
    expect(amountMillionths('0.000000499', 1000)).toBe(499);
    expect(amountMillionths('0.0000005', -1)).toBe(-1);
  });

  it('of one lot and another is that of both, whatever the price with six decimals', () => {
    const quantity = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const millionths = fc.integer({ min: 0, max: 99_000_000 });
    fc.assert(
      fc.property(millionths, quantity, quantity, (price, a, b) => {
        const text = `${Math.floor(price / 1e6)}.${String(price % 1e6).padStart(6, '0')}`;
        expect(amountMillionths(text, a) + amountMillionths(text, b)).toBe(amountMillionths(text, a + b));
        expect(amountMillionths(text, a)).toBe(price * a + 0);
      }),
      cases(200),
    );
  });
});
