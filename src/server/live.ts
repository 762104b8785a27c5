import { assert } from '../kernel/assert.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import { cohortsOf } from '../pipeline/cohorts.ts';
import { Ledger } from '../pipeline/ledger.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { LivePlan } from '../scenario/compile.ts';
import { LiveStream } from '../traffic/live-stream.ts';
import { Judge, type LiveRequest } from './judge.ts';
import { type LiveMessage, MessageLog } from './message-log.ts';

/**
 * The model of `mpsim run` with requests from outside, and a clock that moves only when it is told to. The clock
 * stands where the requests of an instant are made: incidents and receipts of that instant are over, and no segment of
 * it has left; so all requests that are made while it stands are admitted or refused before any of them is sent.
 */
export class Live {
  readonly #pipeline: Pipeline;
  readonly #streams: readonly LiveStream[];
  readonly #judge: Judge;
  readonly #log: MessageLog;

  constructor(live: LivePlan) {
    const { plan } = live;
    const ledger = new Ledger();
    this.#log = new MessageLog(ledger, plan.senders.length);
    this.#judge = new Judge(live);
    this.#streams = plan.streams.map((stream) => new LiveStream(plan, stream, 0));
    this.#pipeline = new Pipeline(plan, 0, this.#streams, cohortsOf(plan), ledger, this.#log);
    this.#standAt(0);
  }

  /** The present instant, in whole microseconds since the start of the session. */
  get nowUs(): number {
    return this.#pipeline.schedule.nowUs;
  }

  /** When something happens next by itself; Infinity: nothing will. */
  get nextEventUs(): number {
    return this.#pipeline.schedule.agenda.nextUs;
  }

  /** All requests of the session, by number; their messages change with time. */
  get messages(): readonly LiveMessage[] {
    return this.#log.messages;
  }

  /** Messages that are not at their end. */
  get open(): number {
    return this.#log.open;
  }

  /** A request at the present instant: its message, whose status says so if it was refused. */
  submit(written: LiveRequest): LiveMessage {
    const judged = this.#judge.judge(written);
    const { stream, submission } = judged;
    const index = this.#log.messages.length;
    this.#log.announce(judged);
    this.#streams[stream]!.bring(submission, this.nowUs);
    this.#pipeline.submitNow(stream);
    return this.#log.messages[index]!;
  }

  /** Whether nothing more will happen to a message. */
  hasEnded(message: LiveMessage): boolean {
    return this.#log.rowOf(message) === undefined;
  }

  /** Segments that wait at each sender, by index of the sender in the plan. */
  get backlogSegments(): readonly number[] {
    return this.#log.backlogSegments;
  }

  /** Takes a message back. False, and nothing happens, once a segment of it has left or it has ended. */
  cancel(message: LiveMessage): boolean {
    const row = this.#log.rowOf(message);
    if (row === undefined || (message.status !== 'queued' && message.status !== 'scheduled')) return false;
    this.#pipeline.cancelNow(row);
    return true;
  }

  /** Lets time pass, in whole microseconds. */
  advanceBy(us: number): void {
    const untilUs = this.nowUs + us;
    assert(us >= 0 && untilUs <= TIME_LIMIT_US, () => `the clock cannot advance by ${us} us`);
    this.#standAt(untilUs);
  }

  /** Lets the whole instant pass at which something happens next; the clock then stands right behind it. */
  advanceToNextEvent(): void {
    const { nextEventUs } = this;
    if (nextEventUs < Infinity) this.#standAt(nextEventUs + 1);
  }

  /** Lets time pass until every message is at its end, or nothing more will happen to those that are not. */
  advanceToIdle(): void {
    while (this.open > 0 && this.nextEventUs < Infinity) this.advanceToNextEvent();
  }

  #standAt(atUs: number): void {
    while (this.#pipeline.advanceToRequestsAt(atUs, Infinity));
  }
}
