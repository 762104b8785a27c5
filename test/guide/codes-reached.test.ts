import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { isStatic } from '../../src/messaging/first-fault.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import type { Rulebook } from '../../src/rulebooks/rulebook.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { simulate } from '../../src/simulate.ts';

const NO_FILES = filesFromRecord({});
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
  'schedule-count': [
    NUMBER,
    POOL,
    `traffic: [{ id: t, from: pool, ${TO_CANADA}, send-at: { after: 1h }, arrivals: { batch: 500001, at: 0s } }]`,
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
  const reading = readScenarioText('case.yaml', [`rulebook: ${rulebook}`, ...lines].join('\n'), NO_FILES);
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return totalsOf(simulate(reading.scenario)).errors.map(({ code }) => code);
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

describe.each(RULEBOOK_NAMES)('under %s', (name) => {
  const rulebook = rulebookNamed(name)!;

  it.each(stateCodes(rulebook))('%s gives %i', (what, code) => {
    expect(codesIn(name, CASES[what] ?? [])).toContain(code);
  });
});
