import { describe, expect, it } from 'vitest';
import { waitTheory } from '../../src/proof/poisson.ts';

describe('the theory of the wait in M/G/1', () => {
  it.each([0.3, 0.5, 0.9])(
    'has the mean and the variance of M/M/1 that are known, at utilisation %d',
    (rho) => {
      const { mean, variance } = waitTheory(rho, [1, 2, 6, 24]);
      const idle = 1 - rho;
      expect(mean).toBeCloseTo(rho / idle, 9);
      // Daley (1968): rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4.
      const known = (rho * (2 + 5 * rho - 4 * rho * rho + rho * rho * rho)) / (idle * idle * idle * idle);
      expect(variance / known).toBeCloseTo(1, 9);
    },
  );

  it('has the mean of M/D/1 that is known', () => {
    expect(waitTheory(0.5, [1, 1, 1, 1]).mean).toBe(0.5);
    expect(waitTheory(0.8, [1, 1, 1, 1]).mean).toBeCloseTo(2, 12);
  });
});
