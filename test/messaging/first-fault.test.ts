import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breaks, firstFault, isStatic } from '../../src/messaging/first-fault.ts';
import { type AccountFacts, type MessageRequest, secondsUntil } from '../../src/messaging/request.ts';
import { mediaFailure } from '../../src/messaging/request-media.ts';
import { NO_FAULT, type RequestRule } from '../../src/messaging/request-rules.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import { describeError } from '../../src/rulebooks/errors.ts';
import type { Rulebook } from '../../src/rulebooks/rulebook.ts';
import { twilio2022 } from '../../src/rulebooks/twilio-2022.ts';
import { twilio2026 } from '../../src/rulebooks/twilio-2026.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';
import { cases } from '../seed.ts';
import { accountWith, GOOD_REQUEST, MESSAGES, serviceSid } from './accounts.ts';
import { anyRequest } from './any-request.ts';

const TRIAL = { type: 'trial', verified: new Set(['+14155550199']) } as const;
const TEST = { type: 'test' } as const;
const byService = (digit: number): MessageRequest => ({
  to: '+14155550199',
  messagingService: serviceSid(digit),
  body: 'hi',
});
const LONG_CODE = { class: 'long-code', country: 'US' } as const;
const png = { url: 'https://example.com/a.png', type: 'image/png', servedAs: 'image/png', bytes: 1000 };
const testFrom = (from: string): MessageRequest => ({ ...GOOD_REQUEST, from });
const testTo = (to: string): MessageRequest => ({ to, from: '+15005550006', body: 'hi' });

/** A rule, a request that breaks it first, and what is special about the account. */
type Breach = [rule: RequestRule, request: MessageRequest, more?: Partial<AccountFacts>];
const BREACHES: readonly Breach[] = [
  ['provider-available', GOOD_REQUEST, { outage: 'unavailable' }],
  ['provider-answers', GOOD_REQUEST, { outage: 'no answer' }],
  ['provider-works', GOOD_REQUEST, { outage: 'internal error' }],
  ['api-path', { ...GOOD_REQUEST, path: '/2010-04-01/Accounts/AC1/Messages.json' }],
  ['api-path', { ...GOOD_REQUEST, path: MESSAGES.replace('Messages', 'messages') }],
  ['credentials', { ...GOOD_REQUEST, path: MESSAGES, isAuthenticated: false }],
  ['test-resource', byService(1), TEST],
  ['to-given', { ...GOOD_REQUEST, to: '' }],
  ['one-recipient', { ...GOOD_REQUEST, to: '+14155550199,+14155550198' }],
  ['sender-given', { to: '+14155550199', body: 'hi' }],
  ['service-sid', { ...byService(1), messagingService: 'pool' }],
  ['service-exists', byService(9)],
  ['service-available', byService(3)],
  [
    'from-unambiguous',
    { ...GOOD_REQUEST, from: '7400123456' },
    { senders: new Map(['+447400123456', '+17400123456'].map((from) => [from, LONG_CODE])) },
  ],
  ['from-possible', { ...GOOD_REQUEST, from: '+1' }],
  ['from-possible', { ...GOOD_REQUEST, from: 'Info' }],
  ['to-possible', { ...GOOD_REQUEST, to: '123' }],
  ['to-not-short-code', { ...GOOD_REQUEST, to: '54321' }],
  ['to-not-premium', { ...GOOD_REQUEST, to: '+19005550100' }],
  ['to-not-from', { ...GOOD_REQUEST, to: '+14155550100' }],
  ['alphanumeric-on-trial', { ...GOOD_REQUEST, from: 'ACME' }, TRIAL],
  ['trial-sandbox', GOOD_REQUEST, { ...TRIAL, sandboxNumber: '+14155992671' }],
  [
    'from-of-account',
    { ...GOOD_REQUEST, from: '+14155550150' },
    { sendersOfOthers: new Set(['+14155550150']) },
  ],
  ['from-owned', { ...GOOD_REQUEST, from: '+14155550177' }],
  ['from-can-message', { ...GOOD_REQUEST, from: '+14155550101' }],
  ['from-receives', { ...GOOD_REQUEST, from: '+14155550103' }],
  ['from-address', { ...GOOD_REQUEST, from: '+14155550104' }],
  ['short-code-country', { ...GOOD_REQUEST, from: '12345', to: '+447400123499' }],
  ['body-given', { ...GOOD_REQUEST, body: '' }],
  ['body-length', { ...GOOD_REQUEST, body: 'a'.repeat(1601) }],
  [
    'old-body-length',
    { ...GOOD_REQUEST, path: MESSAGES.replace('Messages', 'SMS/Messages'), body: 'a'.repeat(161) },
  ],
  ['media-urls', { ...GOOD_REQUEST, media: [{ url: 'not an address' }] }],
  ['media-count', { ...GOOD_REQUEST, media: Array.from({ length: 11 }, () => png) }],
  ['account-media', { ...GOOD_REQUEST, media: [png] }, { media: false }],
  ['media-country', { ...GOOD_REQUEST, to: '+447400123499', media: [png] }],
  ['media-country', { ...GOOD_REQUEST, from: '+447400123456', media: [png] }],
  ['media-content', { ...GOOD_REQUEST, media: [{ ...png, servedAs: 'image/jpeg' }] }],
  ['from-media', { ...GOOD_REQUEST, from: '+14155550102', media: [png] }],
  ['validity-range', { ...GOOD_REQUEST, validityPeriod: '0' }],
  ['validity-range', { ...GOOD_REQUEST, validityPeriod: '36001' }],
  ['validity-range', { ...GOOD_REQUEST, validityPeriod: '1.5' }],
  ['status-callback', { ...GOOD_REQUEST, statusCallback: 'https://under_score.example.com/' }],
  ['schedule-service', { ...GOOD_REQUEST, scheduleType: 'fixed', sendAt: 'x', sendInSeconds: 1000 }],
  ['schedule-type', { ...byService(1), sendAt: 'x', sendInSeconds: 1000 }],
  ['schedule-time', { ...byService(1), scheduleType: 'fixed' }],
  ['schedule-window', { ...byService(1), scheduleType: 'fixed', sendAt: 'x', sendInSeconds: 299 }],
  ['schedule-window', { ...byService(1), scheduleType: 'fixed', sendAt: 'soon', sendInSeconds: Number.NaN }],
  ['verified', { ...GOOD_REQUEST, to: '+14155550198' }, TRIAL],
  ['geo-permission', { ...GOOD_REQUEST, to: '+447400123499' }, { geoPermissions: new Set(['US']) }],
  ['opted-out', { ...GOOD_REQUEST, to: '+14155550112' }],
  ['route', { ...GOOD_REQUEST, from: 'ACME' }],
  ['mobile', { ...GOOD_REQUEST, to: '+4930123456' }],
  ['pool-empty', byService(2)],
  ['pool-sender', byService(4)],
  ['test-from-invalid', testFrom('+15005550001'), TEST],
  ['test-from-unowned', testFrom('+15005550007'), TEST],
  ['test-from-unowned', testFrom('+14155550100'), TEST],
  ['test-from-full', testFrom('+15005550008'), TEST],
  ['test-to-invalid', testTo('+15005550001'), TEST],
  ['test-to-unroutable', testTo('+15005550002'), TEST],
  ['test-to-geo', testTo('+15005550003'), TEST],
  ['test-to-opted-out', testTo('+15005550004'), TEST],
  ['test-to-landline', testTo('+15005550009'), TEST],
];

/** Decided where the state is known: test/guide/codes-reached.test.ts has runs that break them. */
const OF_STATE: readonly RequestRule[] = [
  'concurrency',
  'daily-limit',
  'schedule-count',
  'queue-full',
  'content-filtered',
];

const rulebooks = RULEBOOK_NAMES.map((name) => rulebookNamed(name) as Rulebook);

function codeOf(rulebook: Rulebook, request: MessageRequest, more: Partial<AccountFacts> = {}): number {
  const place = firstFault(rulebook.acceptance, request, accountWith(rulebook, more));
  return rulebook.acceptance[place]?.code ?? 0;
}

describe.each(rulebooks.map((rulebook) => [rulebook.name, rulebook] as const))('under %s', (_, rulebook) => {
  test.each<Breach>([...BREACHES])(
    'a request that breaks %s is refused by that rule and no other',
    (rule, request, more) => {
      const place = firstFault(rulebook.acceptance, request, accountWith(rulebook, more));
      const asked = rulebook.acceptance.some((row) => row.rule === rule);
      // A rule that this rulebook does not ask lets the request pass, or leaves it to a later one.
      if (asked) expect(rulebook.acceptance[place]?.rule).toBe(rule);
      else expect(rulebook.acceptance[place]?.rule).not.toBe(rule);
    },
  );

  test('every rule of the list is one of state, or is reached above', () => {
    const reached = new Set<RequestRule>([...BREACHES.map(([rule]) => rule), ...OF_STATE]);
    expect(rulebook.acceptance.map(({ rule }) => rule).filter((rule) => !reached.has(rule))).toEqual([]);
  });

  test('a good request breaks nothing, with test credentials as without, or through a service', () => {
    expect(codeOf(rulebook, GOOD_REQUEST)).toBe(0);
    expect(codeOf(rulebook, byService(1))).toBe(0);
    expect(codeOf(rulebook, testTo('+14155550199'), TEST)).toBe(0);
    expect(codeOf(rulebook, { ...GOOD_REQUEST, media: [png] })).toBe(0);
    expect(codeOf(rulebook, { ...GOOD_REQUEST, validityPeriod: '14400' })).toBe(0);
    expect(codeOf(rulebook, { ...GOOD_REQUEST, path: MESSAGES, isAuthenticated: true })).toBe(0);
    expect(codeOf(rulebook, { to: '+14155550199', from: serviceSid(1), body: 'hi' })).toBe(0);
  });

  test('any request at all is accepted or refused with a catalogued code', () => {
    fc.assert(
      fc.property(anyRequest, anyAccount, (request, more) => {
        const account = accountWith(rulebook, more);
        const place = firstFault(rulebook.acceptance, request, account);
        if (place === NO_FAULT) return;
        const row = rulebook.acceptance[place]!;
        expect(describeError(row.code)?.surfaces).toContain('refused');
        expect(breaks(row.rule, request, account)).toBe(true);
      }),
      cases(1400),
    );
  });

  test('the smallest fault of recipient and rest is no earlier than that of the whole', () => {
    fc.assert(
      fc.property(anyRequest, anyAccount, (request, more) => {
        const account = accountWith(rulebook, more);
        const whole = firstFault(rulebook.acceptance, request, account);
        const parts = [['recipient', 'destination'] as const, ['sender', 'destination'] as const];
        for (const part of parts)
          expect(firstFault(rulebook.acceptance, request, account, part)).toBeGreaterThanOrEqual(whole);
      }),
      cases(300),
    );
  });
});

const anyAccount: fc.Arbitrary<Partial<AccountFacts>> = fc.record(
  {
    type: fc.constantFrom('full', 'trial', 'test'),
    geoPermissions: fc.constantFrom(undefined, new Set<string>(), new Set(['US'])),
    anyAlphanumeric: fc.boolean(),
    media: fc.boolean(),
    sandboxNumber: fc.constantFrom(undefined, '+14155550100'),
  },
  { requiredKeys: [] },
);

test('the same mistakes have their codes of the time', () => {
  const codes = (request: MessageRequest, more?: Partial<AccountFacts>): readonly number[] =>
    [twilioGuide, twilio2022, twilio2026].map((rulebook) => codeOf(rulebook, request, more));
  expect(codes({ ...GOOD_REQUEST, to: '+14155550198' }, TRIAL)).toEqual([21219, 21608, 21608]);
  expect(codes({ ...GOOD_REQUEST, to: '54321' })).toEqual([21211, 21211, 21265]);
  expect(codes({ ...GOOD_REQUEST, to: '+14155550100' })).toEqual([0, 21211, 21266]);
  expect(codes({ ...GOOD_REQUEST, from: 'ACME' }, TRIAL)).toEqual([21612, 21212, 21267]);
  expect(codes({ ...GOOD_REQUEST, to: '+19005550100' })).toEqual([0, 21211, 21268]);
  expect(codes({ ...GOOD_REQUEST, from: '+14155550177' })).toEqual([21606, 21606, 21659]);
  expect(codes({ ...GOOD_REQUEST, body: '' })).toEqual([21602, 21602, 21619]);
  expect(codes({ ...GOOD_REQUEST, to: '+4930123456' })).toEqual([0, 21614, 21635]);
  expect(codes({ ...GOOD_REQUEST, validityPeriod: '14401' })).toEqual([21624, 21624, 0]);
  expect(codes({ ...GOOD_REQUEST, validityPeriod: '36001' })).toEqual([21624, 21624, 90007]);
  const inTenDays = { ...byService(1), scheduleType: 'fixed', sendAt: 'x', sendInSeconds: 864_000 };
  expect(codes(inTenDays)).toEqual([35114, 35114, 0]);
});

test('body length counts UTF-16 units: 1600 pass, and 801 emoji do not', () => {
  expect(codeOf(twilioGuide, { ...GOOD_REQUEST, body: 'a'.repeat(1600) })).toBe(0);
  expect(codeOf(twilioGuide, { ...GOOD_REQUEST, body: '😀'.repeat(801) })).toBe(21617);
});

test('a recipient of whom only the country is known is unverified, and otherwise judged by the country', () => {
  const request = { toCountry: 'US', from: 'ACME', body: 'hi' };
  expect(codeOf(twilio2022, request)).toBe(21612);
  expect(codeOf(twilio2022, { ...request, toCountry: 'DE' })).toBe(0);
  expect(codeOf(twilio2022, { ...request, from: '+14155550100' }, TRIAL)).toBe(21608);
});

test('state decides the rules that the request does not', () => {
  for (const rule of OF_STATE) expect(isStatic(rule)).toBe(false);
  expect(isStatic('to-given')).toBe(true);
});

describe('media that were fetched', () => {
  test.each([
    ['as they should be', [png], 0, 0],
    ['of which nothing is known', [{}], 0, 0],
    ['with parameters behind the type', [{ ...png, servedAs: 'Image/PNG; charset=binary' }], 0, 0],
    ['named jpg', [{ type: 'image/jpg', servedAs: 'image/jpeg' }], 0, 0],
    ['served as something else', [{ ...png, servedAs: 'text/html' }], 12300, 0],
    ['served as nothing', [{ ...png, servedAs: '' }], 12300, 0],
    ['of a type that is not accepted', [{ type: 'application/zip' }], 12300, 0],
    ['too large', [{ ...png, bytes: 5_000_000 }], 11751, 11751],
    ['too large together', [png, { ...png, bytes: 4_999_000 }], 11751, 11751],
  ])('%s', (_, media, code, underGuide) => {
    expect(mediaFailure({ ...GOOD_REQUEST, media }, twilio2022.media)).toBe(code);
    expect(mediaFailure({ ...GOOD_REQUEST, media }, twilioGuide.media)).toBe(underGuide);
  });

  test('may be half a megabyte at the most in 2026 when the device has to take them as they are', () => {
    const media = [{ type: 'video/mp4', bytes: 600_000 }];
    expect(mediaFailure({ media }, twilio2022.media)).toBe(0);
    expect(mediaFailure({ media }, twilio2026.media)).toBe(11751);
  });
});

test('the seconds until a time are counted from now, and a time needs its offset', () => {
  expect(secondsUntil('2026-01-01T00:15:00Z', Date.UTC(2026, 0, 1))).toBe(900);
  expect(secondsUntil('2026-01-01T01:15:00+01:00', Date.UTC(2026, 0, 1))).toBe(900);
  const noDays = ['2026-13-01T00:00:00Z', '2026-02-29T00:00:00Z', '2026-04-31T12:00:00Z'];
  for (const text of ['', 'tomorrow', '2026-01-01T00:15:00', '2026-01-01', ...noDays])
    expect(secondsUntil(text, 0)).toBeNaN();
  expect(secondsUntil('2028-02-29T00:00:00Z', Date.UTC(2028, 1, 28))).toBe(86_400);
});
