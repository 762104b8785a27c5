import { amountMillionths, MILLIONTHS_PER_UNIT } from '../kernel/money.ts';
import { type Rate, unitsPerSecond } from '../kernel/rate.ts';
import { counted, spokenDuration } from './figures-in-words.ts';
import { amountInWords } from './money-in-words.ts';

/** What a segment takes: time at its sender, and money where a price is known. */
export interface ContentPricing {
  /** Segments that the sender lets go; more than 0. */
  readonly rate: Rate;
  readonly price: SegmentPrice | undefined;
}

/** The price of a segment, exactly. */
export interface SegmentPrice {
  /** A decimal text. */
  readonly price: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Time at the sender that a number of segments takes, in seconds to the microsecond; negative for negative ones. */
export function secondsOf(segments: number, { rate }: ContentPricing): number {
  return usOf(segments, rate) / 1_000_000;
}

function usOf(segments: number, rate: Rate): number {
  return Math.round((segments * rate.perUs) / rate.units);
}

/** What a number of segments costs, in the currency; undefined without a price. */
export function costOf(segments: number, { price }: ContentPricing): number | undefined {
  return price === undefined ? undefined : amountMillionths(price.price, segments) / MILLIONTHS_PER_UNIT;
}

/** Time that segments take, in words: `2 s at 1 segment/s`. */
export function timeInWords(segments: number, { rate }: ContentPricing): string {
  const perSecond = unitsPerSecond(rate);
  const shown = Number.isInteger(perSecond) ? counted(perSecond, 'segment') : `${perSecond} segments`;
  return `${spokenDuration(usOf(segments, rate))} at ${shown}/s`;
}

/** What segments cost, in words: `0.0166 USD`; undefined without a price. */
export function costInWords(segments: number, { price }: ContentPricing): string | undefined {
  if (price === undefined) return undefined;
  return `${amountInWords(amountMillionths(price.price, segments))} ${price.currency}`;
}
