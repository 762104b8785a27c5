import type { SenderClass } from '../messaging/senders.ts';
import type { Source } from './sources.ts';

/**
 * What a provider allows and refuses at some time, as dated, cited data. Predicates over state are not data: they
 * stand in the pipeline under the names of the rules.
 */
export interface Rulebook {
  readonly name: string;
  /** One sentence on what it describes and of when. */
  readonly about: string;
  /** How fast senders may send; the first row that fits a sender counts, and the last one fits all. */
  readonly rates: readonly RateRow[];
  /** A sender's queue takes no more than it can send in this time. */
  readonly queueHorizon: { readonly seconds: number; readonly source: Source };
  readonly overflow: OverflowRow;
  /** What is asked of a request, in this order; the first rule that it breaks gives its code. */
  readonly acceptance: readonly AcceptanceRow[];
}

/** A rate for the senders that fit: an absent property fits any. */
export interface RateRow {
  readonly classes?: readonly SenderClass[];
  /** ISO 3166 alpha-2 countries of the sender. */
  readonly countries?: readonly string[];
  readonly segmentsPerSecond: number | 'unlimited';
  /** Where the source leaves room: how it is read here. A sentence for the report of who uses the row. */
  readonly note?: string;
  readonly source: Source;
}

/** What happens to a message that its sender's queue cannot take. */
export interface OverflowRow {
  readonly code: number;
  /** `failed`: the request is answered, then the message fails. `refused`: the request is. */
  readonly surface: 'failed' | 'refused';
  readonly source: Source;
}

/**
 * What a rulebook may ask of a request: To is given; To is a possible E.164 number; From is a sender of the account;
 * the body is not empty; the body is no longer than 1600 UTF-16 units.
 */
export type AcceptanceRule = 'to-given' | 'to-possible' | 'from-owned' | 'body-given' | 'body-length';

export interface AcceptanceRow {
  readonly rule: AcceptanceRule;
  /** Error code of the refusal. */
  readonly code: number;
  readonly source: Source;
}

/** The rate of a sender; undefined when no row fits. */
export function rateRowOf(
  rulebook: Rulebook,
  senderClass: SenderClass,
  country: string | undefined,
): RateRow | undefined {
  return rulebook.rates.find(
    ({ classes, countries }) =>
      (classes === undefined || classes.includes(senderClass)) &&
      (countries === undefined || (country !== undefined && countries.includes(country))),
  );
}
