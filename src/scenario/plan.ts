import type { Anchor } from '../kernel/civil-time.ts';
import type { Quantile } from '../kernel/quantiles.ts';
import type { Rate } from '../kernel/rate.ts';
import type { Encoding } from '../messaging/encoding.ts';
import type { SenderClass } from '../messaging/senders.ts';
import type { AcceptanceRule } from '../rulebooks/rulebook.ts';

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
  readonly senders: readonly PlanSender[];
  readonly streams: readonly PlanStream[];
  readonly carriers: readonly PlanCarrier[];
  /** ISO 3166 alpha-2 codes that occur as destinations; `ZZ` is a number of no country. */
  readonly countries: readonly string[];
  /** For each destination country, who carries its messages. */
  readonly carriersByCountry: readonly CarrierShares[];
  readonly incidents: readonly PlanIncident[];
  /** What acceptance asks of a request, in the provider's order. */
  readonly acceptance: readonly AcceptanceCheck[];
  /** What becomes of a message that its sender's queue cannot take. */
  readonly overflow: { readonly code: number };
  readonly expectations: readonly PlanExpectation[];
  /** What the scenario left to defaults that are assumptions, not facts: one sentence each, for the report. */
  readonly assumptions: readonly string[];
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
  /** Segments a microsecond, exact; undefined: unlimited. */
  readonly rate: Rate | undefined;
  /** Tokens that the full bucket holds: 1 or more. */
  readonly burst: number;
  /** Queue limit in segments; Infinity for an unlimited sender. */
  readonly queueLimitSegments: number;
}

/** Who submits what and when. */
export interface PlanStream {
  readonly id: string;
  /** Indices of the senders that it rotates over. */
  readonly senders: readonly number[];
  /** Phases, merged in time order; equal times in the order of the phases. */
  readonly arrivals: readonly PlanArrivals[];
  readonly recipients: PlanRecipients;
  readonly bodies: PlanBodies;
  /** For a trace with a `from` column: position in `senders` of each row, -1 when From is not ours. */
  readonly senderByRow: Int32Array | undefined;
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

/** A recipient that is missing (`To` empty): refused by acceptance. */
export const RECIPIENT_MISSING = -1;
/** A recipient that is not a possible E.164 number: refused by acceptance. */
export const RECIPIENT_INVALID = -2;

/** Where messages go. */
export type PlanRecipients =
  /** By shares: `cumulative[i]` is the upper end of the i-th country's part of [0, 1); the last is 1. */
  | { readonly kind: 'shares'; readonly cumulative: readonly number[]; readonly countries: readonly number[] }
  /** In turn: message `index` goes to row `index` modulo the length. Country index or a RECIPIENT_ constant. */
  | { readonly kind: 'rows'; readonly countries: Int16Array };

/** What a body costs. */
export interface Content {
  readonly encoding: Encoding;
  /** 1 or more; also 1 for an empty body, which acceptance refuses. */
  readonly segments: number;
  /** Length in UTF-16 units; undefined where only a segment count was given. */
  readonly utf16Length: number | undefined;
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
);

/** One thing that acceptance asks of a request, and the code of a request that breaks it. */
export interface AcceptanceCheck {
  readonly rule: AcceptanceRule;
  readonly code: number;
}

/** Messages that an expectation looks at: the ones that fit every selector given. */
export interface PlanSelector {
  readonly traffic: number | undefined;
  /** Indices: an entry of several numbers selects them all. */
  readonly senders: readonly number[] | undefined;
  readonly carrier: number | undefined;
  readonly code: number | undefined;
}

/** A bound on one figure of the run. */
export interface PlanExpectation {
  /** Line in the scenario file, from 1. */
  readonly line: number;
  /** As the author would say it: `send_latency of traffic otp: p95 at most 10s`. */
  readonly text: string;
  readonly metric: ExpectedMetric;
  readonly of: PlanSelector;
  readonly statistic: ExpectedStatistic;
  /** Microseconds for latencies and `drained`, whole messages for counts, segments for backlog, a fraction for shares. */
  readonly atMost: number | undefined;
  readonly atLeast: number | undefined;
}

export type LatencyMetric = 'queue_wait' | 'send_latency' | 'carrier_latency' | 'end_to_end';
export type CountMetric =
  | 'submitted'
  | 'refused'
  | 'failed'
  | 'canceled'
  | 'delivered'
  | 'undelivered'
  | 'sent'
  | 'open';
/** `backlog` in segments (statistic `max`); `drained` an instant (statistic `at`). */
export type ExpectedMetric = LatencyMetric | CountMetric | 'backlog' | 'drained';
export type ExpectedStatistic =
  | { readonly kind: 'mean' | 'min' | 'max' | 'count' | 'share' | 'at' }
  /** Nearest rank; `share` .95 is p95. */
  | { readonly kind: 'quantile'; readonly share: number };
