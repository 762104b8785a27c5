import type { KeyedUniform } from '../kernel/keyed-uniform.ts';
import type { Rate } from '../kernel/rate.ts';
import { TIME_LIMIT_US } from '../kernel/time.ts';
import type { PlanCallbacks } from '../scenario/plan.ts';
import type { CallbackFailure } from './callback-facts.ts';

/** How an attempt to deliver a callback ends: `failure` undefined is well. */
export interface AttemptEnd {
  readonly failure: CallbackFailure | undefined;
  readonly atUs: number;
}

/** The luck of the attempts of one traffic stream: a uniform number for each place, one a purpose. */
export interface EndpointLuck {
  /** Below the share of failed connections: none; from 1 less the share of errors on: an error. */
  readonly fate: KeyedUniform;
  readonly latency: KeyedUniform;
}

/**
 * The address that status callbacks are posted to, as a model. An attempt that connects is answered after the
 * endpoint's latency; where it has a capacity, its work is begun in order of arrival. It does not know that a client
 * has given up: what is answered too late has taken its place in the queue all the same.
 */
export class Endpoint {
  readonly #terms: PlanCallbacks;
  readonly #connectFailureUs: number;
  readonly #queue: WorkQueue | undefined;

  constructor(terms: PlanCallbacks) {
    const { connectTimeoutUs, totalTimeoutUs } = terms.policy;
    this.#terms = terms;
    this.#connectFailureUs = Math.min(connectTimeoutUs, totalTimeoutUs);
    this.#queue = terms.capacity && new WorkQueue(terms.capacity);
  }

  /** An attempt begins, not before the one that met the endpoint last. `high` and `low` are the place of its luck. */
  meet(nowUs: number, luck: EndpointLuck, high: number, low: number): AttemptEnd {
    const { connectFailures, errorReplies, latencyUs, policy } = this.#terms;
    const fate = connectFailures === 0 && errorReplies === 0 ? 0 : luck.fate(high, low);
    if (fate < connectFailures) return { failure: 'connect', atUs: nowUs + this.#connectFailureUs };
    const begunAtUs = this.#queue?.beginAtUs(nowUs) ?? nowUs;
    const answeredAtUs = begunAtUs + Math.round(latencyUs(luck.latency(high, low)));
    const givenUpAtUs = nowUs + policy.totalTimeoutUs;
    if (answeredAtUs > givenUpAtUs) return { failure: 'timeout', atUs: givenUpAtUs };
    return { failure: fate >= 1 - errorReplies ? 'error' : undefined, atUs: answeredAtUs };
  }
}

/**
 * A queue, first in, first out, before a server that begins so many requests a second. Exact: when the server is free
 * again is kept as whole microseconds and a rest in parts of one, so that in every window [a, b) fewer than
 * 1 + rate x (b - a) requests are begun, and a server that is never idle keeps its rate for ever.
 */
export class WorkQueue {
  readonly #units: number;
  /** Time that one request takes: whole microseconds and a rest in `units`-ths. */
  readonly #wholeUs: number;
  readonly #part: number;
  #freeAtUs = 0;
  #freePart = 0;

  /** @param rate above 0. */
  constructor({ units, perUs }: Rate) {
    this.#units = units;
    this.#wholeUs = Math.floor(perUs / units);
    this.#part = perUs % units;
  }

  /** First whole microsecond at which a request that arrives now is begun; Infinity: not within simulated time. */
  beginAtUs(nowUs: number): number {
    if (this.#freeAtUs > TIME_LIMIT_US) return Infinity;
    if (this.#freeAtUs < nowUs) {
      this.#freeAtUs = nowUs;
      this.#freePart = 0;
    }
    const begunAtUs = this.#freePart === 0 ? this.#freeAtUs : this.#freeAtUs + 1;
    const part = this.#freePart + this.#part;
    this.#freeAtUs += part < this.#units ? this.#wholeUs : this.#wholeUs + 1;
    this.#freePart = part < this.#units ? part : part - this.#units;
    return begunAtUs;
  }
}
