import type { CampaignRules, CampaignTier } from './rulebook.ts';
import { CATALOGUE_2026, pageOf, TEN_DLC_LOW_VOLUME, TEN_DLC_THROUGHPUT } from './sources.ts';

/** US Cellular takes up to 8 segments a second; smaller carriers 1, by number, which stands for the campaign here. */
const SMALL_CARRIERS = { 'us-cellular': 8, other: 1 } as const;

function bySpeed(perCarrier: number): CampaignTier['segmentsPerSecond'] {
  return { att: perCarrier, 't-mobile': perCarrier, verizon: perCarrier, ...SMALL_CARRIERS };
}

const EDGES = 'Daily caps of brands have bands at 75 and 50; other providers draw them at 76 and 51.';

/** 10DLC by trust score and carrier, as of 2026. */
export const CAMPAIGNS_2026: CampaignRules = {
  countries: ['US'],
  senderCountries: ['US', 'CA'],
  tiers: [
    {
      id: 'trust-75-100',
      kinds: ['standard'],
      trustScore: { from: 75, to: 100 },
      segmentsPerSecond: bySpeed(75),
      mediaPerMinute: { att: 2400 },
      dailyCap: 200_000,
      note: EDGES,
      source: TEN_DLC_THROUGHPUT,
    },
    {
      id: 'trust-50-74',
      kinds: ['standard'],
      trustScore: { from: 50, to: 74 },
      segmentsPerSecond: bySpeed(40),
      mediaPerMinute: { att: 1200 },
      dailyCap: 40_000,
      note: EDGES,
      source: TEN_DLC_THROUGHPUT,
    },
    {
      id: 'trust-1-49',
      kinds: ['standard'],
      trustScore: { from: 1, to: 49 },
      segmentsPerSecond: bySpeed(4),
      mediaPerMinute: { att: 150 },
      dailyCap: 10_000,
      source: TEN_DLC_THROUGHPUT,
    },
    {
      id: 'unvetted',
      kinds: ['standard'],
      segmentsPerSecond: bySpeed(4),
      mediaPerMinute: { att: 150 },
      dailyCap: 2000,
      note: 'A brand without a trust score counts as one with 0.',
      source: TEN_DLC_LOW_VOLUME,
    },
    {
      id: 'low-volume',
      kinds: ['low-volume'],
      segmentsPerSecond: bySpeed(1.25),
      mediaPerMinute: { att: 50 },
      dailyCap: 2000,
      source: TEN_DLC_THROUGHPUT,
    },
    {
      id: 'sole-proprietor',
      kinds: ['sole-proprietor'],
      segmentsPerSecond: { att: 0.25, 't-mobile': 1, verizon: 1, ...SMALL_CARRIERS },
      dailyCap: 1000,
      note: 'T-Mobile and Verizon count by number, and a sole proprietor has one.',
      source: TEN_DLC_THROUGHPUT,
    },
  ],
  dailyCap: {
    carrier: 't-mobile',
    zone: 'America/Los_Angeles',
    code: 30023,
    note: 'T-Mobile counts a brand over all of its providers; here only what the scenario sends.',
    source: pageOf(CATALOGUE_2026, 30023),
  },
  unregistered: {
    code: 30034,
    surface: 'failed',
    note: 'Documented as an error of the application, so the message fails.',
    source: pageOf(CATALOGUE_2026, 30034),
  },
};
