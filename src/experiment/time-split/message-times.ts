import { type SplitColumns, TIME_PARTS, type TimePart } from '../../measure/time-split/split-columns.ts';
import type { Plan } from '../../scenario/plan.ts';

/** A plan, and where the time of each message of a run of it went. */
export interface SplitRun {
  readonly plan: Plan;
  readonly columns: SplitColumns;
}

/** Where the time of some messages of one run went: means a message. */
export interface MessageTimes {
  readonly n: number;
  readonly parts: Readonly<Record<TimePart, number>>;
  readonly totalUs: number;
  readonly behind: readonly BehindTime[];
}

export interface BehindTime {
  /** Id of a stream. */
  readonly traffic: string;
  /** Id of a lane. */
  readonly lane: string;
  /** The entry that the lane's sender belongs to; of a campaign's, the id of the lane. */
  readonly entry: string;
  readonly us: number;
}

/** The share of the slowest that is looked at: one in so many. */
const SLOWEST_ONE_IN = 20;

/** The slowest five in a hundred of some messages, rounded up, by their time in all; of equal ones the first. */
export function slowestOf(columns: SplitColumns, serials: Int32Array): Int32Array {
  const count = Math.ceil(serials.length / SLOWEST_ONE_IN);
  if (count === 0) return serials;
  const totals = new Float64Array(serials.length);
  for (let place = 0; place < serials.length; place += 1) totals[place] = columns.totalUs(serials[place]!);
  const bound = totals.slice().sort()[totals.length - count]!;
  let equalOnes = count - totals.filter((us) => us > bound).length;
  return serials.filter((_, place) => {
    if (totals[place]! > bound) return true;
    if (totals[place]! < bound || equalOnes === 0) return false;
    equalOnes -= 1;
    return true;
  });
}

/** Where the time of these messages went; undefined of none. */
export function timesOf({ plan, columns }: SplitRun, serials: Int32Array): MessageTimes | undefined {
  const n = serials.length;
  if (n === 0) return undefined;
  const mean = (us: (serial: number) => number): number =>
    serials.reduce((sum, serial) => sum + us(serial), 0) / n;
  const parts = TIME_PARTS.map((part) => [part, mean((serial) => columns.parts[part].us[serial]!)]);
  return {
    n,
    // Each part was just given its mean.
    parts: Object.fromEntries(parts) as MessageTimes['parts'],
    totalUs: mean((serial) => columns.totalUs(serial)),
    behind: behindOf(plan, columns, serials),
  };
}

function behindOf(plan: Plan, columns: SplitColumns, serials: Int32Array): readonly BehindTime[] {
  const lanes = plan.lanes.length;
  const sums = new Map<number, number>();
  for (const serial of serials) {
    const lane = columns.lane[serial]!;
    columns.eachBehind(serial, (stream, us) => {
      const key = stream * lanes + lane;
      sums.set(key, (sums.get(key) ?? 0) + us);
    });
  }
  const entries = new Map(plan.senders.map(({ lane, entry }) => [lane, entry]));
  return [...sums].map(([key, us]) => {
    const { id } = plan.lanes[key % lanes]!;
    const traffic = plan.streams[Math.floor(key / lanes)]!.id;
    return { traffic, lane: id, entry: entries.get(key % lanes) ?? id, us: us / serials.length };
  });
}
