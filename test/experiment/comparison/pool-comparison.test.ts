import { describe, expect, it } from 'vitest';
import { poolFigures } from '../../../src/experiment/comparison/pool-comparison.ts';
import { FIGURE_NAMES } from '../../../src/experiment/comparison/run-values.ts';

/** By replication, the same value for every figure. */
function figureOf(pairs: readonly (readonly [number | undefined, number | undefined])[], isRandom = true) {
  const all = pairs.map(([a, b]) => [FIGURE_NAMES.map(() => a), FIGURE_NAMES.map(() => b)] as const);
  return poolFigures(all, isRandom)[0]!;
}

describe('a figure of two plans over replications', () => {
  it('differs by the mean of the differences, with its t interval, against that of independent samples', () => {
    const { a, b, difference, narrowed } = figureOf([
      [10, 12],
      [20, 23],
      [30, 31],
    ]);
    expect([a, b, difference?.value, difference?.n]).toEqual([20, 22, 2, 3]);
    // Of the differences 2, 3, 1: t(.975, 2) / sqrt(3) is 4.30265 / 1.73205.
    expect(difference!.high! - 2).toBeCloseTo(2.48414, 4);
    // Variances 100 and 91; t(.975, 4) is 2.77645: a half width of 2.77645 sqrt(191 / 3).
    expect(narrowed).toBeCloseTo((2.77645 * Math.sqrt(191 / 3)) / 2.48414, 3);
  });

  it('is of the replications alone in which both have it', () => {
    const figure = figureOf([
      [10, undefined],
      [20, 23],
      [30, 31],
    ]);
    expect(figure).toMatchObject({ a: 25, b: 27, difference: { value: 2, n: 2 } });
    expect(figureOf([[10, undefined]])).toMatchObject({ a: 10, b: undefined, difference: undefined });
  });

  it('has an interval that is a point without chance, and none after one replication with it', () => {
    expect(figureOf([[1, 4]], false)).toMatchObject({
      difference: { value: 3, low: 3, high: 3 },
      narrowed: undefined,
    });
    expect(figureOf([[1, 4]])).toMatchObject({
      difference: { value: 3, low: undefined },
      narrowed: undefined,
    });
  });
});
