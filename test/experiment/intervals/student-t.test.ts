import { describe, expect, it } from 'vitest';
import { studentTQuantile, studentTWithin } from '../../../src/experiment/intervals/student-t.ts';

/** Two-sided 95 % points by degrees of freedom: Abramowitz and Stegun, table 26.10. */
const TABLE: readonly (readonly [degrees: number, t: number])[] = [
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [29, 2.045],
  [30, 2.042],
  [60, 2.0],
  [120, 1.98],
];

describe("the quantile of Student's t", () => {
  it.each(TABLE)('with %i degrees of freedom is the one of the printed table', (degrees, t) => {
    expect(Math.abs(studentTQuantile(0.975, degrees) - t)).toBeLessThanOrEqual(0.0005);
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    for (const share of [0.6, 0.9, 0.975, 0.9995]) {
      const a = 2 * share - 1;
      expect(studentTQuantile(share, 1)).toBeCloseTo(Math.tan((Math.PI * a) / 2), 8);
      expect(studentTQuantile(share, 2)).toBeCloseTo((a * Math.SQRT2) / Math.sqrt(1 - a * a), 10);
    }
  });

  it('is symmetric, and nears the normal one', () => {
    expect(studentTQuantile(0.025, 7)).toBe(-studentTQuantile(0.975, 7));
    expect(studentTQuantile(0.975, 1_000_001)).toBeCloseTo(1.959964, 5);
  });

  it('undoes the share within it', () => {
    for (const degrees of [1, 2, 3, 29, 100]) {
      expect(studentTWithin(studentTQuantile(0.9, degrees), degrees)).toBeCloseTo(0.8, 12);
    }
  });
});
