import { describe, expect, test } from 'vitest';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import { NO_FAULT } from '../../src/messaging/request-rules.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import type { AccountEntry, Scenario, StreamEntry } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

function planOf(
  account: AccountEntry,
  stream: Partial<StreamEntry> = {},
  changes: Partial<Scenario> = {},
): Plan {
  return compile(
    scenarioWith({ rulebook: 'twilio-2022', account, traffic: [{ ...STREAM, ...stream }], ...changes }),
  );
}

/** The names of the rules that each recipient of the first stream breaks. */
function brokenBy(
  account: AccountEntry,
  to: readonly string[],
  changes: Partial<Scenario> = {},
): readonly string[] {
  const plan = planOf(account, { to }, changes);
  const { recipients } = plan.streams[0]!;
  if (recipients.kind !== 'rows') throw new Error('recipients are rows here');
  return [...recipients.faults].map((fault) => ruleOf(plan, fault));
}

function ruleOf(plan: Plan, fault: number | undefined): string {
  return fault === undefined || fault === NO_FAULT ? '' : plan.acceptance[fault]!.rule;
}

describe('recipients', () => {
  test('of a trial account must be verified, under the guide with its own code', () => {
    const trial = { type: 'trial', 'verified-callers': ['+14155550111'] } as const;
    expect(brokenBy(trial, ['+14155550111', '+14155550112'])).toEqual(['', 'verified']);
    const guide = planOf(trial, { to: ['+14155550112'] }, { rulebook: 'twilio-guide' });
    expect(guide.acceptance.find(({ rule }) => rule === 'verified')?.code).toBe(21219);
  });

  test('without numbers are not verified, which is told', () => {
    const plan = planOf({ type: 'trial' });
    expect(ruleOf(plan, plan.streams[0]!.fault)).toBe('verified');
    expect(plan.assumptions).toContain(
      'Recipients without a number are none that a trial account has verified: blast.',
    );
  });

  test('may have opted out, be landlines abroad, short codes or the sender itself', () => {
    const account = { 'opted-out': ['+14155550112'] };
    expect(brokenBy(account, ['+14155550112', '+493012345678', '+14155550100', '+442079460000'])).toEqual([
      'opted-out',
      'mobile',
      'to-not-from',
      '',
    ]);
  });

  test('may be the sender of their own row of a trace, or stand in a column', () => {
    const senders = [{ id: 'promo', numbers: { from: '+14155550100', count: 2 } }];
    const files = {
      'rows.csv':
        'time,to,from,body\n0,+14155550100,promo#1,Hi\n0,+14155550100,promo#2,Hi\n0,+14155550101,+14155550101,Hi\n',
      'people.csv': 'phone\n+14155550101\n+14155550111\n',
    };
    const rules = (stream: Omit<StreamEntry, 'id'>): readonly string[] => {
      const plan = compile(
        scenarioWith({ rulebook: 'twilio-2022', senders, files, traffic: [{ id: 't', ...stream }] }),
      );
      const { recipients } = plan.streams[0]!;
      return recipients.kind === 'rows' ? [...recipients.faults].map((fault) => ruleOf(plan, fault)) : [];
    };
    expect(rules({ from: 'promo', arrivals: { trace: 'rows.csv' } })).toEqual([
      'to-not-from',
      '',
      'to-not-from',
    ]);
    const { body, arrivals } = STREAM;
    const column = { from: 'promo#2', to: { csv: 'people.csv', column: 'phone' }, body: body!, arrivals };
    expect(rules(column)).toEqual(['to-not-from', '']);
  });

  test('with magic answer test credentials', () => {
    const to = [
      '+15005550001',
      '+15005550002',
      '+15005550003',
      '+15005550004',
      '+15005550009',
      '+14155550111',
    ];
    expect(brokenBy({ type: 'test' }, to)).toEqual([
      'test-to-invalid',
      'test-to-unroutable',
      'test-to-geo',
      'test-to-opted-out',
      'test-to-landline',
      '',
    ]);
    expect(brokenBy({}, to)).toEqual(['', '', '', '', '', '']);
  });

  test('live in countries that are permitted', () => {
    const to = { US: '50%', GB: '50%' };
    const plan = planOf({ 'geo-permissions': ['US'] }, { to });
    expect([...plan.countryFaults].map((fault) => ruleOf(plan, fault))).toEqual(['', 'geo-permission']);
    expect(planOf({}, { to }).countryFaults).toHaveLength(0);
  });
});

describe('senders', () => {
  const ALL: Scenario['senders'] = [
    { id: 'promo', number: '+14155550100' },
    { id: 'code', 'short-code': { code: '12345', country: 'US' } },
    { id: 'brand', alphanumeric: 'ACME' },
    { id: 'uk', number: '+447400123456' },
  ];
  const to = { US: '50%', GB: '50%' };
  const rules = (plan: Plan, key: 'routeFaults' | 'mediaRouteFaults') =>
    plan.senders.map((sender) => [0, 1].map((country) => ruleOf(plan, sender[key][country])));

  test('reach countries by what they are', () => {
    const plan = planOf({}, { to }, { senders: ALL });
    expect(rules(plan, 'routeFaults')).toEqual([
      ['', ''],
      ['', 'short-code-country'],
      ['route', ''],
      ['', ''],
    ]);
    expect(rules(plan, 'mediaRouteFaults')).toEqual([
      ['', 'media-country'],
      ['', 'short-code-country'],
      ['media-country', 'media-country'],
      ['media-country', 'media-country'],
    ]);
  });

  test('of one kind share their routes', () => {
    const senders = [{ id: 'promo', numbers: { from: '+14155550100', count: 3 } }];
    const plan = planOf({}, { to }, { senders });
    expect(plan.senders[2]!.mediaRouteFaults).toBe(plan.senders[0]!.mediaRouteFaults);
  });

  test('of a trial account are no alphanumeric ids', () => {
    const plan = planOf({ type: 'trial' }, { from: 'brand', to }, { senders: ALL });
    expect(ruleOf(plan, plan.senders[2]!.routeFaults[1])).toBe('alphanumeric-on-trial');
  });

  test('of test credentials have magic', () => {
    const senders = ['1', '6', '7', '8'].map((digit) => ({ id: `n${digit}`, number: `+1500555000${digit}` }));
    const plan = planOf({ type: 'test' }, { from: 'n6' }, { senders });
    expect(plan.senders.map(({ routeFaults }) => ruleOf(plan, routeFaults[0]))).toEqual([
      'test-from-invalid',
      '',
      'test-from-unowned',
      'test-from-full',
    ]);
  });

  test('of test credentials need no campaign, as their messages go nowhere', () => {
    const plan = planOf({ type: 'test' }, {}, { rulebook: 'twilio-2026' });
    expect(plan.senders[0]!.routeFailures).toHaveLength(0);
    expect(planOf({}, {}, { rulebook: 'twilio-2026' }).senders[0]!.routeFailures).toEqual(
      Uint16Array.of(30034),
    );
  });

  test('of test credentials are in no service', () => {
    const services = [{ id: 'pool', senders: ['promo'] }];
    const plan = planOf({ type: 'test' }, { from: 'pool' }, { 'messaging-services': services });
    expect(ruleOf(plan, plan.streams[0]!.fault)).toBe('test-resource');
  });
});

describe('the texts of a trial account', () => {
  test('stand behind a prefix, which counts', () => {
    const stream = planOf({ type: 'trial' }, { body: 'x'.repeat(123) }).streams[0]!;
    expect(stream.text.prefix).toHaveLength(38);
    expect(stream.bodies).toMatchObject({ variants: [{ content: { segments: 2 } }] });
    expect(planOf({}, { body: 'x'.repeat(123) }).streams[0]!.bodies).toMatchObject({
      variants: [{ content: { segments: 1 } }],
    });
  });
});

describe('limits of an account', () => {
  test('are off unless named', () => {
    expect(planOf({}).account).toEqual({
      concurrency: undefined,
      daily: undefined,
      scheduledAtMost: 500_000,
    });
  });

  test('hold requests under way, and messages of a day of the zone', () => {
    const account = { concurrency: 100, 'request-time': '100ms', 'daily-limit': 20_000 };
    const { concurrency, daily } = planOf(
      account,
      {},
      {
        start: '2026-03-08T00:00:00-05:00',
        zone: 'America/New_York',
      },
    ).account;
    expect(concurrency).toEqual({ limit: 100, requestUs: US_PER_SECOND / 10 });
    expect(daily?.limit).toBe(20_000);
    // The clocks go forward that day.
    expect(daily?.dayEndUs(0)).toBe(23 * US_PER_HOUR);
  });

  test('of requests under way need the time of one', () => {
    expect(() => planOf({ concurrency: 5 })).toThrow('account: concurrency needs request-time');
  });
});
