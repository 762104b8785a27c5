import { type Rate, rateOf, scaleRate } from '../../kernel/rate.ts';
import { US_PER_MINUTE } from '../../kernel/time.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { parseDecimalRate, required } from '../forms/quantities.ts';
import type { PlanIncident } from '../plan.ts';
import type { CampaignEntry } from '../scenario.ts';
import { campaignTier } from './campaign-tier.ts';
import { mediaBucketOf, possibleRates, rateOfSecond } from './compile-rates.ts';
import type { NamedSender, SenderTable } from './compile-senders.ts';

/** An incident under which a rate has too many digits to be kept exactly. */
export interface RateProblem {
  /** Its place in the scenario, from 0. */
  readonly incident: number;
  readonly why: string;
}

type RateChange = Extract<PlanIncident, { readonly numerator: number }> & { readonly incident: number };

/** What has rates that incidents change. */
export interface RateContext {
  readonly senders: SenderTable;
  readonly campaigns: readonly CampaignEntry[];
  readonly rulebook: Rulebook;
}

/**
 * The incidents under which a rate, times the factors of all incidents that overlap there, leaves the exact range;
 * each once, in the order of the file. `incidents` are those of each entry.
 */
export function rateProblems(
  context: RateContext,
  incidents: readonly (readonly PlanIncident[])[],
): readonly RateProblem[] {
  const problems = new Map<number, RateProblem>();
  for (const [target, changes] of changesByTarget(incidents)) {
    const { name, rates } = ratesOf(target, context);
    for (const { incident, atUs: nowUs } of changes) {
      const inForce = changes.filter(({ atUs, untilUs }) => atUs <= nowUs && nowUs < untilUs);
      if (problems.has(incident) || rates.every((rate) => staysExact(rate, inForce))) continue;
      const why = `the rate of ${name} times the factors then in force has too many digits; round one of them`;
      problems.set(incident, { incident, why });
    }
  }
  return [...problems.values()].sort((a, b) => a.incident - b.incident);
}

/** A sender or a campaign, by index. */
type Target = `${'sender' | 'campaign'} ${number}`;

function changesByTarget(
  incidents: readonly (readonly PlanIncident[])[],
): ReadonlyMap<Target, readonly RateChange[]> {
  const byTarget = new Map<Target, RateChange[]>();
  for (const [incident, compiled] of incidents.entries()) {
    for (const change of compiled) {
      if (!('numerator' in change)) continue;
      for (const target of targetsOf(change)) {
        const changes = byTarget.get(target) ?? [];
        byTarget.set(target, changes);
        changes.push({ ...change, incident });
      }
    }
  }
  return byTarget;
}

function targetsOf(change: Extract<PlanIncident, { readonly numerator: number }>): readonly Target[] {
  return change.kind === 'campaign-rate'
    ? [`campaign ${change.campaign}`]
    : change.senders.map((sender): Target => `sender ${sender}`);
}

function ratesOf(target: Target, context: RateContext): { name: string; rates: readonly Rate[] } {
  const [kind, index] = target.split(' ');
  if (kind === 'campaign') {
    const campaign = context.campaigns[Number(index)]!;
    return { name: `campaign ${campaign.id}`, rates: campaignRates(campaign, context.rulebook) };
  }
  const sender = context.senders.senders[Number(index)]!;
  return { name: `sender ${sender.id}`, rates: senderRates(sender, context.rulebook) };
}

function senderRates({ entry, ...sender }: NamedSender, rulebook: Rulebook): readonly Rate[] {
  const given = entry['segments-per-second'];
  const own = given === undefined ? undefined : required(entry.id, parseDecimalRate(given));
  const rates = given === undefined ? possibleRates(rulebook, sender) : own === undefined ? [] : [own];
  const media = mediaBucketOf(rulebook, sender.class)?.rate;
  return media === undefined ? rates : [...rates, media];
}

function campaignRates(entry: CampaignEntry, { campaigns }: Rulebook): readonly Rate[] {
  const tier = campaigns && campaignTier(campaigns, entry.kind ?? 'standard', entry['trust-score']);
  const perSecond = { ...tier?.segmentsPerSecond, ...entry['segments-per-second'] };
  return [
    ...Object.values(perSecond).map((rate) => rateOfSecond(rate, `campaign ${entry.id}`)),
    ...Object.values(tier?.mediaPerMinute ?? {}).map((rate) => rateOf(rate, US_PER_MINUTE)),
  ];
}

function staysExact(
  nominal: Rate,
  factors: readonly { readonly numerator: number; readonly denominator: number }[],
): boolean {
  try {
    factors.reduce((rate, { numerator, denominator }) => scaleRate(rate, numerator, denominator), nominal);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
