import type { SenderClass } from '../../messaging/senders.ts';
import type { AccountRateRow, Rulebook } from '../../rulebooks/rulebook.ts';
import type { PlanLane, PlanLevel } from '../plan.ts';
import type { AccountEntry, ServiceEntry } from '../scenario.ts';
import { burstOfSecond, rateOfSecond } from './compile-rates.ts';

/** A lane with what tells which levels lie above it. */
export interface OpenLane {
  readonly lane: Omit<PlanLane, 'levels' | 'mediaLevels'>;
  /** Class of its senders. */
  readonly class: SenderClass;
  /** Indices of its senders. */
  readonly senders: readonly number[];
}

/** A messaging service with its pool. */
export interface Pool {
  readonly entry: ServiceEntry;
  readonly senders: readonly number[];
}

/** A level and the lanes below it. */
interface Span {
  readonly level: PlanLevel;
  readonly holds: (lane: OpenLane) => boolean;
}

/** The shared levels of a plan, and its lanes below them: a service's first, the account's last. */
export function joinLevels(
  lanes: readonly OpenLane[],
  pools: readonly Pool[],
  account: AccountEntry,
  rulebook: Rulebook,
  hasMedia: boolean,
): { readonly lanes: readonly PlanLane[]; readonly levels: readonly PlanLevel[] } {
  const spans = [...pools.flatMap(serviceSpan), ...accountSpans(account, rulebook)].filter(
    ({ level, holds }) => (hasMedia || level.counts === 'segments') && lanes.some(holds),
  );
  const levelsOf = (lane: OpenLane, counts: PlanLevel['counts']): readonly number[] =>
    spans.flatMap(({ level, holds }, index) => (level.counts === counts && holds(lane) ? [index] : []));
  return {
    levels: spans.map(({ level }) => level),
    lanes: lanes.map((open) => ({
      ...open.lane,
      media: hasMedia ? open.lane.media : undefined,
      levels: levelsOf(open, 'segments'),
      // Without a rate of their own, messages with media count as a segment, at every level.
      mediaLevels:
        hasMedia && open.lane.media !== undefined ? levelsOf(open, 'media') : levelsOf(open, 'segments'),
    })),
  };
}

function serviceSpan({ entry, senders }: Pool): Span[] {
  const given = entry['segments-per-second'];
  if (given === undefined) return [];
  const rate = rateOfSecond(given, `messaging service ${entry.id}: segments-per-second`);
  const burst = entry.burst ?? burstOfSecond(rate);
  const pool = new Set(senders);
  return [
    {
      level: { id: entry.id, kind: 'service', counts: 'segments', rate, burst },
      holds: (lane) => lane.senders.some((sender) => pool.has(sender)),
    },
  ];
}

function accountSpans(account: AccountEntry, { accountRates }: Rulebook): Span[] {
  const own = account['segments-per-second'];
  const rows = own === undefined ? accountRates : accountRates.filter(({ counts }) => counts === 'media');
  const set: Pick<AccountRateRow, 'id' | 'counts' | 'perSecond' | 'classes'>[] =
    typeof own === 'number' ? [{ id: 'account', counts: 'segments', perSecond: own }] : [];
  return [...set, ...rows].map(({ id, counts, perSecond, classes }) => {
    const rate = rateOfSecond(perSecond, `account: ${id}`);
    return {
      level: { id, kind: 'account', counts, rate, burst: burstOfSecond(rate) },
      holds: (lane) => classes?.includes(lane.class) !== false,
    };
  });
}
