import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { planOf, senderOf, streamOf } from '../plans.ts';
import { erlangWaitShare, meanWait, WaitDistribution } from './md1.ts';
import { byBatches, mean, quantile, waitsOf } from './runs.ts';

describe('the closed form of M/D/1', () => {
  it.each([0.5, 0.7, 0.8, 0.9, 0.95])('at utilisation %d is the same in both forms', (rho) => {
    const waits = new WaitDistribution(rho, 400);
    for (const t of [0, 0.3, 1, 1.7, 2, 4.25, 8.9])
      expect(waits.share(t)).toBeCloseTo(erlangWaitShare(rho, t), 9);
  });

  it.each([0.5, 0.7, 0.8, 0.9, 0.95])(
    'at utilisation %d has the mean that Pollaczek and Khinchine give',
    (rho) => {
      const waits = new WaitDistribution(rho, 600);
      let area = 0;
      for (let i = 0; i < 60_000; i += 1) area += (1 - waits.share((i + 0.5) / 100)) / 100;
      expect(area).toBeCloseTo(meanWait(rho), 3);
    },
  );

  it('gives the known means', () => {
    expect([0.5, 0.7, 0.8, 0.9, 0.95].map((rho) => meanWait(rho).toFixed(4))).toEqual([
      '0.5000',
      '1.1667',
      '2.0000',
      '4.5000',
      '9.5000',
    ]);
  });
});

/**
 * Poisson arrivals into one segment a second. The tolerance is four standard errors, from forty batches that are
 * each hundreds of times as long as the queue remembers, 1 / (1 - rho)^2 services; `within` bounds the error itself,
 * as a share of the mean, so that the check keeps its teeth.
 */
describe.each([
  { rho: 0.5, rate: rateOf(1, 2 * US_PER_SECOND), count: 200_000, within: 0.011 },
  { rho: 0.7, rate: rateOf(7, 10 * US_PER_SECOND), count: 300_000, within: 0.013 },
  { rho: 0.8, rate: rateOf(8, 10 * US_PER_SECOND), count: 400_000, within: 0.016 },
  { rho: 0.9, rate: rateOf(9, 10 * US_PER_SECOND), count: 500_000, within: 0.023 },
  { rho: 0.95, rate: rateOf(95, 100 * US_PER_SECOND), count: 1_000_000, within: 0.045 },
])('M/D/1 at utilisation $rho', ({ rho, rate, count, within }) => {
  const { waits, result } = waitsOf(
    planOf(
      [senderOf('a')],
      [streamOf('t', [{ kind: 'poisson', rate, fromUs: 0, untilUs: Infinity, count }])],
    ),
  );
  const distribution = totalsOf(result).latencies.queue_wait;
  const theory = new WaitDistribution(rho, 600);

  it('has the mean wait of Pollaczek and Khinchine', () => {
    const { value, error } = byBatches(waits, 40, mean);
    expect(error).toBeLessThan(within * meanWait(rho));
    expect(Math.abs(value - meanWait(rho))).toBeLessThan(4 * error);
    expect(distribution.n).toBe(count);
    expect(distribution.meanUs! / US_PER_SECOND).toBeCloseTo(value, 6);
  });

  it.each([0.5, 0.9, 0.95, 0.99])('has the waits of Crommelin at the quantile %d', (share) => {
    const { error } = byBatches(waits, 40, (batch) => quantile(batch, share));
    const expected = theory.quantile(share);
    const measured = distribution.quantileUs(share)! / US_PER_SECOND;
    expect(error).toBeLessThan(4 * within * Math.max(expected, meanWait(rho)));
    // The record of a long run is a histogram: a thousandth of the value beside the chance.
    expect(Math.abs(measured - expected)).toBeLessThan(4 * error + 0.001 * expected);
  });

  it('lets the share of messages that theory says go without a wait', () => {
    const { value, error } = byBatches(
      waits,
      40,
      (batch) => batch.filter((wait) => wait === 0).length / batch.length,
    );
    expect(error).toBeLessThan(0.003);
    expect(Math.abs(value - (1 - rho))).toBeLessThan(4 * error);
  });
});
