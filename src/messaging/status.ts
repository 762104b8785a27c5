/**
 * The statuses of an outbound SMS or MMS, in Twilio's words. A status's place here is its code in typed columns.
 * Source: Twilio, Message resource, property `status` (2026-04); the inbound ones and those of other channels are
 * left out.
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
