import { US_PER_HOUR } from '../kernel/time.ts';
import { Distribution } from './distribution.ts';
import { LatencyNotes, NO_RECEIPT, type NotedMessage } from './latency-notes.ts';
import { type HourResult, LATENCIES, type Latency } from './result.ts';
import { Sample } from './sample.ts';

const WIDTH: number = LATENCIES.length;
const QUEUE_WAIT: number = LATENCIES.indexOf('queue_wait');
const SEND_LATENCY: number = LATENCIES.indexOf('send_latency');
const CARRIER_LATENCY: number = LATENCIES.indexOf('carrier_latency');
const END_TO_END: number = LATENCIES.indexOf('end_to_end');
/** Hours that are kept apart: 31 days. A longer run keeps days apart instead. */
const HOUR_LIMIT: number = 31 * 24;
const HOURS_IN_DAY = 24;
/** Messages of a cohort that stand noted at the most, to be recorded in one go. */
const BATCH = 512;

/**
 * The four latencies of every message, by cohort and by the hour in which it was submitted.
 *
 * Messages end sender by sender in turn, and the distributions of many senders do not fit into a processor's cache. So
 * what is told is only noted; some hundred messages of a cohort are then recorded in one go, or all of them at the end.
 */
export class Latencies {
  readonly #byCohort = new LatencyTable();
  #byHour = new LatencyTable();
  #hourUs: number = US_PER_HOUR;
  readonly #notes: LatencyNotes;
  /** The latencies of a batch that is being recorded, and how many of them. */
  readonly #batch: readonly Sample[] = LATENCIES.map(() => new Sample(BATCH));
  #sent = 0;
  #received = 0;
  /** The cohort of the batch, and the hour in which all of it was submitted. */
  #cohort = 0;
  #hour = 0;
  #hourStartUs = 0;
  #hourEndUs = 0;

  /** @param cohorts number of cohorts. */
  constructor(cohorts: number) {
    this.#notes = new LatencyNotes(cohorts);
  }

  /** A message that was sent, and received if `endToEndUs` is given. The carrier's part is the difference. */
  record(
    cohort: number,
    submittedAtUs: number,
    queueWaitUs: number,
    sendLatencyUs: number,
    endToEndUs: number = NO_RECEIPT,
  ): void {
    const noted = this.#notes.note(cohort, submittedAtUs, queueWaitUs, sendLatencyUs, endToEndUs);
    if (noted === BATCH) this.#recordNoted(cohort);
  }

  /** Stops keeping every value: see {@link Distribution.condense}. */
  condense(): void {
    this.#recordAll();
    this.#byCohort.condense();
    this.#byHour.condense();
  }

  /** The latencies of one cohort; empty ones where nothing was recorded. */
  ofCohort(cohort: number): Record<Latency, Distribution> {
    this.#recordNoted(cohort);
    return this.#byCohort.of(cohort);
  }

  /** Those of every hour in which a message was submitted that has any. */
  hours(): readonly HourResult[] {
    this.#recordAll();
    const all = Array.from({ length: this.#byHour.length }, (_, hour) => ({
      startUs: hour * this.#hourUs,
      latencies: this.#byHour.of(hour),
    }));
    return all.filter(({ latencies }) => LATENCIES.some((latency) => latencies[latency].n > 0));
  }

  #recordAll(): void {
    for (let cohort = 0; cohort < this.#notes.counts.length; cohort += 1) this.#recordNoted(cohort);
  }

  #recordNoted(cohort: number): void {
    this.#cohort = cohort;
    this.#notes.takeEach(cohort, this.#addToBatch);
    this.#recordBatch();
  }

  readonly #addToBatch: NotedMessage = (submittedAtUs, queueWaitUs, sendLatencyUs, endToEndUs) => {
    if (submittedAtUs < this.#hourStartUs || submittedAtUs >= this.#hourEndUs) {
      this.#recordBatch();
      this.#turnTo(submittedAtUs);
    }
    const [waits, sends, carriers, ends] = this.#batch as Four;
    waits.values[this.#sent] = queueWaitUs;
    sends.values[this.#sent] = sendLatencyUs;
    this.#sent += 1;
    if (endToEndUs === NO_RECEIPT) return;
    carriers.values[this.#received] = endToEndUs - sendLatencyUs;
    ends.values[this.#received] = endToEndUs;
    this.#received += 1;
  };

  /** Records what is in the batch. */
  #recordBatch(): void {
    for (let latency = 0; latency < WIDTH; latency += 1) {
      const count = latency === QUEUE_WAIT || latency === SEND_LATENCY ? this.#sent : this.#received;
      if (count > 0) this.#recordIn(latency, count);
    }
    this.#sent = 0;
    this.#received = 0;
  }

  #recordIn(latency: number, count: number): void {
    const sample = this.#batch[latency]!;
    sample.survey(count);
    this.#byCohort.at(this.#cohort, latency).addSample(sample);
    this.#byHour.at(this.#hour, latency).addSample(sample);
  }

  /** The next of the batch are submitted in the hour of this instant. */
  #turnTo(submittedAtUs: number): void {
    this.#hour = this.#hourOf(submittedAtUs);
    this.#hourStartUs = this.#hour * this.#hourUs;
    this.#hourEndUs = this.#hourStartUs + this.#hourUs;
  }

  #hourOf(submittedAtUs: number): number {
    const hour = Math.floor(submittedAtUs / this.#hourUs);
    if (hour < HOUR_LIMIT || this.#hourUs !== US_PER_HOUR) return hour;
    this.#byHour = this.#byHour.grouped(HOURS_IN_DAY);
    this.#hourUs = HOURS_IN_DAY * US_PER_HOUR;
    return Math.floor(submittedAtUs / this.#hourUs);
  }
}

type Four = readonly [Sample, Sample, Sample, Sample];

/** Distributions by group, four a group. One exists once something was recorded in it. */
class LatencyTable {
  readonly #distributions: (Distribution | undefined)[] = [];
  #keepAll = true;

  /** The distribution to record in. */
  at(group: number, latency: number): Distribution {
    const place = group * WIDTH + latency;
    const present = this.#distributions[place];
    if (present !== undefined) return present;
    const distribution = new Distribution(this.#keepAll);
    this.#distributions[place] = distribution;
    return distribution;
  }

  condense(): void {
    this.#keepAll = false;
    for (const distribution of this.#distributions) distribution?.condense();
  }

  of(group: number): Record<Latency, Distribution> {
    const at = (latency: number): Distribution =>
      this.#distributions[group * WIDTH + latency] ?? new Distribution(this.#keepAll);
    return {
      queue_wait: at(QUEUE_WAIT),
      send_latency: at(SEND_LATENCY),
      carrier_latency: at(CARRIER_LATENCY),
      end_to_end: at(END_TO_END),
    };
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
}
