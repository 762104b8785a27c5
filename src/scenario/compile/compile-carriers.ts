import {
  constant,
  empirical,
  exponential,
  lognormal,
  lognormalByMean,
  lognormalByQuantiles,
  type Quantile,
  uniform,
  weibull,
} from '../../kernel/quantiles.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import { MILLIONTHS, parseDuration, parseShare, required } from '../forms/quantities.ts';
import { cumulativeOf, parseShares, percentOf, type SharePart, totalOf } from '../forms/shares.ts';
import type { CarrierShares, Outcome, Outcomes, PlanCarrier } from '../plan.ts';
import {
  type CarrierEntry,
  DEFAULT_CARRIER,
  type LatencyEntry,
  type OutcomesEntry,
  type Scenario,
} from '../scenario.ts';

/**
 * What the default carrier does unless the scenario says otherwise. Assumptions, for want of published figures: the
 * latency is that of one healthy route by its vendor's own account (2026), the outcomes lie in the range that vendors
 * call good.
 */
export const ASSUMED_CARRIER: Required<Pick<CarrierEntry, 'latency' | 'outcomes'>> = {
  latency: { lognormal: { p50: '4s', p95: '12s' } },
  outcomes: { delivered: '96%', undelivered: { 30003: '2%', 30005: '1%' }, 'no-receipt': '1%' },
};

/**
 * Who carries messages to countries where campaigns count, by carrier as campaigns do, when the scenario names no
 * carriers. An assumption: subscribers of 2024 as the carriers themselves count them, rounded; the rest is a guess.
 */
const ASSUMED_SHARES: Readonly<Record<string, string>> = {
  verizon: '33%',
  't-mobile': '31%',
  att: '29%',
  'us-cellular': '1%',
  other: '6%',
};

/** The carriers that a scenario without carriers has, besides the default one. */
export function assumedCarriers(rulebook: Rulebook | undefined): Readonly<Record<string, CarrierEntry>> {
  const { campaigns } = rulebook ?? {};
  if (campaigns === undefined) return {};
  const carriers = Object.entries(ASSUMED_SHARES).map(([id, share]): [string, CarrierEntry] => [
    id,
    { to: Object.fromEntries(campaigns.countries.map((country) => [country, share])) },
  ]);
  return Object.fromEntries(carriers);
}

/** The entries of all carriers in the order of the file; `default` comes last where the file has none. */
export function carrierEntries(
  { carriers }: Pick<Scenario, 'carriers'>,
  rulebook: Rulebook,
): ReadonlyMap<string, CarrierEntry> {
  const entries = new Map(Object.entries(carriers ?? assumedCarriers(rulebook)));
  if (!entries.has(DEFAULT_CARRIER)) entries.set(DEFAULT_CARRIER, {});
  return entries;
}

/** The carriers of a plan, each with what it takes over from the default one. */
export function compileCarriers(entries: ReadonlyMap<string, CarrierEntry>): readonly PlanCarrier[] {
  const common = { ...ASSUMED_CARRIER, ...entries.get(DEFAULT_CARRIER) };
  return [...entries].map(([id, entry]) => ({
    id,
    latencyUs: compileLatency(entry.latency ?? common.latency, `carrier ${id}: latency`),
    outcomes: compileOutcomes(entry.outcomes ?? common.outcomes, `carrier ${id}: outcomes`),
  }));
}

/** Who carries the messages of each country: the carriers that name it by their shares, `default` the rest. */
export function carriersByCountry(
  entries: ReadonlyMap<string, CarrierEntry>,
  countries: readonly string[],
): readonly CarrierShares[] {
  const ids = [...entries.keys()];
  const served = [...entries].map(([id, { to }]) => (id === DEFAULT_CARRIER ? [] : countryShares(id, to)));
  return countries.map((country) => {
    const parts = served.flatMap((shares, carrier) =>
      shares.filter(({ key }) => key === country).map(({ millionths }) => ({ carrier, millionths })),
    );
    const rest = MILLIONTHS - parts.reduce((sum, { millionths }) => sum + millionths, 0);
    if (rest < 0)
      throw new RangeError(`carriers: ${percentOf(MILLIONTHS - rest)} of ${country} is given away`);
    if (rest > 0) parts.push({ carrier: ids.indexOf(DEFAULT_CARRIER), millionths: rest });
    return {
      cumulative: cumulativeOf(parts.map(({ millionths }) => millionths)),
      carriers: parts.map(({ carrier }) => carrier),
    };
  });
}

function countryShares(id: string, to: CarrierEntry['to']): readonly SharePart[] {
  if (to === undefined) return [];
  if (typeof to === 'string') return [{ key: to, millionths: MILLIONTHS }];
  if (isList(to)) return to.map((key) => ({ key, millionths: MILLIONTHS }));
  return required(`carrier ${id}: to`, parseShares(to));
}

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(to: NonNullable<CarrierEntry['to']>): to is readonly string[] {
  return Array.isArray(to);
}

/** Outcomes with their parts of [0, 1): delivered first, undelivered by code, no receipt last. */
export function compileOutcomes(entry: OutcomesEntry, place: string): Outcomes {
  const parts = outcomeParts(entry, place);
  return {
    cumulative: cumulativeOf(parts.map(({ millionths }) => millionths)),
    outcomes: parts.map(({ status, code }) => ({ status, code })),
  };
}

/** An outcome and its share in whole millionths. */
export interface OutcomePart extends Outcome {
  readonly millionths: number;
}

/** The parts of some outcomes, which add up to 100 %. */
export function outcomeParts(entry: OutcomesEntry, place: string): readonly OutcomePart[] {
  const delivered = required(place, parseShare(entry.delivered ?? 0));
  const undelivered = required(place, parseShares(entry.undelivered ?? {}));
  const noReceipt = required(place, parseShare(entry['no-receipt'] ?? 0));
  const total = delivered + totalOf(undelivered) + noReceipt;
  if (total !== MILLIONTHS) {
    throw new RangeError(`${place}: the shares add up to ${percentOf(total)}, not 100%`);
  }
  const parts: readonly OutcomePart[] = [
    { status: 'delivered', code: 0, millionths: delivered },
    ...undelivered.map(({ key, millionths }) => ({
      status: 'undelivered' as const,
      code: Number(key),
      millionths,
    })),
    { status: 'sent', code: 0, millionths: noReceipt },
  ];
  return parts.filter(({ millionths }) => millionths > 0);
}

/** A latency as a quantile function in microseconds. */
export function compileLatency(entry: LatencyEntry, place: string): Quantile {
  const us = (text: string): number => required(place, parseDuration(text));
  if ('constant' in entry) return constant(us(entry.constant));
  if ('uniform' in entry) return uniform(us(entry.uniform.from), us(entry.uniform.to));
  if ('exponential' in entry) return exponential(us(entry.exponential.mean));
  if ('weibull' in entry) return weibull(us(entry.weibull.scale), entry.weibull.shape);
  if ('empirical' in entry) return empirical(quantileTable(entry.empirical, place));
  const { lognormal: by } = entry;
  if ('mean' in by) return lognormalByMean(positive(us(by.mean), place), by.cv);
  const p50 = positive(us(by.p50), place);
  return 'sigma' in by
    ? lognormal(Math.log(p50), by.sigma)
    : lognormalByQuantiles(p50, Math.max(p50, us(by.p95)));
}

/** A log-normal value is never 0. */
function positive(us: number, place: string): number {
  if (us === 0) throw new RangeError(`${place}: a log-normal latency is longer than 0s`);
  return us;
}

function quantileTable(
  table: Readonly<Record<string, string>>,
  place: string,
): [share: number, us: number][] {
  return Object.entries(table)
    .map(([share, duration]): [number, number] => [
      required(place, parseShare(share)) / MILLIONTHS,
      required(place, parseDuration(duration)),
    ])
    .sort(([a], [b]) => a - b);
}
