import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../kernel/time.ts';
import { FLOWS, type Flow, type FlowSeries, type Throughput } from './result.ts';

/** Intervals that a record holds at the most, unless a finer one is asked for. */
export const INTERVAL_LIMIT = 600;
const INTERVAL_MINIMUM = 50;
/** Counters that a record may hold, at 4 bytes: above 3,700 senders there are fewer intervals. */
const COUNTERS_MAX = 20_000_000;

/** Lengths of an interval, each a multiple of the one before, so that a finer record can be summed into a coarser. */
const LADDER_US: readonly number[] = [
  US_PER_SECOND,
  5 * US_PER_SECOND,
  10 * US_PER_SECOND,
  30 * US_PER_SECOND,
  US_PER_MINUTE,
  5 * US_PER_MINUTE,
  10 * US_PER_MINUTE,
  30 * US_PER_MINUTE,
  US_PER_HOUR,
  2 * US_PER_HOUR,
  6 * US_PER_HOUR,
  12 * US_PER_HOUR,
  US_PER_DAY,
  7 * US_PER_DAY,
  28 * US_PER_DAY,
  364 * US_PER_DAY,
];

const WIDTH: number = FLOWS.length;
/** The place of each counter. */
export const FLOW: Readonly<Record<Flow, number>> = Object.fromEntries(
  FLOWS.map((flow, place) => [flow, place]),
) as Record<Flow, number>;

/**
 * What flows through each sender, counted by interval. The interval starts at a second and grows along a ladder as
 * the run gets longer, so the record stays small, and it is the same whatever the order of counting.
 */
export class Flows {
  #rung = 0;
  #intervalUs: number = LADDER_US[0]!;
  /** Most intervals: {@link INTERVAL_LIMIT}, fewer where thousands of senders would make the record too large. */
  readonly #limit: number;
  readonly #senders: number;
  /**
   * Counters by interval, then lane, then flow; below 0 where more gave up their places than joined. Lane 0 is for
   * requests whose From is not ours.
   */
  #intervals: (Int32Array | undefined)[] = [];

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#senders = senders;
    const affordable = Math.floor(COUNTERS_MAX / ((senders + 1) * WIDTH));
    this.#limit = Math.min(INTERVAL_LIMIT, Math.max(INTERVAL_MINIMUM, affordable));
  }

  /** Counts at any instant. `sender` is -1 when From is not ours. */
  count(flow: number, sender: number, atUs: number, amount: number): void {
    const counters = this.#intervals[Math.floor(atUs / this.#intervalUs)] ?? this.#countersAt(atUs);
    counters[(sender + 1) * WIDTH + flow]! += amount;
  }

  /** Counts one of each at its instant: `count` of them, side by side. */
  countEach(flow: number, sender: Int32Array, atUs: Float64Array, count: number): void {
    let counters: Int32Array | undefined;
    // Neighbours mostly fall into one interval, whose ends are at hand.
    let fromUs = Infinity;
    let untilUs = Infinity;
    for (let i = 0; i < count; i += 1) {
      const us = atUs[i]!;
      if (counters === undefined || us < fromUs || us >= untilUs) {
        counters = this.#countersAt(us);
        fromUs = Math.floor(us / this.#intervalUs) * this.#intervalUs;
        untilUs = fromUs + this.#intervalUs;
      }
      counters[(sender[i]! + 1) * WIDTH + flow]! += 1;
    }
  }

  /** The record up to the last event. */
  throughput(lastUs: number): Throughput {
    this.#countersAt(lastUs);
    const length = Math.floor(lastUs / this.#intervalUs) + 1;
    const intervals = Array.from({ length }, (_, interval) => this.#intervals[interval]);
    const senders = Array.from({ length: this.#senders }, (_, sender) => laneSeries(intervals, sender + 1));
    return { intervalUs: this.#intervalUs, length, total: totalOf(intervals), senders };
  }

  #countersAt(atUs: number): Int32Array {
    while (Math.floor(atUs / this.#intervalUs) >= this.#limit && this.#rung + 1 < LADDER_US.length)
      this.#coarsen();
    const interval = Math.floor(atUs / this.#intervalUs);
    let counters = this.#intervals[interval];
    if (counters === undefined) {
      counters = new Int32Array((this.#senders + 1) * WIDTH);
      this.#intervals[interval] = counters;
    }
    return counters;
  }

  #coarsen(): void {
    const before = this.#intervalUs;
    this.#rung += 1;
    this.#intervalUs = LADDER_US[this.#rung]!;
    const factor = this.#intervalUs / before;
    const finer = this.#intervals;
    this.#intervals = [];
    finer.forEach((counters, interval) => {
      const target = Math.floor(interval / factor);
      const sum = this.#intervals[target];
      if (sum === undefined) this.#intervals[target] = counters;
      else if (counters !== undefined) addTo(sum, counters);
    });
  }
}

function addTo(sum: Int32Array, counters: Int32Array): void {
  for (let place = 0; place < counters.length; place += 1) sum[place]! += counters[place]!;
}

/**
 * Flows whose columns are gathered when they are asked for, since a report looks at few of thousands; the backlog
 * follows from them.
 *
 * @param column gathers one, an entry an interval.
 */
export function flowSeries(column: (flow: Flow) => Float64Array): FlowSeries {
  return new GatheredSeries(column);
}

class GatheredSeries implements FlowSeries {
  readonly #column: (flow: Flow) => Float64Array;

  constructor(column: (flow: Flow) => Float64Array) {
    this.#column = column;
  }

  get submitted(): Float64Array {
    return this.#column('submitted');
  }
  get refused(): Float64Array {
    return this.#column('refused');
  }
  get admittedSegments(): Float64Array {
    return this.#column('admittedSegments');
  }
  get leftSegments(): Float64Array {
    return this.#column('leftSegments');
  }
  get sent(): Float64Array {
    return this.#column('sent');
  }
  get delivered(): Float64Array {
    return this.#column('delivered');
  }
  get undelivered(): Float64Array {
    return this.#column('undelivered');
  }
  get failed(): Float64Array {
    return this.#column('failed');
  }
  get canceled(): Float64Array {
    return this.#column('canceled');
  }
  get backlogSegments(): Float64Array {
    return backlogOf(this);
  }
}

function laneSeries(intervals: readonly (Int32Array | undefined)[], lane: number): FlowSeries {
  return flowSeries((flow) => {
    const place = lane * WIDTH + FLOW[flow];
    return Float64Array.from(intervals, (counters) => counters?.[place] ?? 0);
  });
}

/** The flows of all lanes together. */
function totalOf(intervals: readonly (Int32Array | undefined)[]): FlowSeries {
  const sums = intervals.map((counters) => {
    const sum = new Float64Array(WIDTH);
    const lanes = counters === undefined ? 0 : counters.length / WIDTH;
    for (let lane = 0; lane < lanes; lane += 1) {
      for (let flow = 0; flow < WIDTH; flow += 1) sum[flow]! += counters![lane * WIDTH + flow]!;
    }
    return sum;
  });
  const column = (flow: Flow): Float64Array => Float64Array.from(sums, (sum) => sum[FLOW[flow]]!);
  const flows = Object.fromEntries(FLOWS.map((flow) => [flow, column(flow)])) as Record<Flow, Float64Array>;
  return { ...flows, backlogSegments: backlogOf(flows) };
}

/** Admitted so far less left so far, at the end of each interval. */
function backlogOf(flows: Pick<FlowSeries, 'admittedSegments' | 'leftSegments'>): Float64Array {
  let backlog = 0;
  const { admittedSegments, leftSegments } = flows;
  return admittedSegments.map((admitted, interval) => {
    backlog += admitted - leftSegments[interval]!;
    return backlog;
  });
}
