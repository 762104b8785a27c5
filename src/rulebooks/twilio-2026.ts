import { ACCEPTANCE_2026 } from './acceptance-2026.ts';
import { WITHOUT_ALPHANUMERIC_2017 } from './alphanumeric-countries.ts';
import { CAMPAIGNS_2026 } from './campaigns-2026.ts';
import { ACCEPTED_TYPES_2026, ADAPTED_TYPES } from './media-types.ts';
import { PRICES_2026 } from './prices-2026.ts';
import type { Rulebook } from './rulebook.ts';
import {
  ALPHANUMERIC_US,
  CATALOGUE_2026,
  OPENAPI_2026,
  pageOf,
  RATE_LIMITS,
  RECORDED_REPLIES,
  REFUSALS_LISTED,
  SERVICES_2026,
  STATUS_GUIDE,
  WEBHOOK_OVERRIDES,
} from './sources.ts';

const AMERICAN = ['US', 'CA'];

/** Twilio by its documents of 2024 to 2026: the ten-hour queue, 10DLC campaigns, and an account limit. */
export const twilio2026: Rulebook = {
  name: 'twilio-2026',
  about: 'Twilio by its documents of 2024 to 2026: the ten-hour queue and 10DLC campaigns.',
  rates: [
    {
      classes: ['short-code'],
      segmentsPerSecond: 100,
      note: 'Short codes send 100 segments a second; more can be bought.',
      source: RATE_LIMITS,
    },
    {
      classes: ['toll-free'],
      countries: AMERICAN,
      to: AMERICAN,
      segmentsPerSecond: 3,
      note: 'Toll-free numbers send 3 segments a second; that can be raised to between 25 and 150.',
      source: RATE_LIMITS,
    },
    { classes: ['long-code'], to: ['CA'], segmentsPerSecond: 1, source: RATE_LIMITS },
    {
      classes: ['long-code'],
      countries: AMERICAN,
      to: ['US'],
      segmentsPerSecond: 1,
      note: 'Long codes outside a campaign send 1 segment a second to the US, where their messages fail.',
      source: RATE_LIMITS,
    },
    { segmentsPerSecond: 10, source: RATE_LIMITS },
  ],
  mediaRates: [
    {
      classes: ['long-code'],
      messagesPerSecond: 1,
      note: 'Now varies by campaign; the rate of 2019 stands for it.',
      source: RATE_LIMITS,
    },
    { classes: ['toll-free'], messagesPerSecond: 25, source: RATE_LIMITS },
    { classes: ['short-code'], messagesPerSecond: 40, source: RATE_LIMITS },
  ],
  accountRates: [
    {
      id: 'account',
      counts: 'segments',
      perSecond: 2000,
      note: 'Documented in messages; counted in segments here, as all other rates are.',
      source: pageOf(CATALOGUE_2026, 63017),
    },
    { id: 'mms-long-code', counts: 'media', classes: ['long-code'], perSecond: 50, source: RATE_LIMITS },
    { id: 'mms-toll-free', counts: 'media', classes: ['toll-free'], perSecond: 25, source: RATE_LIMITS },
  ],
  campaigns: CAMPAIGNS_2026,
  queueHorizon: { seconds: 10 * 3600, source: RATE_LIMITS },
  overflow: {
    direct: { code: 21611, surface: 'refused', source: pageOf(CATALOGUE_2026, 21611) },
    service: { code: 30001, surface: 'failed', source: pageOf(CATALOGUE_2026, 30001) },
  },
  validity: {
    defaultSeconds: 36_000,
    minimumSeconds: 1,
    maximumSeconds: 36_000,
    code: 30036,
    source: OPENAPI_2026,
  },
  acceptance: ACCEPTANCE_2026,
  trial: {
    prefix: 'Sent from your Twilio trial account - ',
    note: 'Trial messages of too many segments fail with 30044; how many is not published, so none does here.',
    source: RECORDED_REPLIES,
  },
  services: {
    order: [['short-code'], ['alphanumeric'], ['long-code', 'toll-free']],
    orderByCountry: { CA: [['short-code'], ['alphanumeric'], ['toll-free'], ['long-code']] },
    fallbackCountry: 'US',
    poolLimit: 400,
    noSender: { code: 21703, surface: 'failed' },
    emptyPool: { code: 21704, surface: 'failed' },
    mediaLink: { prefix: 'https://p.twil.io/', letters: 7 },
    note: 'How senders of one kind take turns is not published.',
    source: SERVICES_2026,
  },
  scheduling: {
    minimumSeconds: 300,
    maximumSeconds: 35 * 24 * 3600,
    maximumPending: 500_000,
    source: pageOf(CATALOGUE_2026, 35114),
  },
  media: {
    countries: AMERICAN,
    maximumCount: 10,
    maximumBytes: 5_000_000,
    maximumBytesUnadapted: 500_000,
    adapted: ADAPTED_TYPES,
    accepted: ACCEPTED_TYPES_2026,
    tooLarge: { code: 11751, surface: 'failed' },
    mismatch: { code: 12300, surface: 'failed' },
    note: 'Media are fetched after the request is answered, so what is wrong with them fails the message.',
    source: OPENAPI_2026,
  },
  alphanumeric: {
    unsupportedCountries: WITHOUT_ALPHANUMERIC_2017,
    note: 'That the United States take none is documented in 2026; the other countries are those of 2017.',
    source: ALPHANUMERIC_US,
  },
  dailyLimit: {
    code: 63038,
    note: 'New accounts that are not verified may send 20,000 messages a day.',
    source: RATE_LIMITS,
  },
  refusals: { listed: true, source: REFUSALS_LISTED },
  callbacks: {
    statuses: ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'],
    initialQueued: false,
    connectTimeoutMs: 5000,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: ['connect'],
    note: `Statuses: ${STATUS_GUIDE.title} (${STATUS_GUIDE.date}).`,
    source: WEBHOOK_OVERRIDES,
  },
  prices: PRICES_2026,
};
