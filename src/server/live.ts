import { assert } from '../kernel/assert.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import { Measure } from '../measure/measure.ts';
import type { Result } from '../measure/result.ts';
import { inOneStep, type Steps } from '../measure/select.ts';
import { STATUSES, type Status } from '../messaging/status.ts';
import type { BucketState } from '../pipeline/bucket-states.ts';
import { cohortsOf } from '../pipeline/cohorts.ts';
import { DueCallbacks } from '../pipeline/due-callbacks.ts';
import { tellAll } from '../pipeline/facts.ts';
import { Ledger } from '../pipeline/ledger.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { LivePlan } from '../scenario/compile.ts';
import type { PlanIncident } from '../scenario/plan.ts';
import { settingOf } from '../setting.ts';
import type { ObserverFactory } from '../simulate.ts';
import { LiveStream } from '../traffic/live-stream.ts';
import { Changes } from './inspector/changes.ts';
import { Judge, type JudgedAt, type LiveRequest } from './judge.ts';
import type { LiveMessage } from './live-message.ts';
import { MessageLog } from './message-log.ts';
import { MessageStore, type Messages } from './message-store.ts';
import type { LiveService } from './service-book.ts';

/** Wall clock of t = 0 where the scenario has no `start`: fixed, so that equal sessions give equal dates. */
const DEFAULT_START_MS: number = Date.UTC(2026, 0, 1);

/** A status callback of a message falls due at an instant. */
export type CallbackDue = (message: LiveMessage, status: Status, atUs: number) => void;

/**
 * The model of `mpsim run` with requests from outside, and a clock that moves only when it is told to. The clock
 * stands where the requests of an instant are made: incidents and receipts of that instant are over, what was scheduled
 * for it is queued, and no segment of it has left; so all requests that are made while it stands are admitted or refused
 * before any of them is sent.
 */
export class Live {
  readonly #plan: LivePlan;
  readonly #pipeline: Pipeline;
  readonly #streams: readonly LiveStream[];
  readonly #judge: Judge;
  readonly #log: MessageLog;
  readonly #store: MessageStore;
  readonly #measure: Measure;
  readonly #ledger: Ledger;
  /** How many services there were at the most. */
  #services: number;

  /**
   * @param services those that are there from the start, in their order.
   * @param observers hear every fact, and change nothing.
   * @param store empty.
   * @param changes hears which messages change.
   */
  constructor(
    live: LivePlan,
    services: readonly Pick<LiveService, 'entry' | 'pool'>[],
    callbackDue: CallbackDue = () => {},
    observers: readonly ObserverFactory[] = [],
    store: MessageStore = new MessageStore(),
    changes: Changes = new Changes(),
  ) {
    const { plan, rulebook } = live;
    const cohorts = cohortsOf(plan);
    const ledger = new Ledger(true);
    this.#plan = live;
    this.#ledger = ledger;
    this.#store = store;
    this.#log = new MessageLog(ledger, store, plan.senders.length, changes);
    this.#judge = new Judge(live);
    this.#streams = plan.streams.map((stream) => new LiveStream(plan, stream, 0));
    this.#measure = new Measure(ledger, cohorts, plan.senders.length, plan.countries.length);
    const callbacks = new DueCallbacks(plan, rulebook.callbacks, ledger, (row, status, atUs) => {
      const message = store.atHand(ledger.serial[row]!);
      if (message.callbackUrl === undefined) return;
      this.#measure.callbackDue(atUs, message.index, status);
      callbackDue(message, STATUSES[status]!, atUs);
    });
    const facts = tellAll([
      this.#measure,
      this.#log,
      callbacks,
      ...observers.map((observer) => observer(ledger)),
    ]);
    this.#pipeline = new Pipeline(plan, 0, this.#streams, cohorts, ledger, facts);
    this.#services = services.length;
    services.forEach(({ entry, pool }, index) => this.#judge.setService(index, entry, pool));
    this.standAt(0);
  }

  /** The present instant, in whole microseconds since the start of the session. */
  get nowUs(): number {
    return this.#pipeline.schedule.nowUs;
  }

  /** Milliseconds since 1970 of an instant of the session. */
  wallMsOf(us: number): number {
    return (this.#plan.plan.anchor?.epochMs ?? DEFAULT_START_MS) + Math.floor(us / 1000);
  }

  /** When something happens next by itself; Infinity: nothing will. */
  get nextEventUs(): number {
    return this.#pipeline.schedule.agenda.nextUs;
  }

  /** All requests of the session, by number; their messages change with time. */
  get messages(): Messages {
    return this.#store;
  }

  /** Requests by the status that they have come to, deleted ones too. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#log.counts].filter(([, count]) => count > 0));
  }

  /** Messages that are not at their end. */
  get open(): number {
    return this.#log.open;
  }

  /** Segments that wait at each sender, by index of the sender in the plan. */
  get backlogSegments(): readonly number[] {
    return this.#log.backlogSegments;
  }

  /** The token buckets as they stand. */
  get buckets(): readonly BucketState[] {
    return this.#pipeline.buckets;
  }

  /** That of a run that ended now. O(messages under way). */
  get fingerprint(): string {
    return this.#measure.fingerprintNow(this.#ledger.openRows());
  }

  /** A request at the present instant: its message, whose status says so if it was refused. */
  submit(written: LiveRequest): LiveMessage {
    const { asked, submission } = this.#judge.judge(written, this.#now);
    const index = this.#store.count;
    this.#log.announce(asked);
    this.#streams[asked.stream]!.bring(submission, this.nowUs);
    this.#pipeline.submitNow(asked.stream);
    return this.#store.atHand(index);
  }

  /** Whether what lies behind the addresses of its media bears on a request, at the present instant. Changes nothing. */
  asksForMedia(written: LiveRequest): boolean {
    return this.#judge.asksForMedia(written, this.#now);
  }

  /** Whether nothing more will happen to a message. */
  hasEnded(message: Pick<LiveMessage, 'index'>): boolean {
    return this.#log.rowOf(message) === undefined;
  }

  /** Erases the text of a message. */
  redact({ index }: Pick<LiveMessage, 'index'>): void {
    this.#store.redact(index);
  }

  /** Deletes a message: it is there no more, whatever becomes of it. */
  delete({ index }: Pick<LiveMessage, 'index'>): void {
    this.#store.delete(index);
  }

  /** Takes a message back. False, and nothing happens, once a segment of it has left or it has ended. */
  cancel(message: LiveMessage): boolean {
    const row = this.#log.rowOf(message);
    if (row === undefined || (message.status !== 'queued' && message.status !== 'scheduled')) return false;
    this.#pipeline.cancelNow(row);
    return true;
  }

  /** A messaging service is made or changed at the present instant; without terms: it is there no more. */
  setService(index: number, terms: Pick<LiveService, 'entry' | 'pool'> | undefined): void {
    const { serviceWith, plan } = this.#plan;
    this.#judge.setService(index, terms?.entry, terms?.pool ?? []);
    const entry = { ...(terms?.entry ?? { senders: [] }), id: plan.services[index]!.id };
    this.#pipeline.setServiceNow(index, serviceWith(entry, terms?.pool ?? []));
    this.#services = Math.max(this.#services, index + 1);
  }

  /** A disturbance begins at the present instant, and ends when it says so. */
  disturb(incident: PlanIncident): void {
    this.#pipeline.disturbNow(incident);
  }

  /** Lets time pass until an instant, now or later, in whole microseconds. */
  standAt(atUs: number): void {
    while (this.moveTowards(atUs, Infinity));
  }

  /** The same, `maxEvents` events at the most. True while some are left. */
  moveTowards(atUs: number, maxEvents: number): boolean {
    assert(atUs >= this.nowUs && atUs <= TIME_LIMIT_US, () => `the clock cannot go to ${atUs} us`);
    return this.#pipeline.advanceToRequestsAt(atUs, maxEvents);
  }

  /**
   * Lets time pass to the next place before `untilUs` where something has happened: the clock then stands at that
   * instant, whose segments have not left, or right behind it. False once it stands at `untilUs`.
   */
  step(untilUs: number): boolean {
    const { nextEventUs, nowUs } = this;
    if (nextEventUs >= untilUs) {
      if (untilUs < Infinity) this.standAt(untilUs);
      return false;
    }
    this.standAt(nextEventUs > nowUs ? nextEventUs : nextEventUs + 1);
    return true;
  }

  get #now(): JudgedAt {
    return { us: this.nowUs, wallMs: this.wallMsOf(this.nowUs) };
  }

  /** What the session has come to, as the result of a run that ends now. The last thing to ask of it. */
  finish(): Result {
    return inOneStep(this.finishInSteps());
  }

  /** The same in steps of some milliseconds. */
  *finishInSteps(): Steps<Result> {
    this.#pipeline.finish();
    const setting = settingOf(this.#plan.plan, 0);
    // Streams of services that nobody has made are of no interest.
    const traffic = setting.traffic.slice(0, 1 + 2 * this.#services);
    return {
      setting: { ...setting, traffic, horizonUs: this.nowUs, warmUp: undefined },
      ...(yield* this.#measure.resultsInSteps()),
    };
  }
}
