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
/** Values that wait in the log before they are sorted into their distributions. */
const LOG_LENGTH = 131_072;
/** Hours that are kept apart: 31 days. A longer run keeps days apart instead. */
const HOUR_LIMIT: number = 31 * 24;
const HOURS_IN_DAY = 24;

/**
 * The four latencies of every message, by cohort and by the hour in which it was submitted.
 *
 * Recording appends to a log; a full log is sorted by distribution, and each takes its values in one go. Events come
 * sender by sender in turn, so recording directly would wait for another distribution's memory at every value.
 */
export class Latencies {
  #byCohort = new LatencyTable();
  #byHour = new LatencyTable();
  #hourUs: number = US_PER_HOUR;
  readonly #places = new Int32Array(LOG_LENGTH);
  readonly #submittedAtUs = new Float64Array(LOG_LENGTH);
  readonly #values = new Float64Array(LOG_LENGTH);
  #logged = 0;

  /** Records one latency (a place of {@link LATENCY}) of a message. */
  record(cohort: number, submittedAtUs: number, latency: number, valueUs: number): void {
    if (this.#logged === LOG_LENGTH) this.#flush();
    this.#places[this.#logged] = cohort * WIDTH + latency;
    this.#submittedAtUs[this.#logged] = submittedAtUs;
    this.#values[this.#logged] = valueUs;
    this.#logged += 1;
  }

  /** Stops keeping every value: see {@link Distribution.condense}. */
  condense(): void {
    this.#flush();
    this.#byCohort.condense();
    this.#byHour.condense();
  }

  /** The latencies of one cohort; empty ones where nothing was recorded. */
  ofCohort(cohort: number): Record<Latency, Distribution> {
    this.#flush();
    return this.#byCohort.of(cohort);
  }

  /** Those of every hour in which a message was submitted that has any. */
  hours(): readonly HourResult[] {
    this.#flush();
    const all = Array.from({ length: this.#byHour.length }, (_, hour) => ({
      startUs: hour * this.#hourUs,
      latencies: this.#byHour.of(hour),
    }));
    return all.filter(({ latencies }) => LATENCIES.some((latency) => latencies[latency].n > 0));
  }

  #flush(): void {
    const values = this.#values.subarray(0, this.#logged);
    const places = this.#places.subarray(0, this.#logged);
    this.#byCohort.addAll(places, values);
    this.#byHour.addAll(this.#hourPlaces(places), values);
    this.#logged = 0;
  }

  #hourPlaces(places: Int32Array): Int32Array {
    const submitted = this.#submittedAtUs.subarray(0, this.#logged);
    const latest = submitted.reduce((a, b) => Math.max(a, b), 0);
    if (this.#hourUs === US_PER_HOUR && latest >= HOUR_LIMIT * US_PER_HOUR) {
      this.#byHour = this.#byHour.grouped(HOURS_IN_DAY);
      this.#hourUs = HOURS_IN_DAY * US_PER_HOUR;
    }
    return places.map((place, i) => Math.floor(submitted[i]! / this.#hourUs) * WIDTH + (place % WIDTH));
  }
}

/** Distributions by group, four a group. One exists once something was recorded in it. */
class LatencyTable {
  readonly #distributions: (Distribution | undefined)[] = [];
  #keepAll = true;

  /** Hands each distribution its values, by a counting sort: `places[i]` is the group x 4 + latency of `values[i]`. */
  addAll(places: Int32Array, values: Float64Array): void {
    const highest = places.reduce((a, b) => Math.max(a, b), -1);
    const ends = endsByPlace(places, highest + 1);
    const sorted = new Float64Array(places.length);
    for (let i = places.length - 1; i >= 0; i -= 1) {
      const place = places[i]!;
      ends[place]! -= 1;
      sorted[ends[place]!] = values[i]!;
    }
    // Filling from behind has turned each end into the place's start.
    for (let place = 0; place <= highest; place += 1) {
      const end = place === highest ? sorted.length : ends[place + 1]!;
      if (end > ends[place]!) this.#at(place).addAll(sorted, ends[place]!, end);
    }
  }

  condense(): void {
    this.#keepAll = false;
    for (const distribution of this.#distributions) distribution?.condense();
  }

  of(group: number): Record<Latency, Distribution> {
    const at = (latency: Latency): Distribution =>
      this.#distributions[group * WIDTH + LATENCY[latency]] ?? new Distribution(this.#keepAll);
    return Object.fromEntries(LATENCIES.map((latency) => [latency, at(latency)])) as Record<
      Latency,
      Distribution
    >;
  }

  /** Number of groups, up to the last one in which something was recorded. */
  get length(): number {
    return Math.ceil(this.#distributions.length / WIDTH);
  }

  /** Every `factor` neighbouring groups put together. */
  grouped(factor: number): LatencyTable {
    const coarse = new LatencyTable();
    coarse.#keepAll = this.#keepAll;
    for (let place = 0; place < Math.ceil(this.length / factor) * WIDTH; place += 1) {
      const first = Math.floor(place / WIDTH) * factor * WIDTH + (place % WIDTH);
      const parts = Array.from({ length: factor }, (_, i) => this.#distributions[first + i * WIDTH]);
      const present = parts.filter((part) => part !== undefined);
      if (present.length > 0) coarse.#distributions[place] = Distribution.merge(present, this.#keepAll);
    }
    return coarse;
  }

  #at(place: number): Distribution {
    let distribution = this.#distributions[place];
    if (distribution === undefined) {
      distribution = new Distribution(this.#keepAll);
      this.#distributions[place] = distribution;
    }
    return distribution;
  }
}

/** For each place, where its values end when all are sorted by place. */
function endsByPlace(places: Int32Array, length: number): Int32Array {
  const ends = new Int32Array(length);
  for (let i = 0; i < places.length; i += 1) ends[places[i]!]! += 1;
  for (let place = 1; place < length; place += 1) ends[place]! += ends[place - 1]!;
  return ends;
}
