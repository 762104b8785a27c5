/** Why an attempt to deliver a callback failed: no connection, an answer that came too late, an error as the answer. */
export const CALLBACK_FAILURES = ['connect', 'timeout', 'error'] as const;
export type CallbackFailure = (typeof CALLBACK_FAILURES)[number];

/** One callback: the news of one status of one message. Its object is reused: read it during the call only. */
export interface CallbackView {
  /** Number of the submission in the run, from 0. */
  readonly serial: number;
  /** Place in STATUSES. */
  readonly status: number;
  /** The instant of the change of status: whole microseconds. */
  readonly dueAtUs: number;
  /** Attempts begun so far. */
  readonly attempts: number;
}

/**
 * The port through which the model tells of status callbacks. `due` and `attempted` are told in time order; how an
 * attempt ends is certain when it begins, and is told then, with its own time. What would happen at the end of the
 * run or later is never told: such a callback is neither delivered nor lost.
 */
export interface CallbackFacts {
  /** A message has changed to a status that is called back. */
  due(callback: CallbackView): void;
  /** An attempt to deliver it begins. */
  attempted(callback: CallbackView, atUs: number): void;
  /** The attempt has failed. Either another one follows or the callback is lost. */
  attemptFailed(callback: CallbackView, failure: CallbackFailure, atUs: number): void;
  /** The endpoint has answered in time, and well. */
  delivered(callback: CallbackView, atUs: number): void;
  /** The last attempt has failed. */
  lost(callback: CallbackView, atUs: number): void;
}
