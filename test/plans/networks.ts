import fc from 'fast-check';
import type { Rate } from '../../src/kernel/rate.ts';
import type { Plan, PlanCampaign, PlanLane, PlanLevel } from '../../src/scenario/plan.ts';
import { senderOf } from '../plans.ts';

/** What lanes may have in common. */
export const networkFeatures = {
  bursts: fc.boolean(),
  limits: fc.boolean(),
  unlimited: fc.boolean(),
  tokens: fc.boolean(),
  media: fc.boolean(),
  levels: fc.boolean(),
  campaigns: fc.boolean(),
};
type Features = Readonly<Record<keyof typeof networkFeatures | 'caps', boolean>>;

export const lanePart = fc.record({
  rate: fc.nat({ max: 5 }),
  burst: fc.constantFrom(1, 2, 3),
  limit: fc.constantFrom(1, 2, 3, 7, 30, 60),
  unlimited: fc.boolean(),
  tokens: fc.constantFrom(undefined, [30, 10, 3], [10, 5, 2], [1, 2, 1]),
  media: fc.boolean(),
  mediaRate: fc.nat({ max: 5 }),
});

export const levelPart = fc.record({
  rate: fc.nat({ max: 5 }),
  burst: fc.constantFrom(1, 2, 7),
  lanes: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
  everyLane: fc.boolean(),
  counts: fc.constantFrom('segments' as const, 'segments' as const, 'media' as const),
});

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
type LanePart = Of<typeof lanePart>;
type LevelPart = Of<typeof levelPart>;

/** Of three countries and two carriers, country 0 is where campaigns count. */
const COUNTRIES = 3;
const CARRIERS = 2;

/**
 * Senders with a lane each, then the lanes of a campaign by carrier, which the first senders are registered with; and
 * levels over any of them, the nearest first.
 */
export function assembleNetwork(
  laneParts: readonly LanePart[],
  levelParts: readonly LevelPart[],
  senderCount: number,
  rates: readonly Rate[],
  cap: number,
  dayEndUs: (atUs: number) => number,
  on: Features,
): Pick<Plan, 'senders' | 'lanes' | 'levels' | 'campaigns' | 'dailyCaps'> {
  const levels = on.levels ? levelParts : [];
  const count = senderCount + (on.campaigns ? CARRIERS : 0);
  const lanes = laneParts.slice(0, count).map((part, place) => assembleLane(part, place, rates, levels, on));
  const senders = lanes.slice(0, senderCount).map((lane, place) =>
    senderOf(lane.id, {
      lane: place,
      rate: lane.rate,
      burst: lane.burst,
      queueLimitSegments: lane.queueLimitTokens,
      campaign: on.campaigns && place < 2 ? 0 : -1,
    }),
  );
  return {
    senders,
    lanes,
    levels: levels.map((part, place): PlanLevel => {
      const { burst, counts } = part;
      return { id: `level ${place}`, kind: 'account', counts, rate: rates[part.rate % rates.length]!, burst };
    }),
    campaigns: on.campaigns ? [campaignOver(senderCount, on.caps)] : [],
    dailyCaps: on.caps ? [{ id: 'cap', limit: cap, code: 30023, dayEndUs }] : [],
  };
}

function campaignOver(firstLane: number, caps: boolean): PlanCampaign {
  const laneByRoute = new Int32Array(COUNTRIES * CARRIERS).fill(-1);
  laneByRoute[0] = firstLane;
  laneByRoute[1] = firstLane + 1;
  return { id: 'offers', laneByRoute, capByCarrier: Int32Array.from(caps ? [0, -1] : [-1, -1]) };
}

function assembleLane(
  part: LanePart,
  place: number,
  rates: readonly Rate[],
  levels: readonly LevelPart[],
  on: Features,
): PlanLane {
  const unlimited = on.unlimited && part.unlimited;
  const withMedia = on.media && part.media;
  const over = (counts: LevelPart['counts']): readonly number[] =>
    levels.flatMap((level, index) =>
      level.counts === counts && (level.everyLane || level.lanes[place]) ? [index] : [],
    );
  return {
    id: `s${place}`,
    rate: unlimited ? undefined : rates[part.rate % rates.length]!,
    burst: on.bursts ? part.burst : 1,
    queueLimitTokens: on.limits && !unlimited ? part.limit : Infinity,
    tokensByCountry: on.tokens && !unlimited ? part.tokens : undefined,
    media: withMedia
      ? { rate: rates[part.mediaRate % rates.length]!, burst: on.bursts ? part.burst : 1 }
      : undefined,
    levels: over('segments'),
    mediaLevels: withMedia ? over('media') : over('segments'),
  };
}
