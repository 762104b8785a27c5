import { isZone } from '../kernel/civil-time.ts';
import { isCountry } from '../messaging/addresses.ts';
import type { MediaLimits } from '../messaging/request.ts';
import { STATUSES } from '../messaging/status.ts';
import {
  cited,
  type Form,
  flag,
  type GroupForm,
  list,
  may,
  needs,
  or,
  plain,
  price,
  rate,
  record,
  text,
  whole,
  word,
} from './form.ts';
import type { CarrierFee, NumberPrice, PriceCard, UnitPrice } from './prices.ts';
import { REFUSALS } from './refusals.ts';
import type {
  AcceptanceRow,
  AccountRateRow,
  AlphanumericRules,
  CallbackRules,
  CampaignRules,
  CampaignTier,
  MediaRateRow,
  OverflowRow,
  RateRow,
  Rulebook,
  SchedulingRules,
  ServiceRules,
  TrialRules,
  ValidityRules,
} from './rulebook.ts';
import type { Source } from './sources.ts';

/** A hundred years, in seconds. */
const SECONDS_MAX = 3_155_760_000;

const seconds = whole(1, SECONDS_MAX);
const count = whole(1, 1_000_000_000);
const code = whole(1, 999_999);
const country: Form = { kind: 'known', what: 'country', example: 'US', isKnown: isCountry };
const zone: Form = { kind: 'known', what: 'time zone', example: 'America/Los_Angeles', isKnown: isZone };
const senderClass = word('kind of sender', ['long-code', 'toll-free', 'short-code', 'alphanumeric']);
const countries = list(country);
const classes = list(senderClass);
const counts = word('unit', ['segments', 'media']);
const surface = word('surface', ['refused', 'failed']);
const order = list(list(senderClass));

/** A document that rows come from. */
export const SOURCE_FORM: Form = plain<Source>('a source', {
  title: needs(text),
  url: needs({
    kind: 'known',
    what: 'web address',
    example: 'https://example.com/limits',
    isKnown: (written) => /^https?:\/\/\S+$/.test(written),
  }),
  date: needs({
    kind: 'known',
    what: 'date',
    example: '2026-03',
    isKnown: (written) => /\d{4}/.test(written),
  }),
});

const outcome = plain<MediaLimits['mismatch']>('an outcome', { code: needs(code), surface: needs(surface) });

const campaignTier = cited<CampaignTier>('a tier of campaigns', {
  id: needs(text),
  kinds: needs(list(word('kind of campaign', ['standard', 'low-volume', 'sole-proprietor']))),
  trustScore: may(plain('a range of trust scores', { from: needs(whole(0, 100)), to: needs(whole(0, 100)) })),
  segmentsPerSecond: needs(record(rate)),
  mediaPerMinute: may(record(rate)),
  dailyCap: needs(count),
});

const campaigns = plain<CampaignRules>('rules for campaigns', {
  countries: needs(countries),
  senderCountries: needs(countries),
  tiers: needs(list(campaignTier)),
  dailyCap: needs(
    cited<CampaignRules['dailyCap']>('a daily cap', {
      carrier: needs(text),
      zone: needs(zone),
      code: needs(code),
    }),
  ),
  unregistered: needs(
    cited<CampaignRules['unregistered']>('an outcome', {
      code: needs(code),
      surface: needs(word('surface', ['failed', 'undelivered'])),
    }),
  ),
});

const acceptanceRow = cited<AcceptanceRow>('a row of acceptance', {
  rule: needs(word('rule', Object.keys(REFUSALS))),
  code: needs(code),
  http: needs(whole(400, 599)),
  message: needs(text),
  throughService: may(surface),
});

const overflow = cited<OverflowRow>('an outcome', { code: needs(code), surface: needs(surface) });
const unitPrice = cited<UnitPrice>('a price', {
  classes: may(classes),
  to: may(countries),
  price: needs(price),
});

const prices = plain<PriceCard>('a price card', {
  currency: needs(text),
  date: needs(text),
  segments: needs(list(unitPrice)),
  media: needs(list(unitPrice)),
  carrierFees: needs(
    list(
      cited<CarrierFee>('a carrier fee', {
        counts: needs(counts),
        classes: may(classes),
        to: needs(countries),
        carrier: may(text),
        price: needs(price),
      }),
    ),
  ),
  numbers: needs(
    list(
      cited<NumberPrice>('a price of numbers', {
        classes: needs(classes),
        countries: may(countries),
        pricePerMonth: needs(price),
      }),
    ),
  ),
  failed: needs(
    or(
      'none',
      undefined,
      cited<NonNullable<PriceCard['failed']>>('a fee', { price: needs(price), freeCodes: needs(list(code)) }),
    ),
  ),
});

/** The form of a rulebook, the words at its head apart. */
export const RULEBOOK_FORM: GroupForm = plain<Omit<Rulebook, 'name' | 'about'>>('a rulebook', {
  rates: needs(
    list(
      cited<RateRow>('a rate', {
        classes: may(classes),
        countries: may(countries),
        to: may(countries),
        segmentsPerSecond: needs(or('unlimited', 'unlimited', rate)),
      }),
    ),
  ),
  mediaRates: needs(
    list(cited<MediaRateRow>('a rate of media', { classes: may(classes), messagesPerSecond: needs(rate) })),
  ),
  accountRates: needs(
    list(
      cited<AccountRateRow>('a rate of the account', {
        id: needs(text),
        counts: needs(counts),
        classes: may(classes),
        perSecond: needs(rate),
      }),
    ),
  ),
  campaigns: needs(or('none', undefined, campaigns)),
  queueHorizon: needs(cited<Rulebook['queueHorizon']>('a queue horizon', { seconds: needs(seconds) })),
  overflow: needs(
    plain<Rulebook['overflow']>('overflow', { direct: needs(overflow), service: needs(overflow) }),
  ),
  validity: needs(
    cited<ValidityRules>('rules for validity periods', {
      defaultSeconds: needs(or('none', undefined, seconds)),
      minimumSeconds: needs(seconds),
      maximumSeconds: needs(seconds),
      code: needs(code),
    }),
  ),
  acceptance: needs(list(acceptanceRow)),
  trial: needs(cited<TrialRules>('rules for trial accounts', { prefix: needs(text) })),
  services: needs(
    cited<ServiceRules>('rules for messaging services', {
      order: needs(order),
      orderByCountry: needs(record(order)),
      fallbackCountry: needs(country),
      poolLimit: needs(count),
      noSender: needs(outcome),
      emptyPool: needs(outcome),
      mediaLink: needs(
        plain<ServiceRules['mediaLink']>('a link', { prefix: needs(text), letters: needs(whole(0, 100)) }),
      ),
    }),
  ),
  scheduling: needs(
    cited<SchedulingRules>('rules for schedules', {
      minimumSeconds: needs(seconds),
      maximumSeconds: needs(seconds),
      maximumPending: needs(count),
    }),
  ),
  media: needs(
    cited<MediaLimits>('rules for media', {
      countries: needs(countries),
      maximumCount: needs(count),
      maximumBytes: needs(count),
      maximumBytesUnadapted: needs(count),
      adapted: needs(list(text)),
      accepted: needs(or('any', undefined, list(text))),
      tooLarge: needs(outcome),
      mismatch: needs(outcome),
    }),
  ),
  alphanumeric: needs(
    cited<AlphanumericRules>('rules for alphanumeric senders', { unsupportedCountries: needs(countries) }),
  ),
  dailyLimit: needs(cited<Rulebook['dailyLimit']>('a daily limit', { code: needs(code) })),
  refusals: needs(cited<Rulebook['refusals']>('rules for refused requests', { listed: needs(flag) })),
  callbacks: needs(
    cited<CallbackRules>('rules for status callbacks', {
      statuses: needs(list(word('status', STATUSES))),
      initialQueued: needs(flag),
      connectTimeoutMs: needs(count),
      totalTimeoutMs: needs(count),
      retries: needs(whole(0, 100)),
      retryOn: needs(list(word('failure', ['connect', 'timeout', 'error']))),
    }),
  ),
  prices: needs(prices),
});
