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

/** The four latencies of every message, by cohort and by the hour in which it was submitted. */
export class Latencies {
  readonly #byCohort = new LatencyTable();
  #byHour = new LatencyTable();
  #hourUs: number = US_PER_HOUR;

  /** Records one latency (a place of {@link LATENCY}) of a message. */
  record(cohort: number, submittedAtUs: number, latency: number, valueUs: number): void {
    const hour = this.#hourOf(submittedAtUs);
    this.#byCohort.record(cohort, latency, valueUs);
    this.#byHour.record(hour, latency, valueUs);
  }

  /** Stops keeping every value: see {@link Distribution.condense}. */
  condense(): void {
    this.#byCohort.condense();
    this.#byHour.condense();
  }

  /** The latencies of one cohort; empty ones where nothing was recorded. */
  ofCohort(cohort: number): Record<Latency, Distribution> {
    return this.#byCohort.of(cohort);
  }

  /** Those of every hour in which a message was submitted that has any. */
  hours(): readonly HourResult[] {
    const all = Array.from({ length: this.#byHour.length }, (_, hour) => ({
      startUs: hour * this.#hourUs,
      latencies: this.#byHour.of(hour),
    }));
    return all.filter(({ latencies }) => LATENCIES.some((latency) => latencies[latency].n > 0));
  }

  #hourOf(submittedAtUs: number): number {
    const hour = Math.floor(submittedAtUs / this.#hourUs);
    if (hour < HOUR_LIMIT || this.#hourUs !== US_PER_HOUR) return hour;
    this.#byHour = this.#byHour.grouped(HOURS_IN_DAY);
    this.#hourUs = HOURS_IN_DAY * US_PER_HOUR;
    return Math.floor(submittedAtUs / this.#hourUs);
  }
}

/** Distributions by group, four a group. One exists once something was recorded in it. */
class LatencyTable {
  readonly #distributions: (Distribution | undefined)[] = [];
  #keepAll = true;

  record(group: number, latency: number, valueUs: number): void {
    const place = group * WIDTH + latency;
    const distribution = this.#distributions[place] ?? this.#add(place);
    distribution.add(valueUs);
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

  #add(place: number): Distribution {
    const distribution = new Distribution(this.#keepAll);
    this.#distributions[place] = distribution;
    return distribution;
  }
}
