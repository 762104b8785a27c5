import type { Rulebook } from './rulebook.ts';
import { CATALOGUE_2022, SENDING_MESSAGES_GUIDE } from './sources.ts';

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
  queueHorizon: { seconds: 4 * 3600, source: SENDING_MESSAGES_GUIDE },
  mediaRates: [],
  accountRates: [],
  campaigns: undefined,
  overflow: {
    direct: { code: 30001, surface: 'failed', source: SENDING_MESSAGES_GUIDE },
    service: { code: 30001, surface: 'failed', source: SENDING_MESSAGES_GUIDE },
  },
  validity: undefined,
  // The order is this model's: no document gives one.
  acceptance: [
    {
      rule: 'to-given',
      code: 21604,
      http: 400,
      message: "A 'To' phone number is required.",
      source: CATALOGUE_2022,
    },
    {
      rule: 'to-possible',
      code: 21211,
      http: 400,
      message: "The 'To' number {to} is not a valid phone number.",
      source: CATALOGUE_2022,
    },
    {
      rule: 'from-owned',
      code: 21606,
      http: 400,
      message:
        'The From phone number {from} is not a valid, SMS-capable inbound phone number or short code for your account.',
      source: CATALOGUE_2022,
    },
    {
      rule: 'body-given',
      code: 21602,
      http: 400,
      message: 'Message body is required.',
      source: CATALOGUE_2022,
    },
    {
      rule: 'body-length',
      code: 21617,
      http: 400,
      message: 'The concatenated message body exceeds the 1600 character limit.',
      source: CATALOGUE_2022,
    },
  ],
  trial: { prefix: '', source: SENDING_MESSAGES_GUIDE },
  services: {
    order: [['short-code'], ['alphanumeric'], ['long-code', 'toll-free']],
    fallbackCountry: 'US',
    poolLimit: 400,
    noSender: { code: 21703, surface: 'failed' },
    emptyPool: { code: 21704, surface: 'failed' },
    source: CATALOGUE_2022,
  },
  scheduling: { minimumSeconds: 900, maximumSeconds: 7 * 24 * 3600, source: CATALOGUE_2022 },
  media: {
    countries: ['US', 'CA'],
    maximumCount: 10,
    maximumBytes: 5_000_000,
    adapted: ['image/gif', 'image/png', 'image/jpeg'],
    accepted: undefined,
    tooLarge: { code: 11751, surface: 'failed' },
    mismatch: { code: 12300, surface: 'refused' },
    source: SENDING_MESSAGES_GUIDE,
  },
  alphanumeric: { unsupportedCountries: ['US', 'CA'], source: CATALOGUE_2022 },
  dailyLimit: { code: 63038, source: CATALOGUE_2022 },
  callbacks: {
    statuses: ['queued', 'failed', 'sent', 'delivered', 'undelivered'],
    initialQueued: true,
    connectTimeoutMs: 5000,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: ['connect'],
    source: SENDING_MESSAGES_GUIDE,
  },
  prices: {
    currency: 'USD',
    date: '2022',
    segments: [{ price: '0.0075', source: CATALOGUE_2022 }],
    media: [{ price: '0.02', source: CATALOGUE_2022 }],
    carrierFees: [],
    numbers: [],
    failed: undefined,
  },
};
