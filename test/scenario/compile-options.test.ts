import { describe, expect, test } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_MINUTE, US_PER_SECOND } from '../../src/kernel/time.ts';
import { NO_FAULT } from '../../src/messaging/request-rules.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';
import type { Scenario, StreamEntry } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

const POOL: Partial<Scenario> = { 'messaging-services': [{ id: 'pool', senders: ['promo'] }] };

function planOf(entry: Partial<StreamEntry>, changes: Partial<Scenario> = {}): Plan {
  return compile(scenarioWith({ rulebook: 'twilio-2022', traffic: [{ ...STREAM, ...entry }], ...changes }));
}

function streamOf(entry: Partial<StreamEntry>, changes: Partial<Scenario> = {}): PlanStream {
  return planOf(entry, changes).streams[0]!;
}

function faultOf(entry: Partial<StreamEntry>, changes: Partial<Scenario> = {}): string {
  const plan = planOf(entry, changes);
  const { fault } = plan.streams[0]!;
  return fault === NO_FAULT ? '' : plan.acceptance[fault]!.rule;
}

describe('a stream', () => {
  test('asks for nothing special unless told', () => {
    expect(streamOf({}, { rulebook: 'twilio-guide' })).toMatchObject({
      service: -1,
      namesSender: false,
      text: { prefix: '', smartEncoded: false },
      media: undefined,
      fault: NO_FAULT,
      validityUs: Infinity,
      sendAt: undefined,
      cancel: undefined,
      optedOut: 0,
      priority: 0,
      retry: undefined,
      pace: undefined,
      hours: undefined,
    });
  });

  test('has the validity of the rulebook, or its own', () => {
    expect(streamOf({}).validityUs).toBe(14_400 * US_PER_SECOND);
    expect(streamOf({ validity: '5m' }).validityUs).toBe(300 * US_PER_SECOND);
    expect(faultOf({ validity: '5h' })).toBe('validity-range');
  });

  test('is scheduled for a moment, or so long after each request', () => {
    const from = 'pool';
    expect(streamOf({ from, 'send-at': '2h' }, POOL).sendAt).toEqual({ atUs: 120 * US_PER_MINUTE });
    expect(streamOf({ from, 'send-at': { after: '1h' } }, POOL).sendAt).toEqual({
      afterUs: 60 * US_PER_MINUTE,
    });
    expect(faultOf({ from, 'send-at': '2h' }, POOL)).toBe('');
    expect(faultOf({ from, 'send-at': { after: '1m' } }, POOL)).toBe('schedule-window');
    expect(faultOf({ 'send-at': { after: '1h' } })).toBe('schedule-service');
  });

  test('is canceled, paced, urgent and partly opted out', () => {
    const cancel = { share: '5%', after: '2m' };
    expect(streamOf({ cancel, pace: '5/s', priority: 'high', 'opted-out': '2%' })).toMatchObject({
      cancel: { share: 0.05, afterUs: 2 * US_PER_MINUTE },
      pace: rateOf(5, US_PER_SECOND),
      priority: 1,
      optedOut: 0.02,
    });
  });

  test('tries again as its client does', () => {
    const retry = { codes: [21611], attempts: 5, backoff: '1s' };
    expect(streamOf({ retry }).retry).toEqual({
      codes: [21611],
      attempts: 5,
      backoffUs: US_PER_SECOND,
      factor: 2,
      maxBackoffUs: Infinity,
      jitter: 'none',
    });
    const careful = { ...retry, factor: 'x1.5', 'max-backoff': '1m', jitter: 'full' } as const;
    expect(streamOf({ retry: careful }).retry).toMatchObject({
      factor: 1.5,
      maxBackoffUs: US_PER_MINUTE,
      jitter: 'full',
    });
  });

  test('is smart encoded before it is counted', () => {
    const body = `${'x'.repeat(150)}…`;
    expect(streamOf({ body }).bodies).toMatchObject({
      variants: [{ content: { encoding: 'UCS-2', segments: 3 } }],
    });
    expect(streamOf({ body, 'smart-encoding': true }).bodies).toMatchObject({
      variants: [{ content: { encoding: 'GSM-7', segments: 1 } }],
    });
  });
});

describe('media', () => {
  const png = { type: 'image/png' };

  test('make a message one unit, with or without a text', () => {
    const { media, bodies } = streamOf({
      media: [png, { type: 'image/gif', count: 2 }],
      body: 'x'.repeat(500),
    });
    expect(media).toEqual({ count: 3, failure: 0, converted: undefined });
    expect(bodies).toMatchObject({ variants: [{ content: { segments: 1, fault: NO_FAULT } }] });
    const { body: _, ...textless } = STREAM;
    const plan = compile(scenarioWith({ traffic: [{ ...textless, media: png }] }));
    expect(plan.streams[0]!.bodies).toMatchObject({
      variants: [{ content: { segments: 1, fault: NO_FAULT } }],
    });
  });

  test('that are too many are refused', () => {
    expect(faultOf({ media: { ...png, count: 11 } })).toBe('media-count');
    expect(faultOf({ media: { ...png, count: 10 } })).toBe('');
  });

  test('that are too large, of a wrong type or not accepted fail once they are fetched', () => {
    const failure = (media: StreamEntry['media'] & object): number | undefined =>
      streamOf({ media }).media?.failure;
    expect(failure({ ...png, size: '5MB' })).toBe(11751);
    expect(failure({ ...png, size: '4.9MB' })).toBe(0);
    expect(failure([{ ...png, size: '3MB', count: 2 }])).toBe(11751);
    expect(failure({ ...png, 'served-as': 'image/jpeg' })).toBe(12300);
    expect(failure({ type: 'application/zip' })).toBe(12300);
  });

  test('of a wrong type are refused at once where the provider looks at them first', () => {
    const rulebook = 'twilio-guide';
    expect(faultOf({ media: { ...png, 'served-as': 'image/jpeg' } }, { rulebook })).toBe('media-content');
  });
});

describe('status callbacks', () => {
  test("go to the endpoint of the scenario by the rulebook's policy", () => {
    expect(planOf({}).callbacks).toBeUndefined();
    const callbacks = {
      latency: { constant: '80ms' },
      failures: { connect: '1%', error: '2%' },
      capacity: '50/s',
    };
    expect(planOf({}, { callbacks }).callbacks).toMatchObject({
      statuses: ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'],
      initialQueued: false,
      connectFailures: 0.01,
      errorReplies: 0.02,
      capacity: rateOf(50, US_PER_SECOND),
      policy: {
        connectTimeoutUs: 5 * US_PER_SECOND,
        totalTimeoutUs: 15 * US_PER_SECOND,
        retries: 1,
        retryOn: ['connect'],
      },
    });
    expect(planOf({}, { callbacks }).callbacks?.latencyUs(0.5)).toBe(80_000);
  });

  test('follow what the scenario overrides', () => {
    const callbacks = {
      latency: { constant: '1s' },
      retries: 3,
      'retry-on': ['timeout', 'error'] as const,
      timeout: '4s',
    };
    expect(planOf({}, { callbacks }).callbacks?.policy).toEqual({
      connectTimeoutUs: 4 * US_PER_SECOND,
      totalTimeoutUs: 4 * US_PER_SECOND,
      retries: 3,
      retryOn: ['timeout', 'error'],
    });
  });
});

describe('prices', () => {
  test("are the rulebook's, each replaced by that of the scenario", () => {
    const card = planOf({}).prices;
    const prices = {
      segment: { US: 0.0079 },
      media: 0.02,
      'carrier-fee': 0.003,
      failed: 0.001,
      'number-per-month': 1.15,
    };
    const own = planOf({}, { prices }).prices;
    expect(own.segments[0]).toMatchObject({ to: ['US'], price: '0.0079' });
    expect(own.segments.slice(1)).toEqual(card.segments);
    expect(own.media).toMatchObject([{ price: '0.02' }]);
    expect(own.carrierFees[0]).toMatchObject({ counts: 'segments', to: ['US'], price: '0.003' });
    expect(own.carrierFees.slice(1).every(({ counts }) => counts === 'media')).toBe(true);
    expect(own.failed).toMatchObject({ price: '0.001' });
    expect(own.numbers).toMatchObject([{ pricePerMonth: '1.15' }]);
    expect(planOf({}, { prices }).assumptions).toContain(
      'Prices set by the scenario, not by twilio-2022: segment, media, carrier-fee, failed, number-per-month.',
    );
  });

  test('rent no alphanumeric sender, also where the scenario sets the price of numbers', () => {
    const { numbers } = planOf({}, { prices: { 'number-per-month': 2 } }).prices;
    expect(numbers.map(({ classes }) => classes)).toEqual([['long-code', 'toll-free', 'short-code']]);
  });

  test('are nothing with test credentials, whatever the scenario sets', () => {
    const { segments, media, carrierFees, numbers, failed } = planOf(
      {},
      { account: { type: 'test' }, prices: { segment: 1, 'carrier-fee': 1, failed: 1 } },
    ).prices;
    expect([...segments, ...media].map(({ price }) => price)).toEqual(['0', '0']);
    expect(numbers).toMatchObject([{ pricePerMonth: '0' }]);
    expect([carrierFees, failed]).toEqual([[], undefined]);
  });
});
