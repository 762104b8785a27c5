import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { HistoryRecorder } from '../../src/laws/history.ts';
import { totalsOf } from '../../src/measure/select.ts';
import type { Facts } from '../../src/pipeline/facts.ts';
import { lanesAhead } from '../../src/pipeline/lanes-ahead.ts';
import { Ledger } from '../../src/pipeline/ledger.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { planOf, plans, senderOf, streamOf } from '../plans.ts';
import { bytesOf, resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** Somebody who listens, and does not care about the order. */
const unordered: Facts = Object.assign(new HistoryRecorder(new Ledger()), { inTimeOrder: false });
const ordered: Facts = new HistoryRecorder(new Ledger());

/** The same plan with nothing in it that could change a departure once its message has joined a lane. */
function undisturbed(plan: Plan): Plan {
  const limit = (tokens: number): number => (tokens === Infinity ? 1_000_000 : tokens);
  return {
    ...plan,
    incidents: [],
    lanes: plan.lanes.map((lane) => ({ ...lane, queueLimitTokens: limit(lane.queueLimitTokens) })),
  };
}

/** More than a segment a microsecond, from the first instant on: the bucket alone would take what it earns at 0 for a queue. */
const fastFromTheStart = planOf(
  [senderOf('a', { rate: rateOf(5, 2), queueLimitSegments: 2 })],
  [streamOf('t', [{ kind: 'batch', atUs: 0, count: 3 }])],
);

describe('departures that are told ahead', () => {
  it('are those that events make, to the byte, and the batch has taken every rare path', () => {
    const seen = { overflow: 0, open: 0, burst: 0, slow: 0, fast: 0, ahead: 0 };
    fc.assert(
      fc.property(plans.map(undisturbed), fc.constantFrom(Infinity, 1, 50), (plan, slice) => {
        const ahead = resultOf(plan, slice);
        expect(bytesOf(ahead)).toBe(bytesOf(runOf(plan).result));
        if (!lanesAhead(plan, unordered).includes(1)) return;
        const { counts, segments } = totalsOf(ahead);
        seen.ahead += 1;
        if (counts.failed > 0) seen.overflow += 1;
        if (counts.open > 0) seen.open += 1;
        if (segments.sent > 10 && plan.lanes.some(({ burst }) => burst > 1)) seen.burst += 1;
        if (plan.lanes.some(({ rate }) => rate !== undefined && rate.units < rate.perUs)) seen.slow += 1;
        if (plan.lanes.some(({ rate }) => rate === undefined || rate.units > rate.perUs)) seen.fast += 1;
      }),
      { ...cases(300), examples: [[fastFromTheStart, Infinity]] },
    );
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
  });

  it('know the queue by its bucket alone: 14,400 of a batch are taken, and as many as have left by then', () => {
    const lane = senderOf('a', { rate: rateOf(3, US_PER_SECOND), queueLimitSegments: 14_400 });
    for (const laterUs of [1, 333_333, 333_334, 333_335, US_PER_SECOND, 4000 * US_PER_SECOND + 1]) {
      const plan = planOf(
        [lane],
        [
          streamOf('t', [{ kind: 'batch', atUs: 0, count: 14_401 }]),
          streamOf('u', [{ kind: 'batch', atUs: laterUs, count: 14_400 }]),
        ],
      );
      expect(lanesAhead(plan, unordered)).toEqual(Uint8Array.of(1));
      // At 3 a second, as many have left before an instant as whole thirds of a second lie before it, and one at 0.
      const left = Math.floor((3 * (laterUs - 1)) / US_PER_SECOND) + 1;
      expect(totalsOf(resultOf(plan)).counts.failed).toBe(1 + 14_400 - left);
    }
  });

  it('are left to events where somebody must see them in their order, or something could change them', () => {
    const stream = streamOf('t', [{ kind: 'batch', atUs: 0, count: 1 }]);
    const sender = senderOf('a', { queueLimitSegments: 10 });
    const outage = {
      kind: 'sender-rate',
      senders: [0],
      atUs: 5,
      untilUs: 9,
      numerator: 0,
      denominator: 1,
    } as const;
    const plan = planOf([sender], [stream]);
    expect(lanesAhead(plan, unordered)).toEqual(Uint8Array.of(1));
    const left = Uint8Array.of(0);
    expect(lanesAhead(plan, ordered)).toEqual(left);
    expect(lanesAhead({ ...plan, incidents: [outage] }, unordered)).toEqual(left);
    for (const own of [
      { priority: 1 },
      { validityUs: 5 },
      { sendAt: { afterUs: 5 } },
      { cancel: { share: 0.5, afterUs: 5 } },
    ])
      expect(lanesAhead({ ...plan, streams: [{ ...stream, ...own }] }, unordered)).toEqual(left);
    const [lane] = plan.lanes;
    expect(lanesAhead({ ...plan, lanes: [{ ...lane!, levels: [0] }] }, unordered)).toEqual(left);
    expect(lanesAhead({ ...plan, lanes: [{ ...lane!, queueLimitTokens: Infinity }] }, unordered)).toEqual(
      left,
    );
  });
});
