import { NO_FAULT } from '../messaging/request-rules.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { Plan, PlanStream } from '../scenario/plan.ts';
import type { Submission } from '../traffic/stream.ts';
import { Acceptance } from './acceptance.ts';
import type { Cohorts } from './cohorts.ts';
import type { Departures } from './departures.ts';
import type { Endings } from './endings.ts';
import { PipelineEvent } from './events.ts';
import type { Facts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { isPlainStream } from './plain.ts';
import { NOTHING_UNKEPT } from './retries.ts';
import { laneOf } from './routing.ts';
import type { Schedule } from './schedule.ts';
import { Services } from './services.ts';
import { Waits } from './waits.ts';

/** Messages of one instant that one event handles at the most, before it gives way: so a slice of events stays short. */
const AT_ONCE = 64;

/** From request to lane: accepted or refused, routed, scheduled, queued; and out of the lane again unsent. */
export class Admission {
  /** Requests so far. */
  submitted = 0;
  readonly #plan: Plan;
  readonly #cohorts: Cohorts;
  readonly #ledger: Ledger;
  readonly #facts: Facts;
  readonly #schedule: Schedule;
  readonly #departures: Departures;
  readonly #endings: Endings;
  readonly #acceptance: Acceptance;
  readonly #services: Services;
  /** By stream: 1 when it asks for nothing special. */
  readonly #plain: Uint8Array;
  /** By sender: its own lane. */
  readonly #ownLane: Int32Array;
  /** By stream that asks for something special: messages that wait to be queued, to be canceled, to expire. */
  readonly #toSend: readonly (Waits | undefined)[];
  readonly #toCancel: readonly (Waits | undefined)[];
  readonly #toExpire: readonly (Waits | undefined)[];

  constructor(
    plan: Plan,
    cohorts: Cohorts,
    ledger: Ledger,
    facts: Facts,
    schedule: Schedule,
    departures: Departures,
    endings: Endings,
  ) {
    this.#plan = plan;
    this.#cohorts = cohorts;
    this.#ledger = ledger;
    this.#facts = facts;
    this.#schedule = schedule;
    this.#departures = departures;
    this.#endings = endings;
    this.#acceptance = new Acceptance(plan);
    this.#services = new Services(
      plan,
      (sender, country, carrier) => departures.readyAfterBacklogUs(laneOf(plan, sender, country, carrier)),
      () => schedule.nowUs,
    );
    this.#plain = Uint8Array.from(plan.streams, (stream) => (isPlainStream(plan, stream) ? 1 : 0));
    this.#ownLane = Int32Array.from(plan.senders, ({ lane }) => lane);
    const hasBegun = (row: number): boolean => ledger.segmentsLeft[row]! > 0;
    const waits = (kind: PipelineEvent['kind']) =>
      plan.streams.map((_, place) =>
        this.#plain[place] === 1
          ? undefined
          : new Waits(ledger, schedule, new PipelineEvent(kind, place), hasBegun),
      );
    this.#toSend = waits('send due');
    this.#toCancel = waits('cancel due');
    this.#toExpire = waits('validity expires');
  }

  /** A request: refused, failed, scheduled or queued. */
  submit(stream: number, submission: Submission, carrier: number): void {
    if (this.#plain[stream] === 1) return this.#submitPlain(stream, submission, carrier);
    const plan = this.#plan.streams[stream]!;
    const chooses = plan.service !== -1 && !plan.namesSender;
    const fault = chooses
      ? this.#faultOfServed(plan, submission, carrier)
      : this.#faultOfNamed(plan, submission, carrier);
    const { nowUs } = this.#schedule;
    const queuedAtUs = plan.sendAt === undefined ? nowUs : instantOf(plan.sendAt, nowUs);
    const row = this.#enter(stream, submission, carrier, initialStatus(plan), queuedAtUs);
    this.#facts.submitted(row);
    if (fault !== NO_FAULT) return this.#turnAway(row, plan, fault, submission);
    if (submission.senderPosition === -1) return this.#failUnserved(row, plan);
    const failure = this.#failureOf(row, plan);
    if (failure !== 0) return this.#endings.fail(row, failure);
    if (submission.cancels && plan.cancel !== undefined)
      this.#toCancel[stream]!.add(row, nowUs + plan.cancel.afterUs);
    if (plan.sendAt === undefined) return this.#queue(row);
    this.#acceptance.countScheduled(1);
    this.#facts.scheduled(row);
    this.#toSend[stream]!.add(row, queuedAtUs);
  }

  /** The same of a stream that asks for nothing special. What it needs of the plan is at hand: most traffic is such. */
  #submitPlain(stream: number, submission: Submission, carrier: number): void {
    const { nowUs } = this.#schedule;
    const { country, segments, fault: ownFault } = submission;
    const row = this.#enter(stream, submission, carrier, STATUS_CODE.queued, nowUs);
    this.#facts.submitted(row);
    const sender = this.#ledger.sender[row]!;
    const own = this.#acceptance.destinationFault(ownFault, country);
    const fault = this.#acceptance.senderFault(own, sender, country, false);
    if (fault !== NO_FAULT) return this.#endings.refuse(row, this.#plan.acceptance[fault]!.code, submission);
    const lane = this.#ownLane[sender]!;
    if (this.#departures.admits(lane, country, segments)) this.#departures.enqueue(lane, row);
    else this.#endings.fail(row, this.#plan.overflow.direct.code);
  }

  /** The fault of a request that leaves the sender to its service; without one, the service chooses. */
  #faultOfServed(plan: PlanStream, submission: Submission, carrier: number): number {
    let own = this.#acceptance.destinationFault(submission.fault, submission.country);
    if (plan.sendAt !== undefined)
      own = this.#acceptance.scheduleFault(own, aheadUs(plan.sendAt, this.#schedule.nowUs));
    // What is refused for want of a sender is not counted as sent today.
    const { noSender, pool } = this.#plan.services[plan.service]!;
    if (noSender.surface === 'refused' && !this.#services.reaches(plan.service, submission))
      own = this.#acceptance.poolFault(own, pool.length === 0);
    const fault = this.#acceptance.accountFault(own, this.#schedule.nowUs);
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
    if (plan.sendAt !== undefined)
      fault = this.#acceptance.scheduleFault(fault, aheadUs(plan.sendAt, this.#schedule.nowUs));
    const { surface } = this.#plan.overflow.direct;
    if (sender !== -1 && country >= 0 && surface === 'refused' && plan.sendAt === undefined) {
      const lane = laneOf(this.#plan, sender, country, carrier);
      if (!this.#departures.admits(lane, country, segments)) fault = this.#acceptance.queueFault(fault);
    }
    return this.#acceptance.accountFault(fault, this.#schedule.nowUs);
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
      this.#schedule.nowUs,
      queuedAtUs,
    );
    this.submitted += 1;
    return row;
  }

  /** A request that breaks a rule: refused, or through a service perhaps answered and then failed. */
  #turnAway(row: number, { service }: PlanStream, fault: number, request: Submission): void {
    const { code, throughService } = this.#plan.acceptance[fault]!;
    if (service !== -1 && throughService === 'failed') this.#endings.fail(row, code, request);
    else this.#endings.refuse(row, code, request);
  }

  /** No sender of the service reaches the destination. */
  #failUnserved(row: number, { service }: PlanStream): void {
    const { code, surface } = this.#plan.services[service]!.noSender;
    if (surface === 'failed') this.#endings.fail(row, code);
    else this.#endings.refuse(row, code, NOTHING_UNKEPT);
  }

  /** The code with which an accepted message fails once it is looked at: its media, or no way to its destination. */
  #failureOf(row: number, { media }: PlanStream): number {
    const { sender, country } = this.#ledger;
    if (media !== undefined && media.failure !== 0 && this.#ledger.media[row] === 1) return media.failure;
    return this.#plan.senders[sender[row]!]!.routeFailures[country[row]!] ?? 0;
  }

  /** The instant has come that messages of a stream were scheduled for. */
  sendDue(stream: number): void {
    this.#eachDue(this.#toSend[stream]!, (row) => {
      this.#acceptance.countScheduled(-1);
      this.#queue(row);
    });
  }

  /** The client of a stream takes messages back that have not begun to leave. */
  cancelDue(stream: number): void {
    this.#eachDue(this.#toCancel[stream]!, (row) => this.cancel(row));
  }

  /** A message of a stream has waited too long. One at a time: what stood behind it may then leave, at its very deadline. */
  expireDue(stream: number): void {
    this.#eachDue(this.#toExpire[stream]!, (row) => this.#expire(row), 1);
  }

  /** The message's time has come: into its lane, if it fits. */
  #queue(row: number): void {
    const stream = this.#ledger.stream[row]!;
    const { service, validityUs } = this.#plan.streams[stream]!;
    const country = this.#ledger.country[row]!;
    const lane = this.#laneOf(row);
    if (!this.#departures.admits(lane, country, this.#ledger.segments[row]!))
      return this.#endings.fail(row, this.#plan.overflow[service === -1 ? 'direct' : 'service'].code);
    this.#ledger.setStatus(row, STATUS_CODE.queued);
    this.#departures.enqueue(lane, row);
    if (validityUs !== Infinity) this.#toExpire[stream]!.add(row, this.#schedule.nowUs + validityUs);
  }

  /** A message that is scheduled, or queued with no segment gone, is taken back. */
  cancel(row: number): void {
    if (this.#ledger.status[row] === STATUS_CODE.scheduled) {
      this.#acceptance.countScheduled(-1);
      this.#endings.cancel(row);
    } else {
      this.#endings.cancelInLane(row);
      this.#departures.withdraw(this.#laneOf(row), row);
    }
  }

  #expire(row: number): void {
    this.#endings.failInLane(row, this.#plan.expiryCode);
    this.#departures.withdraw(this.#laneOf(row), row);
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
}

function initialStatus({ sendAt, service }: PlanStream): number {
  if (sendAt !== undefined) return STATUS_CODE.scheduled;
  return service === -1 ? STATUS_CODE.queued : STATUS_CODE.accepted;
}

/** How far ahead of its request a message is scheduled; negative when its instant is over. */
function aheadUs(sendAt: NonNullable<PlanStream['sendAt']>, nowUs: number): number {
  return 'atUs' in sendAt ? sendAt.atUs - nowUs : sendAt.afterUs;
}

/** When a scheduled message is queued: never before it is submitted. */
function instantOf(sendAt: NonNullable<PlanStream['sendAt']>, nowUs: number): number {
  return 'atUs' in sendAt ? Math.max(sendAt.atUs, nowUs) : nowUs + sendAt.afterUs;
}
