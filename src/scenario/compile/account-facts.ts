import type { AccountFacts } from '../../messaging/request.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { AccountEntry } from '../scenario.ts';
import type { Pool } from './compile-levels.ts';
import type { SenderTable } from './compile-senders.ts';

/** What acceptance knows of the account of a scenario. */
export function accountFactsOf(
  entry: AccountEntry,
  { senders }: SenderTable,
  pools: readonly Pool[],
  rulebook: Rulebook,
): AccountFacts {
  const permissions = entry['geo-permissions'];
  const { validity, scheduling, media, alphanumeric } = rulebook;
  return {
    type: entry.type ?? 'full',
    verified: new Set(entry['verified-callers']),
    senders: new Map(
      senders.map((sender) => [sender.address, { class: sender.class, country: sender.country }]),
    ),
    services: new Map(
      pools.map(({ entry: service, senders: pool }) => [
        service.id,
        {
          pool: pool.map((sender) => senders[sender]!.address),
          statusCallback: service['status-callback'],
        },
      ]),
    ),
    geoPermissions: permissions === undefined ? undefined : new Set(permissions),
    optedOut: new Set(entry['opted-out']),
    limits: { validity, scheduling, media, alphanumeric },
  };
}
