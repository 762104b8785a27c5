import type { Anchor } from '../../kernel/civil-time.ts';
import { resolveMoment } from '../forms/moments.ts';
import { type Fraction, parseDuration, parseFactor, required } from '../forms/quantities.ts';
import type { PlanIncident } from '../plan.ts';
import type { IncidentEntry } from '../scenario.ts';
import { compileOutcomes } from './compile-carriers.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';

/** What an incident may name. */
export interface IncidentContext {
  readonly anchor: Anchor | undefined;
  readonly senders: SenderTable;
  /** Carrier ids by index. */
  readonly carriers: readonly string[];
  /** Campaign ids by index. */
  readonly campaigns: readonly string[];
}

/** The disturbances of one entry: one for each thing that it changes. */
export function compileIncident(
  entry: IncidentEntry,
  place: string,
  context: IncidentContext,
): readonly PlanIncident[] {
  const atUs = required(`${place}.at`, resolveMoment(entry.at, context.anchor));
  const untilUs =
    entry.for === undefined ? Infinity : atUs + required(`${place}.for`, parseDuration(entry.for));
  const changes = [
    ...carrierChanges(entry, place, context.carriers),
    ...senderChanges(entry, place, context.senders),
    ...campaignChanges(entry, place, context.campaigns),
  ];
  if (changes.length === 0) {
    throw new RangeError(
      `${place}: it needs a carrier with latency or outcomes, or a sender or campaign with rate or down`,
    );
  }
  return changes.map((change) => ({ atUs, untilUs, ...change }));
}

type Change = PlanIncident extends infer I
  ? I extends PlanIncident
    ? Omit<I, 'atUs' | 'untilUs'>
    : never
  : never;

function carrierChanges(entry: IncidentEntry, place: string, carriers: readonly string[]): readonly Change[] {
  if (entry.carrier === undefined) return [];
  const carrier = carriers.indexOf(entry.carrier);
  if (carrier === -1) throw new RangeError(`${place}: no carrier is called "${entry.carrier}"`);
  const changes: Change[] = [];
  if (entry.latency !== undefined) {
    const { numerator, denominator } = required(`${place}.latency`, parseFactor(entry.latency));
    changes.push({ kind: 'carrier-latency', carrier, factor: numerator / denominator });
  }
  if (entry.outcomes !== undefined) {
    const outcomes = compileOutcomes(entry.outcomes, `${place}.outcomes`);
    changes.push({ kind: 'carrier-outcomes', carrier, outcomes });
  }
  return changes;
}

function senderChanges(entry: IncidentEntry, place: string, table: SenderTable): readonly Change[] {
  if (entry.sender === undefined) return [];
  const senders = sendersNamed(table, [entry.sender], place);
  return factorOf(entry, place).map((factor) => ({ kind: 'sender-rate', senders, ...factor }));
}

function campaignChanges(
  entry: IncidentEntry,
  place: string,
  campaigns: readonly string[],
): readonly Change[] {
  if (entry.campaign === undefined) return [];
  const campaign = campaigns.indexOf(entry.campaign);
  if (campaign === -1) throw new RangeError(`${place}: no campaign is called "${entry.campaign}"`);
  return factorOf(entry, place).map((factor) => ({ kind: 'campaign-rate', campaign, ...factor }));
}

/** What the rate is multiplied by; nothing where the entry does not say. */
function factorOf({ down, rate }: IncidentEntry, place: string): readonly Fraction[] {
  if (down) return [{ numerator: 0, denominator: 1 }];
  return rate === undefined ? [] : [required(`${place}.rate`, parseFactor(rate))];
}
