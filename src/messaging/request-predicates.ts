import type { AccountFacts, MessageRequest } from './request.ts';
import { isServedAsItIs } from './request-media.ts';
import {
  destinationOf,
  fromOf,
  isBlank,
  isServiceSid,
  isWebAddress,
  knownServiceOf,
  recipientOf,
  senderOf,
  serviceOf,
} from './request-parts.ts';
import { BODY_LIMIT_UTF16, type RequestRule } from './request-rules.ts';
import { TEST_FROM, TEST_TO } from './test-numbers.ts';

/** What a rule looks at. `recipient` is To itself, `destination` only its country. */
export type Aspect = 'recipient' | 'destination' | 'sender' | 'service' | 'body' | 'media' | 'options';

/** A rule that the request and the account alone decide: what it looks at, and whether it is broken. */
export interface StaticRule {
  readonly aspects: readonly Aspect[];
  readonly isBroken: (request: MessageRequest, account: AccountFacts) => boolean;
}

function rule(aspects: readonly Aspect[], isBroken: StaticRule['isBroken']): StaticRule {
  return { aspects, isBroken };
}

/** A To that has magic for test credentials. */
function testTo(number: string): StaticRule {
  return rule(['recipient'], ({ to }, { type }) => type === 'test' && to === number);
}

/** Numbers of short codes as recipients: 5 or 6 digits (Twilio, ShortCode resource, 2024). */
const SHORT_CODE_RECIPIENT = /^\d{5,6}$/;
/** Where messages are made: capitals count. Source: OpenAPI description (2026-04), and under 21605 (2022-11). */
const PATH = /^\/2010-04-01\/Accounts\/AC[0-9a-fA-F]{32}\/(?:SMS\/)?Messages(?:\.json)?$/;
/** The endpoint of before 2013, and what it takes. Source: under 21605 (2022-11). */
const OLD_PATH = /\/SMS\/Messages(?:\.json)?$/;
const OLD_BODY_LIMIT_UTF16 = 160;
/** A number without the plus and its country code, longer than any short code. */
const NATIONAL_NUMBER = /^\d{9,14}$/;
/** Words that are no names. Source: recorded and described under 21212 (2022-11). */
const GENERIC_IDS: ReadonlySet<string> = new Set(['SMS', 'INFO']);
/** Where landlines are not told apart, or take texts. Source: under 21614 (2022-11). */
const LANDLINES_PASS: ReadonlySet<string | undefined> = new Set(['US', 'CA', 'GB']);

const hasMedia = ({ media }: MessageRequest): boolean => media !== undefined && media.length > 0;
const isScheduled = ({ sendAt, scheduleType }: MessageRequest): boolean =>
  !isBlank(sendAt) || !isBlank(scheduleType);
const within = (value: number, limits: { minimumSeconds: number; maximumSeconds: number }): boolean =>
  value >= limits.minimumSeconds && value <= limits.maximumSeconds;

/** Whether there is exactly one To, so that more can be asked about it. */
const isOneRecipient = ({ to = '' }: MessageRequest): boolean => !isBlank(to) && !/[,;]/.test(to);

/** Rules that the request and the account alone decide, by name. The others depend on what went before. */
export const STATIC_RULES: Readonly<Partial<Record<RequestRule, StaticRule>>> = {
  'provider-works': rule(['options'], (_, { outage }) => outage === 'internal error'),
  'provider-available': rule(['options'], (_, { outage }) => outage === 'unavailable'),
  'provider-answers': rule(['options'], (_, { outage }) => outage === 'no answer'),
  'api-path': rule(['options'], ({ path }) => path !== undefined && !PATH.test(path)),
  credentials: rule(['options'], ({ isAuthenticated }) => isAuthenticated === false),
  'test-resource': rule(
    ['service'],
    (request, { type }) => type === 'test' && serviceOf(request) !== undefined,
  ),

  'to-given': rule(['recipient'], ({ to, toCountry }) => isBlank(to) && toCountry === undefined),
  'one-recipient': rule(['recipient'], (request) => !isBlank(request.to) && !isOneRecipient(request)),
  'to-possible': rule(
    ['recipient'],
    (request) =>
      isOneRecipient(request) &&
      recipientOf(request) === undefined &&
      !SHORT_CODE_RECIPIENT.test(request.to ?? ''),
  ),
  'to-not-short-code': rule(['recipient'], ({ to = '' }) => SHORT_CODE_RECIPIENT.test(to)),
  'to-not-premium': rule(['recipient'], (request) => recipientOf(request)?.kind === 'premium-rate'),
  mobile: rule(['recipient'], (request) => {
    const number = recipientOf(request);
    return number?.kind === 'fixed-line' && !LANDLINES_PASS.has(number.country);
  }),
  verified: rule(
    ['recipient'],
    ({ to }, { type, verified }) => type === 'trial' && !(to !== undefined && verified.has(to)),
  ),
  'opted-out': rule(['recipient'], ({ to }, { optedOut }) => to !== undefined && optedOut.has(to)),
  'geo-permission': rule(['destination'], (request, { geoPermissions }) => {
    return geoPermissions !== undefined && !geoPermissions.has(destinationOf(request) ?? '');
  }),

  'sender-given': rule(
    ['sender', 'service'],
    (request) => fromOf(request) === undefined && serviceOf(request) === undefined,
  ),
  'from-unambiguous': rule(['sender'], (request, { senders }) => {
    const from = fromOf(request);
    if (from === undefined || !NATIONAL_NUMBER.test(from)) return false;
    return [...senders.keys()].filter((own) => own.startsWith('+') && own.endsWith(from)).length > 1;
  }),
  'from-possible': rule(['sender'], (request, account) => {
    const from = fromOf(request);
    if (from === undefined) return false;
    return senderOf(request, account) === undefined || GENERIC_IDS.has(from.toUpperCase());
  }),
  'from-owned': rule(['sender'], (request, account) => {
    const from = fromOf(request);
    if (from === undefined || account.type === 'test' || account.senders.has(from)) return false;
    return account.anyAlphanumeric !== true || senderOf(request, account)?.class !== 'alphanumeric';
  }),
  'from-of-account': rule(['sender'], (request, { sendersOfOthers }) => {
    return sendersOfOthers?.has(fromOf(request) ?? '') === true;
  }),
  'from-can-message': rule(['sender'], (request, account) => senderOf(request, account)?.text === false),
  'from-receives': rule(['sender'], (request, account) => senderOf(request, account)?.receives === false),
  'from-address': rule(['sender'], (request, account) => senderOf(request, account)?.hasAddress === false),
  'alphanumeric-on-trial': rule(['sender'], (request, account) => {
    return account.type === 'trial' && senderOf(request, account)?.class === 'alphanumeric';
  }),
  'trial-sandbox': rule(['sender'], (request, { type, sandboxNumber }) => {
    return type === 'trial' && sandboxNumber !== undefined && fromOf(request) !== sandboxNumber;
  }),
  'to-not-from': rule(
    ['sender', 'recipient'],
    (request) => !isBlank(request.to) && request.to === fromOf(request),
  ),
  'short-code-country': rule(['sender', 'destination'], (request, account) => {
    const sender = senderOf(request, account);
    return sender?.class === 'short-code' && sender.country !== destinationOf(request);
  }),
  route: rule(['sender', 'destination'], (request, account) => {
    const { unsupportedCountries } = account.limits.alphanumeric;
    return (
      senderOf(request, account)?.class === 'alphanumeric' &&
      unsupportedCountries.includes(destinationOf(request) ?? '')
    );
  }),

  'service-sid': rule(['service'], (request, account) => {
    const service = serviceOf(request);
    return service !== undefined && !account.services.has(service) && !isServiceSid(service);
  }),
  'service-exists': rule(['service'], (request, account) => {
    return serviceOf(request) !== undefined && knownServiceOf(request, account) === undefined;
  }),
  'service-available': rule(
    ['service'],
    (request, account) => knownServiceOf(request, account)?.available === false,
  ),
  'pool-empty': rule(['service', 'sender'], (request, account) => {
    return fromOf(request) === undefined && knownServiceOf(request, account)?.pool.length === 0;
  }),
  'pool-sender': rule(['service', 'sender', 'destination', 'media'], (request, account) => {
    const service = knownServiceOf(request, account);
    if (service === undefined || service.pool.length === 0 || fromOf(request) !== undefined) return false;
    return !service.pool.some((from) => reaches({ ...request, messagingService: undefined, from }, account));
  }),

  'body-given': rule(['body', 'media'], (request) => {
    const { body, contentSid } = request;
    return (body === undefined || body === '') && isBlank(contentSid) && !hasMedia(request);
  }),
  'body-length': rule(['body'], ({ body = '' }) => body.length > BODY_LIMIT_UTF16),
  'old-body-length': rule(
    ['options', 'body'],
    ({ path = '', body = '' }) => OLD_PATH.test(path) && body.length > OLD_BODY_LIMIT_UTF16,
  ),
  'media-urls': rule(['media'], ({ media = [] }) =>
    media.some(({ url }) => url !== undefined && !isWebAddress(url)),
  ),
  'media-count': rule(['media'], ({ media = [] }, { limits }) => media.length > limits.media.maximumCount),
  'media-content': rule(['media'], ({ media = [] }) => !media.every(isServedAsItIs)),
  'account-media': rule(['media'], (request, { media }) => media === false && hasMedia(request)),
  'from-media': rule(['media', 'sender'], (request, account) => {
    return hasMedia(request) && senderOf(request, account)?.media === false;
  }),
  'media-country': rule(['media', 'sender', 'destination'], (request, account) => {
    if (!hasMedia(request)) return false;
    const { countries } = account.limits.media;
    const sender = senderOf(request, account);
    const isOutside = sender !== undefined && !countries.includes(sender.country ?? '');
    return isOutside || !countries.includes(destinationOf(request) ?? '');
  }),

  'validity-range': rule(['options'], ({ validityPeriod = '' }, { limits }) => {
    if (isBlank(validityPeriod)) return false;
    return !/^\d{1,9}$/.test(validityPeriod) || !within(Number(validityPeriod), limits.validity);
  }),
  'status-callback': rule(
    ['options'],
    ({ statusCallback = '' }) => !isBlank(statusCallback) && !isWebAddress(statusCallback),
  ),
  'schedule-service': rule(
    ['options', 'service'],
    (request) => isScheduled(request) && serviceOf(request) === undefined,
  ),
  'schedule-type': rule(['options'], (request) => isScheduled(request) && request.scheduleType !== 'fixed'),
  'schedule-time': rule(
    ['options'],
    ({ sendAt, scheduleType }) => scheduleType === 'fixed' && isBlank(sendAt),
  ),
  'schedule-window': rule(['options'], ({ sendAt, sendInSeconds = Number.NaN }, { limits }) => {
    return !isBlank(sendAt) && !within(sendInSeconds, limits.scheduling);
  }),

  'test-from-invalid': rule(
    ['sender'],
    ({ from }, { type }) => type === 'test' && from === TEST_FROM.invalid,
  ),
  'test-from-full': rule(['sender'], ({ from }, { type }) => type === 'test' && from === TEST_FROM.full),
  'test-from-unowned': rule(['sender'], (request, { type }) => {
    const from = fromOf(request);
    const withMagic: readonly (string | undefined)[] = Object.values(TEST_FROM);
    return type === 'test' && from !== undefined && !withMagic.includes(from);
  }),
  'test-to-invalid': testTo(TEST_TO.invalid),
  'test-to-unroutable': testTo(TEST_TO.unroutable),
  'test-to-geo': testTo(TEST_TO.noPermission),
  'test-to-opted-out': testTo(TEST_TO.optedOut),
  'test-to-landline': testTo(TEST_TO.landline),
};

/** Whether a sender can carry a request to its destination at all. */
function reaches(request: MessageRequest, account: AccountFacts): boolean {
  return !REACH.some((name) => STATIC_RULES[name]?.isBroken(request, account));
}

const REACH: readonly RequestRule[] = [
  'route',
  'short-code-country',
  'from-can-message',
  'from-media',
  'media-country',
];
