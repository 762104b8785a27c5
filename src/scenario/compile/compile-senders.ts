import { unitsWithin } from '../../kernel/rate.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import { numbersFrom } from '../../messaging/addresses.ts';
import { classifyNumber, type SenderClass } from '../../messaging/senders.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { parseDecimalRate, parseDuration, required } from '../forms/quantities.ts';
import type { PlanSender } from '../plan.ts';
import type { SenderEntry } from '../scenario.ts';
import { evenPace, type Pace, paceOf } from './compile-rates.ts';

/** What a sender is, whatever its rulebook. */
export interface NamedSender extends Pick<PlanSender, 'id' | 'address' | 'class' | 'country'> {
  readonly entry: SenderEntry;
}

/** The senders of a plan, and how they are named. */
export interface SenderTable {
  readonly senders: readonly NamedSender[];
  /** Indices by id of an entry (`promo`: all of its numbers) and by id of one number (`promo#2`). */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

/** Expands the sender entries: one sender a number, with class and country. */
export function nameSenders(entries: readonly SenderEntry[]): SenderTable {
  const senders: NamedSender[] = [];
  const byName = new Map<string, readonly number[]>();
  for (const entry of entries) {
    const first = senders.length;
    for (const identity of identitiesOf(entry)) {
      byName.set(identity.id, [senders.length]);
      senders.push({ ...identity, entry });
    }
    byName.set(
      entry.id,
      Array.from({ length: senders.length - first }, (_, place) => first + place),
    );
  }
  return { senders, byName };
}

/**
 * Indices of the senders of these names, each once.
 *
 * @throws RangeError for a name that no sender has.
 */
export function sendersNamed(
  { byName }: Pick<SenderTable, 'byName'>,
  names: readonly string[],
  place: string,
): readonly number[] {
  const indices = names.flatMap((name) => {
    const named = byName.get(name);
    if (named === undefined) throw new RangeError(`${place}: no sender is called "${name}"`);
    return named;
  });
  return [...new Set(indices)];
}

type Identity = Omit<NamedSender, 'entry'>;

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

/** How much of what a sender may send. */
export interface SenderLimits extends Pick<PlanSender, 'rate' | 'burst' | 'queueLimitSegments'> {
  readonly pace: Pace;
  /** Tokens that its queue holds. */
  readonly queueLimitTokens: number;
}

/** The limits of a sender: its own, or its rulebook's towards the countries that occur. */
export function limitsOf(
  { entry, ...sender }: NamedSender,
  rulebook: Rulebook,
  countries: readonly string[],
): SenderLimits {
  const given = entry['segments-per-second'];
  const pace =
    given === undefined
      ? paceOf(rulebook, sender, countries)
      : evenPace(required(`sender ${entry.id}: segments-per-second`, parseDecimalRate(given)));
  const horizonUs = horizonOf(entry, rulebook);
  // The nominal rate counts: incidents leave the limit as it is.
  const limit = (rate: Pace['rate']): number =>
    rate === undefined ? Infinity : unitsWithin(rate, horizonUs);
  return {
    pace,
    rate: pace.fastest,
    burst: entry.burst ?? 1,
    queueLimitSegments: limit(pace.fastest),
    queueLimitTokens: limit(pace.rate),
  };
}

function horizonOf(entry: SenderEntry, rulebook: Rulebook): number {
  const given = entry['queue-horizon'];
  if (given === undefined) return rulebook.queueHorizon.seconds * US_PER_SECOND;
  return required(`sender ${entry.id}: queue-horizon`, parseDuration(given));
}
