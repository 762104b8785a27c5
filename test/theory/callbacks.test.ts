import { describe, expect, it } from 'vitest';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Plan, PlanCallbacks } from '../../src/scenario/plan.ts';
import { callbackRunOf, callbacksOf, POLICY } from '../callbacks.ts';
import { planOf, senderOf, streamOf } from '../plans.ts';
import { resultOf } from '../runs.ts';
import { meanWait } from './md1.ts';
import { byBatches, mean } from './runs.ts';

/** Messages at random through a sender without a limit: each is sent, and called back, as it is submitted. */
function poissonOf(rate: Rate, count: number): Plan {
  const arrivals = [{ kind: 'poisson' as const, rate, fromUs: 0, untilUs: Infinity, count }];
  return planOf([senderOf('a', { rate: undefined })], [streamOf('t', arrivals)]);
}

const patient = { ...POLICY, totalTimeoutUs: 3600 * US_PER_SECOND };

describe('an endpoint that works off one callback a second, at utilisation .8', () => {
  const terms: PlanCallbacks = callbacksOf({
    statuses: ['sent'],
    capacity: rateOf(1, US_PER_SECOND),
    policy: patient,
  });
  const plan = poissonOf(rateOf(8, 10 * US_PER_SECOND), 100_000);

  it('lets them wait as Pollaczek and Khinchine say of M/D/1', () => {
    const { told } = callbackRunOf(plan, terms);
    const delays = told
      .filter(({ kind }) => kind === 'delivered')
      .map(({ atUs, dueAtUs }) => (atUs - dueAtUs) / US_PER_SECOND);
    expect(delays).toHaveLength(100_000);
    const { value, error } = byBatches(delays, 40, mean);
    expect(error).toBeLessThan(0.035 * meanWait(0.8));
    expect(Math.abs(value - meanWait(0.8))).toBeLessThan(4 * error);
  });
});

describe('callbacks that fail to connect half of the time, with two retries', () => {
  const { callbacks } = resultOf({
    ...poissonOf(rateOf(5, US_PER_SECOND), 100_000),
    callbacks: callbacksOf({
      statuses: ['sent'],
      connectFailures: 0.5,
      policy: { ...patient, retries: 2 },
    }),
  });
  const { due, attempted, delivered, lost, retried } = callbacks!.counts;
  /** Four standard errors of a share. */
  const near = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / due);

  it('are lost in one of eight cases and tried again in every second', () => {
    expect(delivered + lost).toBe(due);
    expect(Math.abs(lost / due - 1 / 8)).toBeLessThan(near(1 / 8));
    expect(Math.abs(retried / due - 1 / 2)).toBeLessThan(near(1 / 2));
  });

  it('take one and three quarters of an attempt each', () => {
    // 1, 2 or 3 attempts with probability 1/2, 1/4, 1/4: variance 11/16.
    expect(Math.abs(attempted / due - 1.75)).toBeLessThan(4 * Math.sqrt(11 / 16 / due));
  });

  it('are late by as many time limits as they failed: 10 s in two of seven deliveries, 20 s in one', () => {
    const { delay } = callbacks!;
    expect([delay.minUs, delay.quantileUs(0.8), delay.maxUs]).toEqual([
      0,
      10 * US_PER_SECOND,
      20 * US_PER_SECOND,
    ]);
    expect(Math.abs(delay.meanUs! / US_PER_SECOND - 40 / 7)).toBeLessThan(0.1);
  });
});
