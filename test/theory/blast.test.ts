import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { littleSides } from '../../src/laws/little.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { planOf, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { runOf } from '../runs.ts';

describe('a batch of 1,000 messages at one segment a second', () => {
  const { result } = runOf(
    planOf([senderOf('a')], [streamOf('t', [{ kind: 'batch', atUs: 0, count: 1000 }])]),
  );
  const { queue_wait, send_latency, end_to_end } = totalsOf(result).latencies;

  it('waits 0 s, 1 s and so on to 999 s', () => {
    const shares = [0.001, 0.5, 0.9, 0.95, 0.99, 1];
    expect(shares.map((share) => queue_wait.quantileUs(share)! / US_PER_SECOND)).toEqual([
      0, 499, 899, 949, 989, 999,
    ]);
    expect(queue_wait.meanUs! / US_PER_SECOND).toBe(499.5);
    expect([queue_wait.minUs, queue_wait.maxUs, queue_wait.n]).toEqual([0, 999 * US_PER_SECOND, 1000]);
  });

  it('is sent as soon as it begins, and received two seconds later', () => {
    expect(send_latency.sumUs).toBe(queue_wait.sumUs);
    expect(end_to_end.sumUs).toBe(queue_wait.sumUs + 2000n * BigInt(US_PER_SECOND));
    expect(result.drainedAtUs).toBe(999 * US_PER_SECOND);
    expect(result.lastConcludedAtUs).toBe(1001 * US_PER_SECOND);
    expect(result.simulatedUs).toBe(1001 * US_PER_SECOND);
  });

  it('stands in the queue whole at its own instant', () => {
    expect([result.peakBacklogSegments, result.peakBacklogAtUs]).toEqual([1000, 0]);
  });
});

describe('a batch of messages of three segments', () => {
  it('is sending from its first segment and sent with its last', () => {
    const { result } = runOf(
      planOf(
        [senderOf('a')],
        [streamOf('t', [{ kind: 'batch', atUs: 0, count: 100 }], { bodies: segmentsInTurn([3]) })],
      ),
    );
    const { queue_wait, send_latency } = totalsOf(result).latencies;
    expect([queue_wait.maxUs, send_latency.maxUs]).toEqual([297 * US_PER_SECOND, 299 * US_PER_SECOND]);
    expect(send_latency.sumUs - queue_wait.sumUs).toBe(100n * 2n * BigInt(US_PER_SECOND));
  });
});

describe('two messages a second for an hour into one segment a second', () => {
  const { history, result } = runOf(
    planOf(
      [senderOf('a')],
      [
        streamOf('t', [
          { kind: 'rate', rate: rateOf(2, US_PER_SECOND), fromUs: 0, untilUs: US_PER_HOUR, count: Infinity },
        ]),
      ],
    ),
  );

  it('pile up to 3,600: first at 3,599 s, where 7,199 have come and 3,599 have gone, before the next one goes', () => {
    expect([result.peakBacklogSegments, result.peakBacklogAtUs]).toEqual([3600, 3599 * US_PER_SECOND]);
  });

  it('have gone at 7,199 s', () => {
    expect(result.drainedAtUs).toBe(7199 * US_PER_SECOND);
    expect(totalsOf(result).counts).toMatchObject({ submitted: 7200, delivered: 7200, open: 0 });
  });

  it('wait half as long as they are late in line: the i-th i/2 seconds', () => {
    const { queue_wait } = totalsOf(result).latencies;
    expect(queue_wait.maxUs).toBe(3599.5 * US_PER_SECOND);
    expect(queue_wait.meanUs).toBe((7199 / 4) * US_PER_SECOND);
  });

  it("obey Little's law to the microsecond: the number waiting over time is the sum of the waits", () => {
    const { integralOfNumber, sumOfWaits } = littleSides(history, 0);
    expect(integralOfNumber).toBe(sumOfWaits);
    expect(sumOfWaits).toBe(totalsOf(result).latencies.queue_wait.sumUs);
    const [L, lambda, W] = [
      Number(integralOfNumber) / result.drainedAtUs!,
      7200 / result.drainedAtUs!,
      totalsOf(result).latencies.queue_wait.meanUs!,
    ];
    expect(L).toBeCloseTo(lambda * W, 9);
  });
});
