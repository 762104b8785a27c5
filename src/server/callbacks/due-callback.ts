import type { Status } from '../../messaging/status.ts';

/** A status callback that is due: what is told, and where. */
export interface DueCallback {
  /** Number of the message; the callbacks of one message are delivered one after the other. */
  readonly message: number;
  readonly status: Status;
  /** As it was given, with its connection overrides behind `#`. */
  readonly url: string;
  /** Names and values in the order of the form; names may repeat. */
  readonly parameters: readonly (readonly [string, string])[];
  /** Of the header `I-Twilio-Idempotency-Token`: the same however often this callback is sent. */
  readonly token: string;
}

/** What became of a status callback. */
export interface CallbackOutcome {
  readonly due: DueCallback;
  /** Requests that were begun; 0 where none was allowed. */
  readonly attempts: number;
  /** `answered`: with a 2xx. */
  readonly result: 'answered' | 'given up';
  /** HTTP status of the last answer; undefined: there was none. */
  readonly status?: number | undefined;
  /** Code of the alert that the provider raises; undefined where it raises none. */
  readonly errorCode?: CallbackErrorCode | undefined;
  /** Why it was given up, as a sentence; undefined when it was answered. */
  readonly why?: string | undefined;
  /** Wall-clock milliseconds from the first attempt to the outcome. */
  readonly durationMs: number;
}

/**
 * What a callback fails with. Source: error catalogue (2022-11; 11243 of 2026). 11200: the answer, or none in time;
 * 11205: no connection; 11210: host unknown; 11215: redirected; 11220: TLS; 11237: certificate; 11243: connection
 * overrides; 21609: the address is none.
 */
export type CallbackErrorCode = 11200 | 11205 | 11210 | 11215 | 11220 | 11237 | 11243 | 21609;
