import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsUpTo } from '../../src/measure/cumulative.ts';
import { Distribution } from '../../src/measure/distribution.ts';

describe('how many values are at or below limits', () => {
  it('is exact while all values are kept', () => {
    const values = fc.array(fc.nat(1000), { maxLength: 200 });
    const limits = fc.array(fc.nat(1000), { maxLength: 20 });
    fc.assert(
      fc.property(values, limits, (all, some) => {
        const distribution = new Distribution(true);
        for (const value of all) distribution.add(value);
        const ascending = [...some].sort((a, b) => a - b);
        expect(countsUpTo(distribution, ascending)).toEqual(
          ascending.map((limit) => all.filter((value) => value <= limit).length),
        );
      }),
    );
  });

  it('is as exact as the buckets of a histogram beyond, and all at the largest value', () => {
    const distribution = new Distribution(false);
    for (let value = 1; value <= 100_000; value += 1) distribution.add(value);
    const [none, half, all] = countsUpTo(distribution, [0, 50_000, 100_000]);
    expect(none).toBe(0);
    expect(Math.abs(half! - 50_000)).toBeLessThan(100);
    expect(all).toBe(100_000);
  });
});
