import { assert } from '../kernel/assert.ts';
import { Fingerprint } from '../kernel/fingerprint.ts';
import { STATUSES } from '../messaging/status.ts';
import type { CallbackFacts } from '../pipeline/callback-facts.ts';
import type { Cohorts } from '../pipeline/cohorts.ts';
import type { Facts, MessageView } from '../pipeline/facts.ts';
import { Bills } from './bills.ts';
import { CallbackMeasure } from './callbacks.ts';
import { EXACT_RUN } from './distribution.ts';
import { FLOW, Flows } from './flows.ts';
import { Latencies } from './latencies.ts';
import { Levels } from './levels.ts';
import type { NoteReader } from './note-reader.ts';
import { DepartureNotes, QueueNotes, RequestNotes, SentNotes } from './notes.ts';
import { OfferMeasure } from './offers.ts';
import type { CohortResult, Measures } from './result.ts';
import { inOneStep, type Steps } from './select.ts';
import { Tallies } from './tallies.ts';

const DELIVERED = STATUSES.indexOf('delivered');
const SENT = STATUSES.indexOf('sent');

/** Cohorts whose figures are put together in one step: a few milliseconds. */
const COHORTS_A_STEP = 100;

/** Kinds of facts in the fingerprint; that a message is queued follows from the others. Permanent: a change would change every fingerprint ever noted. */
const KIND = {
  submitted: 1,
  refused: 2,
  failed: 4,
  segmentLeft: 5,
  concluded: 6,
  leftOpen: 7,
  canceled: 8,
  callbackDue: 20,
} as const;

/** Counts and times everything that happens: facts in, measures out. */
export class Measure implements Facts {
  readonly inTimeOrder: boolean = false;
  readonly #view: MessageView;
  readonly #cohorts: Cohorts;
  readonly #timedFromUs: number;
  readonly #fingerprint = new Fingerprint();
  readonly #tallies: Tallies;
  readonly #bills: Bills;
  readonly #flows: Flows;
  readonly #levels: Levels;
  readonly #latencies: Latencies;
  readonly #requests = new RequestNotes();
  readonly #queues = new QueueNotes();
  readonly #departures = new DepartureNotes();
  readonly #sent = new SentNotes();
  readonly #reader: NoteReader | undefined;
  #callbacks: CallbackMeasure | undefined;
  #offers: OfferMeasure | undefined;
  #submitted = 0;
  #lastUs = 0;
  #lastConcludedAtUs = -1;

  /**
   * `senders` and `countries` are numbers of them; latencies are those of messages submitted from `timedFromUs` on;
   * `reader` is shown what is noted.
   */
  constructor(
    view: MessageView,
    cohorts: Cohorts,
    senders: number,
    countries: number,
    timedFromUs = 0,
    reader?: NoteReader,
  ) {
    this.#reader = reader;
    this.#view = view;
    this.#timedFromUs = timedFromUs;
    this.#cohorts = cohorts;
    this.#tallies = new Tallies(cohorts.count);
    this.#bills = new Bills(cohorts.count, countries);
    this.#latencies = new Latencies(cohorts.count);
    this.#flows = new Flows(senders);
    this.#levels = new Levels(senders);
  }

  submitted(row: number): void {
    this.#requests.note(this.#view, row);
    if (this.#requests.isFull) this.#countNotes();
    this.#submitted += 1;
    if (this.#submitted === EXACT_RUN + 1) {
      this.#countNotes();
      this.#latencies.condense();
    }
  }

  refused(row: number): void {
    const view = this.#view;
    this.#fingerprint.add(view.finalAtUs[row]!, KIND.refused, view.serial[row]!, view.errorCode[row]!);
    this.#tallies.refused(view.cohort[row]!, view.errorCode[row]!);
    this.#flows.count(FLOW.refused, view.sender[row]!, view.finalAtUs[row]!, 1);
  }

  scheduled(): void {}

  queued(row: number, backlogSegments: number): void {
    const view = this.#view;
    this.#noteQueue(view.sender[row]!, view.segments[row]!, backlogSegments, view.queuedAtUs[row]!);
  }

  withdrawn(row: number): void {
    const view = this.#view;
    this.#noteQueue(view.sender[row]!, -view.segments[row]!, 0, view.finalAtUs[row]!);
    this.#reader?.withdrawn(view.finalAtUs[row]! - view.queuedAtUs[row]!);
  }

  #noteQueue(sender: number, segments: number, backlogSegments: number, atUs: number): void {
    this.#queues.note(sender, segments, backlogSegments, atUs);
    if (this.#queues.isFull) this.#countNotes();
  }

  failed(row: number): void {
    const view = this.#view;
    const atUs = view.finalAtUs[row]!;
    this.#fingerprint.add(atUs, KIND.failed, view.serial[row]!, view.errorCode[row]!);
    this.#tallies.failed(view.cohort[row]!, view.errorCode[row]!);
    this.#flows.count(FLOW.failed, view.sender[row]!, atUs, 1);
    this.#lastUs = Math.max(atUs, this.#lastUs);
  }

  canceled(row: number): void {
    const view = this.#view;
    const atUs = view.finalAtUs[row]!;
    this.#fingerprint.add(atUs, KIND.canceled, view.serial[row]!, 0);
    this.#tallies.canceled(view.cohort[row]!);
    this.#flows.count(FLOW.canceled, view.sender[row]!, atUs, 1);
    this.#lastUs = Math.max(atUs, this.#lastUs);
  }

  segmentLeft(row: number): void {
    this.#departures.note(this.#view, row);
    this.#reader?.segmentLeft?.(row);
    if (this.#departures.isFull) this.#countNotes();
  }

  sent(): void {}

  concluded(row: number): void {
    this.#sent.note(this.#view, row);
    if (this.#sent.isFull) this.#countNotes();
  }

  leftOpen(row: number): void {
    const view = this.#view;
    this.#countNotes();
    this.#reader?.leftOpen(row);
    this.#addOpen(this.#fingerprint, row);
    this.#tallies.leftOpen(view.cohort[row]!);
    if (view.status[row] === SENT) this.#sent.note(view, row);
    else this.#tallies.leftInPart(view.cohort[row]!, view.segmentsLeft[row]!);
  }

  #addOpen(fingerprint: Fingerprint, row: number): void {
    const { serial, status } = this.#view;
    fingerprint.add(this.#lastUs, KIND.leftOpen, serial[row]!, status[row]!);
  }

  /** A status callback falls due of whose delivery there are no facts: it counts for the fingerprint alone. */
  callbackDue(atUs: number, serial: number, status: number): void {
    this.#fingerprint.add(atUs, KIND.callbackDue, serial, status);
  }

  /** Who is to be told of status callbacks; from then on the results have figures of them. */
  ofCallbacks(): CallbackFacts {
    this.#callbacks ??= new CallbackMeasure(({ dueAtUs, serial, status }) =>
      this.callbackDue(dueAtUs, serial, status),
    );
    return this.#callbacks;
  }

  /**
   * Who is to be told of everything, as this measure is, so that the results have the offered load of some streams;
   * undefined when there are none.
   *
   * @param watched by stream.
   */
  ofOffers(watched: readonly boolean[]): OfferMeasure | undefined {
    if (watched.includes(true)) this.#offers = new OfferMeasure(this.#view, watched, this.#timedFromUs);
    return this.#offers;
  }

  /** Counts what was noted, figure after figure. Departures come before what joins queues: see {@link TotalBacklog}. */
  #countNotes(): void {
    this.#countRequests();
    this.#countDepartures();
    this.#countQueues();
    this.#countSent();
  }

  #countRequests(): void {
    const { count, serial, cohort, sender, segments, atUs } = this.#requests;
    for (let i = 0; i < count; i += 1)
      this.#fingerprint.add(atUs[i]!, KIND.submitted, serial[i]!, (sender[i]! << 8) ^ segments[i]!);
    for (let i = 0; i < count; i += 1) this.#tallies.submitted(cohort[i]!, segments[i]!);
    this.#flows.countEach(FLOW.submitted, sender, atUs, count);
    if (count > 0) this.#lastUs = Math.max(this.#lastUs, atUs[count - 1]!);
    this.#requests.count = 0;
  }

  #countDepartures(): void {
    const { count, serial, sender, atUs } = this.#departures;
    this.#reader?.departed(this.#departures);
    for (let i = 0; i < count; i += 1) this.#fingerprint.add(atUs[i]!, KIND.segmentLeft, serial[i]!, 0);
    this.#flows.countEach(FLOW.leftSegments, sender, atUs, count);
    for (let i = 0; i < count; i += 1) this.#levels.segmentLeft(sender[i]!, atUs[i]!);
    let lastUs = this.#lastUs;
    for (let i = 0; i < count; i += 1) lastUs = Math.max(lastUs, atUs[i]!);
    this.#lastUs = lastUs;
    this.#departures.count = 0;
  }

  #countQueues(): void {
    const { count, sender, segments, backlogSegments, atUs } = this.#queues;
    this.#reader?.queued(this.#queues);
    for (let i = 0; i < count; i += 1)
      this.#flows.count(FLOW.admittedSegments, sender[i]!, atUs[i]!, segments[i]!);
    for (let i = 0; i < count; i += 1)
      this.#levels.changed(sender[i]!, segments[i]!, backlogSegments[i]!, atUs[i]!);
    this.#queues.count = 0;
  }

  #countSent(): void {
    const { count, cohort, sender, country, media, segments, status, lastSegmentAtUs, finalAtUs } =
      this.#sent;
    for (let i = 0; i < count; i += 1) this.#bills.sent(cohort[i]!, country[i]!, media[i]!, segments[i]!);
    this.#flows.countEach(FLOW.sent, sender, lastSegmentAtUs, count);
    for (let i = 0; i < count; i += 1) {
      if (status[i] === SENT) continue;
      const flow = status[i] === DELIVERED ? FLOW.delivered : FLOW.undelivered;
      this.#flows.count(flow, sender[i]!, finalAtUs[i]!, 1);
    }
    this.#countConclusions();
    this.#recordLatencies();
    this.#sent.count = 0;
  }

  #countConclusions(): void {
    const { count, serial, cohort, status, errorCode, finalAtUs } = this.#sent;
    let lastUs = this.#lastConcludedAtUs;
    for (let i = 0; i < count; i += 1) {
      const atUs = finalAtUs[i]!;
      if (Number.isNaN(atUs)) continue;
      this.#fingerprint.add(atUs, KIND.concluded, serial[i]!, (status[i]! << 16) ^ errorCode[i]!);
      this.#tallies.concluded(cohort[i]!, status[i]!, errorCode[i]!, atUs);
      lastUs = Math.max(atUs, lastUs);
    }
    this.#lastConcludedAtUs = lastUs;
    this.#lastUs = Math.max(this.#lastUs, this.#lastConcludedAtUs);
  }

  /** A scheduled message's latencies are from when it was due. Where no receipt came, there is no end to end. */
  #recordLatencies(): void {
    const { count, cohort, status, submittedAtUs, queuedAtUs } = this.#sent;
    const { firstSegmentAtUs, lastSegmentAtUs, finalAtUs } = this.#sent;
    for (let i = 0; i < count; i += 1) {
      if (submittedAtUs[i]! < this.#timedFromUs) continue;
      const fromUs = queuedAtUs[i]!;
      this.#latencies.record(
        cohort[i]!,
        submittedAtUs[i]!,
        firstSegmentAtUs[i]! - fromUs,
        lastSegmentAtUs[i]! - fromUs,
        status[i] === SENT ? undefined : finalAtUs[i]! - fromUs,
      );
    }
  }

  /** The fingerprint that the run would have if it ended now, with the messages of these rows open. */
  fingerprintNow(openRows: readonly number[]): string {
    this.#countNotes();
    const fingerprint = this.#fingerprint.copy();
    for (const row of openRows) this.#addOpen(fingerprint, row);
    return fingerprint.toString();
  }

  /** What was measured. Asserts conservation: every request ended in exactly one way, or is open. */
  results(): Measures {
    return inOneStep(this.resultsInSteps());
  }

  /** The same in steps of some milliseconds: with many thousands of cohorts the whole takes a while. */
  *resultsInSteps(): Steps<Measures> {
    this.#countNotes();
    yield;
    const cohorts = yield* this.#cohortResults();
    const throughput = this.#flows.throughput(this.#lastUs);
    yield;
    const all = this.#levels.ofAll();
    const hours = this.#latencies.hours();
    yield;
    return {
      fingerprint: this.#fingerprint.toString(),
      simulatedUs: this.#lastUs,
      drainedAtUs: all.drainedAtUs,
      lastConcludedAtUs: this.#lastConcludedAtUs < 0 ? undefined : this.#lastConcludedAtUs,
      cohorts,
      senders: throughput.senders.map((_, sender) => this.#levels.of(sender)),
      peakBacklogSegments: all.peakBacklogSegments,
      peakBacklogAtUs: all.peakBacklogAtUs,
      throughput,
      hours,
      callbacks: this.#callbacks?.figures(),
      offeredLoads: this.#offers?.loads() ?? [],
    };
  }

  /** Those that anything was submitted in: with From not ours or over another carrier, most others are empty. */
  *#cohortResults(): Steps<readonly CohortResult[]> {
    const results: CohortResult[] = [];
    for (let cohort = 0; cohort < this.#cohorts.count; cohort += 1) {
      if (this.#tallies.isEmpty(cohort)) continue;
      results.push(this.#cohortResult(cohort));
      if (results.length % COHORTS_A_STEP === 0) yield;
    }
    for (const { figures } of results) assertConservation(figures.counts);
    return results;
  }

  #cohortResult(cohort: number): CohortResult {
    const billed = this.#bills.of(cohort);
    const unitsSent = billed.reduce((sum, { segments, media }) => sum + segments + media, 0);
    return {
      traffic: this.#cohorts.stream[cohort]!,
      sender: this.#cohorts.sender[cohort]!,
      carrier: this.#cohorts.carrier[cohort]!,
      billed,
      figures: {
        ...this.#tallies.of(cohort, unitsSent),
        latencies: this.#latencies.ofCohort(cohort),
      },
    };
  }
}

function assertConservation(counts: CohortResult['figures']['counts']): void {
  const { submitted, refused, failed, canceled, delivered, undelivered, sent, open } = counts;
  assert(
    submitted === refused + failed + canceled + delivered + undelivered + sent + open,
    () => `conservation broken: ${JSON.stringify(counts)}`,
  );
}
