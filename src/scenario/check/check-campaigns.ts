import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, sentences } from '../../document/phrases.ts';
import { campaignTier } from '../compile/campaign-tier.ts';
import { parseDecimalRate } from '../forms/quantities.ts';
import type { CampaignEntry } from '../scenario.ts';
import { carrierNameProblem } from './check-carriers.ts';
import { repeated } from './check-keys.ts';
import { type Context, entriesOf, valuesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { entryNamed, kindOf, numbersNamed, senderNameProblem } from './sender-names.ts';

type Campaign = Draft<CampaignEntry>;

/** 10DLC campaigns: whose senders they are, and what gives them their rates. */
export function* checkCampaigns(context: Context): Iterable<Problem> {
  const { draft, rulebook } = context;
  yield* repeated('MP317', 'campaign', draft.campaigns, ['campaigns']);
  if (draft.campaigns !== undefined && rulebook !== undefined && rulebook.campaigns === undefined) {
    yield {
      code: 'MP319',
      path: ['campaigns'],
      at: 'key',
      message: `The rulebook ${rulebook.name} has no campaigns.`,
    };
  }
  for (const [campaign, path] of entriesOf(draft.campaigns, ['campaigns'])) {
    yield* checkMembers(context, campaign, path);
    yield* checkScore(campaign, path);
    yield* checkTier(context, campaign, path);
    yield* checkCampaignRates(context, campaign, [...path, 'segments-per-second']);
  }
  yield* checkMembersOnce(context);
}

/** What is wrong with the name of a campaign. */
export function campaignNameProblem({ campaignIds }: Context, name: string, path: Path): Problem | undefined {
  if (campaignIds === undefined || campaignIds.includes(name)) return undefined;
  const near = didYouMean(name, campaignIds);
  const known = campaignIds.length === 0 ? undefined : `Use ${anyOf(campaignIds.slice(0, 8))}.`;
  const help = near === undefined ? known : `Did you mean "${near}"?`;
  return { code: 'MP322', path, message: `There is no campaign "${name}".`, help };
}

function* checkMembers(
  { senders, rulebook }: Context,
  { senders: members }: Campaign,
  path: Path,
): Iterable<Problem> {
  for (const [name, at] of entriesOf(members, [...path, 'senders'])) {
    const problem = senderNameProblem(senders, name, at);
    if (problem !== undefined) yield problem;
    const entry = entryNamed(senders, name);
    const kind = entry && kindOf(entry);
    const rules = rulebook?.campaigns;
    if (kind === undefined || rules === undefined) continue;
    if (kind.class === 'long-code' && rules.senderCountries.some((country) => country === kind.country))
      continue;
    yield {
      code: 'MP320',
      path: at,
      message: `The sender "${name}" is no long code of ${anyOf(rules.senderCountries)}.`,
    };
  }
}

function* checkScore({ kind = 'standard', 'trust-score': score }: Campaign, path: Path): Iterable<Problem> {
  if (score === undefined || kind === 'standard') return;
  yield {
    code: 'MP321',
    path: [...path, 'trust-score'],
    at: 'key',
    message: `A ${kind} campaign has no trust score.`,
  };
}

function* checkTier({ rulebook }: Context, campaign: Campaign, path: Path): Iterable<Problem> {
  const { kind = 'standard', 'trust-score': score } = campaign;
  const isBroken =
    ('kind' in campaign && campaign.kind === undefined) || ('trust-score' in campaign && score === undefined);
  if (rulebook?.campaigns === undefined || isBroken) return;
  if (campaignTier(rulebook.campaigns, kind, score) !== undefined) return;
  const graded = score === undefined ? 'without a trust score' : `of trust score ${score}`;
  yield { code: 'MP323', path, message: `${rulebook.name} has no tier for a ${kind} campaign ${graded}.` };
}

function* checkCampaignRates(context: Context, campaign: Campaign, path: Path): Iterable<Problem> {
  for (const [carrier, rate, at] of valuesOf(campaign['segments-per-second'], path)) {
    if (carrier !== 'other') {
      const problem = carrierNameProblem(context, carrier, at);
      if (problem !== undefined) yield { ...problem, at: 'key' };
    }
    const reading = parseDecimalRate(rate);
    if (!reading.ok) yield { code: 'MP309', path: at, ...sentences(reading.why) };
  }
}

/** A number is registered with one campaign. */
function* checkMembersOnce({ draft, senders }: Context): Iterable<Problem> {
  const owners = new Map<string, string>();
  for (const [campaign, path] of entriesOf(draft.campaigns, ['campaigns'])) {
    const id = campaign.id ?? '';
    for (const [name, at] of entriesOf(campaign.senders, [...path, 'senders'])) {
      const numbers = numbersNamed(senders, name);
      const owned = numbers.find((number) => (owners.get(number) ?? id) !== id);
      for (const number of numbers) if (!owners.has(number)) owners.set(number, id);
      if (owned === undefined) continue;
      const message = `The sender "${owned}" is registered with the campaign "${owners.get(owned)}" already.`;
      yield { code: 'MP318', path: at, message };
    }
  }
}
