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
import { OfferMeasure } from './offers.ts';
import type { CohortResult, Measures } from './result.ts';
import { Tallies } from './tallies.ts';

const DELIVERED = STATUSES.indexOf('delivered');
const SENT = STATUSES.indexOf('sent');

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
  readonly #fingerprint = new Fingerprint();
  readonly #tallies: Tallies;
  readonly #bills: Bills;
  readonly #flows: Flows;
  readonly #levels: Levels;
  readonly #latencies: Latencies;
  #callbacks: CallbackMeasure | undefined;
  #offers: OfferMeasure | undefined;
  #submitted = 0;
  #lastUs = 0;
  #lastConcludedAtUs = -1;

  /** `senders` and `countries` are numbers of them. */
  constructor(view: MessageView, cohorts: Cohorts, senders: number, countries: number) {
    this.#view = view;
    this.#cohorts = cohorts;
    this.#tallies = new Tallies(cohorts.count);
    this.#bills = new Bills(cohorts.count, countries);
    this.#latencies = new Latencies(cohorts.count);
    this.#flows = new Flows(senders);
    this.#levels = new Levels(senders);
  }

  submitted(row: number): void {
    const view = this.#view;
    const atUs = view.submittedAtUs[row]!;
    const sender = view.sender[row]!;
    const segments = view.segments[row]!;
    this.#fingerprint.add(atUs, KIND.submitted, view.serial[row]!, (sender << 8) ^ segments);
    this.#tallies.submitted(view.cohort[row]!, segments);
    this.#flows.count(FLOW.submitted, sender, atUs, 1);
    this.#lastUs = Math.max(atUs, this.#lastUs);
    this.#submitted += 1;
    if (this.#submitted === EXACT_RUN + 1) {
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

  queued(row: number): void {
    const view = this.#view;
    const atUs = view.queuedAtUs[row]!;
    const sender = view.sender[row]!;
    const segments = view.segments[row]!;
    this.#flows.count(FLOW.admittedSegments, sender, atUs, segments);
    this.#levels.admitted(sender, segments, atUs);
  }

  withdrawn(row: number): void {
    const view = this.#view;
    const sender = view.sender[row]!;
    const segments = view.segments[row]!;
    this.#flows.count(FLOW.admittedSegments, sender, view.finalAtUs[row]!, -segments);
    this.#levels.withdrawn(sender, segments);
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
    const view = this.#view;
    const atUs = view.lastSegmentAtUs[row]!;
    const sender = view.sender[row]!;
    this.#fingerprint.add(atUs, KIND.segmentLeft, view.serial[row]!, 0);
    this.#flows.count(FLOW.leftSegments, sender, atUs, 1);
    this.#levels.segmentLeft(sender, atUs);
    this.#lastUs = Math.max(atUs, this.#lastUs);
  }

  sent(row: number): void {
    const view = this.#view;
    this.#bills.sent(view.cohort[row]!, view.country[row]!, view.media[row]!, view.segments[row]!);
    this.#flows.count(FLOW.sent, view.sender[row]!, view.lastSegmentAtUs[row]!, 1);
  }

  concluded(row: number): void {
    const view = this.#view;
    const atUs = view.finalAtUs[row]!;
    const status = view.status[row]!;
    const code = view.errorCode[row]!;
    this.#fingerprint.add(atUs, KIND.concluded, view.serial[row]!, (status << 16) ^ code);
    this.#tallies.concluded(view.cohort[row]!, status, code, atUs);
    this.#lastUs = Math.max(atUs, this.#lastUs);
    this.#lastConcludedAtUs = Math.max(atUs, this.#lastConcludedAtUs);
    if (status === SENT) return this.#recordSent(row);
    const flow = status === DELIVERED ? FLOW.delivered : FLOW.undelivered;
    this.#flows.countAhead(flow, view.sender[row]!, atUs, 1);
    this.#recordSent(row, atUs - view.queuedAtUs[row]!);
  }

  leftOpen(row: number): void {
    const view = this.#view;
    this.#fingerprint.add(this.#lastUs, KIND.leftOpen, view.serial[row]!, view.status[row]!);
    this.#tallies.leftOpen(view.cohort[row]!);
    if (view.status[row] === SENT) this.#recordSent(row);
    else this.#tallies.leftInPart(view.cohort[row]!, view.segmentsLeft[row]!);
  }

  /** Who is to be told of status callbacks; from then on the results have figures of them. */
  ofCallbacks(): CallbackFacts {
    this.#callbacks ??= new CallbackMeasure(({ dueAtUs, serial, status }) =>
      this.#fingerprint.add(dueAtUs, KIND.callbackDue, serial, status),
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
    if (watched.includes(true)) this.#offers = new OfferMeasure(this.#view, watched);
    return this.#offers;
  }

  /** The latencies of a message that was sent, a scheduled one's from when it was due; end to end is absent where no receipt came. */
  #recordSent(row: number, endToEndUs?: number): void {
    const view = this.#view;
    const submittedAtUs = view.submittedAtUs[row]!;
    const queuedAtUs = view.queuedAtUs[row]!;
    const queueWaitUs = view.firstSegmentAtUs[row]! - queuedAtUs;
    const sendLatencyUs = view.lastSegmentAtUs[row]! - queuedAtUs;
    this.#latencies.record(view.cohort[row]!, submittedAtUs, queueWaitUs, sendLatencyUs, endToEndUs);
  }

  /** What was measured. Asserts conservation: every request ended in exactly one way, or is open. */
  results(): Measures {
    const cohorts = this.#cohortResults();
    const throughput = this.#flows.throughput(this.#lastUs);
    const all = this.#levels.ofAll();
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
      hours: this.#latencies.hours(),
      callbacks: this.#callbacks?.figures(),
      offeredLoads: this.#offers?.loads() ?? [],
    };
  }

  /** Those that anything was submitted in: with From not ours or over another carrier, most others are empty. */
  #cohortResults(): readonly CohortResult[] {
    const results: CohortResult[] = [];
    for (let cohort = 0; cohort < this.#cohorts.count; cohort += 1) {
      if (!this.#tallies.isEmpty(cohort)) results.push(this.#cohortResult(cohort));
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
