import type { SenderClass } from '../messaging/senders.ts';
import type { Cited } from './sources.ts';

/** What costs money; carrier fees are by segment of a text and by message with media. */
export const COST_ITEMS = ['segments', 'media', 'carrier-fee', 'failed', 'numbers'] as const;
export type CostItem = (typeof COST_ITEMS)[number];

/** What messages and numbers cost, in one currency, at some time. The first row that fits counts. */
export interface PriceCard {
  /** ISO 4217. */
  readonly currency: string;
  /** The date of the card, as exactly as it is known. */
  readonly date: string;
  /** A text, by segment. */
  readonly segments: readonly UnitPrice[];
  /** A message with media. */
  readonly media: readonly UnitPrice[];
  /** What carriers charge on top, for each segment of a text or each message with media. */
  readonly carrierFees: readonly CarrierFee[];
  /** Numbers by month. */
  readonly numbers: readonly NumberPrice[];
  /** For each message that ends `failed`, but for some codes. Undefined: nothing. */
  readonly failed: (Cited & { readonly price: string; readonly freeCodes: readonly number[] }) | undefined;
}

/** Prices are decimal texts, such as `0.0075`: exact. An absent property fits any. */
export interface UnitPrice extends Cited {
  readonly classes?: readonly SenderClass[];
  /** Destination countries. */
  readonly to?: readonly string[];
  readonly price: string;
}

export interface CarrierFee extends Cited {
  readonly counts: 'segments' | 'media';
  readonly classes?: readonly SenderClass[];
  readonly to: readonly string[];
  /** Id of the carrier in the scenario, such as `t-mobile`; absent: any. */
  readonly carrier?: string;
  readonly price: string;
}

export interface NumberPrice extends Cited {
  readonly classes: readonly SenderClass[];
  /** Countries of the number; absent: any. */
  readonly countries?: readonly string[];
  readonly pricePerMonth: string;
}
