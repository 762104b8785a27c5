import { anyOf } from '../../document/phrases.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { percentOf } from '../forms/shares.ts';
import {
  type CarrierEntry,
  DEFAULT_CARRIER,
  type LatencyEntry,
  type OutcomesEntry,
  type Scenario,
} from '../scenario.ts';
import { campaignTier } from './campaign-tier.ts';
import { ASSUMED_CARRIER, assumedCarriers, outcomeParts } from './compile-carriers.ts';
import { zoneOfCountry } from './compile-hours.ts';
import { rateRowsFor } from './compile-rates.ts';
import type { SenderTable } from './compile-senders.ts';

/** What assumptions are made about. */
export interface AssumptionContext {
  readonly carriers: ReadonlyMap<string, CarrierEntry>;
  readonly senders: SenderTable;
  readonly countries: readonly string[];
  readonly rulebook: Rulebook;
}

/** What in a plan is assumed rather than known: one sentence each, for the reader of the report. */
export function assumptionsOf(scenario: Scenario, context: AssumptionContext): readonly string[] {
  const { carriers, rulebook } = context;
  const latencies = ofCarriers(carriers, (entry) => entry.latency && latencyInWords(entry.latency));
  const outcomes = ofCarriers(carriers, (entry) => entry.outcomes && outcomesInWords(entry.outcomes));
  const set = scenario.senders.filter((entry) => entry['segments-per-second'] !== undefined);
  const rates = set.map((entry) => `${entry.id} ${entry['segments-per-second']}`);
  return [
    `Carrier latency, for which no figures are published: ${latencies}.`,
    `What becomes of sent messages, likewise: ${outcomes}.`,
    ...(rates.length === 0
      ? []
      : [`Segments a second set by the scenario, not by ${rulebook.name}: ${listed(rates)}.`]),
    ...new Set(rateNotes(scenario, context)),
    ...carrierShareNotes(scenario, rulebook),
    ...streamNotes(scenario, context),
    ...serviceNotes(scenario),
    ...priceNotes(scenario, rulebook),
  ];
}

/** Where the sources of the rates that are used leave room. */
function rateNotes(
  { senders: entries, campaigns = [] }: Scenario,
  { senders, countries, rulebook }: AssumptionContext,
): readonly string[] {
  const bySet = new Set(entries.filter((entry) => entry['segments-per-second'] !== undefined));
  const byRulebook = senders.senders.filter(({ entry }) => !bySet.has(entry));
  const tiers = campaigns.flatMap(
    ({ kind = 'standard', 'trust-score': score }) =>
      (rulebook.campaigns && campaignTier(rulebook.campaigns, kind, score)) ?? [],
  );
  const rows = [...byRulebook.flatMap((sender) => rateRowsFor(rulebook, sender, countries)), ...tiers];
  return rows.flatMap(({ note }) => note ?? []);
}

function carrierShareNotes({ carriers }: Scenario, rulebook: Rulebook): readonly string[] {
  const assumed = carriers === undefined ? Object.entries(assumedCarriers(rulebook)) : [];
  if (assumed.length === 0) return [];
  const shares = assumed.map(([id, { to = {} }]) => `${id} ${Object.values(to)[0]}`);
  const countries = anyOf(rulebook.campaigns?.countries ?? []);
  return [`Traffic to ${countries} by carrier, for which the scenario has no shares: ${shares.join(', ')}.`];
}

function streamNotes({ traffic, account }: Scenario, { countries }: AssumptionContext): readonly string[] {
  const clocks = traffic.some(({ hours }) => hours !== undefined && hours.zones === undefined);
  const zones = countries.map((country) => `${country} ${zoneOfCountry(country)}`);
  const unnamed = traffic.filter(({ to }) => to !== undefined && !Array.isArray(to) && !('csv' in to));
  return [
    ...(clocks ? [`Recipients live in the main time zone of their country: ${listed(zones)}.`] : []),
    ...(account?.type === 'trial' && unnamed.length > 0
      ? [`Recipients without a number are none that a trial account has verified: ${ids(unnamed)}.`]
      : []),
  ];
}

function serviceNotes({ 'messaging-services': services = [] }: Scenario): readonly string[] {
  return [
    ...(services.some((service) => service['area-code-match'] === true)
      ? ['Area codes match only themselves: which of them lie over one another is not known here.']
      : []),
  ];
}

function ids(entries: readonly { readonly id: string }[]): string {
  return listed(entries.map(({ id }) => id));
}

function priceNotes({ prices }: Scenario, rulebook: Rulebook): readonly string[] {
  const set = Object.keys(prices ?? {});
  return set.length === 0 ? [] : [`Prices set by the scenario, not by ${rulebook.name}: ${listed(set)}.`];
}

/** In words what each carrier has of its own; what it takes over is said once, with `default`. */
function ofCarriers(
  carriers: ReadonlyMap<string, CarrierEntry>,
  wordsOf: (entry: CarrierEntry) => string | undefined,
): string {
  const fallback = `${DEFAULT_CARRIER} ${wordsOf(ASSUMED_CARRIER)} (the default of mpsim)`;
  const own = [...carriers].flatMap(([id, entry]) => {
    const words = wordsOf(entry);
    if (words !== undefined) return [`${id} ${words} (set by the scenario)`];
    return id === DEFAULT_CARRIER ? [fallback] : [];
  });
  return listed(own, '; ');
}

const ITEMS_SHOWN = 5;

function listed(items: readonly string[], separator = ', '): string {
  if (items.length <= ITEMS_SHOWN) return items.join(separator);
  return `${items.slice(0, ITEMS_SHOWN).join(separator)} and ${items.length - ITEMS_SHOWN} more`;
}

function latencyInWords(entry: LatencyEntry): string {
  if ('constant' in entry) return `constant ${entry.constant}`;
  if ('uniform' in entry) return `uniform from ${entry.uniform.from} to ${entry.uniform.to}`;
  if ('exponential' in entry) return `exponential, mean ${entry.exponential.mean}`;
  if ('weibull' in entry) return `Weibull, scale ${entry.weibull.scale}, shape ${entry.weibull.shape}`;
  if ('empirical' in entry) {
    const points = Object.entries(entry.empirical).map(([share, duration]) => `${share} ${duration}`);
    return `by a table, ${listed(points)}`;
  }
  const parameters = Object.entries(entry.lognormal).map(([name, value]) => `${name} ${value}`);
  return `log-normal, ${parameters.join(', ')}`;
}

function outcomesInWords(entry: OutcomesEntry): string {
  const words = { delivered: 'delivered', undelivered: 'undelivered', sent: 'without a receipt' };
  return outcomeParts(entry, 'outcomes')
    .map(({ status, code, millionths }) =>
      [percentOf(millionths), words[status], code || ''].join(' ').trimEnd(),
    )
    .join(', ');
}
