import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  constant,
  empirical,
  exponential,
  lognormalByMean,
  lognormalByQuantiles,
  type Quantile,
  standardNormal,
  uniform,
  weibull,
} from '../../src/kernel/quantiles.ts';
import { cases } from '../seed.ts';

/** The mean of a quantile function, by the midpoint rule over [0, 1). */
function meanOf(quantile: Quantile, steps = 200_000): number {
  let sum = 0;
  for (let i = 0; i < steps; i += 1) sum += quantile((i + 0.5) / steps);
  return sum / steps;
}

describe('the standard normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-9, -5.997807015007687],
    [0.25, -0.6744897501960817],
  ])('at %d is %d', (share, value) => {
    expect(standardNormal(share)).toBeCloseTo(value, 13);
  });

  it('is odd about one half', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.5, noNaN: true }), (p) => {
        expect(standardNormal(1 - p)).toBeCloseTo(-standardNormal(p), 9);
      }),
      cases(200),
    );
  });

  it('is finite at a draw of exactly 0', () => {
    expect(standardNormal(0)).toBeCloseTo(-6.3379, 3);
  });
});

describe('a distribution', () => {
  it('log-normal passes through its two quantiles', () => {
    const quantile = lognormalByQuantiles(4, 12);
    expect(quantile(0.5)).toBeCloseTo(4, 12);
    expect(quantile(0.95)).toBeCloseTo(12, 12);
  });

  it('log-normal has the mean and the coefficient of variation that it was given', () => {
    const quantile = lognormalByMean(5, 0.8);
    const mean = meanOf(quantile);
    expect(mean).toBeCloseTo(5, 3);
    expect(Math.sqrt(meanOf((u) => (quantile(u) - mean) * (quantile(u) - mean))) / mean).toBeCloseTo(0.8, 2);
  });

  it('exponential has its mean', () => {
    expect(meanOf(exponential(3))).toBeCloseTo(3, 3);
  });

  it('Weibull of shape 1 is exponential, and of shape 2 has the scale at 1 - 1/e', () => {
    expect(weibull(3, 1)(0.7)).toBeCloseTo(exponential(3)(0.7), 12);
    expect(weibull(3, 2)(1 - Math.exp(-1))).toBeCloseTo(3, 12);
    expect(weibull(3, 2)(0)).toBe(0);
  });

  it('uniform and constant are what they say', () => {
    expect(uniform(2, 6)(0.25)).toBe(3);
    expect(constant(7)(0.99)).toBe(7);
  });

  it('empirical is linear between its points and flat beyond them', () => {
    const quantile = empirical([
      [0.1, 1],
      [0.5, 2],
      [0.9, 10],
    ]);
    expect([0, 0.1, 0.5, 0.9, 0.99].map(quantile)).toEqual([1, 1, 2, 10, 10]);
    expect(quantile(0.3)).toBeCloseTo(1.5, 12);
    expect(quantile(0.7)).toBeCloseTo(6, 12);
  });

  it('never falls as its share rises', () => {
    const quantiles = [
      exponential(2),
      lognormalByQuantiles(1, 9),
      lognormalByMean(2, 3),
      weibull(1, 0.5),
      uniform(0, 1),
      empirical([
        [0, 0],
        [0.5, 5],
        [1, 6],
      ]),
    ];
    const share = fc.double({ min: 0, max: 0.9999999, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.constantFrom(...quantiles), (a, b, quantile) => {
        expect(quantile(Math.min(a, b))).toBeLessThanOrEqual(quantile(Math.max(a, b)) * (1 + 1e-12));
      }),
      cases(300),
    );
  });
});
