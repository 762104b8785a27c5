import type { Medium } from '../messaging/request.ts';
import type { Status } from '../messaging/status.ts';

/** What stays of a request once it is judged: no more than can be asked for later, as sessions keep many. */
export interface Asked {
  /** To and From, in E.164 where they are numbers; undefined: none, or a messaging service in place of From. */
  readonly to: string | undefined;
  readonly from: string | undefined;
  /** The text as it is sent. */
  readonly text: string;
  readonly media: readonly Medium[];
  /** Place of the stream that it came by. */
  readonly stream: number;
  /** Index of the country of To in the plan. */
  readonly country: number;
  /** The static rule that it breaks, by place in acceptance; NO_FAULT: none. */
  readonly fault: number;
  /** Where its status callbacks go; undefined: nowhere. */
  readonly callbackUrl: string | undefined;
}

/** A message that came by request, or a request that was refused, as it stands at present. Times in whole microseconds. */
export interface LiveMessage extends Asked {
  /** Number of the request in the session, from 0; refused ones count. */
  readonly index: number;
  /** With which the request was answered; meaningless of a refused one. */
  readonly firstStatus: Status;
  readonly status: Status | 'refused';
  /** 0: none. */
  readonly errorCode: number;
  readonly segments: number;
  /** Whether it goes with its media, and not with links to them. */
  readonly isMms: boolean;
  /** Index of its sender in the plan; -1: none of ours, or none yet. */
  readonly sender: number;
  readonly submittedAtUs: number;
  /** Of its last change. */
  readonly updatedAtUs: number;
  /** When its last segment left; NaN before. */
  readonly sentAtUs: number;
}

/** A message as it is kept: it changes until it is at its end. */
export type KeptMessage = { -readonly [Key in keyof LiveMessage]: LiveMessage[Key] } & {
  /** Its row in the ledger; undefined once it is at its end. */
  row: number | undefined;
};

/** A message as JSON, of which {@link messageFrom} makes the same again. */
export function messageText(message: LiveMessage): string {
  return JSON.stringify(message);
}

/** @param text as {@link messageText} wrote it. */
export function messageFrom(text: string): LiveMessage {
  // JSON writes NaN as null, and no part of a message is null.
  return JSON.parse(text, (_, value: unknown) => (value === null ? Number.NaN : value));
}
