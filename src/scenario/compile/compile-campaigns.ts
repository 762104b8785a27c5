import type { Anchor } from '../../kernel/civil-time.ts';
import { rateOf, unitsWithin } from '../../kernel/rate.ts';
import { US_PER_MINUTE, US_PER_SECOND } from '../../kernel/time.ts';
import type { CampaignRules, CampaignTier, Rulebook } from '../../rulebooks/rulebook.ts';
import type { Plan, PlanCampaign, PlanDailyCap, PlanLane } from '../plan.ts';
import type { CampaignEntry } from '../scenario.ts';
import { campaignTier } from './campaign-tier.ts';
import { mediaBucketOf, rateOfSecond } from './compile-rates.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';
import { dayEndIn } from './days.ts';

/** What campaigns are made of. */
export interface CampaignContext {
  readonly rulebook: Rulebook;
  readonly anchor: Anchor | undefined;
  readonly senders: SenderTable;
  readonly countries: readonly string[];
  /** Carrier ids by index. */
  readonly carriers: readonly string[];
  readonly carriersByCountry: Plan['carriersByCountry'];
  /** Index of the first lane that is not a sender's own. */
  readonly firstLane: number;
}

/** The bucket of a campaign towards one carrier, before it is joined to shared levels. */
export type CampaignLane = Omit<PlanLane, 'levels' | 'mediaLevels'> & { readonly campaign: number };

/** The campaigns of a plan with their lanes, and the caps of their brands. */
export interface CampaignTable {
  readonly campaigns: readonly PlanCampaign[];
  readonly lanes: readonly CampaignLane[];
  readonly dailyCaps: readonly PlanDailyCap[];
  /** By sender: the index of its campaign; -1 without. */
  readonly bySender: Int32Array;
  readonly ids: readonly string[];
}

/** Campaigns that name no brand are all of this one. */
const ONE_BRAND = 'brand';
/** What stands in a tier for every carrier that it does not name. */
const OTHER = 'other';

/** A lane for each campaign and carrier that serves a country where campaigns count, and a cap for each brand. */
export function compileCampaigns(entries: readonly CampaignEntry[], context: CampaignContext): CampaignTable {
  const { rulebook } = context;
  const rules = rulebook.campaigns;
  const bySender = new Int32Array(context.senders.senders.length).fill(-1);
  if (entries.length > 0 && rules === undefined)
    throw new RangeError(`campaigns: ${rulebook.name} has no campaigns`);
  const lanes: CampaignLane[] = [];
  const caps = new DailyCaps(context);
  const campaigns = entries.map((entry, index): PlanCampaign => {
    const place = `campaign ${entry.id}`;
    for (const sender of sendersNamed(context.senders, entry.senders, place)) {
      if (bySender[sender] !== -1) throw new RangeError(`${place}: a sender is in two campaigns`);
      bySender[sender] = index;
    }
    const tier = campaignTier(rules!, entry.kind ?? 'standard', entry['trust-score']);
    const laneByRoute = compileLanes(entry, index, tier, context, lanes);
    return { id: entry.id, laneByRoute, capByCarrier: caps.add(entry, tier, rules!) };
  });
  return { campaigns, lanes, dailyCaps: caps.caps, bySender, ids: entries.map(({ id }) => id) };
}

function compileLanes(
  entry: CampaignEntry,
  campaign: number,
  tier: CampaignTier | undefined,
  { rulebook, countries, carriers, carriersByCountry, firstLane }: CampaignContext,
  lanes: CampaignLane[],
): Int32Array {
  const laneByRoute = new Int32Array(countries.length * carriers.length).fill(-1);
  const laneByCarrier = new Map<number, number>();
  for (const [country, code] of countries.entries()) {
    if (!rulebook.campaigns!.countries.includes(code)) continue;
    for (const carrier of carriersByCountry[country]!.carriers) {
      let lane = laneByCarrier.get(carrier);
      if (lane === undefined) {
        const bucket = laneTowards(carriers[carrier]!, entry, tier, rulebook);
        if (bucket === undefined) continue;
        lane = firstLane + lanes.push({ ...bucket, campaign }) - 1;
        laneByCarrier.set(carrier, lane);
      }
      laneByRoute[country * carriers.length + carrier] = lane;
    }
  }
  return laneByRoute;
}

/** Undefined where neither the campaign nor its tier has a rate for the carrier. */
function laneTowards(
  carrier: string,
  entry: CampaignEntry,
  tier: CampaignTier | undefined,
  rulebook: Rulebook,
): Omit<CampaignLane, 'campaign'> | undefined {
  const own = entry['segments-per-second'];
  const given =
    valueFor(own, carrier) ??
    valueFor(tier?.segmentsPerSecond, carrier) ??
    valueFor(own, OTHER) ??
    valueFor(tier?.segmentsPerSecond, OTHER);
  if (given === undefined) return undefined;
  const rate = rateOfSecond(given, `campaign ${entry.id}: segments-per-second`);
  const mediaPerMinute = valueFor(tier?.mediaPerMinute, carrier);
  return {
    id: `${entry.id}/${carrier}`,
    rate,
    burst: 1,
    queueLimitTokens: unitsWithin(rate, rulebook.queueHorizon.seconds * US_PER_SECOND),
    tokensByCountry: undefined,
    media:
      mediaPerMinute === undefined
        ? mediaBucketOf(rulebook, 'long-code')
        : { rate: rateOf(mediaPerMinute, US_PER_MINUTE), burst: 1 },
  };
}

function valueFor(values: Readonly<Record<string, number>> | undefined, key: string): number | undefined {
  return values !== undefined && Object.hasOwn(values, key) ? values[key] : undefined;
}

/** The caps of brands at the carrier that has one. A brand's cap is the largest of its campaigns. */
class DailyCaps {
  readonly caps: PlanDailyCap[] = [];
  readonly #context: CampaignContext;
  readonly #byBrand = new Map<string, number>();

  constructor(context: CampaignContext) {
    this.#context = context;
  }

  /** By carrier: the index of the cap that counts for a campaign; -1 without. */
  add(entry: CampaignEntry, tier: CampaignTier | undefined, { dailyCap }: CampaignRules): Int32Array {
    const { carriers, anchor } = this.#context;
    const byCarrier = new Int32Array(carriers.length).fill(-1);
    const carrier = carriers.indexOf(dailyCap.carrier);
    const limit = entry['daily-cap'] ?? tier?.dailyCap;
    if (carrier === -1 || limit === undefined) return byCarrier;
    const brand = entry.brand ?? ONE_BRAND;
    const known = this.#byBrand.get(brand) ?? this.caps.length;
    this.#byBrand.set(brand, known);
    this.caps[known] = {
      id: `${brand}/${dailyCap.carrier}`,
      limit: Math.max(limit, this.caps[known]?.limit ?? 0),
      code: dailyCap.code,
      dayEndUs: dayEndIn(anchor, dailyCap.zone),
    };
    byCarrier[carrier] = known;
    return byCarrier;
  }
}
