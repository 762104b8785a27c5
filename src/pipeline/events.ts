import { orderOf } from '../kernel/agenda.ts';
import type { AgendaEvent } from '../kernel/calendar.ts';
import type { Outcome } from '../scenario/plan.ts';

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

/** The kinds of events. Pending at any time: one a traffic stream, one a busy lane, one an incident. */
export type EventKind =
  | 'incident ends'
  | 'incident begins'
  | 'receipt arrives'
  | 'message submitted'
  | 'sender ready';

/** Something due in the model. Its object is reused by whoever owns it. */
export class PipelineEvent implements AgendaEvent {
  order: number;
  readonly kind: EventKind;
  /** Index of the incident, stream or lane; the row of the message for a receipt. */
  subject: number;
  /** What a receipt says. */
  outcome: Outcome | undefined = undefined;

  /** The event of an incident, stream or lane, which has one pending at the most. */
  constructor(kind: EventKind, place: number) {
    this.kind = kind;
    this.subject = place;
    this.order = orderOf(RANKS[kind], place, 0);
  }

  /** Makes this the receipt of one message: its turn is by stream, then by number within the stream. */
  becomeReceipt(row: number, stream: number, index: number, outcome: Outcome): void {
    this.subject = row;
    this.order = orderOf(RANKS['receipt arrives'], stream, index);
    this.outcome = outcome;
  }
}
