import type { RequestRule } from '../messaging/request-rules.ts';
import type { AcceptanceRow } from './rulebook.ts';
import {
  ASSERTED_REPLIES,
  CATALOGUE_2022,
  CATALOGUE_2026,
  pageOf,
  RECORDED_REPLIES,
  TEST_CREDENTIALS,
} from './sources.ts';

/** What the rows of a rule say beyond its code. */
type Details = Partial<Omit<AcceptanceRow, 'rule' | 'code'>>;

/** A refusal, by default HTTP 400 and described by the page of its code in the dictionary. */
export function refusal(
  rule: RequestRule,
  code: number,
  message: string,
  details: Details = {},
): AcceptanceRow {
  return { rule, code, http: 400, message, source: pageOf(CATALOGUE_2022, code), ...details };
}

/** A refusal whose text was recorded. */
function recorded(rule: RequestRule, code: number, message: string, details: Details = {}): AcceptanceRow {
  return refusal(rule, code, message, { source: pageOf(RECORDED_REPLIES, code), ...details });
}

/** A refusal that test credentials give on purpose, by a number with magic. */
function magic(rule: RequestRule, code: number, message: string, details: Details = {}): AcceptanceRow {
  return refusal(rule, code, message, { source: TEST_CREDENTIALS, ...details });
}

const INVALID_TO = "The 'To' number {to} is not a valid phone number.";
const INVALID_FROM =
  "The 'From' number {from} is not a valid phone number, shortcode, or alphanumeric sender ID.";
const UNOWNED_FROM =
  'The From phone number {from} is not a valid, SMS-capable inbound phone number or short code for your account.';
const UNREACHABLE =
  "The 'To' phone number: {to}, is not currently reachable using the 'From' phone number: {from} via SMS.";
const NO_PERMISSION =
  "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {to}.";
const OPTED_OUT = 'The message From/To pair violates a blacklist rule.';
const NOT_MOBILE = 'To number: {to}, is not a mobile number';
const QUEUE_FULL = 'SMS queue is full.';

/**
 * The texts of refusals in Twilio's words where a reply was recorded, and in own words elsewhere. The codes are those
 * of 2022; a rulebook takes the rows that it asks for and changes what differs in its time.
 */
export const REFUSALS: Readonly<Record<RequestRule, AcceptanceRow>> = {
  'provider-works': refusal('provider-works', 20500, 'Internal server error.', { http: 500 }),
  'provider-available': refusal('provider-available', 20503, 'Service unavailable.', { http: 503 }),
  'provider-answers': refusal('provider-answers', 20504, 'Gateway timeout.', { http: 504 }),
  'api-path': recorded('api-path', 20404, 'The requested resource {path} was not found', { http: 404 }),
  credentials: recorded('credentials', 20003, 'Authenticate', { http: 401 }),
  'test-resource': magic('test-resource', 20008, 'Test credentials cannot use this resource.', { http: 403 }),
  concurrency: refusal('concurrency', 20429, 'Too many requests of this account are under way.', {
    http: 429,
  }),
  'to-given': refusal('to-given', 21604, "A 'To' phone number is required."),
  'one-recipient': refusal('one-recipient', 21653, "The 'To' parameter takes one recipient: {to}."),
  'sender-given': recorded('sender-given', 21603, "A 'From' phone number is required."),
  'service-sid': refusal('service-sid', 21705, 'The Messaging Service SID {service} is invalid.'),
  'service-exists': refusal('service-exists', 21701, 'The Messaging Service {service} does not exist.', {
    http: 404,
  }),
  'service-available': refusal(
    'service-available',
    21702,
    'The Messaging Service {service} is not available.',
  ),
  'test-from-invalid': magic('test-from-invalid', 21212, INVALID_FROM),
  'test-from-unowned': magic('test-from-unowned', 21606, UNOWNED_FROM),
  'test-from-full': magic('test-from-full', 21611, QUEUE_FULL, { http: 429, source: ASSERTED_REPLIES }),
  'test-to-invalid': magic('test-to-invalid', 21211, INVALID_TO),
  'test-to-unroutable': magic('test-to-unroutable', 21612, UNREACHABLE),
  'test-to-geo': magic('test-to-geo', 21408, NO_PERMISSION),
  'test-to-opted-out': magic('test-to-opted-out', 21610, OPTED_OUT),
  'test-to-landline': magic('test-to-landline', 21614, NOT_MOBILE),
  'from-possible': recorded('from-possible', 21212, INVALID_FROM),
  'to-possible': recorded('to-possible', 21211, INVALID_TO),
  'to-not-short-code': recorded('to-not-short-code', 21211, INVALID_TO),
  'to-not-premium': refusal('to-not-premium', 21211, INVALID_TO),
  'to-not-from': refusal('to-not-from', 21211, "'To' and 'From' are the same number: {to}."),
  'alphanumeric-on-trial': refusal(
    'alphanumeric-on-trial',
    21212,
    'A trial account cannot send from the alphanumeric sender ID {from}.',
  ),
  'from-owned': recorded('from-owned', 21606, UNOWNED_FROM),
  'from-can-message': recorded('from-can-message', 21606, UNOWNED_FROM),
  'from-unambiguous': refusal(
    'from-unambiguous',
    21616,
    "The 'From' number {from} matches several numbers of your account.",
  ),
  'from-receives': refusal(
    'from-receives',
    21601,
    "The 'From' number {from} is not an incoming number of your account.",
  ),
  'from-address': refusal('from-address', 21615, "The 'From' number {from} needs an address in its country."),
  'short-code-country': refusal('short-code-country', 21606, UNOWNED_FROM),
  'body-given': recorded('body-given', 21602, 'Message body is required.'),
  'body-length': recorded(
    'body-length',
    21617,
    'The concatenated message body exceeds the 1600 character limit.',
  ),
  'old-body-length': refusal(
    'old-body-length',
    21605,
    'The body exceeds the 160 characters that this endpoint takes.',
  ),
  'media-urls': refusal('media-urls', 21620, 'A MediaUrl is not a valid absolute URL.'),
  'media-count': refusal('media-count', 21623, 'A message takes {limit} media at the most.'),
  'media-country': refusal('media-country', 21612, 'Media cannot be sent from {from} to {to}.'),
  'account-media': refusal('account-media', 21622, 'The account is not enabled for MMS.'),
  'from-media': refusal('from-media', 21621, "The 'From' number {from} is not enabled for MMS."),
  'validity-range': refusal(
    'validity-range',
    21624,
    'ValidityPeriod must be a whole number of 1 to {limit} seconds.',
  ),
  'status-callback': refusal(
    'status-callback',
    21609,
    'The StatusCallback URL is not a valid absolute URL.',
    {
      note: 'Today it may be a notification only; here it refuses the request.',
    },
  ),
  'schedule-service': refusal(
    'schedule-service',
    35118,
    'A MessagingServiceSid is required to schedule a message.',
  ),
  'schedule-type': refusal('schedule-type', 35119, "SendAt needs the ScheduleType 'fixed'.", {
    note: 'Read as: SendAt without the ScheduleType fixed.',
  }),
  'schedule-time': refusal('schedule-time', 35111, "The ScheduleType 'fixed' needs SendAt."),
  'schedule-window': refusal(
    'schedule-window',
    35114,
    'SendAt is outside of the time for which messages can be scheduled.',
    {
      note: 'The codes 35115 and 35117 are described alike; the first of the three stands for all.',
    },
  ),
  'schedule-count': refusal('schedule-count', 35125, 'The account has {limit} scheduled messages already.'),
  'daily-limit': refusal('daily-limit', 63038, 'Account exceeded the {limit} daily messages limit', {
    http: 429,
    note: 'Asked only where a limit is named.',
  }),
  'trial-sandbox': refusal('trial-sandbox', 21607, 'A trial account sends from its sandbox number.', {
    note: 'Legacy: asked only of accounts that have a sandbox number.',
  }),
  verified: recorded(
    'verified',
    21608,
    'The number {to} is unverified. Trial accounts cannot send messages to unverified numbers; verify {to} at twilio.com/user/account/phone-numbers/verified, or purchase a Twilio number to send messages to unverified numbers.',
  ),
  'geo-permission': recorded('geo-permission', 21408, NO_PERMISSION),
  'opted-out': recorded('opted-out', 21610, OPTED_OUT),
  route: recorded('route', 21612, UNREACHABLE),
  mobile: recorded('mobile', 21614, NOT_MOBILE, {
    note: 'Asked of fixed lines outside the US, Canada and the United Kingdom only.',
  }),
  'queue-full': refusal('queue-full', 21611, QUEUE_FULL, { http: 429, source: ASSERTED_REPLIES }),
  'content-filtered': refusal('content-filtered', 21618, 'All carriers would filter this message.'),
  'pool-empty': refusal('pool-empty', 21704, 'The Messaging Service {service} has no senders.'),
  'pool-sender': refusal('pool-sender', 21703, 'No sender of the Messaging Service {service} reaches {to}.'),
  'media-content': refusal(
    'media-content',
    12300,
    'The content type of a MediaUrl is missing or does not match its media.',
  ),
  'from-of-account': refusal(
    'from-of-account',
    21660,
    "The 'From' number {from} belongs to another account.",
    {
      source: pageOf(CATALOGUE_2026, 21660),
    },
  ),
};
