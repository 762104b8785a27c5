import type { Diagnostic } from '../document/diagnostic.ts';
import { priceOf } from '../experiment/cost.ts';
import { isCountry } from '../messaging/addresses.ts';
import type { SegmentPrice } from '../report/content-pricing.ts';
import { RULEBOOK_NAMES } from '../rulebooks/catalogue.ts';
import { UsageError } from './failure.ts';
import { readRulebook } from './read-rulebook.ts';
import type { SegmentsArguments } from './segments-arguments.ts';

/** What a segment costs, and a sentence on where that is from; or what is wrong with the rulebook's file. */
export type PriceReading =
  | {
      readonly ok: true;
      readonly price: SegmentPrice | undefined;
      /** Undefined for a price that was given. */
      readonly note: string | undefined;
      /** Whether the price, or what it hangs on, was named. */
      readonly isNamed: boolean;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

type PriceArguments = Pick<SegmentsArguments, 'price-per-segment' | 'rulebook' | 'to' | 'sender-class'>;

/** The price that was given, or that of a rulebook for a segment to a country. */
export function segmentPriceOf(request: PriceArguments): PriceReading {
  const given = request['price-per-segment'];
  const { rulebook: name, to = 'US', 'sender-class': senderClass = 'long-code' } = request;
  const isNamed = [given, name, request.to, request['sender-class']].some((value) => value !== undefined);
  if (given !== undefined) {
    if (name !== undefined)
      throw new UsageError('--price-per-segment and --rulebook both name a price; name one');
    return { ok: true, price: { price: given, currency: 'USD' }, note: undefined, isNamed };
  }
  if (!isCountry(to)) throw new UsageError(`--to takes a country such as US or GB, not "${to}"`);
  if (name === '-') throw new UsageError('--rulebook takes a name or a file, not standard input');
  const reading = readRulebook(name ?? RULEBOOK_NAMES[0]!);
  if (!reading.ok) return reading;
  const { rulebook } = reading;
  const { currency, date } = rulebook.prices;
  const row = priceOf(rulebook.prices, { item: 'segments', unit: 'segment', to, class: senderClass });
  const way = `to ${to} (${senderClass})`;
  if (row === undefined) {
    const note = `${rulebook.name} has no price of a segment ${way}.`;
    return { ok: true, price: undefined, note, isNamed };
  }
  const { price, source, note } = row;
  const from = `${source.title}${source.date === '' ? '' : `, ${source.date}`}`;
  return {
    ok: true,
    price: { price, currency },
    note: `${price} ${currency} a segment ${way}, carrier fees aside: prices of ${date} in ${rulebook.name}, from ${from}.${note === undefined ? '' : ` ${note}`}`,
    isNamed,
  };
}
