import { ACCEPTANCE_2022 } from './acceptance-2022.ts';
import { WITHOUT_ALPHANUMERIC_2017 } from './alphanumeric-countries.ts';
import { ACCEPTED_TYPES_2022, ADAPTED_TYPES } from './media-types.ts';
import { PRICES_2022 } from './prices-2022.ts';
import type { Rulebook } from './rulebook.ts';
import {
  ALPHANUMERIC_COUNTRIES,
  ASSERTED_REPLIES,
  CATALOGUE_2022,
  DAILY_LIMIT_REPLY,
  MEDIA_TYPES,
  MMS_CHANGELOG,
  OPENAPI_2022,
  pageOf,
  RATES_FAQ,
  RECORDED_REPLIES,
  REFUSALS_LISTED,
  SENDING_MESSAGES_GUIDE,
  SERVICES_2022,
  STATUS_GUIDE,
  TOLL_FREE_RATES,
} from './sources.ts';

const AMERICAN = ['US', 'CA'];

/** Twilio by its documents of about 2022: the four-hour queue, rates by destination, and two kinds of overflow. */
export const twilio2022: Rulebook = {
  name: 'twilio-2022',
  about: 'Twilio by its documents of about 2022: the four-hour queue, rates by destination.',
  rates: [
    {
      classes: ['short-code'],
      segmentsPerSecond: 100,
      note: 'Short codes send 100 segments a second; Canadian and British ones of before 2017 sent 30.',
      source: RATES_FAQ,
    },
    { classes: ['toll-free'], countries: AMERICAN, to: AMERICAN, segmentsPerSecond: 3, source: RATES_FAQ },
    { classes: ['long-code'], countries: AMERICAN, to: AMERICAN, segmentsPerSecond: 1, source: RATES_FAQ },
    { segmentsPerSecond: 10, source: RATES_FAQ },
  ],
  mediaRates: [
    { classes: ['long-code'], messagesPerSecond: 1, source: MMS_CHANGELOG },
    { classes: ['toll-free'], messagesPerSecond: 3, source: TOLL_FREE_RATES },
    {
      classes: ['short-code'],
      messagesPerSecond: 40,
      note: 'A figure of 2026, for want of an older one.',
      source: { ...RATES_FAQ, date: '2026-09-20' },
    },
  ],
  accountRates: [
    {
      id: 'mms-long-code',
      counts: 'media',
      classes: ['long-code'],
      perSecond: 50,
      note: '25 in 2019, 50 later.',
      source: MMS_CHANGELOG,
    },
    {
      id: 'mms-toll-free',
      counts: 'media',
      classes: ['toll-free'],
      perSecond: 25,
      source: TOLL_FREE_RATES,
    },
  ],
  campaigns: undefined,
  queueHorizon: { seconds: 4 * 3600, source: SENDING_MESSAGES_GUIDE },
  overflow: {
    direct: { code: 21611, surface: 'refused', source: ASSERTED_REPLIES },
    service: { code: 30001, surface: 'failed', source: pageOf(CATALOGUE_2022, 21611) },
  },
  validity: {
    defaultSeconds: 14_400,
    minimumSeconds: 1,
    maximumSeconds: 14_400,
    code: 30001,
    note: 'No code of its own was known for a validity period that ran out; the message fails as one that overflows.',
    source: OPENAPI_2022,
  },
  acceptance: ACCEPTANCE_2022,
  trial: { prefix: 'Sent from your Twilio trial account - ', source: RECORDED_REPLIES },
  services: {
    order: [['short-code'], ['alphanumeric'], ['long-code', 'toll-free']],
    orderByCountry: {},
    fallbackCountry: 'US',
    poolLimit: 400,
    noSender: { code: 21703, surface: 'failed' },
    emptyPool: { code: 21704, surface: 'failed' },
    mediaLink: { prefix: 'https://p.twil.io/', letters: 7 },
    note: 'How senders of one kind take turns is not published.',
    source: SERVICES_2022,
  },
  scheduling: {
    minimumSeconds: 900,
    maximumSeconds: 7 * 24 * 3600,
    maximumPending: 500_000,
    source: pageOf(CATALOGUE_2022, 35114),
  },
  media: {
    countries: AMERICAN,
    maximumCount: 10,
    maximumBytes: 5_000_000,
    maximumBytesUnadapted: 5_000_000,
    adapted: ADAPTED_TYPES,
    accepted: ACCEPTED_TYPES_2022,
    tooLarge: { code: 11751, surface: 'failed' },
    mismatch: { code: 12300, surface: 'failed' },
    note: 'Media are fetched after the request is answered, so what is wrong with them fails the message.',
    source: MEDIA_TYPES,
  },
  alphanumeric: { unsupportedCountries: WITHOUT_ALPHANUMERIC_2017, source: ALPHANUMERIC_COUNTRIES },
  dailyLimit: { code: 63038, note: '500 messages a day in one reply of 2020.', source: DAILY_LIMIT_REPLY },
  refusals: { listed: false, source: REFUSALS_LISTED },
  callbacks: {
    statuses: ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'],
    initialQueued: false,
    connectTimeoutMs: 5000,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: ['connect'],
    note: 'Connecting was given 10 seconds in two tries of 5.',
    source: { ...STATUS_GUIDE, title: `${STATUS_GUIDE.title}; error dictionary, 11205 (2022-11)` },
  },
  prices: PRICES_2022,
};
