import { US_PER_HOUR } from '../kernel/time.ts';
import { Distribution } from './distribution.ts';
import { type HourResult, LATENCIES, type Latency } from './result.ts';

/** The place of each latency. */
export const LATENCY: Readonly<Record<Latency, number>> = {
  queue_wait: 0,
  send_latency: 1,
  carrier_latency: 2,
  end_to_end: 3,
};
const WIDTH: number = LATENCIES.length;
/** Hours that are kept apart: 31 days. A longer run keeps days apart instead. */
const HOUR_LIMIT: number = 31 * 24;
const HOURS_IN_DAY = 24;

/** Values that wait in the log before they are sorted into their distributions. */
const LOG_LENGTH = 131_072;
const HOUR_LOG_LENGTH = 8_192;

/**
 * The four latencies of each of many groups. A distribution exists once something was recorded in it.
 *
 * Recording appends to a log; a full log is sorted by distribution, and each takes its values in one go. Events come
 * sender by sender in turn, so recording directly would wait for another distribution's memory at every value.
 */
export class GroupLatencies {
  readonly #distributions: (Distribution | undefined)[] = [];
  #keepAll = true;
  readonly #logPlaces: Int32Array;
  readonly #logValues: Float64Array;
  #logged = 0;
  /** Highest place ever logged. */
  #lastPlace = -1;

  constructor(logLength: number = LOG_LENGTH) {
    this.#logPlaces = new Int32Array(logLength);
    this.#logValues = new Float64Array(logLength);
  }

  record(group: number, latency: number, valueUs: number): void {
    if (this.#logged === this.#logPlaces.length) this.#flush();
    const place = group * WIDTH + latency;
    this.#logPlaces[this.#logged] = place;
    this.#logValues[this.#logged] = valueUs;
    this.#logged += 1;
    if (place > this.#lastPlace) this.#lastPlace = place;
  }

  /** Stops keeping every value: see {@link Distribution.condense}. */
  condense(): void {
    this.#flush();
    this.#keepAll = false;
    for (const distribution of this.#distributions) distribution?.condense();
  }

  /** Sorts the log by place (a counting sort) and hands each distribution its values. */
  #flush(): void {
    const places = this.#logPlaces.subarray(0, this.#logged);
    const ends = endsByPlace(places, this.#lastPlace + 1);
    const sorted = new Float64Array(places.length);
    for (let i = places.length - 1; i >= 0; i -= 1) {
      const place = places[i]!;
      ends[place]! -= 1;
      sorted[ends[place]!] = this.#logValues[i]!;
    }
    // Filling from behind has turned each end into the place's start.
    for (let place = 0; place <= this.#lastPlace; place += 1) {
      const end = place === this.#lastPlace ? sorted.length : ends[place + 1]!;
      if (end > ends[place]!) this.#distributionAt(place).addAll(sorted, ends[place]!, end);
    }
    this.#logged = 0;
  }

  #distributionAt(place: number): Distribution {
    let distribution = this.#distributions[place];
    if (distribution === undefined) {
      distribution = new Distribution(this.#keepAll);
      this.#distributions[place] = distribution;
    }
    return distribution;
  }

  /** The four of one group; empty ones where nothing was recorded. */
  of(group: number): Record<Latency, Distribution> {
    this.#flush();
    const at = (latency: Latency): Distribution =>
      this.#distributions[group * WIDTH + LATENCY[latency]] ?? new Distribution(this.#keepAll);
    return Object.fromEntries(LATENCIES.map((latency) => [latency, at(latency)])) as Record<
      Latency,
      Distribution
    >;
  }

  /** Number of groups, up to the last one in which something was recorded. */
  get length(): number {
    this.#flush();
    return Math.ceil(this.#distributions.length / WIDTH);
  }

  /** Groups of `factor` neighbours put together. */
  grouped(factor: number): GroupLatencies {
    this.#flush();
    const coarse = new GroupLatencies(this.#logPlaces.length);
    coarse.#keepAll = this.#keepAll;
    for (let group = 0; group < this.length; group += factor) {
      LATENCIES.forEach((_, latency) => {
        const parts = Array.from(
          { length: factor },
          (_, i) => this.#distributions[(group + i) * WIDTH + latency],
        );
        const present = parts.filter((part) => part !== undefined);
        if (present.length > 0) {
          const place = (group / factor) * WIDTH + latency;
          coarse.#distributions[place] = Distribution.merge(present, this.#keepAll);
          coarse.#lastPlace = place;
        }
      });
    }
    return coarse;
  }
}

/** For each place, where its values end when all are sorted by place. */
function endsByPlace(places: Int32Array, length: number): Int32Array {
  const ends = new Int32Array(length);
  for (let i = 0; i < places.length; i += 1) ends[places[i]!]! += 1;
  for (let place = 1; place < length; place += 1) ends[place]! += ends[place - 1]!;
  return ends;
}

/** The four latencies by the hour in which a message was submitted; by day when the run is longer than 31 days. */
export class HourLatencies {
  #groups = new GroupLatencies(HOUR_LOG_LENGTH);
  #stepUs: number = US_PER_HOUR;

  record(submittedAtUs: number, latency: number, valueUs: number): void {
    let group = Math.floor(submittedAtUs / this.#stepUs);
    if (group >= HOUR_LIMIT && this.#stepUs === US_PER_HOUR) {
      this.#groups = this.#groups.grouped(HOURS_IN_DAY);
      this.#stepUs = HOURS_IN_DAY * US_PER_HOUR;
      group = Math.floor(submittedAtUs / this.#stepUs);
    }
    this.#groups.record(group, latency, valueUs);
  }

  condense(): void {
    this.#groups.condense();
  }

  results(): readonly HourResult[] {
    const all = Array.from({ length: this.#groups.length }, (_, group) => ({
      startUs: group * this.#stepUs,
      latencies: this.#groups.of(group),
    }));
    return all.filter((hour) => LATENCIES.some((latency) => hour.latencies[latency].n > 0));
  }
}
