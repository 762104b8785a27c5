import { orderOf } from '../kernel/agenda.ts';
import type { AgendaEvent } from '../kernel/calendar.ts';
import type { Outcome } from '../scenario/plan.ts';
import type { Retry } from './retries.ts';

/**
 * The order of what happens at one instant. So every request of an instant is admitted or refused, stream after
 * stream, before any segment of that instant leaves; and an incident holds from its first instant to before its last.
 */
export const RANKS = {
  'incident ends': 0,
  'incident begins': 1,
  'receipt arrives': 2,
  'retry due': 3,
  'message submitted': 4,
  'sender ready': 5,
  'validity expires': 6,
  sample: 7,
} as const;

/**
 * The kinds of events. Pending at any time: one a traffic stream and thing that its messages wait for (more where
 * requests from outside say when: see `Waits`), one a busy lane (none where its departures are told ahead),
 * one a level that lanes wait for, one an incident, one a retry.
 */
export type EventKind =
  | 'incident ends'
  | 'incident begins'
  | 'receipt arrives'
  | 'retry due'
  | 'send due'
  | 'message submitted'
  | 'cancel due'
  | 'sender ready'
  | 'level ready'
  | 'validity expires';

const RANK_OF: Readonly<Record<EventKind, keyof typeof RANKS>> = {
  'incident ends': 'incident ends',
  'incident begins': 'incident begins',
  'receipt arrives': 'receipt arrives',
  'retry due': 'retry due',
  /** A message that was scheduled is queued: before what its stream submits at that instant. */
  'send due': 'message submitted',
  'message submitted': 'message submitted',
  /** A client's request too, after what its stream submits at that instant. */
  'cancel due': 'message submitted',
  'sender ready': 'sender ready',
  /** Behind every lane of its instant: their heads are in line by then. */
  'level ready': 'sender ready',
  'validity expires': 'validity expires',
};

/** The turns of what one stream does at one instant. */
const TURN: Partial<Record<EventKind, number>> = { 'message submitted': 1, 'cancel due': 2 };

/** Something due in the model. Its object is reused by whoever owns it. */
export class PipelineEvent implements AgendaEvent {
  order: number;
  readonly kind: EventKind;
  /** Index of the incident, stream, lane or level; the row of the message for a receipt. */
  subject: number;
  /** What a receipt says. */
  outcome: Outcome | undefined = undefined;
  /** What is tried again. */
  retry: Retry | undefined = undefined;

  /**
   * The event of an incident, stream, lane or level, which has one pending at the most.
   *
   * @param place its place among those of its rank, where that is not its own index.
   */
  constructor(kind: EventKind, subject: number, place: number = subject) {
    this.kind = kind;
    this.subject = subject;
    this.order = orderOf(RANKS[RANK_OF[kind]], place, TURN[kind] ?? 0);
  }

  /** Makes this the receipt of one message: its turn is by stream, then by number within the stream. */
  becomeReceipt(row: number, stream: number, index: number, outcome: Outcome): void {
    this.subject = row;
    this.order = orderOf(RANKS['receipt arrives'], stream, index);
    this.outcome = outcome;
  }

  /** Makes this the next attempt of one message of a stream, which has one pending at the most. */
  becomeRetry(retry: Retry): void {
    this.order = orderOf(RANKS['retry due'], this.subject, retry.submission.index);
    this.retry = retry;
  }
}
