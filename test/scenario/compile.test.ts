import { describe, expect, test } from 'vitest';
import { faultOf, NO_FAULT } from '../../src/messaging/request-rules.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';
import { compile } from '../../src/scenario/compile.ts';
import { NO_COUNTRY, type PlanStream } from '../../src/scenario/plan.ts';
import type { Scenario, StreamEntry } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

function streamOf(entry: Partial<StreamEntry>, changes: Partial<Scenario> = {}): PlanStream {
  return compile(scenarioWith({ traffic: [{ ...STREAM, ...entry }], ...changes })).streams[0]!;
}

/** A stream of a trace file with this content. */
function traceStream(csv: string, changes: Partial<Scenario> = {}): PlanStream {
  const entry = { id: 'replay', from: 'promo', arrivals: { trace: 't.csv' } };
  return compile(scenarioWith({ traffic: [entry], files: { 't.csv': csv }, ...changes })).streams[0]!;
}

describe('senders', () => {
  test('get class, country and limits from the number and the rulebook', () => {
    const plan = compile(
      scenarioWith({
        senders: [
          { id: 'promo', numbers: { from: '+14155550100', count: 2 } },
          { id: 'canada', numbers: ['+14165550100'] },
          { id: 'jamaica', number: '+18765550100' },
          { id: 'free', number: '+18005550100' },
          { id: 'code', 'short-code': { code: '12345', country: 'US' } },
          { id: 'brand', alphanumeric: 'ACME' },
        ],
      }),
    );
    const rows = plan.senders.map((sender) => [
      sender.id,
      sender.entry,
      sender.address,
      sender.class,
      sender.country,
      sender.queueLimitSegments,
    ]);
    expect(rows).toEqual([
      ['promo#1', 'promo', '+14155550100', 'long-code', 'US', 14_400],
      ['promo#2', 'promo', '+14155550101', 'long-code', 'US', 14_400],
      ['canada#1', 'canada', '+14165550100', 'long-code', 'CA', 14_400],
      ['jamaica', 'jamaica', '+18765550100', 'long-code', 'JM', 144_000],
      ['free', 'free', '+18005550100', 'toll-free', 'US', 144_000],
      ['code', 'code', '12345', 'short-code', 'US', Infinity],
      ['brand', 'brand', 'ACME', 'alphanumeric', undefined, 144_000],
    ]);
    expect(plan.senders[0]?.rate).toEqual({ units: 1, perUs: 1_000_000 });
    expect(plan.senders[5]?.rate).toBeUndefined();
    expect(plan.senders.every(({ burst }) => burst === 1)).toBe(true);
  });

  test('take rate, burst and queue horizon by hand, the limit being exact', () => {
    const by = (changes: object): object => ({ id: 'promo', number: '+14155550100', ...changes });
    const planned = (changes: object) =>
      compile(scenarioWith({ senders: [by(changes) as Scenario['senders'][number]] })).senders[0];
    expect(planned({ 'segments-per-second': 0.1, burst: 5 })).toMatchObject({
      rate: { units: 1, perUs: 10_000_000 },
      burst: 5,
      queueLimitSegments: 1440,
    });
    expect(planned({ 'segments-per-second': 0.3, 'queue-horizon': '10s' })?.queueLimitSegments).toBe(3);
    expect(planned({ 'segments-per-second': 0.3, 'queue-horizon': '9999999us' })?.queueLimitSegments).toBe(2);
    expect(planned({ 'segments-per-second': 'unlimited' })?.queueLimitSegments).toBe(Infinity);
  });

  test('of a stream are named by entry or by number, each once', () => {
    const senders = [{ id: 'promo', numbers: { from: '+14155550100', count: 3 } }];
    expect(streamOf({ from: 'promo' }, { senders }).senders).toEqual([0, 1, 2]);
    expect(streamOf({ from: 'promo#2' }, { senders }).senders).toEqual([1]);
    expect(streamOf({ from: ['promo#3', 'promo'] }, { senders }).senders).toEqual([2, 0, 1]);
    expect(() => streamOf({ from: 'promo#4' }, { senders })).toThrow(
      new RangeError('traffic blast: from: no sender is called "promo#4"'),
    );
  });
});

describe('recipients', () => {
  test('by shares divide [0, 1) exactly', () => {
    const plan = compile(scenarioWith({ traffic: [{ ...STREAM, to: { US: 0.1, CA: 0.2, GB: '70%' } }] }));
    expect(plan.countries).toEqual(['US', 'CA', 'GB']);
    expect(plan.streams[0]?.recipients).toEqual({
      kind: 'shares',
      cumulative: [0.1, 0.3, 1],
      countries: [0, 1, 2],
    });
  });

  test('in turn have their country, or say what acceptance will find', () => {
    const files = { 'people.csv': 'name,phone\nA,+14155550123\nB,\nC,12\nD,+442079460123\nE,+80012345678\n' };
    const to = { csv: 'people.csv', column: 'phone' };
    const plan = compile(scenarioWith({ traffic: [{ ...STREAM, to }], files }));
    expect(plan.countries).toEqual(['US', 'GB', 'ZZ']);
    expect(plan.streams[0]?.recipients).toEqual({
      kind: 'rows',
      countries: Int16Array.of(0, NO_COUNTRY, NO_COUNTRY, 1, 2),
      keys: Int32Array.of(0, 1, 2, 3, 4),
      areaCodes: Int16Array.of(415, -1, -1, -1, -1),
      faults: Uint8Array.of(
        NO_FAULT,
        faultOf(plan.acceptance, 'to-given'),
        faultOf(plan.acceptance, 'to-possible'),
        NO_FAULT,
        NO_FAULT,
      ),
    });
    expect(streamOf({ to: ['+14155550123', '+14155550124', '+14155550123'] }).recipients).toMatchObject({
      kind: 'rows',
      countries: Int16Array.of(0, 0, 0),
      keys: Int32Array.of(0, 1, 0),
    });
  });
});

describe('bodies', () => {
  test('that are fixed are counted once', () => {
    expect(streamOf({ body: ['Hello', { text: 'Ваш код', weight: 3 }] }).bodies).toEqual({
      kind: 'choice',
      cumulative: [0.25, 1],
      variants: [
        { kind: 'content', content: { encoding: 'GSM-7', segments: 1, fault: NO_FAULT } },
        { kind: 'content', content: { encoding: 'UCS-2', segments: 1, fault: NO_FAULT } },
      ],
    });
  });

  test('from a template are cut at its fields', () => {
    const files = { 'a.csv': 'code\n1\n22\n' };
    const fields = { name: ['Ada', 'Bob'], code: { csv: 'a.csv', column: 'code' } };
    const { bodies } = streamOf({ body: { template: 'Hi {name}: {code}!', fields } }, { files });
    expect(bodies.kind === 'choice' && bodies.variants[0]).toEqual({
      kind: 'template',
      literals: ['Hi ', ': ', '!'],
      fields: [
        { name: 'name', kind: 'draw', values: ['Ada', 'Bob'] },
        { name: 'code', kind: 'rows', values: ['1', '22'] },
      ],
    });
    expect(() => streamOf({ body: { template: '{constructor}', fields: {} } })).toThrow(
      'the template has a field {constructor} without values',
    );
  });

  test('may be plain numbers of segments', () => {
    const { bodies } = compile(
      scenarioWith({
        traffic: [{ id: 's', from: 'promo', to: { US: 1 }, segments: { 1: '70%', 3: '30%' }, arrivals: [] }],
      }),
    ).streams[0]!;
    expect(bodies).toEqual({
      kind: 'choice',
      cumulative: [0.7, 1],
      variants: [1, 3].map((segments) => ({
        kind: 'content',
        content: { encoding: 'GSM-7', segments, fault: NO_FAULT },
      })),
    });
  });
});

describe('a trace', () => {
  test('gives each row its time, recipient and content', () => {
    const stream = traceStream('time,to,body\n2,+14155550123,Hi\n1,nobody,\n3,,Hi\n');
    expect(stream.arrivals).toEqual([{ kind: 'trace', atUs: Float64Array.of(1e6, 2e6, 3e6) }]);
    expect(stream.recipients).toMatchObject({
      kind: 'rows',
      countries: Int16Array.of(NO_COUNTRY, 0, NO_COUNTRY),
    });
    const contents = stream.bodies.kind === 'rows' ? stream.bodies.contents : [];
    expect(contents.map(({ fault }) => fault !== NO_FAULT)).toEqual([true, false, false]);
    expect(contents[1]).toBe(contents[2]);
    expect(stream.senderByRow).toBeUndefined();
  });

  test('may name the sender of each row by id or address, and one that is not ours', () => {
    const senders = [
      { id: 'promo', numbers: ['+14155550100', '+14155550101'] },
      { id: 'alerts', number: '+447400123456' },
    ];
    const from = ['promo#2', '+14155550100', 'alerts', 'stranger', '', 'promo', '+447400123456'];
    const rows = from.map((name, row) => `${row},+14155550123,1,${name}\n`).join('');
    const stream = traceStream(`time,to,segments,from\n${rows}`, { senders });
    expect(stream.senders).toEqual([0, 1, 2]);
    expect(stream.senderByRow).toEqual(Int32Array.of(1, 0, 2, -1, 0, 1, 2));
  });

  test('that is broken names its line', () => {
    expect(() => traceStream('time,to,segments\n1,+1,99\n')).toThrow(
      'traffic replay: t.csv, line 2: "99" is not a number of segments; write a whole number from 1 to 25',
    );
  });
});

describe('carriers', () => {
  test('are the default one alone unless the scenario says otherwise', () => {
    const plan = compile(scenarioWith({}));
    expect(plan.carriersByCountry).toEqual([{ cumulative: [1], carriers: [0] }]);
    expect(plan.carriers[0]?.outcomes).toEqual({
      cumulative: [0.96, 0.98, 0.99, 1],
      outcomes: [
        { status: 'delivered', code: 0 },
        { status: 'undelivered', code: 30003 },
        { status: 'undelivered', code: 30005 },
        { status: 'sent', code: 0 },
      ],
    });
    expect(plan.carriers[0]?.latencyUs(0.5)).toBeCloseTo(4_000_000, 3);
    expect(plan.carriers[0]?.latencyUs(0.95)).toBeCloseTo(12_000_000, 3);
  });

  test('take their countries or a share of them, the default one the rest', () => {
    const plan = compile(
      scenarioWith({
        traffic: [{ ...STREAM, to: { US: '50%', CA: '30%', GB: '20%' } }],
        carriers: {
          att: { to: { US: '40%' }, latency: { constant: '2s' } },
          default: { outcomes: { delivered: '100%' } },
          bell: { to: ['CA'] },
          west: { to: { US: '30%' } },
        },
      }),
    );
    expect(plan.carriers.map(({ id }) => id)).toEqual(['att', 'default', 'bell', 'west']);
    expect(plan.carriersByCountry).toEqual([
      { cumulative: [0.4, 0.7, 1], carriers: [0, 3, 1] },
      { cumulative: [1], carriers: [2] },
      { cumulative: [1], carriers: [1] },
    ]);
    expect(plan.carriers.map(({ latencyUs }) => Math.round(latencyUs(0.5)))).toEqual([2e6, 4e6, 4e6, 4e6]);
    expect(plan.carriers.every(({ outcomes }) => outcomes.cumulative.length === 1)).toBe(true);
  });

  test('cannot share out more of a country than there is', () => {
    const carriers = { a: { to: 'US' }, b: { to: { US: '1%' } } };
    expect(() => compile(scenarioWith({ carriers }))).toThrow('carriers: 101% of US is given away');
  });

  test.each([
    [{ constant: '2s' }, 2e6, 2e6],
    [{ uniform: { from: '1s', to: '3s' } }, 2e6, 2.9e6],
    [{ exponential: { mean: '1s' } }, 693_147, 2_995_732],
    [{ lognormal: { p50: '4s', p95: '12s' } }, 4e6, 12e6],
    [{ lognormal: { p50: '3s', sigma: 0.8 } }, 3e6, 11_184_123],
    [{ lognormal: { mean: '4s', cv: 0 } }, 4e6, 4e6],
    [{ weibull: { scale: '1s', shape: 1 } }, 693_147, 2_995_732],
    [{ empirical: { '95%': '9s', '50%': '2s' } }, 2e6, 9e6],
  ])('with the latency %j have its p50 and p95', (latency, p50, p95) => {
    const { latencyUs } = compile(scenarioWith({ carriers: { default: { latency } } })).carriers[0]!;
    expect(Math.abs(latencyUs(0.5) - p50)).toBeLessThan(1);
    expect(Math.abs(latencyUs(0.95) - p95)).toBeLessThan(100);
  });
});

describe('incidents', () => {
  test('become one disturbance for each thing that they change', () => {
    const senders = [{ id: 'promo', numbers: { from: '+14155550100', count: 2 } }];
    const plan = compile(
      scenarioWith({
        senders,
        start: '2026-11-27T09:00:00-05:00',
        incidents: [
          { at: '10:00', for: '30m', carrier: 'default', latency: 'x5', outcomes: { 'no-receipt': 1 } },
          { at: '1m', sender: 'promo', rate: 'x0.25' },
          { at: '2m', sender: 'promo#2', down: true },
        ],
      }),
    );
    const hour = 3_600_000_000;
    expect(plan.incidents).toEqual([
      { atUs: hour, untilUs: 1.5 * hour, kind: 'carrier-latency', carrier: 0, factor: 5 },
      {
        atUs: hour,
        untilUs: 1.5 * hour,
        kind: 'carrier-outcomes',
        carrier: 0,
        outcomes: { cumulative: [1], outcomes: [{ status: 'sent', code: 0 }] },
      },
      { atUs: 60e6, untilUs: Infinity, kind: 'sender-rate', senders: [0, 1], numerator: 1, denominator: 4 },
      { atUs: 120e6, untilUs: Infinity, kind: 'sender-rate', senders: [1], numerator: 0, denominator: 1 },
    ]);
  });

  test('that overlap so that a rate has too many digits are refused, apart they are not', () => {
    const overlap = (at: string): Scenario =>
      scenarioWith({
        incidents: [
          { at: '0s', for: '1h', sender: 'promo', rate: 'x0.333333' },
          { at, for: '1h', sender: 'promo', rate: 'x0.777777' },
        ],
      });
    expect(() => compile(overlap('30m'))).toThrow(
      'incidents[1]: the rate of sender promo times the factors then in force has too many digits; round one of them',
    );
    expect(compile(overlap('1h')).incidents).toHaveLength(2);
  });
});

describe('expectations', () => {
  test('have their selectors as indices and their bounds in the unit of the metric', () => {
    const senders = [{ id: 'promo', numbers: { from: '+14155550100', count: 2 } }];
    const plan = compile(
      scenarioWith({
        senders,
        start: '2026-11-27T09:00:00-05:00',
        expect: [
          {
            metric: 'send_latency',
            of: { traffic: 'blast', sender: 'promo' },
            p95: { 'at-most': '10s' },
            line: 7,
          },
          { metric: 'failed', of: { code: 30001 }, count: { 'at-most': 0 }, line: 8 },
          { metric: 'delivered', of: { carrier: 'default' }, share: { 'at-least': '95%' }, line: 9 },
          { metric: 'drained', at: { 'at-most': '10:00' }, line: 10 },
          {
            metric: 'backlog',
            of: { sender: 'promo#2' },
            max: { 'at-least': 1, 'at-most': 14_400 },
            line: 11,
          },
        ],
      }),
    );
    expect(plan.expectations.map(({ text, line }) => `${line} ${text}`)).toEqual([
      '7 send_latency of traffic blast, sender promo: p95 at most 10s',
      '8 failed of code 30001: count at most 0',
      '9 delivered of carrier default: share at least 95%',
      '10 drained: at most 10:00',
      '11 backlog of sender promo#2: max at least 1 and at most 14400',
    ]);
    expect(plan.expectations[0]).toMatchObject({
      metric: 'send_latency',
      of: { traffic: 0, senders: [0, 1], carrier: undefined, code: undefined },
      statistic: { kind: 'quantile', share: 0.95 },
      atMost: 10_000_000,
      atLeast: undefined,
    });
    expect(plan.expectations.map(({ atLeast, atMost }) => [atLeast, atMost])).toEqual([
      [undefined, 10e6],
      [undefined, 0],
      [0.95, undefined],
      [undefined, 3_600e6],
      [1, 14_400],
    ]);
    expect(plan.expectations[4]?.of.senders).toEqual([1]);
  });

  test.each([
    [{ metric: 'speed', p50: { 'at-most': '1s' } }, 'expect speed: "speed" is not a metric'],
    [{ metric: 'failed', p95: { 'at-most': 1 } }, 'expect failed: failed has no p95; write count or share'],
    [
      { metric: 'failed', count: { 'at-most': 0.5 } },
      'expect failed: "0.5" is not a number of messages; write a whole number such as 0',
    ],
    [{ metric: 'queue_wait', p95: '10s' }, 'expect queue_wait: p95 needs at-most or at-least'],
    [
      { metric: 'queue_wait', of: { traffic: 'x' }, p95: { 'at-most': '1s' } },
      'expect queue_wait: no traffic stream is called "x"',
    ],
  ])('such as %j are refused', (entry, message) => {
    expect(() => compile(scenarioWith({ expect: [{ ...entry, line: 0 }] }))).toThrow(new RangeError(message));
  });
});

describe('a plan', () => {
  test('carries the limits and codes of its rulebook', () => {
    const plan = compile(
      scenarioWith({ run: { for: '6h' }, zone: 'Europe/Berlin', start: '2026-01-01T00:00:00Z' }),
    );
    expect(plan).toMatchObject({ name: 'small', rulebook: 'twilio-guide', seed: '1', horizonUs: 21_600e6 });
    expect(plan.anchor?.zone).toBe('Europe/Berlin');
    expect(plan.overflow.direct).toEqual({ code: 30001, surface: 'failed' });
    expect(plan.acceptance[3]).toEqual({ rule: 'api-path', code: 20404, throughService: 'refused' });
    expect(plan.acceptance.map(({ rule }) => rule)).toEqual(twilioGuide.acceptance.map(({ rule }) => rule));
    expect(compile(scenarioWith({})).horizonUs).toBe(Infinity);
    expect(() => compile(scenarioWith({ rulebook: 'acme' }))).toThrow(
      'rulebook: "acme" is none of twilio-guide',
    );
  });

  test('says what is assumed rather than known, each thing once', () => {
    expect(compile(scenarioWith({})).assumptions).toEqual([
      'Carrier latency, for which no figures are published: default log-normal, p50 4s, p95 12s (the default of mpsim).',
      'What becomes of sent messages, likewise: default 96% delivered, 2% undelivered 30003, 1% undelivered 30005, 1% without a receipt (the default of mpsim).',
    ]);
    const plan = compile(
      scenarioWith({
        senders: [
          { id: 'promo', number: '+14155550100', 'segments-per-second': 5 },
          { id: 'a', 'short-code': { code: '12345', country: 'US' } },
          { id: 'b', 'short-code': { code: '12346', country: 'US' } },
        ],
        carriers: {
          default: { latency: { exponential: { mean: '3s' } } },
          att: { to: 'US', latency: { constant: '1s' } },
        },
      }),
    );
    expect(plan.assumptions).toEqual([
      'Carrier latency, for which no figures are published: default exponential, mean 3s (set by the scenario); att constant 1s (set by the scenario).',
      expect.stringContaining('(the default of mpsim)'),
      'Segments a second set by the scenario, not by twilio-guide: promo 5.',
      'Short codes send without limit: the guide only says that the limits of long codes are not theirs.',
    ]);
  });
});
