import { describe, expect, it } from 'vitest';
import { DOUBLING_US, roundAtLeast, roundDuration } from '../../src/report/round-durations.ts';
import { HOUR, SECOND } from './results.ts';

describe('round durations', () => {
  it('are the next that a clock or a ruler is divided by', () => {
    expect([3, 1500, 7 * SECOND, 16 * SECOND, 31 * SECOND, 50 * 60 * SECOND].map(roundAtLeast)).toEqual([
      5,
      2000,
      10 * SECOND,
      30 * SECOND,
      60 * SECOND,
      HOUR,
    ]);
  });

  it('are told in the units of tables, without what is zero', () => {
    expect([0, 20, 125_000, SECOND, 90 * SECOND, 1.5 * HOUR, 48 * HOUR].map(roundDuration)).toEqual([
      '0s',
      '20us',
      '125ms',
      '1s',
      '1m30s',
      '1h30m',
      '48h',
    ]);
  });

  it('about double, from a millisecond to years', () => {
    const ratios = DOUBLING_US.slice(1).map((us, before) => us / DOUBLING_US[before]!);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1.5);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(2);
  });
});
