import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { Pace } from '../../src/traffic/pace.ts';
import { RATES } from '../plans.ts';
import { cases } from '../seed.ts';

/** When requests are made that wait so long after they could have been. */
function made(pace: Pace, delays: readonly number[]): readonly number[] {
  return delays.map((delayUs) => {
    const atUs = pace.nextUs + delayUs;
    pace.made(atUs);
    return atUs;
  });
}

describe('the pace of a client', () => {
  const rate = fc.oneof(
    fc.constantFrom(...RATES),
    fc
      .tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 10_000_000 }))
      .map(([units, perUs]) => rateOf(units, perUs)),
  );

  it('lets the first request go at once', () => {
    expect(new Pace(rateOf(1, US_PER_SECOND)).nextUs).toBe(0);
  });

  it('makes the i-th of requests that all wait at the first whole microsecond of its period', () => {
    fc.assert(
      fc.property(rate, (each) => {
        for (const [i, atUs] of made(new Pace(each), new Array(300).fill(0)).entries()) {
          const parts = BigInt(i) * BigInt(each.perUs);
          const units = BigInt(each.units);
          expect(BigInt(atUs)).toBe((parts + units - 1n) / units);
        }
      }),
      cases(100),
    );
  });

  it('is exceeded in no window, whenever requests come', () => {
    const delays = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * US_PER_SECOND })), {
      minLength: 2,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rate, delays, (each, waits) => {
        const instants = made(new Pace(each), waits);
        // A window ends just behind a request, so of every window between two of them this is the shortest.
        for (const [i, firstUs] of instants.entries())
          for (const [j, lastUs] of instants.entries())
            if (i < j)
              expect(
                BigInt(j - i) * BigInt(each.perUs) <= BigInt(each.units) * BigInt(lastUs + 1 - firstUs),
              ).toBe(true);
      }),
      cases(100),
    );
  });

  it('counts a period from a request that came late', () => {
    const pace = new Pace(rateOf(3, US_PER_SECOND));
    expect(made(pace, [0, 0, 1_000_000, 0, 0, 0])).toEqual([
      0, 333_334, 1_666_667, 2_000_001, 2_333_334, 2_666_667,
    ]);
  });
});
