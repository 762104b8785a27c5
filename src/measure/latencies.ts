import { US_PER_HOUR } from '../kernel/time.ts';
import { Distribution } from './distribution.ts';
import { PlacedValues } from './placed-values.ts';
import { type HourResult, LATENCIES, type Latency } from './result.ts';

const WIDTH: number = LATENCIES.length;
const QUEUE_WAIT: number = LATENCIES.indexOf('queue_wait');
const SEND_LATENCY: number = LATENCIES.indexOf('send_latency');
const CARRIER_LATENCY: number = LATENCIES.indexOf('carrier_latency');
const END_TO_END: number = LATENCIES.indexOf('end_to_end');
/** Hours that are kept apart: 31 days. A longer run keeps days apart instead. */
const HOUR_LIMIT: number = 31 * 24;
const HOURS_IN_DAY = 24;
/** Messages of a cohort that wait to be recorded together. */
const BATCH = 512;
/** Numbers kept of each of them: submitted at, queue wait, send latency, end to end. */
const ROW = 4;
/** Numbers in a chunk of the store: 16 messages. A power of two. */
const CHUNK: number = 16 * ROW;
const FIRST_CHUNKS = 64;
/** No chunk: the end of a chain. */
const NONE = -1;
/** End to end of a message that no receipt came for. */
const NO_RECEIPT = -1;

/**
 * The four latencies of every message, by cohort and by the hour in which it was submitted.
 *
 * Messages end sender by sender in turn, and the distributions of many senders do not fit into a processor's cache. So
 * each cohort collects a batch of messages, four numbers side by side for each, and records them in one go. Batches
 * grow by chunks of a common store: thousands of cohorts with few messages each take no more room than they need.
 */
export class Latencies {
  readonly #byCohort = new LatencyTable();
  #byHour = new LatencyTable();
  #hourUs: number = US_PER_HOUR;
  #store: Float64Array = new Float64Array(FIRST_CHUNKS * CHUNK);
  /** By chunk: the next one of the same batch, or the next free one. */
  #nextChunk: Int32Array = new Int32Array(FIRST_CHUNKS);
  #chunks = 0;
  #freeChunk: number = NONE;
  /** By cohort: the place in the store of its next message, at the start of a chunk when there is no room for it. */
  readonly #end: Int32Array;
  /** By cohort: the first chunk of its batch, and how many it has. */
  readonly #firstChunk: Int32Array;
  readonly #chunksOf: Int32Array;
  // The batch that is being recorded, by message and by latency.
  readonly #batch = new Float64Array(BATCH * ROW);
  readonly #waits = new PlacedValues(BATCH);
  readonly #sends = new PlacedValues(BATCH);
  readonly #carriers = new PlacedValues(BATCH);
  readonly #ends = new PlacedValues(BATCH);

  /** @param cohorts number of cohorts. */
  constructor(cohorts: number) {
    this.#end = new Int32Array(cohorts);
    this.#firstChunk = new Int32Array(cohorts).fill(NONE);
    this.#chunksOf = new Int32Array(cohorts);
  }

  /** A message that was sent, and received if `endToEndUs` is given. The carrier's part is the difference. */
  record(
    cohort: number,
    submittedAtUs: number,
    queueWaitUs: number,
    sendLatencyUs: number,
    endToEndUs: number = NO_RECEIPT,
  ): void {
    const end = this.#end[cohort]!;
    const at = end % CHUNK === 0 ? this.#startChunk(cohort) : end;
    const store = this.#store;
    store[at] = submittedAtUs;
    store[at + 1] = queueWaitUs;
    store[at + 2] = sendLatencyUs;
    store[at + 3] = endToEndUs;
    this.#end[cohort] = at + ROW;
  }

  /** Stops keeping every value: see {@link Distribution.condense}. */
  condense(): void {
    this.#recordAll();
    this.#byCohort.condense();
    this.#byHour.condense();
  }

  /** The latencies of one cohort; empty ones where nothing was recorded. */
  ofCohort(cohort: number): Record<Latency, Distribution> {
    this.#recordBatch(cohort);
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

  /** The place of the cohort's next message, at the start of a new chunk; a batch that is full is recorded first. */
  #startChunk(cohort: number): number {
    if (this.#chunksOf[cohort] === (BATCH * ROW) / CHUNK) this.#recordBatch(cohort);
    const chunk = this.#takeChunk();
    this.#nextChunk[chunk] = NONE;
    if (this.#chunksOf[cohort] === 0) this.#firstChunk[cohort] = chunk;
    else this.#nextChunk[this.#end[cohort]! / CHUNK - 1] = chunk;
    this.#chunksOf[cohort]! += 1;
    return chunk * CHUNK;
  }

  #takeChunk(): number {
    const chunk = this.#freeChunk;
    if (chunk !== NONE) {
      this.#freeChunk = this.#nextChunk[chunk]!;
      return chunk;
    }
    if (this.#chunks === this.#nextChunk.length) {
      const [store, nextChunk] = [this.#store, this.#nextChunk];
      this.#store = new Float64Array(2 * store.length);
      this.#store.set(store);
      this.#nextChunk = new Int32Array(2 * nextChunk.length);
      this.#nextChunk.set(nextChunk);
    }
    this.#chunks += 1;
    return this.#chunks - 1;
  }

  /** Moves the cohort's batch out of the store, whose chunks are free then. Returns how many numbers it has. */
  #gather(cohort: number): number {
    let length = 0;
    for (let chunk = this.#firstChunk[cohort]!; chunk !== NONE; ) {
      const start = chunk * CHUNK;
      // The last chunk may be filled in part.
      const end = this.#nextChunk[chunk] === NONE ? this.#end[cohort]! : start + CHUNK;
      for (let at = start; at < end; at += 1, length += 1) this.#batch[length] = this.#store[at]!;
      const next = this.#nextChunk[chunk]!;
      this.#nextChunk[chunk] = this.#freeChunk;
      this.#freeChunk = chunk;
      chunk = next;
    }
    this.#end[cohort] = 0;
    this.#firstChunk[cohort] = NONE;
    this.#chunksOf[cohort] = 0;
    return length;
  }

  #recordAll(): void {
    for (let cohort = 0; cohort < this.#end.length; cohort += 1) this.#recordBatch(cohort);
  }

  /** Batches hold messages in the order in which they ended, so an hour's come in few runs. */
  #recordBatch(cohort: number): void {
    const rows = this.#batch;
    const length = this.#gather(cohort);
    // Before any hour is named: a late one may turn hours into days.
    for (let at = 0; at < length; at += ROW) this.#hourOf(rows[at]!);
    let start = 0;
    while (start < length) {
      const hour = this.#hourOf(rows[start]!);
      let end = start + ROW;
      while (end < length && this.#hourOf(rows[end]!) === hour) end += ROW;
      this.#recordRows(cohort, hour, rows, start, end);
      start = end;
    }
  }

  #recordRows(cohort: number, hour: number, rows: Float64Array, start: number, end: number): void {
    const waits = this.#waits.values;
    const sends = this.#sends.values;
    const carriers = this.#carriers.values;
    const ends = this.#ends.values;
    let sent = 0;
    let received = 0;
    for (let at = start; at < end; at += ROW) {
      waits[sent] = rows[at + 1]!;
      sends[sent] = rows[at + 2]!;
      sent += 1;
      const endToEnd = rows[at + 3]!;
      if (endToEnd === NO_RECEIPT) continue;
      carriers[received] = endToEnd - rows[at + 2]!;
      ends[received] = endToEnd;
      received += 1;
    }
    this.#recordIn(cohort, hour, QUEUE_WAIT, this.#waits, sent);
    this.#recordIn(cohort, hour, SEND_LATENCY, this.#sends, sent);
    this.#recordIn(cohort, hour, CARRIER_LATENCY, this.#carriers, received);
    this.#recordIn(cohort, hour, END_TO_END, this.#ends, received);
  }

  /** The first `count` values: looked at once for both tables. */
  #recordIn(cohort: number, hour: number, latency: number, values: PlacedValues, count: number): void {
    values.findPlaces(count);
    this.#byCohort.add(cohort, latency, values, count);
    this.#byHour.add(hour, latency, values, count);
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

  /** The first `count` values, whose places have been found. */
  add(group: number, latency: number, values: PlacedValues, count: number): void {
    if (count === 0) return;
    const place = group * WIDTH + latency;
    const distribution = this.#distributions[place] ?? this.#create(place);
    distribution.addPlaced(values, 0, count);
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

  #create(place: number): Distribution {
    const distribution = new Distribution(this.#keepAll);
    this.#distributions[place] = distribution;
    return distribution;
  }
}
