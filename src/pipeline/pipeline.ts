import { orderOf } from '../kernel/agenda.ts';
import { assertNever } from '../kernel/assert.ts';
import type { Plan, PlanIncident, PlanService } from '../scenario/plan.ts';
import { emptySubmission, type Submission, type TrafficStream } from '../traffic/stream.ts';
import { Admission } from './admission.ts';
import { type BucketState, bucketStates } from './bucket-states.ts';
import { Carriers } from './carrier.ts';
import type { Cohorts } from './cohorts.ts';
import { Departures } from './departures.ts';
import { Endings } from './endings.ts';
import { PipelineEvent, RANKS } from './events.ts';
import type { Facts } from './facts.ts';
import { HandOver } from './handover.ts';
import { Incidents } from './incidents.ts';
import type { Ledger } from './ledger.ts';
import type { Retry } from './retries.ts';
import { carrierOf } from './routing.ts';
import { Schedule } from './schedule.ts';

/** Requests of one instant that one event handles at the most, before it gives way: so a slice of events stays short. */
const AT_ONCE = 64;

/**
 * The turn at which requests from outside come in: behind all that was scheduled for their instant, and before any
 * segment of it leaves.
 */
const REQUESTS = orderOf(RANKS['sender ready'], 0, 0);

/**
 * The model: requests in, facts out. A message flows one way:
 * acceptance (may refuse) -> routing -> lane (overflow) -> pacing -> carrier -> receipt.
 * The first three are `admission`, the fourth `departures`, the last two `handover`; how things end is `endings`.
 */
export class Pipeline {
  readonly schedule: Schedule;
  readonly #plan: Plan;
  readonly #traffic: readonly TrafficStream[];
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #admission: Admission;
  readonly #departures: Departures;
  readonly #handOver: HandOver;
  readonly #incidents: Incidents;
  /** By the place that their events name. */
  readonly #disturbances: PlanIncident[];
  readonly #arrival: readonly PipelineEvent[];
  readonly #submission: Submission = emptySubmission();
  readonly #handle = (event: PipelineEvent): void => this.#handleEvent(event);

  constructor(
    plan: Plan,
    replication: number,
    traffic: readonly TrafficStream[],
    cohorts: Cohorts,
    ledger: Ledger,
    facts: Facts,
  ) {
    const schedule = new Schedule(plan.horizonUs);
    const endings = new Endings(plan, replication, ledger, facts, schedule);
    const carriers = new Carriers(plan.carriers);
    const handOver = new HandOver(plan, ledger, facts, schedule, carriers, endings);
    this.#departures = new Departures(plan, ledger, facts, schedule, handOver);
    this.#admission = new Admission(plan, cohorts, ledger, facts, schedule, this.#departures, endings);
    this.#incidents = new Incidents(plan, this.#departures, carriers);
    this.#disturbances = [...plan.incidents];
    this.#handOver = handOver;
    this.schedule = schedule;
    this.#plan = plan;
    this.#traffic = traffic;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#arrival = traffic.map((_, place) => new PipelineEvent('message submitted', place));
    plan.incidents.forEach((incident, place) =>
      schedule.add(new PipelineEvent('incident begins', place), incident.atUs),
    );
    traffic.forEach((_, place) => this.#scheduleArrival(place));
  }

  /** Requests so far. */
  get submitted(): number {
    return this.#admission.submitted;
  }

  /** The token buckets as they stand, less what was taken ahead where departures are told ahead. */
  get buckets(): readonly BucketState[] {
    return bucketStates(this.#plan, this.#departures.buckets, this.schedule.nowUs);
  }

  /** Handles events before the horizon, `maxEvents` at the most. True while some are left. */
  advance(maxEvents: number): boolean {
    return this.schedule.agenda.runUntil(this.schedule.endUs, maxEvents, this.#handle) === maxEvents;
  }

  /**
   * Handles what comes before the requests of an instant, `maxEvents` events at the most. True while some is left;
   * then the clock stands where the requests of that instant are made.
   */
  advanceToRequestsAt(atUs: number, maxEvents: number): boolean {
    return this.schedule.agenda.runToTurn(atUs, REQUESTS, maxEvents, this.#handle) === maxEvents;
  }

  /** A stream whose requests come from outside has one now, at the present instant. */
  submitNow(stream: number): void {
    this.#submitOne(stream);
  }

  /** A client takes a message back that is scheduled, or queued with no segment gone, at the present instant. */
  cancelNow(row: number): void {
    this.#admission.cancel(row);
  }

  /** A messaging service is another one from now on, over the same list of senders. */
  setServiceNow(service: number, plan: PlanService): void {
    this.#admission.setService(service, plan);
  }

  /** A disturbance begins at the present instant, and ends when it says so. */
  disturbNow(incident: PlanIncident): void {
    this.#disturbances.push(incident);
    this.#beginIncident(this.#disturbances.length - 1);
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
        return this.#departures.laneReady(event);
      case 'level ready':
        return this.#departures.levelReady(event);
      case 'receipt arrives':
        return this.#handOver.received(event);
      case 'retry due':
        return this.#submitAgain(event.subject, event.retry!);
      case 'send due':
        return this.#admission.sendDue(event.subject);
      case 'cancel due':
        return this.#admission.cancelDue(event.subject);
      case 'validity expires':
        return this.#admission.expireDue(event.subject);
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
    const { nowUs } = this.schedule;
    let { nextUs } = source;
    for (let count = 0; count < AT_ONCE && nextUs === nowUs; count += 1) {
      this.#submitOne(stream);
      ({ nextUs } = source);
    }
    this.schedule.add(this.#arrival[stream]!, nextUs);
  }

  #submitOne(stream: number): void {
    const submission = this.#submission;
    this.#traffic[stream]!.take(submission);
    const { country, carrierLuck } = submission;
    const shares = this.#plan.carriersByCountry;
    this.#admission.submit(stream, submission, country < 0 ? 0 : carrierOf(shares[country]!, carrierLuck));
  }

  #submitAgain(stream: number, { submission, carrier }: Retry): void {
    this.#admission.submit(stream, submission, carrier);
  }

  #beginIncident(place: number): void {
    const incident = this.#disturbances[place]!;
    this.#departures.paceAnew(this.#incidents.begin(incident, this.schedule.nowUs));
    this.schedule.add(new PipelineEvent('incident ends', place), incident.untilUs);
  }

  #endIncident(place: number): void {
    this.#departures.paceAnew(this.#incidents.end(this.#disturbances[place]!, this.schedule.nowUs));
  }

  #scheduleArrival(stream: number): void {
    this.schedule.add(this.#arrival[stream]!, this.#traffic[stream]!.nextUs);
  }
}
