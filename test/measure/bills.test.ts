import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bills } from '../../src/measure/bills.ts';
import { NO_COUNTRY, type Plan } from '../../src/scenario/plan.ts';
import { plans } from '../plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** The same plan with media on every other stream. */
function withMedia(plan: Plan): Plan {
  const media = { count: 1, failure: 0, converted: undefined };
  const streams = plan.streams.map((stream, place) => (place % 2 === 0 ? { ...stream, media } : stream));
  return { ...plan, streams };
}

describe('what is billed', () => {
  it('is every message that was sent, by stream, sender, carrier and country, and nothing else', () => {
    fc.assert(
      fc.property(plans.map(withMedia), (plan) => {
        const { history, result } = runOf(plan);
        const expected = new Map<string, number>();
        for (const { kind, stream, sender, carrier, country, media, segments } of history) {
          if (kind !== 'sent') continue;
          const key = [stream, sender, carrier, country, media].join();
          expected.set(key, (expected.get(key) ?? 0) + segments);
        }
        const counted = result.cohorts.flatMap(({ traffic, sender, carrier, billed }) =>
          billed.flatMap(({ country, segments, media }) => [
            [[traffic, sender, carrier, country, 0].join(), segments] as const,
            [[traffic, sender, carrier, country, 1].join(), media] as const,
          ]),
        );
        expect(new Map(counted.filter(([, units]) => units > 0))).toEqual(expected);
      }),
      cases(100),
    );
  });

  it('keeps cohorts and countries apart, a number of no country too', () => {
    const bills = new Bills(2, 2);
    bills.sent(0, 1, 0, 3);
    bills.sent(0, 1, 1, 1);
    bills.sent(1, NO_COUNTRY, 0, 2);
    expect(bills.of(0)).toEqual([{ country: 1, segments: 3, media: 1 }]);
    expect(bills.of(1)).toEqual([{ country: NO_COUNTRY, segments: 2, media: 0 }]);
  });
});
