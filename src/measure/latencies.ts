import { US_PER_HOUR } from '../kernel/time.ts';
import { Distribution } from './distribution.ts';
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
/** Numbers noted of each message, side by side: its submission, then its latencies in their order. */
const ROW: number = 1 + WIDTH;
/** Messages that are recorded in one go at the most: as many of each cohort stand noted until then. */
const BATCH = 512;
/** Messages that there is room for in all, where there are many cohorts, and the least of each. */
const NOTED_MAX = 0x4_0000;
const BATCH_MIN = 4;
/** End to end of a message that no receipt came for. */
const NO_RECEIPT = -1;

/**
 * The four latencies of every message, by cohort and by the hour in which it was submitted.
 *
 * Messages end sender by sender in turn, and the distributions of many senders do not fit into a processor's cache. So
 * what is told is only noted, one message of a cohort behind the other; a batch of them is then recorded in one go.
 */
export class Latencies {
  readonly #byCohort = new LatencyTable();
  #byHour = new LatencyTable();
  #hourUs: number = US_PER_HOUR;
  /** Messages of a cohort that there is room for. */
  readonly #room: number;
  /** By cohort: how many are noted, and their rows. */
  readonly #noted: Int32Array;
  readonly #rows: Float64Array;
  /** The latencies of a batch that is being recorded. */
  readonly #batch: readonly Sample[] = LATENCIES.map(() => new Sample(BATCH));

  /** @param cohorts number of cohorts. */
  constructor(cohorts: number) {
    this.#room = Math.min(BATCH, Math.max(BATCH_MIN, Math.floor(NOTED_MAX / Math.max(1, cohorts))));
    this.#noted = new Int32Array(cohorts);
    this.#rows = new Float64Array(cohorts * this.#room * ROW);
  }

  /** A message that was sent, and received if `endToEndUs` is given. The carrier's part is the difference. */
  record(
    cohort: number,
    submittedAtUs: number,
    queueWaitUs: number,
    sendLatencyUs: number,
    endToEndUs: number = NO_RECEIPT,
  ): void {
    const rows = this.#rows;
    const noted = this.#noted[cohort]!;
    const at = (cohort * this.#room + noted) * ROW;
    rows[at] = submittedAtUs;
    rows[at + 1 + QUEUE_WAIT] = queueWaitUs;
    rows[at + 1 + SEND_LATENCY] = sendLatencyUs;
    rows[at + 1 + CARRIER_LATENCY] = endToEndUs - sendLatencyUs;
    rows[at + 1 + END_TO_END] = endToEndUs;
    this.#noted[cohort] = noted + 1;
    if (noted + 1 === this.#room) this.#recordNoted(cohort);
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
    for (let cohort = 0; cohort < this.#noted.length; cohort += 1) this.#recordNoted(cohort);
  }

  #recordNoted(cohort: number): void {
    const start = cohort * this.#room;
    const end = start + this.#noted[cohort]!;
    for (let at = start; at < end; ) at = this.#recordBatch(cohort, at, end);
    this.#noted[cohort] = 0;
  }

  /** Records messages of one cohort from `start` on that were submitted in the same hour; returns where the next begin. */
  #recordBatch(cohort: number, start: number, end: number): number {
    const rows = this.#rows;
    const hour = this.#hourOf(rows[start * ROW]!);
    const [fromUs, untilUs] = [hour * this.#hourUs, (hour + 1) * this.#hourUs];
    const [waits, sends, carriers, ends] = this.#batch as Four;
    let sent = 0;
    let received = 0;
    for (let at = start * ROW; at < end * ROW; at += ROW, sent += 1) {
      const submittedAtUs = rows[at]!;
      if (submittedAtUs < fromUs || submittedAtUs >= untilUs) break;
      waits.values[sent] = rows[at + 1 + QUEUE_WAIT]!;
      sends.values[sent] = rows[at + 1 + SEND_LATENCY]!;
      carriers.values[received] = rows[at + 1 + CARRIER_LATENCY]!;
      ends.values[received] = rows[at + 1 + END_TO_END]!;
      if (ends.values[received] !== NO_RECEIPT) received += 1;
    }
    for (let latency = 0; latency < WIDTH; latency += 1) {
      const count = latency === QUEUE_WAIT || latency === SEND_LATENCY ? sent : received;
      if (count > 0) this.#recordIn(cohort, hour, latency, count);
    }
    return start + sent;
  }

  #recordIn(cohort: number, hour: number, latency: number, count: number): void {
    const sample = this.#batch[latency]!;
    sample.survey(count);
    this.#byCohort.at(cohort, latency).addSample(sample);
    this.#byHour.at(hour, latency).addSample(sample);
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
