import type { Billed } from './bills.ts';
import type { CallbackFigures } from './callbacks.ts';
import type { Distribution } from './distribution.ts';
import type { OfferedLoad } from './offers.ts';
import type { Proof } from './proof.ts';

/** The latencies that are measured, in the order of a message's life. All in microseconds. */
export const LATENCIES = ['queue_wait', 'send_latency', 'carrier_latency', 'end_to_end'] as const;
export type Latency = (typeof LATENCIES)[number];

/** Final states, with `submitted` first: `submitted` is the sum of the others (conservation). */
export const COUNTS = [
  'submitted',
  'refused',
  'failed',
  'canceled',
  'delivered',
  'undelivered',
  'sent',
  'open',
] as const;
export type Count = (typeof COUNTS)[number];
export type Counts = Readonly<Record<Count, number>>;

/** How many requests or messages ended with one code. */
export interface ErrorCount {
  readonly status: 'refused' | 'failed' | 'undelivered';
  readonly code: number;
  readonly count: number;
}

/** All that is counted and timed about a group of messages. */
export interface Figures {
  readonly counts: Counts;
  /** `submitted`: of all requests, refused ones too; `sent`: that left a sender. */
  readonly segments: { readonly submitted: number; readonly sent: number };
  /** Latest conclusion: its receipt, or sent where none comes; undefined when there is none. */
  readonly lastConcludedAtUs: number | undefined;
  /** Ascending by code, then by status. */
  readonly errors: readonly ErrorCount[];
  readonly latencies: Readonly<Record<Latency, Distribution>>;
}

/** The figures of one cohort, with the indices that say which it is. */
export interface CohortResult {
  readonly traffic: number;
  /** -1: requests whose From is not ours. */
  readonly sender: number;
  readonly carrier: number;
  /** What was sent, by destination country. */
  readonly billed: readonly Billed[];
  readonly figures: Figures;
}

/** Which messages: those that fit every index given. */
export interface Selector {
  readonly traffic?: number | undefined;
  readonly senders?: readonly number[] | undefined;
  readonly carrier?: number | undefined;
}

/** What a sender's queue did. */
export interface SenderLevels {
  readonly peakBacklogSegments: number;
  /** First instant of the peak; undefined when there never was backlog. */
  readonly peakBacklogAtUs: number | undefined;
  readonly segmentsLeft: number;
  /** Instant of the last departure; undefined when nothing left. */
  readonly drainedAtUs: number | undefined;
}

/**
 * Counters of {@link Throughput}, by interval. Admitted segments are those that joined a queue, less those whose message
 * gave up its place in the interval.
 */
export const FLOWS = [
  'submitted',
  'refused',
  'admittedSegments',
  'leftSegments',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
] as const;
export type Flow = (typeof FLOWS)[number];

/** One sender's flows: a column a counter, an entry an interval; backlog in segments at the end of each interval. */
export type FlowSeries = Readonly<Record<Flow, Float64Array>> & { readonly backlogSegments: Float64Array };

/** What flowed when. Interval `i` is [i, i + 1) x `intervalUs`. */
export interface Throughput {
  readonly intervalUs: number;
  /** Number of intervals: up to the last event. */
  readonly length: number;
  readonly total: FlowSeries;
  /** By sender. */
  readonly senders: readonly FlowSeries[];
}

/** Latencies of the messages submitted in one hour of simulated time, the hour beginning at `startUs`. */
export interface HourResult {
  readonly startUs: number;
  readonly latencies: Readonly<Record<Latency, Distribution>>;
}

/** What was measured in one run: plain data, from which every report is made. Indices are places in the plan. */
export interface Measures {
  /** Sixteen hexadecimal digits. */
  readonly fingerprint: string;
  /** Instant of the last event. */
  readonly simulatedUs: number;
  /** Instant of the last departure of a segment; undefined when none left. */
  readonly drainedAtUs: number | undefined;
  /** Latest conclusion of a message (its receipt, or sent where none comes); undefined when there is none. */
  readonly lastConcludedAtUs: number | undefined;
  /** Those in which anything was submitted. */
  readonly cohorts: readonly CohortResult[];
  /** By sender. */
  readonly senders: readonly SenderLevels[];
  readonly peakBacklogSegments: number;
  readonly peakBacklogAtUs: number | undefined;
  readonly throughput: Throughput;
  readonly hours: readonly HourResult[];
  /** Undefined when nobody asks for status callbacks. */
  readonly callbacks: CallbackFigures | undefined;
  /** By stream, of those whose clients keep hours or a pace, or try again; undefined elsewhere. May be empty. */
  readonly offeredLoads: readonly (OfferedLoad | undefined)[];
}

/** What the run was about, in words and names: plain data, so that a report needs nothing but the result. */
export interface Setting {
  readonly scenario: string;
  readonly rulebook: string;
  readonly seed: string;
  readonly replication: number;
  /** Wall clock of t = 0, when the scenario has a `start`. */
  readonly anchor:
    | { readonly epochMs: number; readonly offsetMinutes: number; readonly zone: string | undefined }
    | undefined;
  /** End of the run; undefined: until drained. */
  readonly horizonUs: number | undefined;
  /** Messages submitted before `untilUs` were counted, but not timed; undefined: all were timed. */
  readonly warmUp:
    | { readonly method: 'fixed' | 'mser-5'; readonly untilUs: number; readonly isRunTooShort: boolean }
    | undefined;
  readonly senders: readonly SettingSender[];
  readonly traffic: readonly SettingStream[];
  readonly carriers: readonly { readonly id: string }[];
  readonly incidents: readonly {
    readonly atUs: number;
    readonly untilUs: number | undefined;
    readonly words: string;
  }[];
  /** What is assumed rather than known: one sentence each. */
  readonly assumptions: readonly string[];
}

export interface SettingSender {
  /** `promo#2`. */
  readonly id: string;
  /** `promo`. */
  readonly entry: string;
  readonly address: string;
  readonly class: string;
  /** ISO country, where the address has one. */
  readonly country: string | undefined;
  /** Undefined: unlimited. The highest one, where it depends on the message. */
  readonly segmentsPerSecond: number | undefined;
  /** What its rate depends on: nothing, the message's destination or media, or the campaign that it shares. */
  readonly limitedBy: 'rate' | 'message' | 'campaign';
  readonly burst: number;
  /** Undefined: no limit. */
  readonly queueLimitSegments: number | undefined;
}

export interface SettingStream {
  readonly id: string;
  /** Indices of its senders. */
  readonly senders: readonly number[];
}

/** The result of one run: a pure function of scenario, seed and replication; every report is a pure function of it. */
export interface Result extends Measures {
  readonly setting: Setting;
  /** Absent from a run that was not to prove itself. */
  readonly proof?: Proof | undefined;
}
