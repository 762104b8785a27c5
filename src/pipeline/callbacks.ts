import { Agenda } from '../kernel/agenda.ts';
import { assert } from '../kernel/assert.ts';
import type { AgendaEvent } from '../kernel/calendar.ts';
import { keyedUniform } from '../kernel/keyed-uniform.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import { STATUS_CODE, STATUSES } from '../messaging/status.ts';
import type { Plan, PlanCallbacks } from '../scenario/plan.ts';
import type { CallbackFacts, CallbackView } from './callback-facts.ts';
import { Endpoint, type EndpointLuck } from './endpoint.ts';
import type { Facts, MessageView } from './facts.ts';

/** Attempts of one callback that the key of its luck tells apart. */
const ATTEMPT_LIMIT = 256;

/**
 * The stage behind the receipt: each change of status that is called back falls due at its own instant, and is tried
 * until the endpoint takes it or the provider gives up. Nothing of this acts on messages, so the stage is an observer
 * of facts. First attempts begin when a callback falls due; only those that follow are pending events, so all meet the
 * endpoint in time order: at one instant repeated ones first, then in the order in which they were due. A message
 * that begins `accepted` or `scheduled` says so in the answer to its request, and there is no callback of it.
 */
export class StatusCallbacks implements Facts {
  readonly inTimeOrder: boolean = true;
  readonly #policy: PlanCallbacks['policy'];
  /** By stream: whether `queued` is told. A messaging service's messages are accepted before, so it is news of them. */
  readonly #tellsQueued: readonly boolean[];
  /** By place in STATUSES. */
  readonly #calledBack: readonly boolean[];
  readonly #endpoint: Endpoint;
  readonly #lucks: readonly EndpointLuck[];
  readonly #view: MessageView;
  readonly #told: CallbackFacts;
  readonly #endUs: number;
  readonly #agenda = new Agenda<PendingCallback>();
  readonly #idle: PendingCallback[] = [];
  #scheduled = 0;
  readonly #tryAgain = (callback: PendingCallback): void => this.#attempt(callback, this.#agenda.nowUs);

  constructor(plan: Plan, terms: PlanCallbacks, replication: number, view: MessageView, told: CallbackFacts) {
    assert(
      terms.policy.retries < ATTEMPT_LIMIT - 1,
      () => `${terms.policy.retries} retries of a callback are too many`,
    );
    this.#policy = terms.policy;
    this.#tellsQueued = plan.streams.map(
      ({ service, sendAt }) => terms.initialQueued || service >= 0 || sendAt !== undefined,
    );
    this.#calledBack = STATUSES.map((status) => terms.statuses.includes(status));
    this.#endpoint = new Endpoint(terms);
    this.#lucks = plan.streams.map(({ id }) => ({
      fate: keyedUniform(plan.seed, replication, id, 'callback fate'),
      latency: keyedUniform(plan.seed, replication, id, 'callback latency'),
    }));
    this.#view = view;
    this.#told = told;
    this.#endUs = Math.min(plan.horizonUs, TIME_LIMIT_US);
  }

  submitted(): void {}
  refused(): void {}
  leftOpen(): void {}

  scheduled(): void {}
  withdrawn(): void {}

  queued(row: number): void {
    if (this.#tellsQueued[this.#view.stream[row]!]!)
      this.#fallDue(row, STATUS_CODE.queued, this.#view.queuedAtUs[row]!);
  }

  canceled(row: number): void {
    this.#fallDue(row, STATUS_CODE.canceled, this.#view.finalAtUs[row]!);
  }

  segmentLeft(row: number): void {
    if (this.#view.segmentsLeft[row] === 1)
      this.#fallDue(row, STATUS_CODE.sending, this.#view.lastSegmentAtUs[row]!);
  }

  sent(row: number): void {
    this.#fallDue(row, STATUS_CODE.sent, this.#view.lastSegmentAtUs[row]!);
  }

  concluded(row: number): void {
    const status = this.#view.status[row]!;
    // Without a receipt to come a message stays `sent`, and that was called back before.
    if (status !== STATUS_CODE.sent) this.#fallDue(row, status, this.#view.finalAtUs[row]!);
  }

  failed(row: number): void {
    this.#fallDue(row, STATUS_CODE.failed, this.#view.finalAtUs[row]!);
  }

  /** The facts have come to their end: the attempts that are still to come are made. */
  finish(): void {
    this.#agenda.runUntil(this.#endUs, Infinity, this.#tryAgain);
  }

  #fallDue(row: number, status: number, nowUs: number): void {
    if (!this.#calledBack[status]) return;
    this.#agenda.runUntil(nowUs + 1, Infinity, this.#tryAgain);
    const view = this.#view;
    const callback = this.#idle.pop() ?? new PendingCallback();
    callback.serial = view.serial[row]!;
    callback.status = status;
    callback.dueAtUs = nowUs;
    callback.attempts = 0;
    callback.stream = view.stream[row]!;
    callback.index = view.index[row]!;
    callback.messageAttempt = view.attempt[row]!;
    this.#told.due(callback);
    this.#attempt(callback, nowUs);
  }

  #attempt(callback: PendingCallback, nowUs: number): void {
    callback.attempts += 1;
    this.#told.attempted(callback, nowUs);
    const luck = this.#lucks[callback.stream]!;
    const { failure, atUs } = this.#endpoint.meet(nowUs, luck, callback.index, callback.luckPlace);
    if (atUs >= this.#endUs) return this.#release(callback);
    if (failure === undefined) {
      this.#told.delivered(callback, atUs);
      return this.#release(callback);
    }
    this.#told.attemptFailed(callback, failure, atUs);
    if (callback.attempts <= this.#policy.retries && this.#policy.retryOn.includes(failure)) {
      return this.#schedule(callback, atUs);
    }
    this.#told.lost(callback, atUs);
    this.#release(callback);
  }

  #schedule(callback: PendingCallback, atUs: number): void {
    callback.order = this.#scheduled;
    this.#scheduled += 1;
    this.#agenda.schedule(callback, atUs);
  }

  #release(callback: PendingCallback): void {
    this.#idle.push(callback);
  }
}

/** A callback under way. As an event it is the next attempt. */
class PendingCallback implements CallbackView, AgendaEvent {
  order = 0;
  serial = 0;
  status = 0;
  dueAtUs = 0;
  attempts = 0;
  stream = 0;
  index = 0;
  messageAttempt = 1;

  /** Which attempt of which status of which attempt to send a message: where, beside its index, its luck lies. */
  get luckPlace(): number {
    return (this.messageAttempt * ATTEMPT_LIMIT + this.status) * ATTEMPT_LIMIT + this.attempts;
  }
}
