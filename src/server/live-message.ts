import type { Status } from '../messaging/status.ts';
import type { Judged } from './judge.ts';

/** A message that came by request, or a request that was refused, as it stands at present. Times in whole microseconds. */
export interface LiveMessage {
  /** Number of the request in the session, from 0; refused ones count. */
  readonly index: number;
  readonly judged: Judged;
  /** With which the request was answered; meaningless of a refused one. */
  readonly firstStatus: Status;
  readonly status: Status | 'refused';
  /** 0: none. */
  readonly errorCode: number;
  readonly segments: number;
  /** Whether it goes with media. */
  readonly media: boolean;
  /** Index of its sender in the plan; -1: none of ours, or none yet. */
  readonly sender: number;
  readonly submittedAtUs: number;
  /** Of its last change. */
  readonly updatedAtUs: number;
  /** When its last segment left; NaN before. */
  readonly sentAtUs: number;
}

/** A message as it is kept: it changes until it is at its end. */
export type KeptMessage = { -readonly [Key in keyof LiveMessage]: LiveMessage[Key] };

/** What was judged, without its text. */
export function withoutText(judged: Judged): Judged {
  return { ...judged, text: '', request: { ...judged.request, body: '' } };
}

/** A message as JSON, of which {@link messageFrom} makes the same again. */
export function messageText(message: LiveMessage): string {
  return JSON.stringify(message);
}

/** @param text as {@link messageText} wrote it. */
export function messageFrom(text: string): LiveMessage {
  // JSON writes NaN as null, and no part of a message is null.
  return JSON.parse(text, (_, value: unknown) => (value === null ? Number.NaN : value));
}
