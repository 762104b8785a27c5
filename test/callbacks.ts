import fc from 'fast-check';
import { constant, exponential, uniform } from '../src/kernel/quantiles.ts';
import { rateOf } from '../src/kernel/rate.ts';
import { US_PER_SECOND } from '../src/kernel/time.ts';
import type { Fact } from '../src/laws/history.ts';
import { HistoryRecorder } from '../src/laws/history.ts';
import { STATUSES } from '../src/messaging/status.ts';
import type { CallbackFacts, CallbackView } from '../src/pipeline/callback-facts.ts';
import { StatusCallbacks } from '../src/pipeline/callbacks.ts';
import type { CallbackPolicy, Plan, PlanCallbacks } from '../src/scenario/plan.ts';
import { startRun } from '../src/simulate.ts';

/** Ten seconds to connect, fifteen in all, one retry where no connection was made: the sheet's older timeouts. */
export const POLICY: CallbackPolicy = {
  connectTimeoutUs: 10 * US_PER_SECOND,
  totalTimeoutUs: 15 * US_PER_SECOND,
  retries: 1,
  retryOn: ['connect'],
};

/** The guide's five statuses to an endpoint that answers at once, but for what is said. */
export function callbacksOf(own: Partial<PlanCallbacks> = {}): PlanCallbacks {
  return {
    statuses: ['queued', 'failed', 'sent', 'delivered', 'undelivered'],
    initialQueued: true,
    latencyUs: constant(0),
    connectFailures: 0,
    errorReplies: 0,
    capacity: undefined,
    policy: POLICY,
    ...own,
  };
}

/** What was told of one callback, in plain data. */
export interface CallbackFact {
  readonly kind: keyof CallbackFacts;
  /** `connect`, `timeout` or `error` where an attempt failed. */
  readonly failure: string | undefined;
  readonly atUs: number;
  readonly serial: number;
  /** Place in STATUSES. */
  readonly status: number;
  readonly dueAtUs: number;
  readonly attempts: number;
}

/** Keeps all that is told of callbacks. */
export function callbackRecorder(told: CallbackFact[]): CallbackFacts {
  const keep = (kind: keyof CallbackFacts, callback: CallbackView, atUs: number, failure?: string): void => {
    const { serial, status, dueAtUs, attempts } = callback;
    told.push({ kind, failure, atUs, serial, status, dueAtUs, attempts });
  };
  return {
    due: (callback) => keep('due', callback, callback.dueAtUs),
    attempted: (callback, atUs) => keep('attempted', callback, atUs),
    attemptFailed: (callback, failure, atUs) => keep('attemptFailed', callback, atUs, failure),
    delivered: (callback, atUs) => keep('delivered', callback, atUs),
    lost: (callback, atUs) => keep('lost', callback, atUs),
  };
}

/** Runs a plan and keeps what its messages did and what was told of their callbacks. */
export function callbackRunOf(
  plan: Plan,
  terms: PlanCallbacks,
  slice = Infinity,
): { readonly history: readonly Fact[]; readonly told: readonly CallbackFact[] } {
  const told: CallbackFact[] = [];
  let history: readonly Fact[] = [];
  let stage: StatusCallbacks | undefined;
  const run = startRun(plan, {
    observers: [
      (view) => {
        stage = new StatusCallbacks(plan, terms, 0, view, callbackRecorder(told));
        return stage.facts;
      },
      (view) => {
        const recorder = new HistoryRecorder(view);
        history = recorder.history;
        return recorder;
      },
    ],
  });
  while (run.advance(slice));
  run.finish();
  stage?.finish();
  return { history, told };
}

const someUs = fc.integer({ min: 0, max: 5 * US_PER_SECOND });

/** Random terms of callbacks: any statuses, endpoints that fail, are slow or have a small capacity, any policy. */
export const callbackTerms: fc.Arbitrary<PlanCallbacks> = fc.record({
  statuses: fc.subarray([...STATUSES]),
  initialQueued: fc.boolean(),
  latencyUs: fc.constantFrom(
    constant(0),
    constant(US_PER_SECOND),
    uniform(0, 8 * US_PER_SECOND),
    exponential(2 * US_PER_SECOND),
  ),
  connectFailures: fc.constantFrom(0, 0, 0.3, 1),
  errorReplies: fc.constantFrom(0, 0, 0.2, 0.7),
  capacity: fc.constantFrom(
    undefined,
    rateOf(2, US_PER_SECOND),
    rateOf(7, 3 * US_PER_SECOND),
    rateOf(5, 2),
    rateOf(1, 7 * US_PER_SECOND),
  ),
  policy: fc.record({
    connectTimeoutUs: someUs,
    totalTimeoutUs: someUs,
    retries: fc.integer({ min: 0, max: 5 }),
    retryOn: fc.subarray(['connect', 'timeout', 'error'] as const),
  }),
});
