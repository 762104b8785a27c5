import { assertNever } from '../kernel/assert.ts';
import { NO_FAULT } from '../messaging/request-rules.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { Outcome, Plan, PlanStream } from '../scenario/plan.ts';
import { emptySubmission, type Submission, type TrafficStream } from '../traffic/stream.ts';
import { Acceptance } from './acceptance.ts';
import { Carriers } from './carrier.ts';
import type { Cohorts } from './cohorts.ts';
import { Departures } from './departures.ts';
import { PipelineEvent } from './events.ts';
import { type Facts, REFUSED } from './facts.ts';
import { Incidents } from './incidents.ts';
import type { Ledger } from './ledger.ts';
import { DailyLimit } from './limits.ts';
import { Retries, type Retry } from './retries.ts';
import { carrierOf, laneOf } from './routing.ts';
import { Schedule } from './schedule.ts';
import { Services } from './services.ts';
import { Waits } from './waits.ts';

/** Requests or messages of one instant that one event handles at the most, before it gives way: so a slice of events stays short. */
const AT_ONCE = 64;

/**
 * The model: requests in, facts out. A message flows one way:
 * acceptance (may refuse) -> routing -> lane (overflow) -> pacing -> carrier -> receipt.
 */
export class Pipeline {
  readonly schedule: Schedule;
  /** Requests so far. */
  submitted = 0;
  readonly #plan: Plan;
  readonly #traffic: readonly TrafficStream[];
  readonly #cohorts: Cohorts;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #acceptance: Acceptance;
  readonly #services: Services;
  readonly #departures: Departures;
  readonly #carriers: Carriers;
  readonly #caps: readonly DailyLimit[];
  readonly #incidents: Incidents;
  readonly #retries: Retries;
  /** By stream: 1 when it asks for nothing special. */
  readonly #plain: Uint8Array;
  /** By sender: its own lane. */
  readonly #ownLane: Int32Array;
  readonly #arrival: readonly PipelineEvent[];
  /** By stream: messages that wait to be queued, to be canceled, to expire. */
  readonly #toSend: readonly Waits[];
  readonly #toCancel: readonly Waits[];
  readonly #toExpire: readonly Waits[];
  readonly #idleReceipts: PipelineEvent[] = [];
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
    this.schedule = new Schedule(plan.horizonUs);
    this.#plan = plan;
    this.#traffic = traffic;
    this.#cohorts = cohorts;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#acceptance = new Acceptance(plan);
    this.#departures = new Departures(plan, ledger, facts, this.schedule, (row, nowUs) =>
      this.#handOver(row, nowUs),
    );
    this.#services = new Services(plan, (sender, country, carrier) =>
      this.#departures.readyAfterBacklogUs(laneOf(plan, sender, country, carrier)),
    );
    this.#carriers = new Carriers(plan.carriers);
    this.#caps = plan.dailyCaps.map(({ limit, dayEndUs }) => new DailyLimit(limit, dayEndUs));
    this.#incidents = new Incidents(plan, this.#departures, this.#carriers);
    this.#retries = new Retries(plan, replication, ledger);
    this.#plain = Uint8Array.from(plan.streams, (stream) => (isPlain(plan, stream) ? 1 : 0));
    this.#ownLane = Int32Array.from(plan.senders, ({ lane }) => lane);
    this.#arrival = traffic.map((_, place) => new PipelineEvent('message submitted', place));
    const hasBegun = (row: number): boolean => ledger.segmentsLeft[row]! > 0;
    const waits = (kind: PipelineEvent['kind']) =>
      traffic.map((_, place) => new Waits(ledger, this.schedule, new PipelineEvent(kind, place), hasBegun));
    this.#toSend = waits('send due');
    this.#toCancel = waits('cancel due');
    this.#toExpire = waits('validity expires');
    plan.incidents.forEach((incident, place) =>
      this.schedule.add(new PipelineEvent('incident begins', place), incident.atUs),
    );
    traffic.forEach((_, place) => this.#scheduleArrival(place));
  }

  /** Handles events before the horizon, `maxEvents` at the most. True while some are left. */
  advance(maxEvents: number): boolean {
    return this.schedule.agenda.runUntil(this.schedule.endUs, maxEvents, this.#handle) === maxEvents;
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
        this.#idleReceipts.push(event);
        return this.#conclude(event.subject, event.outcome!, this.schedule.nowUs);
      case 'retry due':
        return this.#submitAgain(event.subject, event.retry!);
      case 'send due':
        return this.#eachDue(this.#toSend[event.subject]!, (row) => this.#sendScheduled(row));
      case 'cancel due':
        return this.#eachDue(this.#toCancel[event.subject]!, (row) => this.#cancel(row));
      case 'validity expires':
        // One at a time: what stood behind the first may then leave, at its very deadline.
        return this.#eachDue(this.#toExpire[event.subject]!, (row) => this.#expire(row), 1);
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
    const submission = this.#submission;
    const { nowUs } = this.schedule;
    const shares = this.#plan.carriersByCountry;
    for (let count = 0; count < AT_ONCE && source.nextUs === nowUs; count += 1) {
      source.take(submission);
      const { country, carrierLuck } = submission;
      this.#submit(stream, submission, country < 0 ? 0 : carrierOf(shares[country]!, carrierLuck));
    }
    this.#scheduleArrival(stream);
  }

  #submitAgain(stream: number, { submission, carrier }: Retry): void {
    this.#submit(stream, submission, carrier);
  }

  /** A request: refused, failed, scheduled or queued. */
  #submit(stream: number, submission: Submission, carrier: number): void {
    if (this.#plain[stream] === 1) return this.#submitPlain(stream, submission, carrier);
    const plan = this.#plan.streams[stream]!;
    const chooses = plan.service !== -1 && !plan.namesSender;
    const fault = chooses
      ? this.#faultOfServed(plan, submission, carrier)
      : this.#faultOfNamed(plan, submission, carrier);
    const { nowUs } = this.schedule;
    const queuedAtUs = plan.sendAt === undefined ? nowUs : instantOf(plan.sendAt, nowUs);
    const row = this.#enter(stream, submission, carrier, initialStatus(plan), queuedAtUs);
    this.#facts.submitted(row);
    if (fault !== NO_FAULT) return this.#turnAway(row, plan, fault, submission.fault);
    if (submission.senderPosition === -1) return this.#failUnserved(row, plan);
    const failure = this.#failureOf(row, plan);
    if (failure !== 0) return this.#fail(row, failure);
    if (submission.cancels && plan.cancel !== undefined)
      this.#toCancel[stream]!.add(row, nowUs + plan.cancel.afterUs);
    if (plan.sendAt === undefined) return this.#queue(row);
    this.#acceptance.countScheduled(1);
    this.#facts.scheduled(row);
    this.#toSend[stream]!.add(row, queuedAtUs);
  }

  /** The same of a stream that asks for nothing special. What it needs of the plan is at hand: most traffic is such. */
  #submitPlain(stream: number, submission: Submission, carrier: number): void {
    const { nowUs } = this.schedule;
    const { country, segments, fault: ownFault } = submission;
    const row = this.#enter(stream, submission, carrier, STATUS_CODE.queued, nowUs);
    this.#facts.submitted(row);
    const sender = this.#ledger.sender[row]!;
    const own = this.#acceptance.destinationFault(ownFault, country);
    const fault = this.#acceptance.senderFault(own, sender, country, false);
    if (fault !== NO_FAULT) return this.#refuse(row, this.#plan.acceptance[fault]!.code, ownFault);
    const lane = this.#ownLane[sender]!;
    if (this.#departures.admits(lane, country, segments)) this.#departures.enqueue(lane, row);
    else this.#fail(row, this.#plan.overflow.direct.code);
  }

  /** The fault of a request that leaves the sender to its service; without one, the service chooses. */
  #faultOfServed(plan: PlanStream, submission: Submission, carrier: number): number {
    let own = this.#acceptance.destinationFault(submission.fault, submission.country);
    if (plan.sendAt !== undefined) own = this.#acceptance.scheduleFault(own);
    const fault = this.#acceptance.accountFault(own, this.schedule.nowUs);
    if (fault === NO_FAULT) this.#services.choose(plan.service, submission, carrier);
    else submission.senderPosition = -1;
    return fault;
  }

  /** The fault of a request that names its sender, whose queue may be full. */
  #faultOfNamed(plan: PlanStream, submission: Submission, carrier: number): number {
    const { senderPosition, country, media, segments } = submission;
    const own = this.#acceptance.destinationFault(submission.fault, country);
    const sender = senderPosition === -1 ? -1 : plan.senders[senderPosition]!;
    let fault = this.#acceptance.senderFault(own, sender, country, media);
    if (plan.sendAt !== undefined) fault = this.#acceptance.scheduleFault(fault);
    const { surface } = this.#plan.overflow.direct;
    if (sender !== -1 && country >= 0 && surface === 'refused' && plan.sendAt === undefined) {
      const lane = laneOf(this.#plan, sender, country, carrier);
      if (!this.#departures.admits(lane, country, segments)) fault = this.#acceptance.queueFault(fault);
    }
    return this.#acceptance.accountFault(fault, this.schedule.nowUs);
  }

  #enter(
    stream: number,
    submission: Submission,
    carrier: number,
    status: number,
    queuedAtUs: number,
  ): number {
    const { senderPosition } = submission;
    const { first, carriers, senders } = this.#cohorts;
    const place = senderPosition === -1 ? senders[stream]! : senderPosition;
    const cohort = first[stream]! + place * carriers + carrier;
    const row = this.#ledger.enter(
      submission,
      this.submitted,
      stream,
      // The plan knows it too, but by three steps through objects that lie far apart when there are thousands.
      this.#cohorts.sender[cohort]!,
      carrier,
      cohort,
      status,
      this.schedule.nowUs,
      queuedAtUs,
    );
    this.submitted += 1;
    return row;
  }

  /** A request that breaks a rule: refused, or through a service perhaps answered and then failed. */
  #turnAway(row: number, { service }: PlanStream, fault: number, ownFault: number): void {
    const { code, throughService } = this.#plan.acceptance[fault]!;
    if (service !== -1 && throughService === 'failed') this.#fail(row, code, ownFault);
    else this.#refuse(row, code, ownFault);
  }

  /** No sender of the service reaches the destination. */
  #failUnserved(row: number, { service }: PlanStream): void {
    const { code, surface } = this.#plan.services[service]!.noSender;
    if (surface === 'failed') this.#fail(row, code);
    else this.#refuse(row, code, NO_FAULT);
  }

  /** The code with which an accepted message fails once it is looked at: its media, or no way to its destination. */
  #failureOf(row: number, { media }: PlanStream): number {
    const { sender, country } = this.#ledger;
    if (media !== undefined && media.failure !== 0 && this.#ledger.media[row] === 1) return media.failure;
    return this.#plan.senders[sender[row]!]!.routeFailures[country[row]!] ?? 0;
  }

  #refuse(row: number, code: number, ownFault: number): void {
    this.#ledger.setFinal(row, REFUSED, code, this.schedule.nowUs);
    this.#facts.refused(row);
    this.#tryAgain(row, code, ownFault);
    this.#ledger.close(row);
  }

  /** The message fails, being in no lane. */
  #fail(row: number, code: number, ownFault: number = NO_FAULT): void {
    this.#ledger.setFinal(row, STATUS_CODE.failed, code, this.schedule.nowUs);
    this.#facts.failed(row);
    this.#tryAgain(row, code, ownFault);
    this.#ledger.close(row);
  }

  /** The instant has come that a message was scheduled for. */
  #sendScheduled(row: number): void {
    this.#acceptance.countScheduled(-1);
    this.#queue(row);
  }

  /** The message's time has come: into its lane, if it fits. */
  #queue(row: number): void {
    const stream = this.#ledger.stream[row]!;
    const { service, validityUs } = this.#plan.streams[stream]!;
    const country = this.#ledger.country[row]!;
    const lane = this.#laneOf(row);
    if (!this.#departures.admits(lane, country, this.#ledger.segments[row]!))
      return this.#fail(row, this.#plan.overflow[service === -1 ? 'direct' : 'service'].code);
    this.#ledger.setStatus(row, STATUS_CODE.queued);
    this.#departures.enqueue(lane, row);
    if (validityUs !== Infinity) this.#toExpire[stream]!.add(row, this.schedule.nowUs + validityUs);
  }

  /** The client takes a message back that has not begun to leave. */
  #cancel(row: number): void {
    const waits = this.#ledger.status[row] === STATUS_CODE.scheduled;
    this.#ledger.setFinal(row, STATUS_CODE.canceled, 0, this.schedule.nowUs);
    if (!waits) this.#facts.withdrawn(row);
    this.#facts.canceled(row);
    if (waits) {
      this.#acceptance.countScheduled(-1);
      this.#ledger.close(row);
    } else this.#departures.withdraw(this.#laneOf(row), row);
  }

  /** The message has waited too long. */
  #expire(row: number): void {
    const { expiryCode } = this.#plan;
    this.#ledger.setFinal(row, STATUS_CODE.failed, expiryCode, this.schedule.nowUs);
    this.#facts.withdrawn(row);
    this.#facts.failed(row);
    this.#tryAgain(row, expiryCode, NO_FAULT);
    this.#departures.withdraw(this.#laneOf(row), row);
  }

  /** The message is sent: its carrier, as it is now, decides when the receipt comes and what it says. */
  #handOver(row: number, nowUs: number): void {
    this.#ledger.setStatus(row, STATUS_CODE.sent);
    this.#facts.sent(row);
    const carrier = this.#ledger.carrier[row]!;
    const outcome =
      this.#capped(row, carrier) ?? this.#carriers.outcome(carrier, this.#ledger.outcomeLuck[row]!);
    if (outcome.status === 'sent') return this.#conclude(row, outcome, nowUs);
    const receiptAtUs = nowUs + this.#carriers.latencyUs(carrier, this.#ledger.latencyLuck[row]!);
    // A receipt beyond the horizon never comes: the message is left open. One before it needs an event only if
    // somebody must see it in its turn.
    if (receiptAtUs >= this.schedule.endUs) return;
    if (this.#facts.inTimeOrder) this.#scheduleReceipt(row, outcome, receiptAtUs);
    else this.#conclude(row, outcome, receiptAtUs);
  }

  /** The outcome of a message that exceeds what the carrier takes of its campaign's brand today. */
  #capped(row: number, carrier: number): Outcome | undefined {
    if (this.#caps.length === 0) return undefined;
    const { campaign } = this.#plan.senders[this.#ledger.sender[row]!]!;
    if (campaign === -1 || this.#laneOf(row) === this.#plan.senders[this.#ledger.sender[row]!]!.lane)
      return undefined;
    const cap = this.#plan.campaigns[campaign]!.capByCarrier[carrier]!;
    if (cap === -1) return undefined;
    const units = this.#ledger.segments[row]!;
    if (!this.#caps[cap]!.admits(this.schedule.nowUs, units))
      return { status: 'undelivered', code: this.#plan.dailyCaps[cap]!.code };
    this.#caps[cap]!.count(units);
    return undefined;
  }

  #conclude(row: number, outcome: Outcome, atUs: number): void {
    this.#ledger.setFinal(row, STATUS_CODE[outcome.status], outcome.code, atUs);
    this.#facts.concluded(row);
    if (outcome.code !== 0) this.#tryAgain(row, outcome.code, NO_FAULT);
    this.#ledger.close(row);
  }

  /** A client that reacts to the code makes the request again, later. */
  #tryAgain(row: number, code: number, ownFault: number): void {
    const stream = this.#ledger.stream[row]!;
    if (this.#plan.streams[stream]!.retry === undefined) return;
    const retry = this.#retries.after(row, code, ownFault);
    if (retry === undefined) return;
    const event = new PipelineEvent('retry due', stream);
    event.becomeRetry(retry);
    this.schedule.add(event, this.#ledger.finalAtUs[row]! + retry.pauseUs);
  }

  #eachDue(waits: Waits, act: (row: number) => void, most: number = AT_ONCE): void {
    for (let count = 0; count < most; count += 1) {
      const row = waits.next();
      if (row === -1) break;
      act(row);
    }
    waits.wake();
  }

  #laneOf(row: number): number {
    const { sender, country, carrier } = this.#ledger;
    return laneOf(this.#plan, sender[row]!, country[row]!, carrier[row]!);
  }

  #beginIncident(place: number): void {
    const incident = this.#plan.incidents[place]!;
    this.#departures.paceAnew(this.#incidents.begin(incident, this.schedule.nowUs));
    this.schedule.add(new PipelineEvent('incident ends', place), incident.untilUs);
  }

  #endIncident(place: number): void {
    this.#departures.paceAnew(this.#incidents.end(this.#plan.incidents[place]!, this.schedule.nowUs));
  }

  #scheduleArrival(stream: number): void {
    this.schedule.add(this.#arrival[stream]!, this.#traffic[stream]!.nextUs);
  }

  #scheduleReceipt(row: number, outcome: Outcome, atUs: number): void {
    const event = this.#idleReceipts.pop() ?? new PipelineEvent('receipt arrives', 0);
    event.becomeReceipt(row, this.#ledger.stream[row]!, this.#ledger.index[row]!, outcome);
    this.schedule.add(event, atUs);
  }
}

function initialStatus({ sendAt, service }: PlanStream): number {
  if (sendAt !== undefined) return STATUS_CODE.scheduled;
  return service === -1 ? STATUS_CODE.queued : STATUS_CODE.accepted;
}

/** Whether all requests of a stream name their senders, are queued at once, and wait for nothing but their turn. */
function isPlain(plan: Plan, stream: PlanStream): boolean {
  const { service, sendAt, cancel, media, validityUs } = stream;
  const { account, overflow } = plan;
  return (
    service === -1 &&
    validityUs === Infinity &&
    overflow.direct.surface === 'failed' &&
    [sendAt, cancel, media, account.concurrency, account.daily].every((one) => one === undefined) &&
    stream.senders.every((sender) => {
      const { campaign, routeFailures } = plan.senders[sender]!;
      return campaign === -1 && routeFailures.every((code) => code === 0);
    })
  );
}

/** When a scheduled message is queued: never before it is submitted. */
function instantOf(sendAt: NonNullable<PlanStream['sendAt']>, nowUs: number): number {
  return 'atUs' in sendAt ? Math.max(sendAt.atUs, nowUs) : nowUs + sendAt.afterUs;
}
