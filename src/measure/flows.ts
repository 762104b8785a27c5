import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../kernel/time.ts';
import { FLOWS, type Flow, type FlowSeries, type Throughput } from './result.ts';

/** Intervals that a record holds at the most, unless a finer one is asked for. */
export const INTERVAL_LIMIT = 600;

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
  /** The interval of the latest instant that was counted in time order. */
  #index = 0;
  #endUs: number = LADDER_US[0]!;
  /** Counters of the present interval by lane, then flow: what is counted most lies close together. */
  readonly #present: Uint32Array;
  /** Counters of the other intervals by lane, then interval, then flow. Lane 0: requests whose From is not ours. */
  readonly #counters: Uint32Array[];

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#present = new Uint32Array((senders + 1) * WIDTH);
    this.#counters = Array.from({ length: senders + 1 }, () => new Uint32Array(0));
  }

  /** Counts at the present instant, which never goes back. `sender` is -1 when From is not ours. */
  count(flow: number, sender: number, nowUs: number, amount: number): void {
    if (nowUs >= this.#endUs) this.#moveTo(nowUs);
    this.#present[(sender + 1) * WIDTH + flow]! += amount;
  }

  /** Counts at an instant that may lie ahead of the present one. */
  countAhead(flow: number, sender: number, atUs: number, amount: number): void {
    if (atUs < this.#endUs) this.#present[(sender + 1) * WIDTH + flow]! += amount;
    else this.#bump(flow, sender + 1, this.#indexOf(atUs), amount);
  }

  /** The record up to the last event. */
  throughput(lastUs: number): Throughput {
    const length = this.#indexOf(lastUs) + 1;
    this.#putAway();
    const all = this.#counters.map((counters) => seriesOf(counters, length));
    return { intervalUs: this.#intervalUs, length, total: sumOf(all, length), senders: all.slice(1) };
  }

  #moveTo(nowUs: number): void {
    this.#putAway();
    this.#index = this.#indexOf(nowUs);
    this.#endUs = (this.#index + 1) * this.#intervalUs;
  }

  /** The present interval's counters join the others. */
  #putAway(): void {
    this.#present.forEach((amount, place) => {
      if (amount > 0) this.#bump(place % WIDTH, Math.floor(place / WIDTH), this.#index, amount);
    });
    this.#present.fill(0);
  }

  #indexOf(atUs: number): number {
    let index = Math.floor(atUs / this.#intervalUs);
    while (index >= INTERVAL_LIMIT && this.#rung + 1 < LADDER_US.length) {
      this.#coarsen();
      index = Math.floor(atUs / this.#intervalUs);
    }
    return index;
  }

  #bump(flow: number, lane: number, index: number, amount: number): void {
    const place = index * WIDTH + flow;
    let counters = this.#counters[lane]!;
    if (place >= counters.length) counters = this.#grow(lane, place);
    counters[place]! += amount;
  }

  #grow(lane: number, place: number): Uint32Array {
    const counters = this.#counters[lane]!;
    const larger = new Uint32Array(
      Math.max(8 * WIDTH, 2 * counters.length, Math.ceil((place + 1) / WIDTH) * WIDTH),
    );
    larger.set(counters);
    this.#counters[lane] = larger;
    return larger;
  }

  #coarsen(): void {
    const before = this.#intervalUs;
    this.#rung += 1;
    this.#intervalUs = LADDER_US[this.#rung]!;
    const factor = this.#intervalUs / before;
    for (const [lane, counters] of this.#counters.entries()) this.#counters[lane] = coarser(counters, factor);
    this.#index = Math.floor(this.#index / factor);
    this.#endUs = (this.#index + 1) * this.#intervalUs;
  }
}

function coarser(counters: Uint32Array, factor: number): Uint32Array {
  const intervals = counters.length / WIDTH;
  const sums = new Uint32Array(Math.ceil(intervals / factor) * WIDTH);
  for (let interval = 0; interval < intervals; interval += 1) {
    const target = Math.floor(interval / factor) * WIDTH;
    for (let flow = 0; flow < WIDTH; flow += 1) sums[target + flow]! += counters[interval * WIDTH + flow]!;
  }
  return sums;
}

function seriesOf(counters: Uint32Array, length: number): FlowSeries {
  const column = (flow: number): Float64Array =>
    Float64Array.from({ length }, (_, interval) => counters[interval * WIDTH + flow] ?? 0);
  const flows = Object.fromEntries(FLOWS.map((flow, place) => [flow, column(place)])) as Record<
    Flow,
    Float64Array
  >;
  return { ...flows, backlogSegments: backlogOf(flows) };
}

/** Admitted so far less left so far, at the end of each interval. */
function backlogOf(flows: Readonly<Record<Flow, Float64Array>>): Float64Array {
  let backlog = 0;
  return flows.admittedSegments.map((admitted, interval) => {
    backlog += admitted - flows.leftSegments[interval]!;
    return backlog;
  });
}

function sumOf(all: readonly FlowSeries[], length: number): FlowSeries {
  const sum = (column: keyof FlowSeries): Float64Array =>
    Float64Array.from({ length }, (_, interval) =>
      all.reduce((total, series) => total + series[column][interval]!, 0),
    );
  const flows = Object.fromEntries(FLOWS.map((flow) => [flow, sum(flow)])) as Record<Flow, Float64Array>;
  return { ...flows, backlogSegments: sum('backlogSegments') };
}
