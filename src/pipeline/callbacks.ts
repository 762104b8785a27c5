import { Agenda } from '../kernel/agenda.ts';
import { assert } from '../kernel/assert.ts';
import type { AgendaEvent } from '../kernel/calendar.ts';
import { keyedUniform } from '../kernel/keyed-uniform.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import type { Plan, PlanCallbacks } from '../scenario/plan.ts';
import type { CallbackFacts, CallbackView } from './callback-facts.ts';
import { DueCallbacks } from './due-callbacks.ts';
import { Endpoint, type EndpointLuck } from './endpoint.ts';
import type { Facts, MessageView } from './facts.ts';

/** Attempts of one callback that the key of its luck tells apart. */
const ATTEMPT_LIMIT = 256;

/**
 * The stage behind the receipt: each callback that falls due is tried until the endpoint takes it or the provider gives
 * up. Nothing of this acts on messages, so the stage is an observer of facts. First attempts begin when a callback
 * falls due; only those that follow are pending events, so all meet the endpoint in time order: at one instant repeated
 * ones first, then in the order in which they were due.
 */
export class StatusCallbacks {
  /** To be told of everything that happens. */
  readonly facts: Facts;
  readonly #policy: PlanCallbacks['policy'];
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
    this.facts = new DueCallbacks(plan, terms, view, (row, status, atUs) => this.#fallDue(row, status, atUs));
    this.#endpoint = new Endpoint(terms);
    this.#lucks = plan.streams.map(({ id }) => ({
      fate: keyedUniform(plan.seed, replication, id, 'callback fate'),
      latency: keyedUniform(plan.seed, replication, id, 'callback latency'),
    }));
    this.#view = view;
    this.#told = told;
    this.#endUs = Math.min(plan.horizonUs, TIME_LIMIT_US);
  }

  /** The facts have come to their end: the attempts that are still to come are made. */
  finish(): void {
    this.#agenda.runUntil(this.#endUs, Infinity, this.#tryAgain);
  }

  #fallDue(row: number, status: number, nowUs: number): void {
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
