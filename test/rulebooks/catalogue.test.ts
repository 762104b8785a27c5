import { describe, expect, test } from 'vitest';
import type { SenderClass } from '../../src/messaging/senders.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import { describeError, errorCodes } from '../../src/rulebooks/errors.ts';
import { type Rulebook, rateRowOf } from '../../src/rulebooks/rulebook.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';

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
    for (const { code } of rulebook.acceptance) expect(describeError(code)?.surfaces).toContain('refused');
    for (const { code, surface } of Object.values(rulebook.overflow))
      expect(describeError(code)?.surfaces).toContain(surface);
  });

  test('cites a dated source in each row', () => {
    const rows = [
      ...rulebook.rates,
      ...rulebook.acceptance,
      ...Object.values(rulebook.overflow),
      rulebook.queueHorizon,
    ];
    for (const { source } of rows) {
      expect(source.url).toMatch(/^https:/);
      expect(source.date).toMatch(/\d{4}/);
    }
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
