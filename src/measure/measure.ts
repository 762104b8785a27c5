import { assert } from '../kernel/assert.ts';
import { Fingerprint } from '../kernel/fingerprint.ts';
import { STATUSES } from '../messaging/status.ts';
import type { Cohorts } from '../pipeline/cohorts.ts';
import type { Facts, MessageView } from '../pipeline/facts.ts';
import { EXACT_RUN } from './distribution.ts';
import { FLOW, Flows } from './flows.ts';
import { GroupLatencies, HourLatencies, LATENCY } from './latencies.ts';
import { Levels } from './levels.ts';
import type { CohortResult, Measures } from './result.ts';
import { Tallies } from './tallies.ts';

const DELIVERED = STATUSES.indexOf('delivered');
const SENT = STATUSES.indexOf('sent');

/** Kinds of facts in the fingerprint. Permanent: a change would change every fingerprint ever noted. */
const KIND = {
  submitted: 1,
  refused: 2,
  queued: 3,
  failed: 4,
  segmentLeft: 5,
  concluded: 6,
  leftOpen: 7,
} as const;

/** Counts and times everything that happens: facts in, measures out. */
export class Measure implements Facts {
  readonly inTimeOrder: boolean = false;
  readonly #view: MessageView;
  readonly #cohorts: Cohorts;
  readonly #senders: number;
  readonly #fingerprint = new Fingerprint();
  readonly #tallies: Tallies;
  readonly #flows: Flows;
  readonly #levels: Levels;
  readonly #latencies = new GroupLatencies();
  readonly #hours = new HourLatencies();
  #submitted = 0;
  #lastUs = 0;
  #lastConcludedAtUs = -1;

  constructor(view: MessageView, cohorts: Cohorts, senders: number) {
    this.#view = view;
    this.#cohorts = cohorts;
    this.#senders = senders;
    this.#tallies = new Tallies(cohorts.count);
    this.#flows = new Flows(senders);
    this.#levels = new Levels(senders);
  }

  submitted(row: number): void {
    const view = this.#view;
    const atUs = view.submittedAtUs(row);
    const sender = view.sender(row);
    const segments = view.segments(row);
    this.#fingerprint.add(atUs, KIND.submitted, view.serial(row), (sender << 8) ^ segments);
    this.#tallies.submitted(view.cohort(row), segments);
    this.#flows.count(FLOW.submitted, sender, atUs, 1);
    this.#lastUs = Math.max(atUs, this.#lastUs);
    this.#submitted += 1;
    if (this.#submitted === EXACT_RUN + 1) {
      this.#latencies.condense();
      this.#hours.condense();
    }
  }

  refused(row: number): void {
    const view = this.#view;
    this.#fingerprint.add(view.finalAtUs(row), KIND.refused, view.serial(row), view.errorCode(row));
    this.#tallies.refused(view.cohort(row), view.errorCode(row));
    this.#flows.count(FLOW.refused, view.sender(row), view.finalAtUs(row), 1);
  }

  queued(row: number): void {
    const view = this.#view;
    const atUs = view.submittedAtUs(row);
    const sender = view.sender(row);
    const segments = view.segments(row);
    this.#flows.count(FLOW.admittedSegments, sender, atUs, segments);
    this.#levels.admitted(sender, segments, atUs);
  }

  failed(row: number): void {
    const view = this.#view;
    const atUs = view.finalAtUs(row);
    this.#fingerprint.add(atUs, KIND.failed, view.serial(row), view.errorCode(row));
    this.#tallies.failed(view.cohort(row), view.errorCode(row));
    this.#flows.count(FLOW.failed, view.sender(row), atUs, 1);
  }

  segmentLeft(row: number): void {
    const view = this.#view;
    const atUs = view.lastSegmentAtUs(row);
    const sender = view.sender(row);
    this.#fingerprint.add(atUs, KIND.segmentLeft, view.serial(row), 0);
    this.#tallies.segmentLeft(view.cohort(row));
    this.#flows.count(FLOW.leftSegments, sender, atUs, 1);
    this.#levels.segmentLeft(sender, atUs);
    this.#lastUs = Math.max(atUs, this.#lastUs);
  }

  sent(row: number): void {
    const view = this.#view;
    const submittedAtUs = view.submittedAtUs(row);
    const sentAtUs = view.lastSegmentAtUs(row);
    this.#flows.count(FLOW.sent, view.sender(row), sentAtUs, 1);
    this.#record(row, submittedAtUs, LATENCY.queue_wait, view.firstSegmentAtUs(row) - submittedAtUs);
    this.#record(row, submittedAtUs, LATENCY.send_latency, sentAtUs - submittedAtUs);
  }

  concluded(row: number): void {
    const view = this.#view;
    const atUs = view.finalAtUs(row);
    const status = view.status(row);
    const code = view.errorCode(row);
    this.#fingerprint.add(atUs, KIND.concluded, view.serial(row), (status << 16) ^ code);
    this.#tallies.concluded(view.cohort(row), status, code);
    this.#lastUs = Math.max(atUs, this.#lastUs);
    this.#lastConcludedAtUs = Math.max(atUs, this.#lastConcludedAtUs);
    if (status === SENT) return;
    this.#flows.countAhead(
      status === DELIVERED ? FLOW.delivered : FLOW.undelivered,
      view.sender(row),
      atUs,
      1,
    );
    const submittedAtUs = view.submittedAtUs(row);
    this.#record(row, submittedAtUs, LATENCY.carrier_latency, atUs - view.lastSegmentAtUs(row));
    this.#record(row, submittedAtUs, LATENCY.end_to_end, atUs - submittedAtUs);
  }

  leftOpen(row: number): void {
    this.#fingerprint.add(this.#lastUs, KIND.leftOpen, this.#view.serial(row), this.#view.status(row));
    this.#tallies.leftOpen(this.#view.cohort(row));
  }

  /** What was measured. Asserts conservation: every request ended in exactly one way, or is open. */
  results(): Measures {
    const cohorts = Array.from({ length: this.#cohorts.count }, (_, cohort) => this.#cohortResult(cohort));
    for (const { figures } of cohorts) assertConservation(figures.counts);
    const all = this.#levels.of(-1);
    return {
      fingerprint: this.#fingerprint.toString(),
      simulatedUs: this.#lastUs,
      drainedAtUs: all.drainedAtUs,
      lastConcludedAtUs: this.#lastConcludedAtUs < 0 ? undefined : this.#lastConcludedAtUs,
      cohorts,
      senders: Array.from({ length: this.#senders }, (_, sender) => this.#levels.of(sender)),
      peakBacklogSegments: all.peakBacklogSegments,
      peakBacklogAtUs: all.peakBacklogAtUs,
      throughput: this.#flows.throughput(this.#lastUs),
      hours: this.#hours.results(),
    };
  }

  #record(row: number, submittedAtUs: number, latency: number, valueUs: number): void {
    this.#latencies.record(this.#view.cohort(row), latency, valueUs);
    this.#hours.record(submittedAtUs, latency, valueUs);
  }

  #cohortResult(cohort: number): CohortResult {
    return {
      traffic: this.#cohorts.stream[cohort]!,
      sender: this.#cohorts.sender[cohort]!,
      carrier: this.#cohorts.carrier[cohort]!,
      figures: { ...this.#tallies.of(cohort), latencies: this.#latencies.of(cohort) },
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
