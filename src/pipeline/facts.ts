import type { Encoding } from '../messaging/encoding.ts';
import { STATUSES } from '../messaging/status.ts';
import { type LaneFacts, tellAllOfLanes } from './lane-facts.ts';

/** Encodings by their place in the ledger's column. */
export const ENCODINGS: readonly Encoding[] = ['GSM-7', 'UCS-2'];

/** The ledger's status of a refused request, which is no message and has none of Twilio's. */
export const REFUSED: number = STATUSES.length;

/**
 * The port through which the model tells what happened. Measures, traces, message lists and law checkers implement
 * {@link Facts}; the model knows none of them.
 *
 * A fact names a row of the ledger. The row is valid during the call only: once a message has ended, its row is used
 * for another. Facts come in time order, but for departures and what follows them, which are told as soon as they are
 * certain, with the instants at which they come to pass; unless an observer asked for {@link Facts.inTimeOrder}.
 */
export interface Facts {
  /** True when every fact must be told at its own instant; the model then schedules an event for each. */
  readonly inTimeOrder: boolean;
  /** Who is to hear what lanes wait for; undefined: nobody. */
  readonly lanes?: LaneFacts | undefined;
  /** A request was made. Followed at once by `refused`, `failed`, `scheduled` or `queued`. */
  submitted(row: number): void;
  /** The request was answered with an error: it never becomes a message. */
  refused(row: number): void;
  /** The message waits for the instant that it was submitted for. `queued`, `canceled` or `failed` follows. */
  scheduled(row: number): void;
  /** The message stands in its lane: its segments are backlog. `backlogSegments` is all that its sender then has. */
  queued(row: number, backlogSegments: number): void;
  /**
   * A message in its lane gives up its place at `finalAtUs`: its segments are backlog no more. `failed` or `canceled`
   * follows at once.
   */
  withdrawn(row: number): void;
  /** The message will never be sent. */
  failed(row: number): void;
  /** The same at its sender's wish. */
  canceled(row: number): void;
  /** One segment left its sender at `lastSegmentAtUs`. The first one makes the message `sending`. */
  segmentLeft(row: number): void;
  /** The last segment has left. */
  sent(row: number): void;
  /** The message is final at `finalAtUs`: delivered, undelivered, or sent with no receipt to come. */
  concluded(row: number): void;
  /** Told once for each message that the end of the run finds open. */
  leftOpen(row: number): void;
}

/** A column of the ledger, to be read by row. */
export interface Column {
  readonly [row: number]: number;
}

/** What the ledger says of its rows. Times are whole microseconds; NaN where the thing has not happened. */
export interface MessageView {
  /** Number of the submission in the run, from 0. */
  readonly serial: Column;
  /** Index of the traffic stream. */
  readonly stream: Column;
  /** Number of the submission within its stream, from 0. */
  readonly index: Column;
  /** 1 for a first attempt. */
  readonly attempt: Column;
  /** Index of the sender; -1 when From is not ours. */
  readonly sender: Column;
  /** Index of the destination country in the plan, or NO_COUNTRY. */
  readonly country: Column;
  /** Index of the carrier. */
  readonly carrier: Column;
  /** Index of the cohort: the messages of one stream through one sender over one carrier. */
  readonly cohort: Column;
  /** Place in ENCODINGS. */
  readonly encoding: Column;
  /** 1 for an MMS, which is one unit (one segment) whatever its size. */
  readonly media: Column;
  readonly segments: Column;
  /** How many of them have left the sender. */
  readonly segmentsLeft: Column;
  /** Place in STATUSES, or REFUSED. */
  readonly status: Column;
  /** 0 where there is none. */
  readonly errorCode: Column;
  readonly submittedAtUs: Column;
  /** When the client first wanted to send it: earlier than submitted for a later attempt, and for one held back. */
  readonly offeredAtUs: Column;
  /** From when it waits: its submission, or the instant that it was scheduled for. */
  readonly queuedAtUs: Column;
  readonly firstSegmentAtUs: Column;
  /** When its latest segment left; for a sent message, when it was sent. */
  readonly lastSegmentAtUs: Column;
  /** When it was refused, failed, canceled, or concluded. */
  readonly finalAtUs: Column;
}

/** Tells every observer in turn. */
export function tellAll(observers: readonly Facts[]): Facts {
  const [only] = observers;
  if (only !== undefined && observers.length === 1) return only;
  return {
    inTimeOrder: observers.some((observer) => observer.inTimeOrder),
    lanes: tellAllOfLanes(observers.flatMap(({ lanes }) => lanes ?? [])),
    submitted: (row) => observers.forEach((observer) => observer.submitted(row)),
    refused: (row) => observers.forEach((observer) => observer.refused(row)),
    scheduled: (row) => observers.forEach((observer) => observer.scheduled(row)),
    queued: (row, backlogSegments) => observers.forEach((observer) => observer.queued(row, backlogSegments)),
    failed: (row) => observers.forEach((observer) => observer.failed(row)),
    withdrawn: (row) => observers.forEach((observer) => observer.withdrawn(row)),
    canceled: (row) => observers.forEach((observer) => observer.canceled(row)),
    segmentLeft: (row) => observers.forEach((observer) => observer.segmentLeft(row)),
    sent: (row) => observers.forEach((observer) => observer.sent(row)),
    concluded: (row) => observers.forEach((observer) => observer.concluded(row)),
    leftOpen: (row) => observers.forEach((observer) => observer.leftOpen(row)),
  };
}
