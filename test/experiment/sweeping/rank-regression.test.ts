import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../src/experiment/sweeping/cells.ts';
import { rankCoefficients, ranksOf } from '../../../src/experiment/sweeping/rank-regression.ts';
import { readSpread } from '../../../src/scenario/forms/ranges.ts';

/** Draws of a Latin hypercube over [0, 1], by path. */
function draws(paths: number, cells: number): readonly (readonly number[])[] {
  const reading = readSpread('0.000000..1.000000');
  const spread = reading?.ok ? reading.spread : undefined;
  const swept = Array.from({ length: paths }, (_, place) => ({
    path: `p${place}`,
    values: ['0', '1'],
    spread,
  }));
  const drawn = cellsOf({ design: 'latin-hypercube', swept, cells, replications: 1 }, '1');
  return swept.map((_, place) => drawn.map((cell) => Number(cell[place])));
}

describe('a regression on ranks', () => {
  it('finds known effects in their order and with their signs, through any curve that rises', () => {
    const [a, b, c, idle] = draws(4, 400);
    // Of a sum of independent uniform numbers the coefficients are those of the sum over their length, 1 : 2 : 4.
    const outputs = a!.map((_, cell) => Math.exp(a![cell]! - 2 * b![cell]! + 4 * c![cell]!));
    const fit = rankCoefficients([a!, b!, c!, idle!], outputs)!;
    const [effectA, effectB, effectC, effectIdle] = fit.coefficients as [number, number, number, number];
    const length = Math.sqrt(1 + 4 + 16);
    expect(effectA).toBeCloseTo(1 / length, 1);
    expect(effectB).toBeCloseTo(-2 / length, 1);
    expect(effectC).toBeCloseTo(4 / length, 1);
    expect(Math.abs(effectIdle)).toBeLessThan(0.05);
    expect(fit.explained).toBeGreaterThan(0.95);
  });

  it('tells that it explains little of what rises and falls', () => {
    const [a] = draws(1, 200);
    const fit = rankCoefficients(
      [a!],
      a!.map((value) => (value - 0.5) * (value - 0.5)),
    )!;
    expect(fit.explained).toBeLessThan(0.1);
  });

  it('has no answer for inputs that go together, nor for fewer outputs than unknowns', () => {
    expect(
      rankCoefficients(
        [
          [1, 2, 3, 4, 5],
          [2, 4, 6, 8, 10],
        ],
        [1, 2, 3, 4, 5],
      ),
    ).toBeUndefined();
    expect(
      rankCoefficients(
        [
          [1, 2, 3],
          [3, 1, 2],
        ],
        [1, 2, 3],
      ),
    ).toBeUndefined();
  });

  it('gives 0 to what never changes', () => {
    expect(
      rankCoefficients(
        [
          [1, 2, 3, 4],
          [7, 7, 7, 7],
        ],
        [1, 2, 3, 4],
      )?.coefficients,
    ).toEqual([1, 0]);
    expect(rankCoefficients([[1, 2, 3, 4]], [5, 5, 5, 5])).toEqual({ coefficients: [0], explained: 0 });
  });
});

describe('ranks', () => {
  it('begin at 1, and equal values share theirs', () => {
    expect(ranksOf([30, 10, 20, 10])).toEqual([4, 1.5, 3, 1.5]);
  });
});
