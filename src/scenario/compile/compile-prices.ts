import type { SenderClass } from '../../messaging/senders.ts';
import type { PriceCard, UnitPrice } from '../../rulebooks/prices.ts';
import { type Source, TEST_CREDENTIALS } from '../../rulebooks/sources.ts';
import { parsePrice, required } from '../forms/quantities.ts';
import type { PricesEntry, Scenario } from '../scenario.ts';

const BY_HAND: Source = { title: 'Set by the scenario', url: '', date: '' };
/** Senders that are rented by the month. */
const NUMBERS: readonly SenderClass[] = ['long-code', 'toll-free', 'short-code'];

/** The rulebook's price card with what the scenario sets in its place. Nothing is charged with test credentials. */
export function compilePrices(
  { prices = {}, account }: Pick<Scenario, 'prices' | 'account'>,
  card: PriceCard,
  countries: readonly string[],
): PriceCard {
  return account?.type === 'test' ? freeCard(card) : cardWith(prices, card, countries);
}

function freeCard({ currency }: PriceCard): PriceCard {
  const free = { price: '0', source: TEST_CREDENTIALS };
  return {
    currency,
    date: TEST_CREDENTIALS.date,
    segments: [free],
    media: [free],
    carrierFees: [],
    numbers: [{ classes: NUMBERS, pricePerMonth: free.price, source: free.source }],
    failed: undefined,
  };
}

function cardWith(entry: PricesEntry, card: PriceCard, countries: readonly string[]): PriceCard {
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
              classes: NUMBERS,
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
