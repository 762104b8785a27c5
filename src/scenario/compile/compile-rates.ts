import { greatestCommonDivisor, type Rate, rateOf, unitsPerSecond, unitsWithin } from '../../kernel/rate.ts';
import { US_PER_SECOND } from '../../kernel/time.ts';
import type { SenderClass } from '../../messaging/senders.ts';
import type { RateRow, Rulebook } from '../../rulebooks/rulebook.ts';
import { rateRowOf } from '../../rulebooks/rulebook.ts';
import { parseDecimalRate, required } from '../forms/quantities.ts';
import type { PlanLane, PlanSender } from '../plan.ts';

/** How fast a lane takes tokens, and how many a segment needs. */
export interface Pace {
  /** Tokens a microsecond; undefined: unlimited. */
  readonly rate: Rate | undefined;
  /** By destination country; undefined: one each. */
  readonly tokensByCountry: readonly number[] | undefined;
  /** The fastest rate of segments; undefined: unlimited. */
  readonly fastest: Rate | undefined;
}

/** What a rulebook needs to know of a sender. */
export type SenderKind = Pick<PlanSender, 'class' | 'country'>;

/** A lane of one rate, wherever its messages go. */
export function evenPace(rate: Rate | undefined): Pace {
  return { rate, tokensByCountry: undefined, fastest: rate };
}

/**
 * The pace of a sender by its rulebook. Where the rate depends on the destination, tokens are the finest common part:
 * they come at the least common multiple of the rates, and a segment takes as many as its own rate goes into it.
 *
 * @throws RangeError when that multiple has too many digits.
 */
export function paceOf(rulebook: Rulebook, sender: SenderKind, countries: readonly string[]): Pace {
  const rows = rateRowsFor(rulebook, sender, countries);
  const rates = rows.map(rateOfRow);
  const limited = rates.filter((rate) => rate !== undefined);
  if (limited.length === 0) return evenPace(undefined);
  const rate = leastCommonMultiple(limited);
  const tokens = rates.map((each) => (each === undefined ? 0 : timesInto(each, rate)));
  const fastest = limited.length < rates.length ? undefined : limited.reduce(faster);
  if (tokens.every((count) => count === 1)) return evenPace(rate);
  return { rate, tokensByCountry: tokens, fastest };
}

/** The row of the rulebook for a sender towards each country; the one for anywhere else where there is no country. */
export function rateRowsFor(
  rulebook: Rulebook,
  sender: SenderKind,
  countries: readonly string[],
): readonly RateRow[] {
  const destinations = countries.length === 0 ? [undefined] : countries;
  return destinations.map((to) => {
    const row = rateRowOf(rulebook, sender.class, sender.country, to);
    if (row === undefined) throw new RangeError(`${rulebook.name} has no rate for a ${sender.class}`);
    return row;
  });
}

/** Every rate that a sender may have, whatever its destinations, and their least common multiple. */
export function possibleRates(rulebook: Rulebook, sender: SenderKind): readonly Rate[] {
  const named = [...new Set(rulebook.rates.flatMap(({ to }) => to ?? []))];
  const elsewhere = rateRowOf(rulebook, sender.class, sender.country);
  const rows = [...rateRowsFor(rulebook, sender, named), ...(elsewhere === undefined ? [] : [elsewhere])];
  const rates = rows.map(rateOfRow).filter((rate) => rate !== undefined);
  return rates.length === 0 ? [] : [...rates, leastCommonMultiple(rates)];
}

function rateOfRow({ segmentsPerSecond }: RateRow): Rate | undefined {
  return required('the rulebook: segmentsPerSecond', parseDecimalRate(segmentsPerSecond));
}

/** Of fractions in lowest terms: the multiple of the numerators over the divisor of the denominators. */
function leastCommonMultiple(rates: readonly Rate[]): Rate {
  return rates.reduce((a, b) => {
    const units = (a.units / greatestCommonDivisor(a.units, b.units)) * b.units;
    return rateOf(units, greatestCommonDivisor(a.perUs, b.perUs));
  });
}

/** How many times a rate goes into a multiple of it. */
function timesInto(rate: Rate, multiple: Rate): number {
  return (multiple.units / rate.units) * (rate.perUs / multiple.perUs);
}

function faster(a: Rate, b: Rate): Rate {
  return unitsPerSecond(a) >= unitsPerSecond(b) ? a : b;
}

/** What a bucket holds that is given no burst: the tokens of a second, one at the least. */
export function burstOfSecond(rate: Rate): number {
  return Math.max(1, unitsWithin(rate, US_PER_SECOND));
}

/** The exact rate of a number a second. */
export function rateOfSecond(perSecond: number, place: string): Rate {
  const rate = required(place, parseDecimalRate(perSecond));
  // Only `unlimited` has none.
  if (rate === undefined) throw new RangeError(`${place}: it needs a rate`);
  return rate;
}

/** The bucket for messages with media of a class of senders; undefined where they count as segments. */
export function mediaBucketOf({ mediaRates }: Rulebook, senderClass: SenderClass): PlanLane['media'] {
  const row = mediaRates.find(({ classes }) => classes?.includes(senderClass) !== false);
  if (row === undefined) return undefined;
  return { rate: rateOfSecond(row.messagesPerSecond, 'the rulebook: messagesPerSecond'), burst: 1 };
}
