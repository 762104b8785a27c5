import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { percentOf } from '../forms/shares.ts';
import {
  type CarrierEntry,
  DEFAULT_CARRIER,
  type LatencyEntry,
  type OutcomesEntry,
  type Scenario,
} from '../scenario.ts';
import { ASSUMED_CARRIER, outcomeParts } from './compile-carriers.ts';
import { rateRowFor, type SenderTable } from './compile-senders.ts';

/** What in a plan is assumed rather than known: one sentence each, for the reader of the report. */
export function assumptionsOf(
  { senders: entries }: Scenario,
  carriers: ReadonlyMap<string, CarrierEntry>,
  table: SenderTable,
  rulebook: Rulebook,
): readonly string[] {
  const latencies = ofCarriers(carriers, (entry) => entry.latency && latencyInWords(entry.latency));
  const outcomes = ofCarriers(carriers, (entry) => entry.outcomes && outcomesInWords(entry.outcomes));
  const set = entries.filter((entry) => entry['segments-per-second'] !== undefined);
  const rates = set.map((entry) => `${entry.id} ${entry['segments-per-second']}`);
  const byRulebook = table.senders.filter(({ entry }) => !set.some(({ id }) => id === entry));
  const notes = byRulebook.flatMap((sender) => rateRowFor(rulebook, sender).note ?? []);
  return [
    `Carrier latency, for which no figures are published: ${latencies}.`,
    `What becomes of sent messages, likewise: ${outcomes}.`,
    ...(rates.length === 0
      ? []
      : [`Segments a second set by the scenario, not by ${rulebook.name}: ${listed(rates)}.`]),
    ...new Set(notes),
  ];
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
