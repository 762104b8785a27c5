import { NO_FAULT } from '../messaging/request-rules.ts';
import { STATUS_CODE } from '../messaging/status.ts';
import type { Plan, PlanService, PlanStream } from '../scenario/plan.ts';
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
  /** By stream that asks for it: messages that wait to be queued, to be canceled, to expire. */
  readonly #toSend: (Waits | undefined)[] = [];
  readonly #toCancel: (Waits | undefined)[] = [];
  readonly #toExpire: (Waits | undefined)[] = [];
  /** By number of a submission that is not queued yet: how long it may then wait, where it says so itself. */
  readonly #ownValidityUs: Map<number, number> = new Map();

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
  }

  /** A service is another one from now on: for {@link Services.replace}. */
  setService(service: number, plan: PlanService): void {
    this.#services.replace(service, plan);
  }

  /** A request: refused, failed, scheduled or queued. */
  submit(stream: number, submission: Submission, carrier: number): void {
    const { validityUs, mediaFailure } = submission;
    if (this.#plain[stream] === 1 && mediaFailure === 0 && Number.isNaN(validityUs))
      return this.#submitPlain(stream, submission, carrier);
    const plan = this.#plan.streams[stream]!;
    const sendAtUs = this.#instantOf(plan, submission);
    const isScheduled = !Number.isNaN(sendAtUs);
    const chooses = plan.service !== -1 && !plan.namesSender;
    const fault = chooses
      ? this.#faultOfServed(plan, submission, carrier)
      : this.#faultOfNamed(plan, submission, carrier);
    const { nowUs } = this.#schedule;
    // Never before it is submitted.
    const queuedAtUs = isScheduled ? Math.max(sendAtUs, nowUs) : nowUs;
    const row = this.#enter(stream, submission, carrier, initialStatus(plan, isScheduled), queuedAtUs);
    this.#facts.submitted(row);
    if (fault !== NO_FAULT) return this.#turnAway(row, plan, fault, submission);
    if (submission.senderPosition === -1) return this.#failUnserved(row, plan);
    const failure = this.#failureOf(row, plan, submission);
    if (failure !== 0) return this.#endings.fail(row, failure);
    if (submission.cancels && plan.cancel !== undefined)
      this.#waits(this.#toCancel, 'cancel due', stream).add(row, nowUs + plan.cancel.afterUs);
    const { serial } = this.#ledger;
    if (!Number.isNaN(validityUs)) this.#ownValidityUs.set(serial[row]!, validityUs);
    if (!isScheduled) return this.#queue(row);
    this.#acceptance.countScheduled(1);
    this.#facts.scheduled(row);
    this.#waits(this.#toSend, 'send due', stream).add(row, queuedAtUs);
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
    const sendAtUs = this.#instantOf(plan, submission);
    if (!Number.isNaN(sendAtUs)) own = this.#acceptance.scheduleFault(own, sendAtUs - this.#schedule.nowUs);
    // What is refused for want of a sender is not counted as sent today.
    const { surface } = this.#services.noSender(plan.service);
    if (surface === 'refused' && !this.#services.reaches(plan.service, submission))
      own = this.#acceptance.poolFault(own, this.#services.isEmpty(plan.service));
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
    const sendAtUs = this.#instantOf(plan, submission);
    const isScheduled = !Number.isNaN(sendAtUs);
    if (isScheduled) fault = this.#acceptance.scheduleFault(fault, sendAtUs - this.#schedule.nowUs);
    const { surface } = this.#plan.overflow.direct;
    if (sender !== -1 && country >= 0 && surface === 'refused' && !isScheduled) {
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
    const { code, surface } = this.#services.noSender(service);
    if (surface === 'failed') this.#endings.fail(row, code);
    else this.#endings.refuse(row, code, NOTHING_UNKEPT);
  }

  /** The code with which an accepted message fails once it is looked at: its media, or no way to its destination. */
  #failureOf(row: number, { media }: PlanStream, { mediaFailure }: Submission): number {
    const { sender, country } = this.#ledger;
    const failure = mediaFailure === 0 ? (media?.failure ?? 0) : mediaFailure;
    if (failure !== 0 && this.#ledger.media[row] === 1) return failure;
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
    const { service } = this.#plan.streams[stream]!;
    const validityUs = this.#validityOf(row);
    const country = this.#ledger.country[row]!;
    const lane = this.#laneOf(row);
    if (!this.#departures.admits(lane, country, this.#ledger.segments[row]!))
      return this.#endings.fail(row, this.#plan.overflow[service === -1 ? 'direct' : 'service'].code);
    this.#ledger.setStatus(row, STATUS_CODE.queued);
    this.#departures.enqueue(lane, row);
    if (validityUs === Infinity) return;
    this.#waits(this.#toExpire, 'validity expires', stream).add(row, this.#schedule.nowUs + validityUs);
  }

  /** How long a message that is about to be queued may wait. To be asked once. */
  #validityOf(row: number): number {
    const { serial, stream } = this.#ledger;
    const ownUs = this.#ownValidityUs.get(serial[row]!);
    this.#ownValidityUs.delete(serial[row]!);
    return ownUs ?? this.#plan.streams[stream[row]!]!.validityUs;
  }

  /** A message that is scheduled, or queued with no segment gone, is taken back. */
  cancel(row: number): void {
    if (this.#ledger.status[row] === STATUS_CODE.scheduled) {
      this.#acceptance.countScheduled(-1);
      this.#ownValidityUs.delete(this.#ledger.serial[row]!);
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

  /** When a request is to be queued, as it or its stream says; NaN: at once. */
  #instantOf({ sendAt }: PlanStream, { sendAtUs }: Submission): number {
    if (sendAt === undefined) return sendAtUs;
    return 'atUs' in sendAt ? sendAt.atUs : this.#schedule.nowUs + sendAt.afterUs;
  }

  #waits(all: (Waits | undefined)[], kind: PipelineEvent['kind'], stream: number): Waits {
    const ledger = this.#ledger;
    all[stream] ??= new Waits(
      ledger,
      this.#schedule,
      () => new PipelineEvent(kind, stream),
      (row) => ledger.segmentsLeft[row]! > 0,
    );
    return all[stream];
  }

  #laneOf(row: number): number {
    const { sender, country, carrier } = this.#ledger;
    return laneOf(this.#plan, sender[row]!, country[row]!, carrier[row]!);
  }
}

function initialStatus({ service }: PlanStream, isScheduled: boolean): number {
  if (isScheduled) return STATUS_CODE.scheduled;
  return service === -1 ? STATUS_CODE.queued : STATUS_CODE.accepted;
}
