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

describe('an error code', () => {
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
