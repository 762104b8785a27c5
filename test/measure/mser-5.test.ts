import { describe, expect, it } from 'vitest';
import { warmUpByMser5 } from '../../src/measure/mser-5.ts';

/** Each value five times, so that these are the means of the batches. */
function inBatches(means: readonly number[]): readonly number[] {
  return means.flatMap((mean) => Array.from({ length: 5 }, () => mean));
}

describe('the warm-up by MSER-5', () => {
  it('is cut where the statistic worked out by hand is least', () => {
    // Means 10 2 1 2 1 2: of all (sum of squares 60) 60/36; without the first 1.2/25 = .048; without two .0625 .
    expect(warmUpByMser5(inBatches([10, 2, 1, 2, 1, 2]))).toBe(5);
  });

  it('is nothing of values that are all alike', () => {
    expect(warmUpByMser5(inBatches([4, 4, 4, 4]))).toBe(0);
  });

  it('is the transient of a step, to the batch', () => {
    const noise = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(warmUpByMser5(inBatches(noise.map((one, i) => one + (i < 7 ? 50 : 0))))).toBe(35);
  });

  it('does not depend on where zero is', () => {
    const values = inBatches([10, 2, 1, 2, 1, 2].map((mean) => mean + 1e9));
    expect(warmUpByMser5(values)).toBe(5);
  });

  it('is not found where the run never settles, or is too short', () => {
    expect(warmUpByMser5(inBatches([9, 9, 9, 9, 9, 1, 1, 1]))).toBeUndefined();
    expect(warmUpByMser5([1, 2, 3, 4, 5, 6])).toBeUndefined();
  });
});
