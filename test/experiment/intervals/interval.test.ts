import { describe, expect, it } from 'vitest';
import { meanEstimate, medianEstimate, medianRank } from '../../../src/experiment/intervals/interval.ts';

describe('the interval of a mean over replications', () => {
  it('is the one worked out by hand', () => {
    // Mean 3, variance 2.5, t(4) 2.776445: 3 -+ 2.776445 sqrt(2.5 / 5).
    const { value, low, high, n } = meanEstimate([1, 2, 3, 4, 5])!;
    expect([value, n]).toEqual([3, 5]);
    expect(low).toBeCloseTo(3 - 1.963243, 5);
    expect(high).toBeCloseTo(3 + 1.963243, 5);
  });

  it('is a point where all replications agree, to the last digit', () => {
    expect(meanEstimate([0.1, 0.1, 0.1])).toEqual({ value: 0.1, low: 0.1, high: 0.1, n: 3 });
  });

  it('is unknown of one replication, and absent of none', () => {
    expect(meanEstimate([7])).toEqual({ value: 7, low: undefined, high: undefined, n: 1 });
    expect(meanEstimate([])).toBeUndefined();
  });
});

describe('the interval of a median over replications', () => {
  it.each([
    [5, 0],
    [6, 1],
    [8, 1],
    [9, 2],
    [20, 6],
    [30, 10],
    [100, 40],
  ])('of %i values lies between the order statistics of the printed tables, from rank %i on', (n, rank) => {
    expect(medianRank(n)).toBe(rank);
  });

  it('has at least the confidence that it claims, and one rank more would not', () => {
    for (const n of [6, 17, 30, 64]) {
      const rank = medianRank(n);
      expect(binomialBelow(n, rank)).toBeLessThanOrEqual(0.025);
      expect(binomialBelow(n, rank + 1)).toBeGreaterThan(0.025);
    }
  });

  it('is found for thousands of values, where 2^-n is no longer a number', () => {
    expect(Math.abs(medianRank(4000) - (2000 - 1.96 * Math.sqrt(1000)))).toBeLessThan(2);
  });

  it('does not depend on the order of the replications, and takes one that never ends', () => {
    const values = [9, 3, Infinity, 1, 7, 5, 8, 2, 4];
    expect(medianEstimate(values)).toEqual({ value: 5, low: 2, high: 9, n: 9 });
  });

  it('is unknown of fewer than six', () => {
    expect(medianEstimate([4, 1])).toEqual({ value: 2.5, low: undefined, high: undefined, n: 2 });
  });
});

/** P(fewer than `count` of n fair coins), added up exactly. */
function binomialBelow(n: number, count: number): number {
  let choose = 1n;
  let sum = 0n;
  for (let k = 0; k < count; k += 1) {
    sum += choose;
    choose = (choose * BigInt(n - k)) / BigInt(k + 1);
  }
  return Number((sum * 10n ** 15n) / 2n ** BigInt(n)) / 1e15;
}
