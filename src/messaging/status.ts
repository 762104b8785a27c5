/**
 * The statuses of an outbound SMS or MMS, in Twilio's words, roughly in the order of a message's life. Source:
 * Twilio, Message resource, property `status` (2026-04), without the inbound ones and those of other channels.
 */
export const STATUSES = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
] as const;

export type Status = (typeof STATUSES)[number];

/** The code of a status in typed columns: its place in {@link STATUSES}, 0 to 8, so `STATUSES[code]` leads back. */
export const STATUS_CODE: Readonly<Record<Status, number>> = {
  accepted: 0,
  scheduled: 1,
  queued: 2,
  sending: 3,
  sent: 4,
  delivered: 5,
  undelivered: 6,
  failed: 7,
  canceled: 8,
};

/**
 * Where a message may go next. Source: Twilio, outbound message status guide (2026-07); that a queued message may
 * be canceled before its first segment leaves is this model's decision, documented there for scheduled ones only.
 */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  accepted: ['queued', 'failed'],
  scheduled: ['queued', 'canceled', 'failed'],
  queued: ['sending', 'failed', 'canceled'],
  sending: ['sent', 'failed'],
  sent: ['delivered', 'undelivered'],
  delivered: [],
  undelivered: [],
  failed: [],
  canceled: [],
};

/**
 * In which status a message may begin: `queued` from a sender, `accepted` from a messaging service, `scheduled`
 * when it names a time.
 */
export function isInitial(status: Status): boolean {
  return status === 'accepted' || status === 'scheduled' || status === 'queued';
}

/** Whether a message may pass straight from one status to another. Staying is no transition. */
export function isLegal(from: Status, to: Status): boolean {
  return NEXT[from].includes(to);
}

/** Whether nothing can follow. `sent` is not final, though a message without a receipt stays there for good. */
export function isFinal(status: Status): boolean {
  return NEXT[status].length === 0;
}
