import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { PlanBodies } from '../../src/scenario/plan.ts';
import { contentOf, planOf, senderOf, streamOf } from '../plans.ts';
import { byBatches, mean, waitsOf } from './runs.ts';

/** One, two or three segments at .7, .2 and .1: a service of 1.4 s on average, its square 2.4 on average. */
const MIX: PlanBodies = {
  kind: 'choice',
  cumulative: [0.7, 0.9, 1],
  variants: [1, 2, 3].map((segments) => ({ kind: 'content', content: contentOf(segments) })),
};

/** lambda E[S^2] / (2 (1 - lambda E[S])): F. Pollaczek (1930), A. Y. Khinchine (1932). */
function meanWait(arrivals: number): number {
  return (arrivals * 2.4) / (2 * (1 - arrivals * 1.4));
}

/** Tolerances as for M/D/1: four standard errors from forty batches, the error itself bounded. */
describe.each([
  { arrivals: 0.5, rate: rateOf(5, 10 * US_PER_SECOND), count: 200_000, expected: 2, within: 0.018 },
  { arrivals: 0.6, rate: rateOf(6, 10 * US_PER_SECOND), count: 400_000, expected: 4.5, within: 0.026 },
])('messages of one to three segments, $arrivals a second', ({ arrivals, rate, count, expected, within }) => {
  const { waits, result } = waitsOf(
    planOf(
      [senderOf('a')],
      [streamOf('t', [{ kind: 'poisson', rate, fromUs: 0, untilUs: Infinity, count }], { bodies: MIX })],
    ),
  );

  it(`wait ${expected} s on average`, () => {
    expect(meanWait(arrivals)).toBeCloseTo(expected, 12);
    const { value, error } = byBatches(waits, 40, mean);
    expect(error).toBeLessThan(within * expected);
    expect(Math.abs(value - expected)).toBeLessThan(4 * error);
  });

  it('are 1.4 segments on average, and keep the sender busy for as much of the time', () => {
    const segments = result.cohorts.reduce((sum, { figures }) => sum + figures.segments.sent, 0);
    // The standard deviation of a message's segments is sqrt(2.4 - 1.96).
    expect(Math.abs(segments / count - 1.4)).toBeLessThan(4 * Math.sqrt(0.44 / count));
    const busy = segments / (result.drainedAtUs! / US_PER_SECOND);
    expect(busy).toBeCloseTo(arrivals * 1.4, 2);
  });
});
