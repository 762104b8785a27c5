import type { Plan, PlanLane, PlanSender } from '../plan.ts';
import type { AccountEntry } from '../scenario.ts';
import type { CampaignTable } from './compile-campaigns.ts';
import { joinLevels, type OpenLane, type Pool } from './compile-levels.ts';
import { mediaBucketOf } from './compile-rates.ts';
import { type RouteContext, routesOf } from './compile-routes.ts';
import { limitsOf, type SenderTable } from './compile-senders.ts';

/** What lanes are made of beside senders and campaigns. */
export interface LaneContext extends RouteContext {
  readonly entry: AccountEntry;
  /** Whether any stream sends media. */
  readonly hasMedia: boolean;
}

/** The senders of a plan, a lane for each in the same order, then those of campaigns, and the levels over them. */
export function compileLanes(
  { senders }: SenderTable,
  campaigns: CampaignTable,
  pools: readonly Pool[],
  context: LaneContext,
): Pick<Plan, 'senders' | 'lanes' | 'levels'> {
  const { rulebook, countries } = context;
  const routes = routesOf(context);
  const planned: PlanSender[] = [];
  const own: OpenLane[] = [];
  for (const [index, sender] of senders.entries()) {
    const { pace, queueLimitTokens, ...limits } = limitsOf(sender, rulebook, countries);
    const campaign = campaigns.bySender[index]!;
    const { id } = sender;
    planned.push({
      ...sender,
      entry: sender.entry.id,
      ...limits,
      lane: index,
      campaign,
      ...routes(sender, campaign),
    });
    const media = mediaBucketOf(rulebook, sender.class);
    const { rate, tokensByCountry } = pace;
    const lane = { id, rate, burst: limits.burst, queueLimitTokens, tokensByCountry, media };
    own.push({ lane, class: sender.class, senders: [index] });
  }
  const joined = joinLevels(
    [...own, ...campaignLanes(campaigns)],
    pools,
    context.entry,
    rulebook,
    context.hasMedia,
  );
  return { senders: planned, ...joined };
}

function campaignLanes({ lanes, bySender }: CampaignTable): readonly OpenLane[] {
  return lanes.map(({ campaign, ...lane }: CampaignTable['lanes'][number]): OpenLane => {
    const plain: Omit<PlanLane, 'levels' | 'mediaLevels'> = lane;
    const senders = [...bySender.entries()].flatMap(([sender, own]) => (own === campaign ? [sender] : []));
    return { lane: plain, class: 'long-code', senders };
  });
}
