import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { History } from '../../src/laws/history.ts';
import type { OfferedLoad } from '../../src/measure/offers.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import type { Plan, PlanRetry, PlanStream } from '../../src/scenario/plan.ts';
import { emptySubmission, PromptStream } from '../../src/traffic/stream.ts';
import { dailyZone, OVERFLOW, planOf, plans, senderOf, streamOf } from '../plans.ts';
import { resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

const batch = (atUs: number, count: number) => ({ kind: 'batch', atUs, count }) as const;

/** The load of the only stream of a plan with one sender of a segment a second. */
function loadOf(stream: PlanStream, own: Partial<Plan> = {}, limit = Infinity): OfferedLoad | undefined {
  return resultOf(planOf([senderOf('a', { queueLimitSegments: limit })], [stream], own)).offeredLoads[0];
}

/** Requests that the client wants to make before an instant, when each comes at its arrival. */
function arrivalsBefore(plan: Plan, stream: PlanStream, endUs: number): number {
  const prompt = new PromptStream(plan, stream, 0);
  let count = 0;
  for (; prompt.nextUs < endUs; count += 1) prompt.take(emptySubmission());
  return count;
}

/** What is counted of a stream, from its facts and its arrivals. */
function recounted(plan: Plan, place: number, history: History) {
  const own = history.filter(({ stream }) => stream === place);
  const all = own.filter(({ kind }) => kind === 'submitted');
  const first = all.filter(({ attempt }) => attempt === 1);
  const delays = first.map(({ submittedAtUs, offeredAtUs }) => submittedAtUs - offeredAtUs);
  const offered = arrivalsBefore(plan, plan.streams[place]!, plan.horizonUs);
  const received = own.filter(({ kind, status }) => kind === 'concluded' && status !== STATUS_CODE.sent);
  return {
    offered,
    heldBack: offered - first.length,
    attempts: all.length,
    accepted: all.length - own.filter(({ kind }) => kind === 'refused').length,
    postponed: delays.filter((us) => us > 0).length,
    longestPostponedUs: Math.max(0, ...delays),
    received: received.length,
    sumUs: received.reduce((sum, { finalAtUs, offeredAtUs }) => sum + finalAtUs - offeredAtUs, 0),
  };
}

describe('the offered load of a stream', () => {
  it('is what its facts and its arrivals say', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        for (const [place, stream] of plan.streams.entries()) {
          const load = result.offeredLoads[place];
          const { hours, pace, retry } = stream;
          expect(load !== undefined).toBe([hours, pace, retry].some((one) => one !== undefined));
          if (load === undefined) continue;
          const { endToEnd, ...counts } = load;
          const { received, sumUs, ...expected } = recounted(plan, place, history);
          expect(counts).toEqual(expected);
          expect([endToEnd.n, Number(endToEnd.sumUs)]).toEqual([received, sumUs]);
        }
      }),
      cases(100),
    );
  });

  it('counts what was postponed, by how much at the most, and latency from when it was wanted', () => {
    const zone = dailyZone('z', 24 * US_PER_HOUR, 9 * US_PER_HOUR, 21 * US_PER_HOUR);
    const hours = { zones: [zone], zonesByCountry: [{ cumulative: [1], zones: [0] }] };
    const load = loadOf(streamOf('t', [batch(7 * US_PER_HOUR, 1), batch(10 * US_PER_HOUR, 1)], { hours }));
    expect(load).toMatchObject({
      offered: 2,
      attempts: 2,
      accepted: 2,
      postponed: 1,
      longestPostponedUs: 2 * US_PER_HOUR,
      heldBack: 0,
    });
    // Sent at once, and delivered two seconds later.
    expect([load!.endToEnd.minUs, load!.endToEnd.maxUs]).toEqual([
      2 * US_PER_SECOND,
      2 * US_PER_HOUR + 2 * US_PER_SECOND,
    ]);
  });

  it('has what the end of the run keeps from being submitted', () => {
    const stream = streamOf('t', [batch(0, 1_000_000)], { pace: rateOf(1, US_PER_SECOND) });
    const load = loadOf(stream, { horizonUs: 10 * US_PER_SECOND });
    expect(load).toMatchObject({ offered: 1_000_000, attempts: 10, postponed: 9, heldBack: 999_990 });
  });

  it('has every attempt, and latency from the first', () => {
    const retry: PlanRetry = {
      codes: [OVERFLOW],
      attempts: 9,
      backoffUs: US_PER_SECOND,
      factor: 1,
      maxBackoffUs: US_PER_SECOND,
      jitter: 'none',
    };
    const load = loadOf(streamOf('t', [batch(0, 2)], { retry }), {}, 1);
    expect(load).toMatchObject({ offered: 2, attempts: 3, accepted: 3, postponed: 0, heldBack: 0 });
    expect([load!.endToEnd.minUs, load!.endToEnd.maxUs]).toEqual([2 * US_PER_SECOND, 3 * US_PER_SECOND]);
  });

  it('keeps to a histogram in a long run', () => {
    const stream = streamOf('t', [batch(0, 100_001)], { pace: rateOf(1, US_PER_SECOND) });
    const load = loadOf(stream);
    expect(load!.endToEnd.exact).toBe(false);
    expect(load!.endToEnd.n).toBe(100_001);
  });

  it('is not measured where nothing is held back or tried again', () => {
    expect(loadOf(streamOf('t', [batch(0, 2)]))).toBeUndefined();
  });
});
