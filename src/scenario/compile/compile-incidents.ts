import type { Anchor } from '../../kernel/civil-time.ts';
import { type Rate, scaleRate } from '../../kernel/rate.ts';
import { resolveMoment } from '../forms/moments.ts';
import { parseDuration, parseFactor, required } from '../forms/quantities.ts';
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
  ];
  if (changes.length === 0) {
    throw new RangeError(
      `${place}: it needs a carrier with latency or outcomes, or a sender with rate or down`,
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
  if (entry.down) return [{ kind: 'sender-rate', senders, numerator: 0, denominator: 1 }];
  if (entry.rate === undefined) return [];
  return [{ kind: 'sender-rate', senders, ...required(`${place}.rate`, parseFactor(entry.rate)) }];
}

/** An incident under which a sender's rate has too many digits to be kept exactly. */
export interface RateProblem {
  /** Its place in the scenario, from 0. */
  readonly incident: number;
  readonly why: string;
}

type RateChange = Extract<PlanIncident, { readonly kind: 'sender-rate' }> & { readonly incident: number };

/**
 * The incidents under which a rate, times the factors of all incidents that overlap there, leaves the exact range;
 * each once, in the order of the file. `incidents` are those of each entry.
 */
export function rateProblems(
  { senders }: SenderTable,
  incidents: readonly (readonly PlanIncident[])[],
): readonly RateProblem[] {
  const problems = new Map<number, RateProblem>();
  for (const [sender, changes] of changesBySender(incidents)) {
    const { id, rate } = senders[sender]!;
    for (const { incident, atUs: nowUs } of changes) {
      const inForce = changes.filter(({ atUs, untilUs }) => atUs <= nowUs && nowUs < untilUs);
      if (problems.has(incident) || staysExact(rate, inForce)) continue;
      const why = `the rate of sender ${id} times the factors then in force has too many digits; round one of them`;
      problems.set(incident, { incident, why });
    }
  }
  return [...problems.values()].sort((a, b) => a.incident - b.incident);
}

function changesBySender(
  incidents: readonly (readonly PlanIncident[])[],
): ReadonlyMap<number, readonly RateChange[]> {
  const bySender = new Map<number, RateChange[]>();
  for (const [incident, compiled] of incidents.entries()) {
    for (const change of compiled) {
      if (change.kind !== 'sender-rate') continue;
      for (const sender of change.senders) {
        const changes = bySender.get(sender) ?? [];
        bySender.set(sender, changes);
        changes.push({ ...change, incident });
      }
    }
  }
  return bySender;
}

function staysExact(
  nominal: Rate | undefined,
  factors: readonly { readonly numerator: number; readonly denominator: number }[],
): boolean {
  if (nominal === undefined) return true;
  try {
    factors.reduce((rate, { numerator, denominator }) => scaleRate(rate, numerator, denominator), nominal);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
