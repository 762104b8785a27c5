import { Agenda } from '../kernel/agenda.ts';
import { assertNever } from '../kernel/assert.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import { STATUSES } from '../messaging/status.ts';
import type { Outcome, Plan } from '../scenario/plan.ts';
import { emptySubmission, type Submission, type TrafficStream } from '../traffic/stream.ts';
import { Acceptance } from './acceptance.ts';
import { Carriers } from './carrier.ts';
import type { Cohorts } from './cohorts.ts';
import { PipelineEvent } from './events.ts';
import { type Facts, REFUSED } from './facts.ts';
import { Incidents } from './incidents.ts';
import { Lanes } from './lane.ts';
import { type Ledger, NO_ROW } from './ledger.ts';
import { Buckets } from './pacing.ts';
import { carrierOf } from './routing.ts';

const QUEUED = STATUSES.indexOf('queued');
const SENDING = STATUSES.indexOf('sending');
const SENT = STATUSES.indexOf('sent');
const FAILED = STATUSES.indexOf('failed');
const CONCLUDED: Readonly<Record<Outcome['status'], number>> = {
  delivered: STATUSES.indexOf('delivered'),
  undelivered: STATUSES.indexOf('undelivered'),
  sent: SENT,
};

/**
 * Requests or segments of one instant that one event handles at the most, before it gives way to be scheduled again
 * at the same instant: so a slice of events stays short, whatever the size of a batch.
 */
const AT_ONCE = 64;

/**
 * The model: requests in, facts out. A message flows one way:
 * acceptance (may refuse) -> routing -> lane (overflow) -> pacing -> carrier -> receipt.
 */
export class Pipeline {
  readonly agenda: Agenda<PipelineEvent> = new Agenda();
  /** Requests so far. */
  submitted = 0;
  readonly #plan: Plan;
  /** End of the run, half-open: the horizon, or the end of simulated time. What would come later never comes. */
  readonly #endUs: number;
  readonly #traffic: readonly TrafficStream[];
  readonly #cohorts: Cohorts;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #acceptance: Acceptance;
  readonly #lanes: Lanes;
  readonly #buckets: Buckets;
  readonly #carriers: Carriers;
  readonly #incidents: Incidents;
  readonly #arrival: readonly PipelineEvent[];
  /** The one valid event of each lane; one that was overtaken by a rate change is no longer found here. */
  readonly #ready: PipelineEvent[];
  readonly #idleReceipts: PipelineEvent[] = [];
  readonly #submission: Submission = emptySubmission();
  readonly #handle = (event: PipelineEvent): void => this.#handleEvent(event);

  constructor(plan: Plan, traffic: readonly TrafficStream[], cohorts: Cohorts, ledger: Ledger, facts: Facts) {
    this.#plan = plan;
    this.#endUs = Math.min(plan.horizonUs, TIME_LIMIT_US);
    this.#traffic = traffic;
    this.#cohorts = cohorts;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#acceptance = new Acceptance(plan);
    this.#lanes = new Lanes(
      ledger,
      plan.senders.map((sender) => sender.queueLimitSegments),
    );
    this.#buckets = new Buckets(plan.senders);
    this.#carriers = new Carriers(plan.carriers);
    this.#incidents = new Incidents(plan.senders, this.#buckets, this.#carriers);
    this.#arrival = traffic.map((_, place) => new PipelineEvent('message submitted', place));
    this.#ready = plan.senders.map((_, place) => new PipelineEvent('sender ready', place));
    plan.incidents.forEach((incident, place) =>
      this.#schedule(new PipelineEvent('incident begins', place), incident.atUs),
    );
    traffic.forEach((_, place) => this.#scheduleArrival(place));
  }

  /** Handles events before the horizon, `maxEvents` at the most. True while some are left. */
  advance(maxEvents: number): boolean {
    return this.agenda.runUntil(this.#endUs, maxEvents, this.#handle) === maxEvents;
  }

  /** Ends the run: tells which messages are still open, in the order of their submission. */
  finish(): void {
    for (const row of this.#ledger.openRows()) this.#facts.leftOpen(row);
  }

  /** The event table: what each kind of event does. */
  #handleEvent(event: PipelineEvent): void {
    switch (event.kind) {
      case 'message submitted':
        return this.#submitFrom(event.subject);
      case 'sender ready':
        if (this.#ready[event.subject] === event) this.#sendFrom(event.subject);
        return;
      case 'receipt arrives':
        this.#idleReceipts.push(event);
        return this.#conclude(event.subject, event.outcome!, this.agenda.nowUs);
      case 'incident begins':
        return this.#beginIncident(event.subject);
      case 'incident ends':
        return this.#endIncident(event.subject);
      default:
        return assertNever(event.kind);
    }
  }

  /** The requests of a stream that are due now. */
  #submitFrom(stream: number): void {
    const source = this.#traffic[stream]!;
    const nowUs = this.agenda.nowUs;
    for (let count = 0; count < AT_ONCE && source.nextUs === nowUs; count += 1) {
      source.take(this.#submission);
      this.#submit(stream);
    }
    this.#scheduleArrival(stream);
  }

  /** A request: refused, failed, or queued. */
  #submit(stream: number): void {
    const row = this.#enter(stream);
    this.#facts.submitted(row);
    const sender = this.#ledger.sender[row]!;
    const { fault, country } = this.#submission;
    const broken = this.#acceptance.faultOf(fault, sender, country, false);
    if (broken !== NO_FAULT) return this.#refuse(row, this.#plan.acceptance[broken]!.code);
    const lane = sender;
    if (!this.#lanes.admits(lane, this.#submission.segments))
      return this.#fail(row, this.#plan.overflow.direct.code);
    const wasIdle = this.#lanes.append(lane, row);
    this.#facts.queued(row);
    if (wasIdle) {
      this.#buckets.beginWaiting(lane, this.agenda.nowUs);
      this.#scheduleReady(lane);
    }
  }

  #enter(stream: number): number {
    const submission = this.#submission;
    const { senderPosition, country } = submission;
    const carrier =
      country < 0 ? 0 : carrierOf(this.#plan.carriersByCountry[country]!, submission.carrierLuck);
    const place = senderPosition === -1 ? this.#plan.streams[stream]!.senders.length : senderPosition;
    const cohort = this.#cohorts.first[stream]! + place * this.#plan.carriers.length + carrier;
    // The plan knows it too, but by three steps through objects that lie far apart when there are thousands.
    const sender = this.#cohorts.sender[cohort]!;
    const row = this.#ledger.enter(
      submission,
      this.submitted,
      stream,
      sender,
      carrier,
      cohort,
      QUEUED,
      this.agenda.nowUs,
    );
    this.submitted += 1;
    return row;
  }

  #refuse(row: number, code: number): void {
    this.#ledger.setFinal(row, REFUSED, code, this.agenda.nowUs);
    this.#facts.refused(row);
    this.#ledger.close(row);
  }

  #fail(row: number, code: number): void {
    this.#ledger.setFinal(row, FAILED, code, this.agenda.nowUs);
    this.#facts.failed(row);
    this.#ledger.close(row);
  }

  /** The lane's head can take a token: segments leave as long as there are tokens at this instant. */
  #sendFrom(lane: number): void {
    const nowUs = this.agenda.nowUs;
    let readyAtUs = nowUs;
    for (let count = 0; count < AT_ONCE && readyAtUs === nowUs; count += 1) {
      this.#buckets.take(lane, nowUs);
      if (this.#sendSegment(lane, nowUs) === NO_ROW) return;
      readyAtUs = this.#buckets.readyAtUs(lane, nowUs);
    }
    this.#schedule(this.#ready[lane]!, readyAtUs);
  }

  /** One segment of the head leaves; returns the message whose turn is next, or NO_ROW when the lane is empty. */
  #sendSegment(lane: number, nowUs: number): number {
    const row = this.#lanes.head(lane);
    this.#lanes.segmentLeft(lane);
    const remaining = this.#ledger.segmentLeaves(row, SENDING, nowUs);
    this.#facts.segmentLeft(row);
    if (remaining > 0) return row;
    const next = this.#lanes.advance(lane);
    this.#handOver(row, nowUs);
    return next;
  }

  /** The message is sent: its carrier, as it is now, decides when the receipt comes and what it says. */
  #handOver(row: number, nowUs: number): void {
    this.#ledger.setStatus(row, SENT);
    this.#facts.sent(row);
    const carrier = this.#ledger.carrier[row]!;
    const outcome = this.#carriers.outcome(carrier, this.#ledger.outcomeLuck[row]!);
    if (outcome.status === 'sent') return this.#conclude(row, outcome, nowUs);
    const receiptAtUs = nowUs + this.#carriers.latencyUs(carrier, this.#ledger.latencyLuck[row]!);
    // A receipt beyond the horizon never comes: the message is left open. One before it needs an event only if
    // somebody must see it in its turn.
    if (receiptAtUs >= this.#endUs) return;
    if (this.#facts.inTimeOrder) this.#scheduleReceipt(row, outcome, receiptAtUs);
    else this.#conclude(row, outcome, receiptAtUs);
  }

  #conclude(row: number, outcome: Outcome, atUs: number): void {
    this.#ledger.setFinal(row, CONCLUDED[outcome.status], outcome.code, atUs);
    this.#facts.concluded(row);
    this.#ledger.close(row);
  }

  #beginIncident(place: number): void {
    const incident = this.#plan.incidents[place]!;
    this.#paceAnew(this.#incidents.begin(incident, this.agenda.nowUs));
    this.#schedule(new PipelineEvent('incident ends', place), incident.untilUs);
  }

  #endIncident(place: number): void {
    this.#paceAnew(this.#incidents.end(this.#plan.incidents[place]!, this.agenda.nowUs));
  }

  /** Lanes whose rate has changed are ready at another instant: their pending event is overtaken by a new one. */
  #paceAnew(lanes: readonly number[]): void {
    for (const lane of lanes) {
      if (this.#lanes.head(lane) === NO_ROW) continue;
      this.#ready[lane] = new PipelineEvent('sender ready', lane);
      this.#scheduleReady(lane);
    }
  }

  #scheduleArrival(stream: number): void {
    this.#schedule(this.#arrival[stream]!, this.#traffic[stream]!.nextUs);
  }

  #scheduleReady(lane: number): void {
    this.#schedule(this.#ready[lane]!, this.#buckets.readyAtUs(lane, this.agenda.nowUs));
  }

  #scheduleReceipt(row: number, outcome: Outcome, atUs: number): void {
    const event = this.#idleReceipts.pop() ?? new PipelineEvent('receipt arrives', 0);
    event.becomeReceipt(row, this.#ledger.stream[row]!, this.#ledger.index[row]!, outcome);
    this.#schedule(event, atUs);
  }

  /** Infinity is never, like all beyond the end: no more arrivals, a sender that is down, an incident without an end. */
  #schedule(event: PipelineEvent, atUs: number): void {
    if (atUs >= this.#endUs) return;
    this.agenda.schedule(event, atUs);
  }
}
