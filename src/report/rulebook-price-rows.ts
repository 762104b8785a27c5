import type { CarrierFee, PriceCard, UnitPrice } from '../rulebooks/prices.ts';
import { type RulebookRow, row, sendersInWords } from './rulebook-words.ts';

/** What messages and numbers cost, in words. */
export function priceRows(card: PriceCard): readonly RulebookRow[] {
  const { currency, segments, media, carrierFees, numbers, failed } = card;
  return [
    ...segments.map((price) => priceRow('segment', price, currency)),
    ...media.map((price) => priceRow('message with media', price, currency)),
    ...carrierFees.map((fee) => feeRow(fee, currency)),
    ...numbers.map((number) =>
      row(`${sendersInWords(number)}, a month`, `${number.pricePerMonth} ${currency}`, number),
    ),
    ...(failed === undefined
      ? []
      : [
          row(
            'failed message',
            `${failed.price} ${currency}, but not for ${failed.freeCodes.join(' ')}`,
            failed,
          ),
        ]),
  ];
}

function priceRow(unit: string, price: UnitPrice, currency: string): RulebookRow {
  return row(`${unit}, ${sendersInWords(price)}`, `${price.price} ${currency}`, price);
}

function feeRow(fee: CarrierFee, currency: string): RulebookRow {
  const unit = fee.counts === 'media' ? 'message with media' : 'segment';
  const carrier = fee.carrier ?? 'any carrier';
  return row(`fee of ${carrier} a ${unit}, ${sendersInWords(fee)}`, `${fee.price} ${currency}`, fee);
}
