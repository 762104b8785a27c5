import { describe, expect, test } from 'vitest';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import type { CampaignEntry, Scenario } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

const SENDERS: Scenario['senders'] = [
  { id: 'promo', numbers: { from: '+14155550100', count: 2 } },
  { id: 'loose', number: '+14155550200' },
  { id: 'abroad', number: '+447400123456' },
];
const OFFERS: CampaignEntry = { id: 'offers', senders: ['promo'], 'trust-score': 60 };

function planOf(campaigns: readonly CampaignEntry[], changes: Partial<Scenario> = {}): Plan {
  return compile(
    scenarioWith({
      rulebook: 'twilio-2026',
      senders: SENDERS,
      campaigns,
      traffic: [{ ...STREAM, to: { US: '80%', CA: '20%' } }],
      ...changes,
    }),
  );
}

/** Lanes that no sender owns, with their rates a second. */
function campaignLanes({ lanes, senders }: Plan): readonly (readonly [string, number])[] {
  return lanes
    .slice(senders.length)
    .map(({ id, rate }) => [id, (rate!.units / rate!.perUs) * US_PER_SECOND] as const);
}

describe('a campaign', () => {
  test('has a lane for each carrier of the countries that it governs, by its trust score', () => {
    const plan = planOf([OFFERS]);
    expect(campaignLanes(plan)).toEqual([
      ['offers/verizon', 40],
      ['offers/t-mobile', 40],
      ['offers/att', 40],
      ['offers/us-cellular', 8],
      ['offers/other', 1],
    ]);
    const carriers = plan.carriers.length;
    expect([...plan.campaigns[0]!.laneByRoute.slice(0, carriers)]).toEqual([4, 5, 6, 7, 8, -1]);
    expect([...plan.campaigns[0]!.laneByRoute.slice(carriers)]).toEqual([-1, -1, -1, -1, -1, -1]);
    expect(plan.lanes[4]).toMatchObject({ queueLimitTokens: 40 * 36_000, levels: [0] });
    expect(plan.senders.map(({ campaign }) => campaign)).toEqual([0, 0, -1, -1]);
  });

  test('gives an unnamed carrier the rate of all others, and takes overrides', () => {
    const carriers = { bell: { to: 'US' } };
    expect(campaignLanes(planOf([OFFERS], { carriers }))).toEqual([['offers/bell', 1]]);
    const own = { ...OFFERS, 'segments-per-second': { bell: 7.5 } };
    expect(campaignLanes(planOf([own], { carriers }))).toEqual([['offers/bell', 7.5]]);
    const other = { ...OFFERS, 'segments-per-second': { other: 3 } };
    expect(campaignLanes(planOf([other], { carriers }))).toEqual([['offers/bell', 3]]);
    expect(campaignLanes(planOf([other]))[0]).toEqual(['offers/verizon', 40]);
  });

  test('shares the daily cap of its brand, the largest of its campaigns', () => {
    const campaigns = [
      OFFERS,
      { id: 'codes', senders: ['loose'], kind: 'low-volume' as const },
      { id: 'own', senders: ['abroad'], brand: 'acme', 'daily-cap': 7 },
    ];
    const plan = planOf(campaigns);
    expect(plan.dailyCaps).toMatchObject([
      { id: 'brand/t-mobile', limit: 40_000, code: 30023 },
      { id: 'acme/t-mobile', limit: 7, code: 30023 },
    ]);
    const tMobile = plan.carriers.findIndex(({ id }) => id === 't-mobile');
    expect(plan.campaigns.map(({ capByCarrier }) => capByCarrier[tMobile])).toEqual([0, 0, 1]);
    expect(plan.campaigns[0]!.capByCarrier.filter((cap) => cap !== -1)).toHaveLength(1);
  });

  test("ends its day at the carrier's midnight, also where the clocks change", () => {
    const { dayEndUs } = planOf([OFFERS], { start: '2026-10-31T12:00:00-07:00' }).dailyCaps[0]!;
    expect(dayEndUs(0)).toBe(12 * US_PER_HOUR);
    // The first of November has 25 hours there.
    expect(dayEndUs(12 * US_PER_HOUR)).toBe(37 * US_PER_HOUR);
    const unanchored = planOf([OFFERS]).dailyCaps[0]!;
    expect(unanchored.dayEndUs(0)).toBe(24 * US_PER_HOUR);
    expect(unanchored.dayEndUs(24 * US_PER_HOUR)).toBe(48 * US_PER_HOUR);
  });

  test('is slowed and stopped by incidents', () => {
    const incidents = [
      { at: '1h', for: '1h', campaign: 'offers', rate: 'x0.5' },
      { at: '3h', campaign: 'offers', down: true as const },
    ];
    expect(planOf([OFFERS], { incidents }).incidents).toMatchObject([
      { kind: 'campaign-rate', campaign: 0, numerator: 1, denominator: 2 },
      { kind: 'campaign-rate', campaign: 0, numerator: 0, denominator: 1, untilUs: Infinity },
    ]);
    const bad = [{ at: '1h', campaign: 'offers', rate: 'x999999.999999' }];
    const slow = [{ ...OFFERS, 'segments-per-second': { att: 0.000001 } }];
    expect(() => planOf(slow, { incidents: [...bad, ...bad] })).toThrow(/campaign offers .* too many digits/);
  });

  test('is what long codes need: those outside fail where campaigns count', () => {
    const plan = planOf([OFFERS]);
    expect(plan.senders.map(({ routeFailures }) => [...routeFailures])).toEqual([[], [], [30034, 0], []]);
    expect(planOf([], { rulebook: 'twilio-2022' }).senders[0]!.routeFailures).toHaveLength(0);
  });

  test('is refused where a rulebook has none', () => {
    expect(() => planOf([OFFERS], { rulebook: 'twilio-guide' })).toThrow(
      'campaigns: twilio-guide has no campaigns',
    );
  });
});

describe('the carriers of a scenario that names none', () => {
  test('are those of the campaigns, by shares that are told as an assumption', () => {
    const plan = planOf([OFFERS]);
    expect(plan.carriersByCountry).toEqual([
      { cumulative: [0.33, 0.64, 0.93, 0.94, 1], carriers: [0, 1, 2, 3, 4] },
      { cumulative: [1], carriers: [5] },
    ]);
    expect(plan.assumptions).toContain(
      'Traffic to US by carrier, for which the scenario has no shares: verizon 33%, t-mobile 31%, att 29%, us-cellular 1%, other 6%.',
    );
  });

  test('are the default one where the rulebook has no campaigns', () => {
    expect(compile(scenarioWith({})).carriers.map(({ id }) => id)).toEqual(['default']);
  });
});
