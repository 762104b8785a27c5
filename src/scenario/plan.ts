import type { Anchor } from '../kernel/civil-time.ts';
import type { Quantile } from '../kernel/quantiles.ts';
import type { Rate } from '../kernel/rate.ts';
import type { Encoding } from '../messaging/encoding.ts';
import type { RequestRule } from '../messaging/request-rules.ts';
import type { SegmentCount } from '../messaging/segments.ts';
import type { SenderClass } from '../messaging/senders.ts';
import type { TextTreatment } from '../messaging/sent-text.ts';
import type { Status } from '../messaging/status.ts';
import type { CostItem, PriceCard } from '../rulebooks/prices.ts';

/**
 * A scenario made ready to run: every time in microseconds, every name an index, every rate an exact fraction, every
 * sender a lane of its own. Made by `compile`; read by traffic and pipeline. Arrays are indexed by place in the file.
 */
export interface Plan {
  readonly name: string;
  /** Name of the rulebook whose limits and codes this plan carries. */
  readonly rulebook: string;
  readonly seed: string;
  /** Wall clock of t = 0, when the scenario has a `start`. */
  readonly anchor: Anchor | undefined;
  /** End of the run, half-open; Infinity: until drained. */
  readonly horizonUs: number;
  /** Undefined: every message is timed. */
  readonly warmUp: PlanWarmUp | undefined;
  readonly senders: readonly PlanSender[];
  /** Where messages wait, each with a bucket of its own. */
  readonly lanes: readonly PlanLane[];
  /** Buckets that several lanes share. A level stands behind the levels that lie below it. */
  readonly levels: readonly PlanLevel[];
  readonly campaigns: readonly PlanCampaign[];
  readonly services: readonly PlanService[];
  /** Daily caps of carriers, named by `PlanCampaign.capByCarrier`. */
  readonly dailyCaps: readonly PlanDailyCap[];
  readonly streams: readonly PlanStream[];
  readonly carriers: readonly PlanCarrier[];
  /** ISO 3166 alpha-2 codes that occur as destinations; `ZZ` is a number of no country. */
  readonly countries: readonly string[];
  /** For each destination country, who carries its messages. */
  readonly carriersByCountry: readonly CarrierShares[];
  /** By destination country: the fault of every request to there, such as one that is not enabled. */
  readonly countryFaults: Uint8Array;
  /** How far ahead of its request a message may be scheduled. */
  readonly scheduleAheadUs: { readonly least: number; readonly most: number };
  /** By country: whether media can be sent there, from senders that can. Absent: not. */
  readonly mediaCountries: readonly boolean[];
  readonly incidents: readonly PlanIncident[];
  /** What acceptance asks of a request, in the provider's order. A *fault* is a place in this list, or NO_FAULT (request-rules). */
  readonly acceptance: readonly AcceptanceCheck[];
  /** What becomes of a message that its lane cannot take: sent from a sender that the request names, or by a service. */
  readonly overflow: { readonly direct: PlanOverflow; readonly service: PlanOverflow };
  /** What a message fails with whose validity period ends before its first segment has left. */
  readonly expiryCode: number;
  readonly account: PlanAccount;
  /** Undefined: nobody asks for status callbacks. */
  readonly callbacks: PlanCallbacks | undefined;
  /** What messages and numbers cost: the rulebook's card with what the scenario sets in its place. */
  readonly prices: PriceCard;
  readonly expectations: readonly PlanExpectation[];
  /** What the scenario left to defaults that are assumptions, not facts: one sentence each, for the report. */
  readonly assumptions: readonly string[];
}

/** Messages submitted before it ends are counted, but not timed. */
export interface PlanWarmUp {
  /** `fixed`: as the scenario says; `mser-5`: to be found, or found already. */
  readonly method: 'fixed' | 'mser-5';
  /** When it ends; undefined: to be found yet. */
  readonly untilUs: number | undefined;
  /** True where MSER-5 found none in the first half of the run, so that nothing is left out. */
  readonly isRunTooShort: boolean;
}

/** One number, short code or alphanumeric id: a lane with a token bucket. */
export interface PlanSender {
  /** `promo#2` for the second number of the entry `promo`; `alerts` for a single one. */
  readonly id: string;
  /** The entry in the file that it belongs to. */
  readonly entry: string;
  /** What stands in From: E.164, digits or letters. */
  readonly address: string;
  readonly class: SenderClass;
  /** ISO country, where the address has one. */
  readonly country: string | undefined;
  /** Segments a microsecond, exact; undefined: unlimited. The fastest one, where the rate depends on the destination. */
  readonly rate: Rate | undefined;
  /** Tokens that the full bucket holds: 1 or more. */
  readonly burst: number;
  /** Queue limit in segments; Infinity for an unlimited sender. */
  readonly queueLimitSegments: number;
  /** Index of its own lane. */
  readonly lane: number;
  /** Index of the campaign that it is registered with; -1 without. */
  readonly campaign: number;
  /** By destination country: the fault of every text from it to there; beyond its end NO_FAULT. Equal senders share it. */
  readonly routeFaults: Uint8Array;
  /** The same for a message with media. */
  readonly mediaRouteFaults: Uint8Array;
  /** By destination country: the code with which an accepted message fails; 0 none, beyond its end too. */
  readonly routeFailures: Uint16Array;
}

/** A queue, first in, first out: a sender's own, or a campaign's towards one carrier. */
export interface PlanLane {
  /** The sender's id; `campaign/carrier` for a campaign's. */
  readonly id: string;
  /** Tokens a microsecond, exact; undefined: unlimited. */
  readonly rate: Rate | undefined;
  /** Tokens that the full bucket holds: 1 or more. */
  readonly burst: number;
  /** Tokens that the queue holds; Infinity for an unlimited lane. */
  readonly queueLimitTokens: number;
  /** Tokens that a segment takes, by destination country; undefined: one each. */
  readonly tokensByCountry: readonly number[] | undefined;
  /** A bucket of its own for messages with media, a token each; undefined: they take what one segment takes. */
  readonly media: { readonly rate: Rate | undefined; readonly burst: number } | undefined;
  /** Indices of the shared levels that a segment needs a token of as well, the nearest first. */
  readonly levels: readonly number[];
  /** The same for a message with media. */
  readonly mediaLevels: readonly number[];
}

/** A bucket that lanes share: a token a segment, or a token a message with media. */
export interface PlanLevel {
  readonly id: string;
  readonly kind: 'service' | 'campaign' | 'account';
  readonly counts: 'segments' | 'media';
  readonly rate: Rate;
  readonly burst: number;
}

/** A 10DLC campaign: its lanes take the place of its senders' own on the routes that it governs. */
export interface PlanCampaign {
  readonly id: string;
  /** Lane by `country x carriers + carrier`; -1 where the sender's own lane holds. */
  readonly laneByRoute: Int32Array;
  /** Index of the daily cap, by carrier; -1 without. */
  readonly capByCarrier: Int32Array;
}

/** So many segments and media messages in a calendar day reach a carrier; the rest is undelivered. */
export interface PlanDailyCap {
  readonly id: string;
  readonly limit: number;
  readonly code: number;
  /** The end of the day that an instant lies in: the first instant of the next one. Pure. */
  readonly dayEndUs: (atUs: number) => number;
}

/** A messaging service: it chooses a sender of its pool for each message. */
export interface PlanService {
  readonly id: string;
  /** Indices of its senders. */
  readonly pool: readonly number[];
  /** The code of a message for which there is no sender: the pool is empty, or none of it can reach To. */
  readonly noSender: { readonly code: number; readonly surface: 'refused' | 'failed' };
  /** By destination country: places in `pool` among which to choose; [] where there is none. */
  readonly candidates: readonly (readonly number[])[];
  /** The same for messages with media. */
  readonly mediaCandidates: readonly (readonly number[])[];
  /** Narrows the candidates to those of the recipient's area code, where there are any. */
  readonly byAreaCode: ReadonlyMap<number, readonly number[]> | undefined;
  readonly spread: 'round-robin' | 'least-backlog' | 'random' | 'sticky';
  /** Keeps the sender that a recipient was first written to from. */
  readonly sticky: boolean;
}

/** What becomes of a message that finds its queue full. `refused`: the request is, and there is no message. */
export interface PlanOverflow {
  readonly code: number;
  readonly surface: 'failed' | 'refused';
}

/** Limits on how an account may send, off unless the scenario names them. */
export interface PlanAccount {
  /** Requests under way at once, each for `requestUs`. */
  readonly concurrency: { readonly limit: number; readonly requestUs: number } | undefined;
  /** Messages that may wait for the instant that they are scheduled for; Infinity: any number. */
  readonly scheduledAtMost: number;
  /** Messages in a day; `dayEndUs` as in PlanDailyCap. */
  readonly daily: { readonly limit: number; readonly dayEndUs: (atUs: number) => number } | undefined;
}

/** Where status callbacks go, and how they are delivered. */
export interface PlanCallbacks {
  /** Statuses that are called back. */
  readonly statuses: readonly Status[];
  /** `queued` is also called back for a message that was never anything before. */
  readonly initialQueued: boolean;
  /** Microseconds that the endpoint takes to answer. */
  readonly latencyUs: Quantile;
  /** Shares of attempts that cannot connect, and that are answered with an error. */
  readonly connectFailures: number;
  readonly errorReplies: number;
  /** Requests a microsecond that the endpoint works off, one after another; undefined: any number at once. */
  readonly capacity: Rate | undefined;
  readonly policy: CallbackPolicy;
}

/** How often and when a callback is tried. */
export interface CallbackPolicy {
  readonly connectTimeoutUs: number;
  readonly totalTimeoutUs: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** After which failures: no connection, an answer that comes too late, an error as the answer. */
  readonly retryOn: readonly ('connect' | 'timeout' | 'error')[];
}

/** Who submits what and when. */
export interface PlanStream {
  readonly id: string;
  /** Indices of the senders that it rotates over, or of the pool of its service. */
  readonly senders: readonly number[];
  /** Index of the messaging service that it sends through; -1: none. */
  readonly service: number;
  /** Whether its requests name a sender although they go through a service, which then chooses none. */
  readonly namesSender: boolean;
  /** Phases, merged in time order; equal times in the order of the phases. */
  readonly arrivals: readonly PlanArrivals[];
  readonly recipients: PlanRecipients;
  readonly bodies: PlanBodies;
  /** For a trace with a `from` column: position in `senders` of each row, -1 when From is not ours. */
  readonly senderByRow: Int32Array | undefined;
  /** What is done to each text before it is counted. */
  readonly text: TextTreatment;
  /** Undefined: messages are texts. */
  readonly media: PlanMedia | undefined;
  /** The fault that each of its requests has by its options; NO_FAULT: none. */
  readonly fault: number;
  /** How long a message may wait for its first segment to leave; Infinity: for ever. */
  readonly validityUs: number;
  /** When its messages are to be queued: at an instant, or so long after each request; undefined: at once. */
  readonly sendAt: { readonly atUs: number } | { readonly afterUs: number } | undefined;
  /** The client cancels a share of its messages, so long after each request. */
  readonly cancel: { readonly share: number; readonly afterUs: number } | undefined;
  /** Share of its recipients who opted out. */
  readonly optedOut: number;
  /** Share of its messages that every carrier would filter. */
  readonly filtered: number;
  /** Streams of a higher priority go first in a lane, and at a shared level. 0 or 1. */
  readonly priority: number;
  readonly retry: PlanRetry | undefined;
  /** The client's own pace: requests a microsecond at the most. */
  readonly pace: Rate | undefined;
  readonly hours: PlanHours | undefined;
}

/** The media of each message of a stream. */
export interface PlanMedia {
  readonly count: number;
  /** A code that the message fails with once its media are fetched; 0: they are fine. */
  readonly failure: number;
}

/** A client that tries again. Attempt `n` (from 1) follows the failure of the one before by `backoffUs x factor^(n-1)`. */
export interface PlanRetry {
  /** Codes of refusals and failures that it reacts to. */
  readonly codes: readonly number[];
  /** Attempts in all, the first included. */
  readonly attempts: number;
  readonly backoffUs: number;
  readonly factor: number;
  readonly maxBackoffUs: number;
  /** `full`: a uniform part of the pause; `none`: all of it. */
  readonly jitter: 'none' | 'full';
}

/** Hours of the recipient's day in which a stream may send; what falls outside waits until they begin. */
export interface PlanHours {
  /** Shares of zones, for recipients whose country does not tell: as in PlanRecipients. */
  readonly zones: readonly PlanZone[];
  /** By destination country: places in `zones`, with their cumulative shares. */
  readonly zonesByCountry: readonly {
    readonly cumulative: readonly number[];
    readonly zones: readonly number[];
  }[];
}

/** A zone's hours. */
export interface PlanZone {
  readonly id: string;
  /** The first instant, `atUs` or later, at which sending is allowed. Pure and never falling. */
  readonly openAtUs: (atUs: number) => number;
}

/** When requests come. Times are microseconds; `untilUs` is half-open; `count` may be Infinity. */
export type PlanArrivals =
  | { readonly kind: 'batch'; readonly atUs: number; readonly count: number }
  | {
      readonly kind: 'rate' | 'poisson';
      readonly rate: Rate;
      readonly fromUs: number;
      readonly untilUs: number;
      readonly count: number;
    }
  | {
      readonly kind: 'ramp';
      readonly fromRate: Rate;
      readonly toRate: Rate;
      readonly fromUs: number;
      readonly untilUs: number;
    }
  | { readonly kind: 'profile'; readonly pieces: readonly ProfilePiece[] }
  /** A trace: stands alone in its stream. Ascending. */
  | { readonly kind: 'trace'; readonly atUs: Float64Array };

/** A stretch of a profile: a Poisson process of one rate. Pieces are ascending and do not overlap. */
export interface ProfilePiece {
  readonly fromUs: number;
  readonly untilUs: number;
  /** Requests a microsecond, for draws; 0 allowed. */
  readonly perUs: number;
}

/** The country of a recipient that is no number: acceptance refuses it. */
export const NO_COUNTRY = -1;

/** Where messages go. */
export type PlanRecipients =
  /** By shares: `cumulative[i]` is the upper end of the i-th country's part of [0, 1); the last is 1. */
  | { readonly kind: 'shares'; readonly cumulative: readonly number[]; readonly countries: readonly number[] }
  /** In turn: message `index` goes to row `index` modulo the length. Country index or NO_COUNTRY. */
  | {
      readonly kind: 'rows';
      readonly countries: Int16Array;
      /** Which recipient it is, from 0: equal numbers have equal keys. */
      readonly keys: Int32Array;
      /** Area code under +1; -1 elsewhere. */
      readonly areaCodes: Int16Array;
      /** The fault that its To alone gives a request, or its To and the only From that can stand beside it. */
      readonly faults: Uint8Array;
      /**
       * The position of the stream's sender that has this very number, or -1: where senders take turns, and the provider
       * refuses what a number sends to itself. Absent where no row has one.
       */
      readonly ownSenders?: Int32Array;
    };

/** What a body costs. */
export interface Content {
  readonly encoding: Encoding;
  /** 1 or more; also 1 for an empty body, which acceptance refuses. */
  readonly segments: number;
  /** The same with links in place of its media, where a service does that and MMS is not to be had. */
  readonly linked: SegmentCount | undefined;
  /** The fault that it gives a request: empty, or too long. */
  readonly fault: number;
}

/** What is sent. */
export type PlanBodies =
  | {
      readonly kind: 'choice';
      readonly cumulative: readonly number[];
      readonly variants: readonly PlanBody[];
    }
  /** Message `index` has row `index` modulo the length. */
  | { readonly kind: 'rows'; readonly contents: readonly Content[] };

export type PlanBody =
  | { readonly kind: 'content'; readonly content: Content }
  /** `literals[0] + fields[0] + literals[1] + …`: one more literal than fields. */
  | {
      readonly kind: 'template';
      readonly literals: readonly string[];
      readonly fields: readonly PlanField[];
    };

/** A field of a template: from a list by one uniform draw, or from a CSV column in turn (row `index` modulo length). */
export interface PlanField {
  readonly name: string;
  readonly kind: 'draw' | 'rows';
  readonly values: readonly string[];
}

/** A mobile network: how long until a receipt and what it says. */
export interface PlanCarrier {
  readonly id: string;
  /** Microseconds from sent to receipt, before incidents; rounded by the carrier stage. */
  readonly latencyUs: Quantile;
  readonly outcomes: Outcomes;
}

/** What becomes of a sent message: `cumulative[i]` is the upper end of the i-th outcome's part of [0, 1); the last is 1. */
export interface Outcomes {
  readonly cumulative: readonly number[];
  readonly outcomes: readonly Outcome[];
}

/** How a sent message ends. */
export interface Outcome {
  /** `sent`: no receipt ever comes. */
  readonly status: 'delivered' | 'undelivered' | 'sent';
  /** 0 where there is none. */
  readonly code: number;
}

/** Carriers of one country with their parts of [0, 1). */
export interface CarrierShares {
  readonly cumulative: readonly number[];
  readonly carriers: readonly number[];
}

/** A disturbance that begins and ends. `untilUs` Infinity: for ever. */
export type PlanIncident = {
  readonly atUs: number;
  readonly untilUs: number;
} & (
  | { readonly kind: 'carrier-latency'; readonly carrier: number; readonly factor: number }
  | { readonly kind: 'carrier-outcomes'; readonly carrier: number; readonly outcomes: Outcomes }
  /** The exact factor `numerator / denominator`; 0 is down. Unlimited senders know only down. */
  | {
      readonly kind: 'sender-rate';
      readonly senders: readonly number[];
      readonly numerator: number;
      readonly denominator: number;
    }
  /** The same for every lane of a campaign. */
  | {
      readonly kind: 'campaign-rate';
      readonly campaign: number;
      readonly numerator: number;
      readonly denominator: number;
    }
);

/** One thing that acceptance asks of a request, and the code of a request that breaks it. */
export interface AcceptanceCheck {
  readonly rule: RequestRule;
  readonly code: number;
  /** What happens to a request through a messaging service: refused as well, or answered and then failed. */
  readonly throughService: 'refused' | 'failed';
}

/** Messages that an expectation looks at: the ones that fit every selector given. */
export interface PlanSelector {
  readonly traffic: number | undefined;
  /** Indices: an entry of several numbers selects them all. */
  readonly senders: readonly number[] | undefined;
  readonly carrier: number | undefined;
  readonly code: number | undefined;
  /** Of throughput and callbacks: the status that messages change to. */
  readonly status?: Status | undefined;
  /** Of cost: what is paid for. */
  readonly item?: CostItem | undefined;
}

/** A bound on one figure of the run. */
export interface PlanExpectation {
  /** Line in the scenario file, from 1. */
  readonly line: number;
  /** As the author would say it: `send_latency of traffic otp: p95 at most 10s`. */
  readonly text: string;
  /** Whether breaking the bound breaks the run, or is only told. */
  readonly severity: ExpectedSeverity;
  readonly metric: ExpectedMetric;
  readonly of: PlanSelector;
  readonly statistic: ExpectedStatistic;
  /**
   * Microseconds for latencies and `drained`, whole messages for counts, segments for backlog, units a second for
   * rates, millionths of the currency for money, a fraction for shares.
   */
  readonly atMost: number | undefined;
  readonly atLeast: number | undefined;
  /** What a cost is reckoned with; undefined for all other metrics. */
  readonly priced?: Pick<Plan, 'prices' | 'senders' | 'countries' | 'carriers'> | undefined;
}

/** What becomes of a run that breaks a bound. */
export type ExpectedSeverity = 'fail' | 'warn';

export type LatencyMetric =
  | 'queue_wait'
  | 'send_latency'
  | 'carrier_latency'
  | 'end_to_end'
  /** From when the client first wanted to send: hours, pace and retries included. */
  | 'end_to_end_offered'
  /** From the change of status to the answer of the endpoint. */
  | 'callback_delay';
export type CountMetric =
  | 'submitted'
  | 'refused'
  | 'failed'
  | 'canceled'
  | 'delivered'
  | 'undelivered'
  | 'sent'
  | 'open';
/** Status callbacks: that fell due, were answered well and in time, were given up. */
export type CallbackMetric = 'callbacks' | 'callbacks_answered' | 'callbacks_lost';
/** `backlog` in segments; `drained` an instant; `throughput` a rate; `cost` money. */
export type ExpectedMetric =
  | LatencyMetric
  | CountMetric
  | CallbackMetric
  | 'backlog'
  | 'drained'
  | 'throughput'
  | 'cost';
export type ExpectedStatistic =
  | { readonly kind: PlainStatistic }
  /** Nearest rank; `share` .95 is p95. */
  | { readonly kind: 'quantile'; readonly share: number };
export type PlainStatistic = 'mean' | 'min' | 'max' | 'count' | 'share' | 'at' | 'total';
