import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALWAYS_EXACT, Distribution, rankOf } from '../../src/measure/distribution.ts';
import { cases } from '../seed.ts';

const SHARES: readonly number[] = [0, 0.001, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

/** Microseconds of every size, with ties. */
const value = fc.oneof(
  fc.nat({ max: 5 }),
  fc.nat({ max: 2048 }),
  fc.nat({ max: 100_000_000 }),
  fc.integer({ min: 0, max: 3_155_760_000_000_000 }),
);
const values = fc.array(value, { minLength: 1, maxLength: 200 });

function distributionOf(all: readonly number[], keepAll: boolean): Distribution {
  const distribution = new Distribution(keepAll);
  distribution.addAll(all, 0, all.length);
  return distribution;
}

/** As a distribution is in a long run: all values in the histogram. */
function histogramOf(all: readonly number[]): Distribution {
  // Enough values of their own kind that the others are no longer kept one by one.
  const distribution = distributionOf(all, false);
  for (let i = distribution.n; i <= ALWAYS_EXACT; i += 1) distribution.add(all[0]!);
  return distribution;
}

/** The nearest rank by its definition: the smallest value with at least `share` of all at or below it. */
function nearestRank(all: readonly number[], millionths: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted.find((_, i) => (i + 1) * 1_000_000 >= millionths * sorted.length) ?? sorted.at(-1)!;
}

/** All that can be asked of a distribution. */
function figures(distribution: Distribution) {
  const { n, minUs, maxUs, meanUs, sumUs } = distribution;
  return { n, minUs, maxUs, meanUs, sumUs, quantiles: SHARES.map((share) => distribution.quantileUs(share)) };
}

describe('the nearest rank', () => {
  it.each([
    [0.5, 1000, 500],
    [0.95, 1000, 950],
    [0.95, 20, 19],
    [0.99, 1000, 990],
    [0.999, 1000, 999],
    [0.07, 100, 7],
    [0.29, 100, 29],
    [0.5, 1, 1],
    [0, 10, 1],
    [1, 10, 10],
    [0.501, 10, 6],
  ])('of %d among %i is the %ith', (share, n, rank) => {
    expect(rankOf(share, n)).toBe(rank);
  });
});

describe('a distribution that keeps its values', () => {
  it('gives the nearest rank of the sorted values at every share', () => {
    fc.assert(
      fc.property(values, fc.nat({ max: 1_000_000 }), (all, millionths) => {
        const distribution = distributionOf(all, true);
        expect(distribution.exact).toBe(true);
        expect(distribution.quantileUs(millionths / 1_000_000)).toBe(nearestRank(all, millionths));
      }),
      cases(500),
    );
  });

  it('stays right when values come after it has been asked', () => {
    const distribution = distributionOf([5, 1], true);
    expect(distribution.quantileUs(0.5)).toBe(1);
    distribution.add(0);
    distribution.add(3);
    expect(SHARES.map((share) => distribution.quantileUs(share))).toEqual([0, 0, 0, 1, 5, 5, 5, 5, 5]);
    expect(distribution.quantileUs(0.75)).toBe(3);
  });

  it('takes in a part of an array', () => {
    const distribution = new Distribution(true);
    distribution.addAll([9, 1, 2, 3, 9], 1, 4);
    expect(figures(distribution)).toMatchObject({ n: 3, minUs: 1, maxUs: 3, sumUs: 6n, meanUs: 2 });
  });

  it('is asked for nothing when it is empty', () => {
    const empty = new Distribution(true);
    expect([empty.n, empty.meanUs, empty.quantileUs(0.5), empty.minUs, empty.maxUs]).toEqual([
      0,
      undefined,
      undefined,
      Infinity,
      -Infinity,
    ]);
    expect(Distribution.merge([empty, new Distribution(false)], true).n).toBe(0);
  });

  it(`keeps ${ALWAYS_EXACT} values whatever the run, and not one more in a long one`, () => {
    const all = Array.from({ length: ALWAYS_EXACT }, (_, i) => i * 1_000_003);
    const distribution = distributionOf(all, false);
    expect(distribution.exact).toBe(true);
    distribution.add(7);
    expect(distribution.exact).toBe(false);
    const kept = distributionOf(all, true);
    kept.add(7);
    expect(kept.exact).toBe(true);
  });
});

describe('a distribution in a histogram', () => {
  it('is off by less than 0.1 % at every quantile, and exact below 1,024', () => {
    let inHistogram = 0;
    fc.assert(
      fc.property(values, fc.nat({ max: 1_000_000 }), (all, millionths) => {
        const histogram = histogramOf(all);
        const own = [...all, ...new Array<number>(histogram.n - all.length).fill(all[0]!)];
        const exact = nearestRank(own, millionths);
        const read = histogram.quantileUs(millionths / 1_000_000)!;
        if (exact < 1024) expect(read).toBe(exact);
        else expect(Math.abs(read - exact)).toBeLessThan(0.001 * exact);
        inHistogram += histogram.exact ? 0 : 1;
      }),
      cases(500),
    );
    expect(inHistogram).toBeGreaterThanOrEqual(500);
  });

  it('is within 0.1 % at the edges of every octave', () => {
    for (let octave = 1; octave < 2 ** 52; octave *= 2)
      for (const near of [octave - 1, octave, octave + 1, Math.floor(octave * 1.5), octave * 2 - 1]) {
        const histogram = new Distribution(false);
        // Between a smaller and a larger value, so that neither end answers for it.
        for (const one of [0, near, 2 ** 53 - 1]) for (let i = 0; i < 300; i += 1) histogram.add(one);
        expect(histogram.exact).toBe(false);
        expect(Math.abs(histogram.quantileUs(0.5)! - near)).toBeLessThanOrEqual(near / 1024);
      }
  });

  it('never answers beyond what was recorded, and is exact at both ends', () => {
    fc.assert(
      fc.property(values, (all) => {
        const histogram = histogramOf(all);
        expect(histogram.quantileUs(0)).toBe(Math.min(...all));
        expect(histogram.quantileUs(1)).toBe(Math.max(...all));
        const answers = SHARES.map((share) => histogram.quantileUs(share)!);
        expect(answers).toEqual([...answers].sort((a, b) => a - b));
      }),
      cases(200),
    );
  });

  it('is the same whether its values were counted as they came or kept and condensed', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: ALWAYS_EXACT + 1, maxLength: 700 }), (all) => {
        const condensed = distributionOf(all, true);
        condensed.condense();
        expect(condensed.exact).toBe(false);
        expect(figures(condensed)).toEqual(figures(distributionOf(all, false)));
        const later = distributionOf(all.slice(0, 100), true);
        later.condense();
        expect(later.exact).toBe(true);
        later.addAll(all, 100, all.length);
        expect(figures(later)).toEqual(figures(condensed));
      }),
      cases(40),
    );
  });
});

describe('merged distributions', () => {
  it('are all of their values in one, however they are cut and kept', () => {
    const part = fc.record({ all: fc.array(value, { maxLength: 400 }), keepAll: fc.boolean() });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.boolean(), (parts, keepAll) => {
        const merged = Distribution.merge(
          parts.map((own) => distributionOf(own.all, own.keepAll)),
          keepAll,
        );
        const all = parts.flatMap((own) => own.all);
        const inParts = parts.some((own) => !own.keepAll && own.all.length > ALWAYS_EXACT);
        const whole = distributionOf(all, keepAll && !inParts);
        expect(figures(merged)).toEqual(figures(whole));
      }),
      cases(100),
    );
  });

  it('of which one is a histogram are one, and leave their parts as they were', () => {
    const large = distributionOf(
      Array.from({ length: 600 }, (_, i) => 10_000 + i),
      false,
    );
    const small = distributionOf([1, 2, 3], true);
    for (const parts of [
      [large, small],
      [small, large],
    ]) {
      const merged = Distribution.merge(parts, true);
      expect([merged.exact, merged.n, merged.minUs, merged.maxUs]).toEqual([false, 603, 1, 10_599]);
    }
    expect([large.n, small.n, small.exact]).toEqual([600, 3, true]);
  });
});

describe('the sum of a distribution', () => {
  it('is exact far beyond the whole numbers of a double, in parts and in one', () => {
    const large = fc.integer({ min: 2 ** 50, max: 2 ** 52 - 1 });
    fc.assert(
      fc.property(fc.array(fc.oneof(large, value), { minLength: 1, maxLength: 60 }), fc.nat(), (all, cut) => {
        const sum = all.reduce((total, one) => total + BigInt(one), 0n);
        const whole = distributionOf(all, true);
        expect(whole.sumUs).toBe(sum);
        const at = cut % all.length;
        const merged = Distribution.merge(
          [distributionOf(all.slice(0, at), false), distributionOf(all.slice(at), true)],
          true,
        );
        expect(merged.sumUs).toBe(sum);
        const mean = whole.meanUs!;
        expect(mean).toBeGreaterThanOrEqual(whole.minUs);
        expect(mean).toBeLessThanOrEqual(whole.maxUs);
        expect(Math.abs(mean - Number(sum / BigInt(all.length)))).toBeLessThanOrEqual(1);
      }),
      cases(200),
    );
  });

  it('gives the mean to the last digit where adding doubles would lose it', () => {
    const distribution = new Distribution(false);
    const huge = 2 ** 52 - 1;
    for (let i = 0; i < 1000; i += 1) distribution.add(huge);
    expect(distribution.meanUs).toBe(huge);
    expect(distribution.sumUs).toBe(1000n * BigInt(huge));
  });

  it('loses no value that comes alone, however many have been counted before', () => {
    const distribution = new Distribution(false);
    for (let value = 1; value <= 10_000; value += 1) distribution.add(value);
    expect([distribution.n, distribution.minUs, distribution.maxUs]).toEqual([10_000, 1, 10_000]);
    expect(distribution.sumUs).toBe(50_005_000n);
    expect(Math.abs(distribution.quantileUs(0.9)! / 9_000 - 1)).toBeLessThan(0.001);
  });
});

describe('the content of a distribution', () => {
  it('makes a distribution that answers every question alike, merged with another too', () => {
    fc.assert(
      fc.property(values, values, fc.boolean(), fc.boolean(), (all, others, isCondensed, othersKept) => {
        const original = isCondensed ? histogramOf(all) : distributionOf(all, true);
        const copy = Distribution.from(original.content());
        expect(copy.exact).toBe(original.exact);
        expect(figures(copy)).toEqual(figures(original));
        const other = othersKept ? distributionOf(others, true) : histogramOf(others);
        expect(figures(Distribution.merge([copy, other], false))).toEqual(
          figures(Distribution.merge([original, other], false)),
        );
      }),
      cases(200),
    );
  });

  it('is the same in whatever order the values came', () => {
    fc.assert(
      fc.property(values, fc.boolean(), (all, isCondensed) => {
        const make = isCondensed ? histogramOf : (some: readonly number[]) => distributionOf(some, true);
        const sorted = [...all.slice(1)].sort((a, b) => a - b);
        expect(make([all[0]!, ...sorted]).content()).toEqual(make(all).content());
      }),
      cases(100),
    );
  });

  it('of nothing is nothing', () => {
    const nothing = Distribution.from(new Distribution(true).content());
    expect([nothing.n, nothing.exact, nothing.meanUs]).toEqual([0, true, undefined]);
  });
});
