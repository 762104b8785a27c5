import { NO_FAULT } from '../../messaging/request-rules.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { PlanSender, PlanService } from '../plan.ts';
import type { ServiceEntry } from '../scenario.ts';
import type { Pool } from './compile-levels.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';

/** The messaging services of a scenario with their pools. */
export function poolsOf(entries: readonly ServiceEntry[], senders: SenderTable): readonly Pool[] {
  return entries.map((entry) => {
    const place = `messaging service ${entry.id}`;
    if (senders.byName.has(entry.id)) throw new RangeError(`${place}: a sender has this id`);
    return { entry, senders: sendersNamed(senders, entry.senders, place) };
  });
}

/** A messaging service: among which senders it chooses for each country. */
export function compileService(
  { entry, senders: pool }: Pool,
  senders: readonly PlanSender[],
  countries: readonly string[],
  { services }: Rulebook,
): PlanService {
  const members = pool.map((sender) => senders[sender]!);
  return {
    id: entry.id,
    pool,
    noSender: pool.length === 0 ? services.emptyPool : services.noSender,
    candidates: countries.map((country, index) =>
      candidatesFor(members, country, services, ({ routeFaults }) => routeFaults[index]),
    ),
    mediaCandidates: countries.map((country, index) =>
      candidatesFor(members, country, services, ({ mediaRouteFaults }) => mediaRouteFaults[index]),
    ),
    byAreaCode: entry['area-code-match'] ? placesByAreaCode(members) : undefined,
    spread: entry.spread ?? 'round-robin',
    sticky: entry['sticky-sender'] ?? false,
  };
}

/**
 * Places in the pool: of the senders that reach the country those of its own, else those of the country that stands
 * in, else any; and of these the class that comes first in the provider's order. A short code abroad is the last
 * resort, where the provider does not refuse it: so a pool of one sender reaches what that sender reaches.
 */
function candidatesFor(
  members: readonly PlanSender[],
  country: string,
  { order, orderByCountry, fallbackCountry }: Rulebook['services'],
  faultOf: (sender: PlanSender) => number | undefined,
): readonly number[] {
  const reaching = members.flatMap((sender, place) =>
    (faultOf(sender) ?? NO_FAULT) === NO_FAULT ? [{ sender, place }] : [],
  );
  const suited = reaching.filter(({ sender }) => sender.class !== 'short-code' || sender.country === country);
  const near = [country, fallbackCountry, undefined].map((home) =>
    suited.filter(({ sender }) => home === undefined || isAtHome(sender, home)),
  );
  const classes = Object.hasOwn(orderByCountry, country) ? orderByCountry[country]! : order;
  for (const group of [...near, reaching]) {
    for (const equals of classes) {
      const chosen = group.filter(({ sender }) => equals.includes(sender.class));
      if (chosen.length > 0) return chosen.map(({ place }) => place);
    }
  }
  return [];
}

/** Whether a sender is one of a country: an alphanumeric one wherever it is taken, a toll-free +1 in the US and Canada. */
function isAtHome({ class: senderClass, country, address }: PlanSender, home: string): boolean {
  if (senderClass === 'alphanumeric' || country === home) return true;
  return senderClass === 'toll-free' && address.startsWith('+1') && SHARE_TOLL_FREE.includes(home);
}

const SHARE_TOLL_FREE: readonly string[] = ['US', 'CA'];

/** Places in the pool by the area code under +1. */
function placesByAreaCode(members: readonly PlanSender[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [place, sender] of members.entries()) {
    if (!sender.address.startsWith('+1')) continue;
    const areaCode = Number(sender.address.slice(2, 5));
    places.set(areaCode, [...(places.get(areaCode) ?? []), place]);
  }
  return places;
}
