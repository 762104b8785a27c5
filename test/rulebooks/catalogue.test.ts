import { describe, expect, test } from 'vitest';
import type { SenderClass } from '../../src/messaging/senders.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import type { ErrorSurface } from '../../src/rulebooks/error-row.ts';
import { describeError, errorCodes } from '../../src/rulebooks/errors.ts';
import { type Rulebook, rateRowOf } from '../../src/rulebooks/rulebook.ts';
import type { Cited } from '../../src/rulebooks/sources.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';

interface Coded {
  readonly code: number;
  readonly surface: ErrorSurface;
}

/** Every part of a rulebook, at any depth, that has a source. */
function citedIn(value: unknown): readonly Cited[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, item]) => (key === 'source' ? [] : citedIn(item)));
  return 'source' in value ? [value as Cited, ...inside] : inside;
}

describe.each(RULEBOOK_NAMES)('the rulebook %s', (name) => {
  // The names come from the catalogue itself.
  const rulebook = rulebookNamed(name) as Rulebook;

  test('is found under its name', () => {
    expect(rulebook.name).toBe(name);
  });

  test('has a rate for every sender', () => {
    const classes: readonly SenderClass[] = ['long-code', 'toll-free', 'short-code', 'alphanumeric'];
    for (const senderClass of classes) expect(rateRowOf(rulebook, senderClass, undefined)).toBeDefined();
  });

  test('uses only codes that can be explained, on the surface where they show', () => {
    const outcomes: readonly Coded[] = [
      ...rulebook.acceptance.map(({ code }) => ({ code, surface: 'refused' }) as const),
      ...rulebook.acceptance
        .filter(({ throughService }) => throughService === 'failed')
        .map(({ code }) => ({ code, surface: 'failed' }) as const),
      ...Object.values(rulebook.overflow),
      { code: rulebook.validity.code, surface: 'failed' },
      { code: rulebook.dailyLimit.code, surface: 'refused' },
      rulebook.services.noSender,
      rulebook.services.emptyPool,
      rulebook.media.tooLarge,
      rulebook.media.mismatch,
      ...(rulebook.campaigns === undefined
        ? []
        : [
            rulebook.campaigns.unregistered,
            { code: rulebook.campaigns.dailyCap.code, surface: 'undelivered' } as const,
          ]),
    ];
    for (const { code, surface } of outcomes) expect(describeError(code)?.surfaces).toContain(surface);
  });

  test('refuses with the HTTP status that the catalogue gives, where it gives one', () => {
    for (const { code, http } of rulebook.acceptance)
      expect([http, undefined]).toContain(describeError(code)?.http);
  });

  test('asks each rule once, and what a service does says the same as the list', () => {
    const rules = rulebook.acceptance.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    const codeOf = (rule: string): number | undefined =>
      rulebook.acceptance.find((row) => row.rule === rule)?.code;
    expect(codeOf('pool-sender')).toBe(rulebook.services.noSender.code);
    expect(codeOf('pool-empty')).toBe(rulebook.services.emptyPool.code);
    expect(codeOf('daily-limit')).toBe(rulebook.dailyLimit.code);
    if (rulebook.overflow.direct.surface === 'refused') {
      expect(codeOf('queue-full')).toBe(rulebook.overflow.direct.code);
    }
  });

  test('cites a dated source in each row', () => {
    const rows = citedIn(rulebook);
    expect(rows.length).toBeGreaterThan(50);
    for (const { source } of rows) {
      expect(source.url).toMatch(/^https:/);
      expect(source.date).toMatch(/\d{4}/);
    }
  });
});

describe.each<[string, SenderClass, string | undefined, string, number]>([
  ['twilio-2022', 'long-code', 'US', 'CA', 1],
  ['twilio-2022', 'long-code', 'US', 'GB', 10],
  ['twilio-2022', 'toll-free', 'US', 'US', 3],
  ['twilio-2022', 'toll-free', 'US', 'DE', 10],
  ['twilio-2022', 'short-code', 'US', 'US', 100],
  ['twilio-2022', 'alphanumeric', undefined, 'DE', 10],
  ['twilio-2026', 'long-code', 'GB', 'CA', 1],
  ['twilio-2026', 'long-code', 'US', 'US', 1],
  ['twilio-2026', 'long-code', 'GB', 'FR', 10],
  ['twilio-2026', 'toll-free', 'US', 'CA', 3],
  ['twilio-2026', 'short-code', 'GB', 'GB', 100],
])('under %s', (name, senderClass, country, to, rate) => {
  test(`a ${senderClass} of ${country} sends ${rate} segments a second to ${to}`, () => {
    expect(rateRowOf(rulebookNamed(name) as Rulebook, senderClass, country, to)?.segmentsPerSecond).toBe(
      rate,
    );
  });
});

describe('the guide', () => {
  test.each<[SenderClass, string | undefined, number | 'unlimited']>([
    ['long-code', 'US', 1],
    ['long-code', 'CA', 1],
    ['long-code', 'GB', 10],
    ['long-code', 'JM', 10],
    ['toll-free', 'US', 10],
    ['alphanumeric', undefined, 10],
    ['short-code', 'US', 'unlimited'],
  ])('lets a %s of %s send %s segments a second', (senderClass, country, rate) => {
    expect(rateRowOf(twilioGuide, senderClass, country)?.segmentsPerSecond).toBe(rate);
  });

  test('is the default, and no other name is known by chance', () => {
    expect(RULEBOOK_NAMES[0]).toBe('twilio-guide');
    expect(rulebookNamed('twilio')).toBeUndefined();
    expect(rulebookNamed('toString')).toBeUndefined();
  });
});

/** HTTP status of the errors that answer a request to send a message; 400 for the rest. */
const OTHER_STATUS: Readonly<Record<number, number>> = {
  20003: 401,
  20008: 403,
  20404: 404,
  20429: 429,
  20500: 500,
  20503: 503,
  20504: 504,
  21611: 429,
  21701: 404,
  63038: 429,
};
const ANSWERS: readonly number[] = [
  ...Object.keys(OTHER_STATUS).map(Number),
  ...[
    21211, 21212, 21219, 21265, 21266, 21267, 21268, 21408, 21601, 21602, 21603, 21604, 21605, 21606, 21607,
  ],
  ...[
    21608, 21609, 21610, 21612, 21614, 21615, 21616, 21617, 21618, 21619, 21620, 21621, 21622, 21623, 21624,
  ],
  ...[21635, 21653, 21659, 21660, 21661, 21702, 21703, 21704, 21705],
  ...[35111, 35114, 35118, 35119, 35125, 90007],
];
/** Those of requests for something else (updates, pools), and two that are described like 35114. */
const OF_OTHER_REQUESTS: readonly number[] = [20009, 21709, 21710, 21711, 21712, 21714, 30400, 30409];
/** Under the guide media are looked at before the request is answered. */
const MEDIA_LOOKED_AT_FIRST = 12300;
const LIKE_35114: readonly number[] = [35115, 35117];

describe('an error that answers a request to send', () => {
  const rows = RULEBOOK_NAMES.flatMap((name) => (rulebookNamed(name) as Rulebook).acceptance);

  test.each(ANSWERS.map((code) => [code]))(
    '%d is a refusal of a rulebook, with HTTP status and message',
    (code) => {
      const own = rows.filter((row) => row.code === code);
      expect(own.length).toBeGreaterThan(0);
      for (const { http, message } of own) {
        expect(http).toBe(OTHER_STATUS[code] ?? 400);
        expect(message).toMatch(/^\S.{10,}/);
      }
      expect(describeError(code)).toMatchObject({ http: OTHER_STATUS[code] ?? 400 });
    },
  );

  test.each<[number, string]>([
    [20003, 'Authenticate'],
    [21211, "The 'To' number 123 is not a valid phone number."],
    [21602, 'Message body is required.'],
    [21603, "A 'From' phone number is required."],
    [21610, 'The message From/To pair violates a blacklist rule.'],
    [21611, 'SMS queue is full.'],
    [21614, 'To number: 123, is not a mobile number'],
    [21617, 'The concatenated message body exceeds the 1600 character limit.'],
  ])('%d says in 2022 what was recorded: %s', (code, message) => {
    const row = rulebookNamed('twilio-2022')?.acceptance.find((one) => one.code === code);
    expect(row?.message.replaceAll('{to}', '123')).toBe(message);
  });

  test('is named above', () => {
    const refusals = errorCodes().filter((code) => describeError(code)?.surfaces.includes('refused'));
    const named = [...ANSWERS, ...OF_OTHER_REQUESTS, ...LIKE_35114, MEDIA_LOOKED_AT_FIRST];
    expect(refusals).toEqual(named.sort((a, b) => a - b));
  });
});

describe('an error code', () => {
  test('shows where the dictionary has it: at the request, as failed, as undelivered, as a notification', () => {
    const surfaces = (codes: readonly number[]) =>
      new Set(codes.map((code) => describeError(code)?.surfaces.join()));
    expect(surfaces([11200, 11205, 11210, 11215, 11220, 11237])).toEqual(new Set(['failed,notified']));
    expect(surfaces([30004, 30007, 30008, 30019, 30034, 30035])).toEqual(new Set(['failed,undelivered']));
    expect(surfaces([11751, 14107, 30001, 30002, 30010, 30033, 30036, 30037, 30039, 30044])).toEqual(
      new Set(['failed']),
    );
    expect(surfaces([30410, 30450, 30500])).toEqual(new Set(['failed']));
    expect(surfaces([30003, 30005, 30006, 30011, 30017, 30022, 30023, 30024, 30032])).toEqual(
      new Set(['undelivered']),
    );
    expect(surfaces([21408, 21610, 21612, 21618, 21703, 21704])).toEqual(new Set(['refused,failed']));
  });

  test('is explained with its source and date', () => {
    expect(describeError(30001)).toEqual({
      code: 30001,
      title: 'Queue overflow',
      meaning: expect.stringContaining('queue'),
      action: expect.stringContaining('more senders'),
      surfaces: ['failed'],
      http: undefined,
      source: {
        title: 'Twilio, error and warning dictionary',
        url: 'https://www.twilio.com/docs/api/errors/30001',
        date: '2022-11',
      },
    });
    expect(describeError(21611)?.http).toBe(429);
    expect(describeError(30036)?.source.date).toBe('2026');
  });

  test('that nobody knows is not explained', () => {
    expect(describeError(12345)).toBeUndefined();
  });

  test.each(errorCodes().map((code) => [code]))(
    '%d says what happened and what to do, in sentences',
    (code) => {
      const entry = describeError(code);
      expect(entry?.meaning).toMatch(/^[A-Z].*\.$/);
      expect(entry?.action).toMatch(/^[A-Z].*\.$/);
    },
  );
});
