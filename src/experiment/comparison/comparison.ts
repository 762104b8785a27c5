import type { Count, Latency, Setting } from '../../measure/result.ts';
import type { TimePart } from '../../measure/time-split/split-columns.ts';
import type { Estimate } from '../intervals/interval.ts';
import type { RunShape } from '../run-shape.ts';

/**
 * How two plans compare, A and B, run with the same luck and paired message by message: plain data, from which its reports
 * are made. Differences are B less A. Times in microseconds.
 */
export interface Comparison {
  readonly a: ComparedPlan;
  readonly b: ComparedPlan;
  /** How often each was run. */
  readonly replications: number;
  /** False: nothing is left to chance in either, so both were run once and every difference is exact. */
  readonly isRandom: boolean;
  /** The seed that B has itself where that is another than A's, whose seed both were run with. */
  readonly unusedSeed: string | undefined;
  /** Without the cost where the two are in different currencies. */
  readonly figures: readonly ComparedFigure[];
  /** Requests that both made, by stream id, number in the stream, and attempt; in all replications together. */
  readonly messages: PairedMessages;
  /** By stream, in the order of A, then those of B alone. */
  readonly traffic: readonly ComparedTraffic[];
}

export interface ComparedPlan {
  /** Of replication 0. */
  readonly setting: Setting;
  /** By replication. */
  readonly fingerprints: readonly string[];
  /** Of replication 0, for charts. */
  readonly shape: RunShape;
}

/** A value in both. */
export interface Compared {
  /** Means over the replications in which both had the value; undefined where there is none. */
  readonly a: number | undefined;
  readonly b: number | undefined;
  /**
   * B less A, replication by replication, with Student's t interval; where nothing is left to chance, the interval is a
   * point. Undefined where no replication has both.
   */
  readonly difference: Estimate | undefined;
}

export const STATISTICS = ['mean', 'p50', 'p95', 'p99', 'max'] as const;

/** One figure of the whole run. */
export interface ComparedFigure extends Compared {
  readonly metric: Latency | Count | 'cost' | 'drained';
  /** Of a latency; undefined for the others. */
  readonly statistic: (typeof STATISTICS)[number] | undefined;
  /** `us` a duration, `instant` a time of the run, both in microseconds; `millionths` of the currency of the prices. */
  readonly unit: 'us' | 'instant' | 'count' | 'millionths';
  /**
   * How many times as wide the interval would be without pairing, as of two independent samples; undefined where there
   * is no interval or it is a point.
   */
  readonly narrowed: number | undefined;
}

export interface PairedMessages {
  /** Requests that both made; they may have fared differently. */
  readonly inBoth: number;
  readonly onlyInA: number;
  readonly onlyInB: number;
  readonly latencies: Readonly<Record<Latency, PairedLatency>>;
}

/** A latency of the requests that have it in both. */
export interface PairedLatency {
  readonly n: number;
  /** How many have exactly the same, a shorter and a longer one in B. */
  readonly equal: number;
  readonly shorter: number;
  readonly longer: number;
  /** Of the differences; undefined with n = 0. */
  readonly meanUs: number | undefined;
  readonly minUs: number | undefined;
  readonly maxUs: number | undefined;
}

/** Where the time of a stream's messages with a receipt went: attempts at one message count as one. */
export interface ComparedTraffic {
  readonly id: string;
  readonly all: ComparedTimes;
  /** The slowest five in a hundred of A, and of B, each by their time from first attempt to receipt. */
  readonly slowest: ComparedTimes;
}

/** Means a message. */
export interface ComparedTimes {
  /** Messages, in all replications together. */
  readonly n: { readonly a: number; readonly b: number };
  /** They add up to the total. */
  readonly parts: Readonly<Record<TimePart, Compared>>;
  /** From when its client first wanted to send it to its receipt. */
  readonly total: Compared;
  /** Of the wait in the lane: behind whom. The largest difference first. */
  readonly behind: readonly ComparedBehind[];
}

export interface ComparedBehind extends Compared {
  /** Id of the stream whose messages were the head of the lane. */
  readonly traffic: string;
  /** Where: the id of the lane, a sender or `campaign/carrier`; where there were several, of their entry. */
  readonly place: string;
}
