import { WITHOUT_ALPHANUMERIC_2017 } from './alphanumeric-countries.ts';
import { ADAPTED_TYPES } from './media-types.ts';
import { PRICES_2022 } from './prices-2022.ts';
import { REFUSALS } from './refusals.ts';
import type { AcceptanceRow, Rulebook } from './rulebook.ts';
import {
  ALPHANUMERIC_COUNTRIES,
  CATALOGUE_2022,
  DAILY_LIMIT_REPLY,
  OPENAPI_2022,
  pageOf,
  REFUSALS_LISTED,
  SENDING_MESSAGES_GUIDE,
  SERVICES_2022,
  WEBHOOK_OVERRIDES,
} from './sources.ts';

const UNSAID = 'The guide does not speak of it: as in 2022, for requests and accounts that have it.';

/** What the guide does not say, and what holds only where a scenario or a request names it. */
function unsaid(row: AcceptanceRow): AcceptanceRow {
  return { ...row, note: row.note === undefined ? UNSAID : `${UNSAID} ${row.note}` };
}

/**
 * What the guide asks of a request, with the codes of the catalogue of its time where it names none. What it does not
 * speak of is asked only where the scenario or the request itself brings it up: test credentials, permissions,
 * opt-outs, filtered texts, limits of new accounts, schedules. The order is that of 2022.
 */
const ACCEPTANCE: readonly AcceptanceRow[] = [
  ...[REFUSALS['provider-available'], REFUSALS['provider-answers'], REFUSALS['provider-works']].map(unsaid),
  ...[REFUSALS['api-path'], REFUSALS.credentials, REFUSALS.concurrency, REFUSALS['test-resource']].map(
    unsaid,
  ),
  REFUSALS['to-given'],
  unsaid(REFUSALS['one-recipient']),
  REFUSALS['sender-given'],
  ...[REFUSALS['service-sid'], REFUSALS['service-exists'], REFUSALS['service-available']].map(unsaid),
  ...[REFUSALS['test-from-invalid'], REFUSALS['test-from-full'], REFUSALS['test-from-unowned']].map(unsaid),
  ...[REFUSALS['test-to-invalid'], REFUSALS['test-to-unroutable'], REFUSALS['test-to-geo']].map(unsaid),
  ...[REFUSALS['test-to-opted-out'], REFUSALS['test-to-landline']].map(unsaid),
  unsaid(REFUSALS['from-unambiguous']),
  REFUSALS['from-possible'],
  REFUSALS['to-possible'],
  REFUSALS['to-not-short-code'],
  REFUSALS['from-owned'],
  REFUSALS['from-can-message'],
  ...[REFUSALS['from-receives'], REFUSALS['from-address']].map(unsaid),
  REFUSALS['body-given'],
  unsaid(REFUSALS['old-body-length']),
  REFUSALS['body-length'],
  REFUSALS['media-urls'],
  { ...REFUSALS['media-count'], source: SENDING_MESSAGES_GUIDE },
  { ...REFUSALS['media-country'], source: SENDING_MESSAGES_GUIDE },
  {
    ...REFUSALS['media-content'],
    note: 'The guide says that the request is rejected, and names no code.',
    source: SENDING_MESSAGES_GUIDE,
  },
  ...[REFUSALS['validity-range'], REFUSALS['status-callback']].map(unsaid),
  ...[REFUSALS['schedule-service'], REFUSALS['schedule-type'], REFUSALS['schedule-time']].map(unsaid),
  unsaid(REFUSALS['schedule-window']),
  {
    ...REFUSALS.verified,
    code: 21219,
    note: "The code is the guide's; the catalogue gives it to calls, and 21608 to messages.",
    source: SENDING_MESSAGES_GUIDE,
  },
  ...[REFUSALS['geo-permission'], REFUSALS['opted-out']].map(unsaid),
  { ...REFUSALS.route, source: SENDING_MESSAGES_GUIDE },
  unsaid(REFUSALS['content-filtered']),
  unsaid({ ...REFUSALS['daily-limit'], source: DAILY_LIMIT_REPLY }),
  unsaid(REFUSALS['schedule-count']),
  unsaid({ ...REFUSALS['pool-empty'], throughService: 'failed' }),
  {
    ...REFUSALS['pool-sender'],
    code: 21612,
    note: 'The guide has no error of services of its own: as if the sender were named.',
    source: SENDING_MESSAGES_GUIDE,
  },
];

/**
 * Twilio's guide "Sending Messages" to the letter, in its edition of the four-hour queue: rates by sender alone, and
 * nothing refused but what the guide says. Codes that the guide does not name are those of the catalogue of its time.
 */
export const twilioGuide: Rulebook = {
  name: 'twilio-guide',
  about: 'Twilio\'s guide "Sending Messages", edition of the four-hour queue (before June 2024).',
  rates: [
    {
      classes: ['long-code'],
      countries: ['US', 'CA'],
      segmentsPerSecond: 1,
      source: SENDING_MESSAGES_GUIDE,
    },
    {
      classes: ['short-code'],
      segmentsPerSecond: 'unlimited',
      note: 'Short codes send without limit: the guide only says that the limits of long codes are not theirs.',
      source: SENDING_MESSAGES_GUIDE,
    },
    {
      classes: ['toll-free'],
      segmentsPerSecond: 10,
      note: 'Toll-free numbers send 10 segments a second: the guide does not name them, so they go with all other senders.',
      source: SENDING_MESSAGES_GUIDE,
    },
    { segmentsPerSecond: 10, source: SENDING_MESSAGES_GUIDE },
  ],
  mediaRates: [],
  accountRates: [],
  campaigns: undefined,
  queueHorizon: { seconds: 4 * 3600, source: SENDING_MESSAGES_GUIDE },
  overflow: {
    direct: { code: 30001, surface: 'failed', source: SENDING_MESSAGES_GUIDE },
    service: { code: 30001, surface: 'failed', source: SENDING_MESSAGES_GUIDE },
  },
  validity: {
    defaultSeconds: undefined,
    minimumSeconds: 1,
    maximumSeconds: 14_400,
    code: 30001,
    note: 'The guide knows no validity period: messages wait as long as it takes. One that the request gives holds as in 2022.',
    source: OPENAPI_2022,
  },
  acceptance: ACCEPTANCE,
  trial: { prefix: '', note: 'The guide does not speak of a prefix.', source: SENDING_MESSAGES_GUIDE },
  services: {
    order: [['short-code'], ['alphanumeric'], ['long-code', 'toll-free']],
    orderByCountry: {},
    fallbackCountry: 'US',
    poolLimit: 400,
    noSender: { code: 21612, surface: 'refused' },
    emptyPool: { code: 21704, surface: 'failed' },
    mediaLink: { prefix: 'https://p.twil.io/', letters: 7 },
    note: 'The guide only says that Twilio chooses a number of the pool: as in 2022, but that a pool reaches whom its senders reach, and answers as they would.',
    source: SERVICES_2022,
  },
  scheduling: {
    minimumSeconds: 900,
    maximumSeconds: 7 * 24 * 3600,
    maximumPending: 500_000,
    note: 'The guide does not speak of scheduling: as in 2022.',
    source: pageOf(CATALOGUE_2022, 35114),
  },
  media: {
    countries: ['US', 'CA'],
    maximumCount: 10,
    maximumBytes: 5_000_000,
    maximumBytesUnadapted: 5_000_000,
    adapted: ADAPTED_TYPES,
    accepted: undefined,
    tooLarge: { code: 11751, surface: 'failed' },
    mismatch: { code: 12300, surface: 'refused' },
    note: 'A megabyte is read as a million bytes. The size is known once media are fetched, so too large ones fail the message.',
    source: SENDING_MESSAGES_GUIDE,
  },
  alphanumeric: {
    unsupportedCountries: WITHOUT_ALPHANUMERIC_2017,
    note: 'The guide refers to a list of countries; this is an older edition of it.',
    source: ALPHANUMERIC_COUNTRIES,
  },
  dailyLimit: { code: 63038, note: 'The guide does not speak of it.', source: DAILY_LIMIT_REPLY },
  refusals: { listed: false, source: REFUSALS_LISTED },
  callbacks: {
    statuses: ['queued', 'failed', 'sent', 'delivered', 'undelivered'],
    initialQueued: true,
    connectTimeoutMs: 5000,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: ['connect'],
    note: "The statuses are the guide's; timeouts and retries, of which it does not speak, are those of 2026.",
    source: {
      ...SENDING_MESSAGES_GUIDE,
      title: `${SENDING_MESSAGES_GUIDE.title}; ${WEBHOOK_OVERRIDES.title}`,
    },
  },
  prices: PRICES_2022,
};
