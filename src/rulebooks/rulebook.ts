import type { MediaLimits } from '../messaging/request.ts';
import type { RequestRule } from '../messaging/request-rules.ts';
import type { SenderClass } from '../messaging/senders.ts';
import type { Status } from '../messaging/status.ts';
import type { PriceCard } from './prices.ts';
import type { Cited } from './sources.ts';

/**
 * What a provider allows and refuses at some time, as dated, cited data: plain values, so that a file can extend it
 * and two can be compared. Predicates over state are not data: they stand in the pipeline under the names of the
 * rules.
 */
export interface Rulebook {
  readonly name: string;
  /** One sentence on what it describes and of when. */
  readonly about: string;
  /** How fast senders may send; the first row that fits a sender and a destination counts, and the last one fits all. */
  readonly rates: readonly RateRow[];
  /** How fast senders may send media; the first row that fits counts. None: a message with media counts as a segment. */
  readonly mediaRates: readonly MediaRateRow[];
  /** Limits that all senders of an account share, of segments or of messages with media. */
  readonly accountRates: readonly AccountRateRow[];
  /** 10DLC: registered campaigns towards US numbers. Undefined: the rulebook knows no campaigns. */
  readonly campaigns: CampaignRules | undefined;
  /** A sender's queue takes no more than it can send in this time. */
  readonly queueHorizon: Cited & { readonly seconds: number };
  /** What becomes of a message that finds its queue full: sent from a sender that the request names, or by a service. */
  readonly overflow: { readonly direct: OverflowRow; readonly service: OverflowRow };
  readonly validity: ValidityRules;
  /** What is asked of a request, in this order; the first rule that it breaks gives its code. */
  readonly acceptance: readonly AcceptanceRow[];
  readonly trial: TrialRules;
  readonly services: ServiceRules;
  readonly scheduling: SchedulingRules;
  readonly media: MediaRules;
  readonly alphanumeric: AlphanumericRules;
  /** Messages a day of a new account, where a scenario names such a limit. */
  readonly dailyLimit: Cited & { readonly code: number };
  /** Whether the list of messages shows refused requests, as failed ones. Either way they count as refused here. */
  readonly refusals: Cited & { readonly listed: boolean };
  readonly callbacks: CallbackRules;
  readonly prices: PriceCard;
}

/** A rate for the senders and destinations that fit: an absent property fits any. */
export interface RateRow extends Cited {
  readonly classes?: readonly SenderClass[];
  /** ISO 3166 alpha-2 countries of the sender. */
  readonly countries?: readonly string[];
  /** Countries of the destination. */
  readonly to?: readonly string[];
  readonly segmentsPerSecond: number | 'unlimited';
}

/** Messages with media, for the senders that fit. */
export interface MediaRateRow extends Cited {
  readonly classes?: readonly SenderClass[];
  readonly messagesPerSecond: number;
}

/** A bucket of the account over the senders that fit, with a second's tokens as burst. */
export interface AccountRateRow extends Cited {
  /** Name of the level in reports. */
  readonly id: string;
  readonly counts: 'segments' | 'media';
  readonly classes?: readonly SenderClass[];
  readonly perSecond: number;
}

/** 10DLC campaigns by trust score or kind: segments a second by carrier, and the daily cap of a brand. */
export interface CampaignRules {
  /** Destinations that they govern. */
  readonly countries: readonly string[];
  /** Countries of the long codes that they govern. */
  readonly senderCountries: readonly string[];
  /** The first row that fits a campaign counts. */
  readonly tiers: readonly CampaignTier[];
  /** Segments and media messages of a brand that a carrier takes in a calendar day. */
  readonly dailyCap: Cited & {
    readonly carrier: string;
    /** IANA zone whose midnight begins a day. */
    readonly zone: string;
    readonly code: number;
  };
  /** What becomes of a message from a long code that no campaign has to one of the countries. */
  readonly unregistered: Cited & { readonly code: number; readonly surface: 'failed' | 'undelivered' };
}

export interface CampaignTier extends Cited {
  readonly id: string;
  /** Kinds of campaigns: `standard` ones go by trust score. */
  readonly kinds: readonly CampaignKind[];
  /** Trust scores, both ends included; absent fits any. */
  readonly trustScore?: { readonly from: number; readonly to: number };
  /** By carrier id; `other` for those not named. */
  readonly segmentsPerSecond: Readonly<Record<string, number>>;
  /** Messages with media, by carrier id, where the carrier gives them a limit of their own. */
  readonly mediaPerMinute?: Readonly<Record<string, number>>;
  /** Of the brand, a day, in segments and messages with media. */
  readonly dailyCap: number;
}

export type CampaignKind = 'standard' | 'low-volume' | 'sole-proprietor';

/** What happens to a message that its sender's queue cannot take. */
export interface OverflowRow extends Cited {
  readonly code: number;
  /** `failed`: the request is answered, then the message fails. `refused`: the request is. */
  readonly surface: 'failed' | 'refused';
}

/** How long messages may wait for their first segment to leave. */
export interface ValidityRules extends Cited {
  /** Unless the request or its service says so; undefined: for ever. */
  readonly defaultSeconds: number | undefined;
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
  /** What a message fails with that waited longer. */
  readonly code: number;
}

export interface AcceptanceRow extends Cited {
  readonly rule: RequestRule;
  /** Error code of the refusal. */
  readonly code: number;
  /** HTTP status of the refusal. */
  readonly http: number;
  /**
   * The answer's text; `{to}`, `{from}`, `{service}`, `{path}` and `{limit}` stand for the request's numbers, service
   * and path and for the account's limit.
   */
  readonly message: string;
  /** Through a messaging service: refused at once all the same (`refused`, unless said), or accepted and then failed. */
  readonly throughService?: 'refused' | 'failed';
}

export interface TrialRules extends Cited {
  /** Stands before each text of a trial account. */
  readonly prefix: string;
}

/** How a messaging service chooses among its pool. */
export interface ServiceRules extends Cited {
  /** Classes of senders from the first choice to the last; those of one inner list are equals. */
  readonly order: readonly (readonly SenderClass[])[];
  /** The same where it differs, by country of the destination. */
  readonly orderByCountry: Readonly<Record<string, readonly (readonly SenderClass[])[]>>;
  /** Country whose numbers stand in where the pool has none of the destination's. */
  readonly fallbackCountry: string;
  readonly poolLimit: number;
  /** No sender of the pool reaches To; the pool has no sender at all. */
  readonly noSender: { readonly code: number; readonly surface: 'refused' | 'failed' };
  readonly emptyPool: { readonly code: number; readonly surface: 'refused' | 'failed' };
  /** What stands in the text for each medium that a service turns into a link: this, and so many letters. */
  readonly mediaLink: { readonly prefix: string; readonly letters: number };
}

/** How far ahead a message may be scheduled, and how many may be waiting for their time. */
export interface SchedulingRules extends Cited {
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
  readonly maximumPending: number;
}

/** What media a message may carry, and where to. */
export type MediaRules = Cited & MediaLimits;

export interface AlphanumericRules extends Cited {
  /** Destinations that take no alphanumeric sender. */
  readonly unsupportedCountries: readonly string[];
}

/** Which changes of status are called back, and how often it is tried. */
export interface CallbackRules extends Cited {
  readonly statuses: readonly Status[];
  /** Whether `queued` is called back for a message that was never anything before. */
  readonly initialQueued: boolean;
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly retries: number;
  readonly retryOn: readonly ('connect' | 'timeout' | 'error')[];
}

/** The rate of a sender towards a destination; undefined when no row fits. Without `to`: of the sender alone. */
export function rateRowOf(
  rulebook: Rulebook,
  senderClass: SenderClass,
  country: string | undefined,
  to?: string,
): RateRow | undefined {
  return rulebook.rates.find(
    (row) =>
      (row.classes === undefined || row.classes.includes(senderClass)) &&
      (row.countries === undefined || (country !== undefined && row.countries.includes(country))) &&
      (row.to === undefined || (to !== undefined && row.to.includes(to))),
  );
}
