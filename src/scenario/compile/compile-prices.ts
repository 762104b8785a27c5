import type { PriceCard, UnitPrice } from '../../rulebooks/prices.ts';
import type { Source } from '../../rulebooks/sources.ts';
import { parsePrice, required } from '../forms/quantities.ts';
import type { PricesEntry } from '../scenario.ts';

const BY_HAND: Source = { title: 'Set by the scenario', url: '', date: '' };

/** The rulebook's price card with what the scenario sets in its place. */
export function compilePrices(entry: PricesEntry, card: PriceCard, countries: readonly string[]): PriceCard {
  const { segment, media, failed } = entry;
  const fee = entry['carrier-fee'];
  const number = entry['number-per-month'];
  return {
    ...card,
    segments: unitPrices(segment, card.segments, 'prices.segment'),
    media: unitPrices(media, card.media, 'prices.media'),
    carrierFees:
      fee === undefined
        ? card.carrierFees
        : [
            {
              counts: 'segments',
              to: countries,
              price: required('prices.carrier-fee', parsePrice(fee)),
              source: BY_HAND,
            },
            ...card.carrierFees.filter(({ counts }) => counts !== 'segments'),
          ],
    numbers:
      number === undefined
        ? card.numbers
        : [
            {
              classes: ['long-code', 'toll-free', 'short-code', 'alphanumeric'],
              pricePerMonth: required('prices.number-per-month', parsePrice(number)),
              source: BY_HAND,
            },
          ],
    failed:
      failed === undefined
        ? card.failed
        : {
            price: required('prices.failed', parsePrice(failed)),
            freeCodes: card.failed?.freeCodes ?? [],
            source: BY_HAND,
          },
  };
}

/** One price for all, or prices of some countries before those of the card. */
function unitPrices(
  given: number | Readonly<Record<string, number>> | undefined,
  rows: readonly UnitPrice[],
  place: string,
): readonly UnitPrice[] {
  if (given === undefined) return rows;
  if (typeof given === 'number') return [{ price: required(place, parsePrice(given)), source: BY_HAND }];
  const own = Object.entries(given).map(([country, price]) => ({
    to: [country],
    price: required(`${place}.${country}`, parsePrice(price)),
    source: BY_HAND,
  }));
  return [...own, ...rows];
}
