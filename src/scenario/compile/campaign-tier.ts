import type { CampaignKind, CampaignRules, CampaignTier } from '../../rulebooks/rulebook.ts';

/** The tier of a campaign: the first row that fits its kind and trust score; undefined when none does. */
export function campaignTier(
  { tiers }: CampaignRules,
  kind: CampaignKind,
  trustScore: number | undefined,
): CampaignTier | undefined {
  return tiers.find(
    (tier) =>
      tier.kinds.includes(kind) &&
      (tier.trustScore === undefined ||
        (trustScore !== undefined && tier.trustScore.from <= trustScore && trustScore <= tier.trustScore.to)),
  );
}
