import { type Rate, unitsWithin } from '../../kernel/rate.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { numbersFrom } from '../../messaging/addresses.ts';
import { classifyNumber, type SenderClass } from '../../messaging/senders.ts';
import { type RateRow, type Rulebook, rateRowOf } from '../../rulebooks/rulebook.ts';
import { parseDecimalRate, parseDuration, required } from '../forms/quantities.ts';
import type { PlanLane, PlanSender } from '../plan.ts';
import type { SenderEntry } from '../scenario.ts';

/** A sender that reaches every country. */
const NO_ROUTE_FAULTS: Uint8Array = new Uint8Array(0);
const NO_ROUTE_FAILURES: Uint16Array = new Uint16Array(0);

/** The senders of a plan, and how they are named. */
export interface SenderTable {
  readonly senders: readonly PlanSender[];
  /** Indices by id of an entry (`promo`: all of its numbers) and by id of one number (`promo#2`). */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

/** Expands the sender entries: one sender a number, with class and country and the limits that follow from them. */
export function compileSenders(entries: readonly SenderEntry[], rulebook: Rulebook): SenderTable {
  const senders: PlanSender[] = [];
  const byName = new Map<string, readonly number[]>();
  for (const entry of entries) {
    const first = senders.length;
    for (const identity of identitiesOf(entry)) {
      byName.set(identity.id, [senders.length]);
      senders.push({
        ...identity,
        entry: entry.id,
        ...limitsOf(entry, identity, rulebook),
        lane: senders.length,
        campaign: -1,
        routeFaults: NO_ROUTE_FAULTS,
        mediaRouteFaults: NO_ROUTE_FAULTS,
        routeFailures: NO_ROUTE_FAILURES,
      });
    }
    byName.set(
      entry.id,
      Array.from({ length: senders.length - first }, (_, place) => first + place),
    );
  }
  return { senders, byName };
}

/** A lane for each sender, in the same order. */
export function lanesOf(senders: readonly PlanSender[]): readonly PlanLane[] {
  return senders.map(({ id, rate, burst, queueLimitSegments }) => ({
    id,
    rate,
    burst,
    queueLimitTokens: queueLimitSegments,
    tokensByCountry: undefined,
    media: undefined,
    levels: [],
    mediaLevels: [],
  }));
}

/**
 * Indices of the senders of these names, each once.
 *
 * @throws RangeError for a name that no sender has.
 */
export function sendersNamed(table: SenderTable, names: readonly string[], place: string): readonly number[] {
  const indices = names.flatMap((name) => {
    const named = table.byName.get(name);
    if (named === undefined) throw new RangeError(`${place}: no sender is called "${name}"`);
    return named;
  });
  return [...new Set(indices)];
}

/** The row of the rulebook that gives a sender its rate. Every rulebook has one for every sender. */
export function rateRowFor(rulebook: Rulebook, sender: Identity): RateRow {
  const row = rateRowOf(rulebook, sender.class, sender.country);
  if (row === undefined) throw new RangeError(`${rulebook.name} has no rate for a ${sender.class}`);
  return row;
}

type Identity = Pick<PlanSender, 'id' | 'address' | 'class' | 'country'>;

function identitiesOf(entry: SenderEntry): readonly Identity[] {
  const { id, number, numbers, alphanumeric } = entry;
  const shortCode = entry['short-code'];
  if (number !== undefined) return [identityOfNumber(id, number)];
  if (numbers !== undefined) {
    const list = 'from' in numbers ? numbersFrom(numbers.from, numbers.count) : numbers;
    return list.map((address, place) => identityOfNumber(`${id}#${place + 1}`, address));
  }
  if (shortCode !== undefined) return [identity(id, shortCode.code, 'short-code', shortCode.country)];
  if (alphanumeric !== undefined) return [identity(id, alphanumeric, 'alphanumeric', undefined)];
  throw new RangeError(`sender ${id}: it needs one of number, numbers, short-code and alphanumeric`);
}

function identityOfNumber(id: string, number: string): Identity {
  const sender = classifyNumber(number);
  if (sender === undefined) throw new RangeError(`sender ${id}: ${number} is not a possible E.164 number`);
  return identity(id, number, sender.class, sender.country);
}

function identity(
  id: string,
  address: string,
  senderClass: SenderClass,
  country: string | undefined,
): Identity {
  return { id, address, class: senderClass, country };
}

function limitsOf(
  entry: SenderEntry,
  sender: Identity,
  rulebook: Rulebook,
): Pick<PlanSender, 'rate' | 'burst' | 'queueLimitSegments'> {
  const given = entry['segments-per-second'] ?? rateRowFor(rulebook, sender).segmentsPerSecond;
  const rate = required(`sender ${entry.id}: segments-per-second`, parseDecimalRate(given));
  return { rate, burst: entry.burst ?? 1, queueLimitSegments: queueLimit(entry, rate, rulebook) };
}

/** The nominal rate counts: incidents leave the limit as it is. */
function queueLimit(entry: SenderEntry, rate: Rate | undefined, rulebook: Rulebook): number {
  if (rate === undefined) return Infinity;
  const given = entry['queue-horizon'];
  if (given === undefined) return unitsWithin(rate, rulebook.queueHorizon.seconds * US_PER_SECOND);
  return unitsWithin(rate, required(`sender ${entry.id}: queue-horizon`, parseDuration(given)));
}
