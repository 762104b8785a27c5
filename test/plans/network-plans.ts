import fc from 'fast-check';
import { constant } from '../../src/kernel/quantiles.ts';
import { type Rate, rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Plan, PlanIncident, PlanService } from '../../src/scenario/plan.ts';
import { ACCEPTANCE, DELIVERED, OVERFLOW, planOf } from '../plans.ts';
import { assembleNetwork, lanePart, levelPart, networkFeatures } from './networks.ts';
import { assembleStream, streamPart } from './served-streams.ts';

/** A day of the daily limits: short, so that several pass. */
const DAY_US: number = 5 * US_PER_SECOND;
export const dayEndUs = (atUs: number): number => (Math.floor(atUs / DAY_US) + 1) * DAY_US;

const features = fc.record({
  ...networkFeatures,
  oddRates: fc.boolean(),
  severalStreams: fc.boolean(),
  longMessages: fc.boolean(),
  invalid: fc.boolean(),
  priorities: fc.boolean(),
  sendAt: fc.boolean(),
  cancel: fc.boolean(),
  validity: fc.boolean(),
  retries: fc.boolean(),
  services: fc.boolean(),
  outcomes: fc.boolean(),
  caps: fc.boolean(),
  concurrency: fc.boolean(),
  daily: fc.boolean(),
  scheduleCount: fc.boolean(),
  refusals: fc.boolean(),
  incidents: fc.boolean(),
  horizon: fc.boolean(),
});

const incidentPart = fc.record({
  campaign: fc.boolean(),
  atS: fc.integer({ min: 0, max: 10 }),
  spanS: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.constant(Infinity) },
  ),
  sender: fc.nat({ max: 2 }),
  factor: fc.constantFrom([0, 1] as const, [1, 2] as const, [2, 1] as const, [1, 4] as const),
});

const servicePart = fc.record({
  order: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
  reaches: fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
  partial: fc.boolean(),
  mediaReaches: fc.boolean(),
  byAreaCode: fc.boolean(),
  spread: fc.constantFrom(
    'round-robin' as const,
    'least-backlog' as const,
    'random' as const,
    'sticky' as const,
  ),
  sticky: fc.boolean(),
  surface: fc.constantFrom('refused' as const, 'failed' as const),
});

const parts = fc.record({
  features,
  seed: fc.nat({ max: 1000 }).map(String),
  lanes: fc.array(lanePart, { minLength: 8, maxLength: 8 }),
  senders: fc.integer({ min: 1, max: 3 }),
  levels: fc.array(levelPart, { minLength: 1, maxLength: 3 }),
  streams: fc.array(streamPart, { minLength: 1, maxLength: 4 }),
  service: servicePart,
  incidents: fc.array(incidentPart, { minLength: 1, maxLength: 4 }),
  latencyUs: fc.constantFrom(0, US_PER_SECOND / 2, US_PER_SECOND),
  cap: fc.integer({ min: 1, max: 7 }),
  concurrency: fc.record({
    limit: fc.integer({ min: 1, max: 4 }),
    requestUs: fc.constantFrom(1, 500_000, 1_000_000),
  }),
  daily: fc.integer({ min: 1, max: 20 }),
  scheduleCount: fc.integer({ min: 1, max: 5 }),
  horizonS: fc.integer({ min: 1, max: 20 }),
});

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

/** Beside what any plan asks: limits of accounts and of queues, in a provider's order. */
const CHECKS: Plan['acceptance'] = [
  { rule: 'concurrency', code: 20429, throughService: 'refused' },
  ...ACCEPTANCE,
  { rule: 'schedule-count', code: 35125, throughService: 'refused' },
  { rule: 'daily-limit', code: 63038, throughService: 'failed' },
  { rule: 'queue-full', code: 21611, throughService: 'refused' },
];

/** The code of a request that finds its sender's queue full, under a provider that refuses it. */
export const QUEUE_FULL = 21611;

/** Whole token times, so that every instant is a whole microsecond; and others. */
export const WHOLE: readonly Rate[] = [1, 2, 4, 5, 10].map((units) => rateOf(units, US_PER_SECOND));
const ODD: readonly Rate[] = [
  rateOf(3, US_PER_SECOND),
  rateOf(5, 4 * US_PER_SECOND),
  rateOf(7, 3 * US_PER_SECOND),
  rateOf(999_983, 7 * US_PER_SECOND),
  rateOf(1, 3),
  rateOf(2, 3),
];

/**
 * Random plans over all that lanes can share and messages can wait for. Small, with instants on quarters of a second,
 * so that many things meet. Rates that do not divide a second are not met together with incidents.
 */
export const networkPlans: fc.Arbitrary<Plan> = parts.map(assemble);

function assemble({ features: on, ...part }: Parts): Plan {
  const rates = on.oddRates && !on.incidents ? ODD : WHOLE;
  const network = assembleNetwork(part.lanes, part.levels, part.senders, rates, part.cap, dayEndUs, on);
  const count = network.senders.length;
  const services = on.services ? [assembleService(part.service, count)] : [];
  const streams = part.streams
    .slice(0, on.severalStreams ? 4 : 1)
    .map((stream, i) => assembleStream(stream, i, count, services, { ...on, fine: !on.incidents }));
  const outcomes = on.outcomes
    ? {
        cumulative: [0.5, 0.9, 1],
        outcomes: [
          { status: 'delivered', code: 0 } as const,
          { status: 'undelivered', code: 30003 } as const,
          { status: 'sent', code: 0 } as const,
        ],
      }
    : DELIVERED;
  // A receipt of no delay, tried again with no pause, comes within an instant: then it counts how many segments of the
  // instant leave before it, which the laws leave open.
  const latencyUs = constant(on.retries ? Math.max(part.latencyUs, US_PER_SECOND / 4) : part.latencyUs);
  const carrier = { latencyUs, outcomes };
  return planOf([], streams, {
    ...network,
    seed: part.seed,
    horizonUs: on.horizon ? part.horizonS * US_PER_SECOND : Infinity,
    services,
    carriers: [
      { id: 'c0', ...carrier },
      { id: 'c1', ...carrier },
    ],
    countries: ['US', 'GB', 'DE'],
    carriersByCountry: [
      { cumulative: [0.5, 1], carriers: [0, 1] },
      { cumulative: [1], carriers: [0] },
      { cumulative: [1], carriers: [1] },
    ],
    acceptance: CHECKS,
    overflow: {
      direct: on.refusals ? { code: QUEUE_FULL, surface: 'refused' } : { code: OVERFLOW, surface: 'failed' },
      service: { code: OVERFLOW, surface: 'failed' },
    },
    account: {
      concurrency: on.concurrency ? part.concurrency : undefined,
      scheduledAtMost: on.scheduleCount ? part.scheduleCount : Infinity,
      daily: on.daily ? { limit: part.daily, dayEndUs } : undefined,
    },
    incidents: on.incidents
      ? part.incidents.map((incident) => assembleIncident(incident, count, network.campaigns.length))
      : [],
  });
}

function assembleIncident(
  { campaign, atS, spanS, sender, factor: [numerator, denominator] }: Parts['incidents'][number],
  senders: number,
  campaigns: number,
): PlanIncident {
  const own = {
    atUs: atS * US_PER_SECOND,
    untilUs: (atS + spanS) * US_PER_SECOND,
    numerator,
    denominator,
  };
  return campaign && campaigns > 0
    ? { ...own, kind: 'campaign-rate', campaign: 0 }
    : { ...own, kind: 'sender-rate', senders: [sender % senders] };
}

function assembleService(part: Parts['service'], senders: number): PlanService {
  const pool = [...new Set(part.order.map((sender) => sender % senders))];
  const places = pool.map((_, place) => place);
  const candidates = part.reaches.map((country) =>
    part.partial ? places.filter((place) => country[place]) : places,
  );
  return {
    id: 'pool',
    pool,
    noSender: { code: 21703, surface: part.surface },
    candidates,
    mediaCandidates: part.mediaReaches ? candidates : [[], [], []],
    byAreaCode: part.byAreaCode
      ? new Map([
          [415, [0]],
          [212, places.slice(-1)],
        ])
      : undefined,
    spread: part.spread,
    sticky: part.sticky,
  };
}
