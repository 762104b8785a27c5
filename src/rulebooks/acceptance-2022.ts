import { REFUSALS } from './refusals.ts';
import type { AcceptanceRow } from './rulebook.ts';
import { DAILY_LIMIT_REPLY } from './sources.ts';

/** Answered, then failed, when the request goes through a messaging service (Twilio, error dictionary, 2022-11). */
const LATER = { throughService: 'failed' } as const;

const CHOSEN_LATER = {
  ...LATER,
  note: 'Undocumented whether at once or later; as the sender is chosen later, the message fails.',
} as const;

/**
 * What Twilio asked of a request in 2022. No document gives the whole order. Known are: a wrong path comes before
 * wrong credentials, and what is wrong with the sender before what is wrong with the content. The rest goes from the
 * form of the request over its parts to what they mean together, and to the state of the account at last.
 */
export const ACCEPTANCE_2022: readonly AcceptanceRow[] = [
  REFUSALS['provider-available'],
  REFUSALS['provider-answers'],
  REFUSALS['provider-works'],
  REFUSALS['api-path'],
  REFUSALS.credentials,
  REFUSALS.concurrency,
  REFUSALS['test-resource'],
  REFUSALS['to-given'],
  REFUSALS['one-recipient'],
  REFUSALS['sender-given'],
  REFUSALS['service-sid'],
  REFUSALS['service-exists'],
  REFUSALS['service-available'],
  REFUSALS['test-from-invalid'],
  REFUSALS['test-from-full'],
  REFUSALS['test-from-unowned'],
  REFUSALS['test-to-invalid'],
  REFUSALS['test-to-unroutable'],
  REFUSALS['test-to-geo'],
  REFUSALS['test-to-opted-out'],
  REFUSALS['test-to-landline'],
  REFUSALS['from-unambiguous'],
  REFUSALS['from-possible'],
  REFUSALS['to-possible'],
  REFUSALS['to-not-short-code'],
  REFUSALS['to-not-premium'],
  REFUSALS['to-not-from'],
  REFUSALS['alphanumeric-on-trial'],
  REFUSALS['trial-sandbox'],
  REFUSALS['from-owned'],
  REFUSALS['from-can-message'],
  REFUSALS['from-receives'],
  REFUSALS['from-address'],
  REFUSALS['short-code-country'],
  REFUSALS['body-given'],
  REFUSALS['old-body-length'],
  REFUSALS['body-length'],
  REFUSALS['media-urls'],
  REFUSALS['media-count'],
  REFUSALS['account-media'],
  REFUSALS['media-country'],
  REFUSALS['from-media'],
  REFUSALS['validity-range'],
  REFUSALS['status-callback'],
  REFUSALS['schedule-service'],
  REFUSALS['schedule-type'],
  REFUSALS['schedule-time'],
  REFUSALS['schedule-window'],
  REFUSALS.verified,
  { ...REFUSALS['geo-permission'], ...LATER },
  { ...REFUSALS['opted-out'], ...LATER },
  { ...REFUSALS.route, ...LATER },
  REFUSALS.mobile,
  { ...REFUSALS['content-filtered'], ...LATER },
  { ...REFUSALS['daily-limit'], source: DAILY_LIMIT_REPLY },
  REFUSALS['schedule-count'],
  REFUSALS['queue-full'],
  { ...REFUSALS['pool-empty'], ...CHOSEN_LATER },
  { ...REFUSALS['pool-sender'], ...CHOSEN_LATER },
];
