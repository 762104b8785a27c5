import { describe, expect, test } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { PlanLane } from '../../src/scenario/plan.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

const TO_BOTH = [{ ...STREAM, to: { US: '50%', GB: '50%' } }];

function laneOf(changes: Partial<Scenario>): PlanLane {
  return compile(scenarioWith({ rulebook: 'twilio-2022', ...changes })).lanes[0]!;
}

describe('a lane whose rate depends on the destination', () => {
  test('takes tokens at the least common multiple of the rates, and counts its queue in them', () => {
    const plan = compile(scenarioWith({ rulebook: 'twilio-2022', traffic: TO_BOTH }));
    expect(plan.countries).toEqual(['US', 'GB']);
    expect(plan.lanes[0]).toMatchObject({
      rate: { units: 1, perUs: US_PER_SECOND / 10 },
      tokensByCountry: [10, 1],
      queueLimitTokens: 144_000,
      burst: 1,
    });
    expect(plan.senders[0]).toMatchObject({ rate: { units: 1, perUs: US_PER_SECOND / 10 } });
  });

  test('multiplies rates that do not divide each other', () => {
    const senders = [{ id: 'promo', number: '+18005550100' }];
    expect(laneOf({ senders, traffic: TO_BOTH })).toMatchObject({
      rate: { units: 3, perUs: US_PER_SECOND / 10 },
      tokensByCountry: [10, 3],
    });
  });

  test('is a plain one where all destinations have one rate, and where the author sets it', () => {
    expect(laneOf({})).toMatchObject({
      rate: { units: 1, perUs: US_PER_SECOND },
      tokensByCountry: undefined,
      queueLimitTokens: 14_400,
    });
    const senders = [{ id: 'promo', number: '+14155550100', 'segments-per-second': 5 }];
    expect(laneOf({ senders, traffic: TO_BOTH })).toMatchObject({
      rate: { units: 1, perUs: US_PER_SECOND / 5 },
      tokensByCountry: undefined,
    });
  });
});

describe('messages with media', () => {
  const media = { type: 'image/png' };

  test('have a bucket of their own under a rulebook that has rates for them, and limits of the account', () => {
    const plan = compile(scenarioWith({ rulebook: 'twilio-2022', traffic: [{ ...STREAM, media }] }));
    expect(plan.lanes[0]).toMatchObject({
      media: { rate: { units: 1, perUs: US_PER_SECOND }, burst: 1 },
      levels: [],
      mediaLevels: [0],
    });
    expect(plan.levels).toEqual([
      {
        id: 'mms-long-code',
        kind: 'account',
        counts: 'media',
        rate: { units: 1, perUs: US_PER_SECOND / 50 },
        burst: 50,
      },
    ]);
  });

  test('cost nothing where no stream sends any, and count as a segment under the guide', () => {
    expect(laneOf({})).toMatchObject({ media: undefined, mediaLevels: [] });
    const guide = compile(scenarioWith({ traffic: [{ ...STREAM, media }] }));
    expect(guide.lanes[0]).toMatchObject({ media: undefined, levels: [], mediaLevels: [] });
    expect(guide.levels).toEqual([]);
  });
});

describe('the level of an account', () => {
  const levels = (account: Scenario['account']) => {
    const plan = compile(scenarioWith({ rulebook: 'twilio-2026', ...(account && { account }) }));
    return { levels: plan.levels, of: plan.lanes[0]!.levels };
  };

  test("is the rulebook's, with the tokens of a second", () => {
    expect(levels(undefined)).toEqual({
      levels: [
        {
          id: 'account',
          kind: 'account',
          counts: 'segments',
          rate: { units: 1, perUs: US_PER_SECOND / 2000 },
          burst: 2000,
        },
      ],
      of: [0],
    });
  });

  test('is set or taken away by the scenario', () => {
    expect(levels({ 'segments-per-second': 0.5 })).toMatchObject({
      levels: [{ rate: { units: 1, perUs: 2 * US_PER_SECOND }, burst: 1 }],
      of: [0],
    });
    expect(levels({ 'segments-per-second': 'unlimited' })).toEqual({ levels: [], of: [] });
  });
});
