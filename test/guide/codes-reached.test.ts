import { describe, expect, it } from 'vitest';
import { isStatic } from '../../src/messaging/first-fault.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import type { Rulebook } from '../../src/rulebooks/rulebook.ts';
import { run } from './guide.ts';

const NUMBER = 'senders: [{ id: a, number: "+14165550100" }]';
const POOL = 'messaging-services: [{ id: pool, senders: [a] }]';
const TO_CANADA = 'to: { CA: 100% }, body: "Hello"';
const TO_US = 'to: { US: 100% }, body: "Hello"';

/** A scenario whose messages meet the thing, by what it is called below. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  concurrency: [
    NUMBER,
    'account: { concurrency: 2, request-time: 1s }',
    `traffic: [{ id: t, from: a, ${TO_CANADA}, arrivals: { batch: 3, at: 0s } }]`,
  ],
  'daily-limit': [
    NUMBER,
    'account: { daily-limit: 2 }',
    `traffic: [{ id: t, from: a, ${TO_CANADA}, arrivals: { batch: 3, at: 0s } }]`,
  ],
  'opted-out': [
    NUMBER,
    `traffic: [{ id: t, from: a, ${TO_CANADA}, opted-out: 50%, arrivals: { batch: 40, at: 0s } }]`,
  ],
  'content-filtered': [
    NUMBER,
    `traffic: [{ id: t, from: a, ${TO_CANADA}, filtered: 50%, arrivals: { batch: 40, at: 0s } }]`,
  ],
  'queue-full': [
    'senders: [{ id: a, number: "+14165550100", queue-horizon: 2s }]',
    `traffic: [{ id: t, from: a, ${TO_CANADA}, arrivals: { batch: 30, at: 0s } }]`,
  ],
  'overflow through a service': [
    'senders: [{ id: a, number: "+14165550100", queue-horizon: 2s }]',
    POOL,
    `traffic: [{ id: t, from: pool, ${TO_CANADA}, arrivals: { batch: 30, at: 0s } }]`,
  ],
  expiry: [
    NUMBER,
    `traffic: [{ id: t, from: a, ${TO_CANADA}, validity: 5s, arrivals: { batch: 100, at: 0s } }]`,
  ],
  'no sender of the pool': [
    'senders: [{ id: a, alphanumeric: ACME }]',
    POOL,
    `traffic: [{ id: t, from: pool, ${TO_CANADA}, arrivals: { batch: 3, at: 0s } }]`,
  ],
  'empty pool': [
    NUMBER,
    'messaging-services: [{ id: pool, senders: [] }]',
    `traffic: [{ id: t, from: pool, ${TO_CANADA}, arrivals: { batch: 3, at: 0s } }]`,
  ],
  'media too large': [
    NUMBER,
    `traffic: [{ id: t, from: a, ${TO_CANADA}, media: { type: image/png, size: 6MB }, arrivals: { batch: 3, at: 0s } }]`,
  ],
  'media served as something else': [
    NUMBER,
    `traffic: [{ id: t, from: a, ${TO_CANADA}, media: { type: image/png, size: 1MB, served-as: text/html }, arrivals: { batch: 3, at: 0s } }]`,
  ],
  unregistered: [NUMBER, `traffic: [{ id: t, from: a, ${TO_US}, arrivals: { batch: 3, at: 0s } }]`],
  'daily cap': [
    NUMBER,
    'start: 2026-09-14T08:00:00Z',
    'campaigns: [{ id: c, senders: [a], kind: low-volume, daily-cap: 10 }]',
    `traffic: [{ id: t, from: a, ${TO_US}, arrivals: { batch: 100, at: 0s } }]`,
  ],
};

function codesIn(rulebook: string, lines: readonly string[]): readonly number[] {
  const told = run([`rulebook: ${rulebook}`, ...lines].join('\n'));
  return [...new Set(told.messages.map(({ code }) => code))].filter((code) => code !== 0);
}

/** What a rulebook holds beside rules that a request alone can break, which have tests of their own: case and code. */
function stateCodes({ acceptance, overflow, validity, services, media, campaigns }: Rulebook) {
  const rules = acceptance
    .filter(({ rule }) => !isStatic(rule))
    .map(({ rule, code }) => [rule, code] as const);
  return [
    ...rules,
    ['overflow through a service', overflow.service.code] as const,
    ['expiry', validity.code] as const,
    ['no sender of the pool', services.noSender.code] as const,
    ['empty pool', services.emptyPool.code] as const,
    ['media too large', media.tooLarge.code] as const,
    ['media served as something else', media.mismatch.code] as const,
    ...(campaigns === undefined
      ? []
      : [
          ['unregistered', campaigns.unregistered.code] as const,
          ['daily cap', campaigns.dailyCap.code] as const,
        ]),
  ];
}

/** Rules that only a live server can break, as they are about its paths, credentials and upkeep. */
const OF_THE_SERVER = ['api-path', 'credentials', 'test-resource', 'service-available'];
/** It takes half a million scheduled messages: see test/pipeline/scheduling.test.ts. */
const TOO_MANY_TO_RUN = ['schedule-count'];

describe.each(RULEBOOK_NAMES)('under %s', (name) => {
  const rulebook = rulebookNamed(name)!;
  const all = stateCodes(rulebook).filter(([what]) => ![...OF_THE_SERVER, ...TOO_MANY_TO_RUN].includes(what));

  it.each(all)('%s gives %i', (what, code) => {
    expect(codesIn(name, CASES[what] ?? [])).toContain(code);
  });
});
