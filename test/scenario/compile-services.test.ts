import { describe, expect, test } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan, PlanService } from '../../src/scenario/plan.ts';
import type { Scenario, ServiceEntry, StreamEntry } from '../../src/scenario/scenario.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

const SENDERS: Scenario['senders'] = [
  { id: 'us', numbers: { from: '+14155550100', count: 2 } },
  { id: 'ca', number: '+14165550100' },
  { id: 'free', number: '+18005550100' },
  { id: 'code', 'short-code': { code: '12345', country: 'US' } },
  { id: 'brand', alphanumeric: 'ACME' },
];

function planOf(
  service: Partial<ServiceEntry>,
  stream: Partial<StreamEntry> = {},
  rulebook = 'twilio-guide',
): Plan {
  return compile(
    scenarioWith({
      rulebook,
      senders: SENDERS,
      'messaging-services': [{ id: 'pool', senders: ['us', 'ca', 'code', 'brand'], ...service }],
      traffic: [{ ...STREAM, from: 'pool', ...stream }],
    }),
  );
}

function serviceOf(
  service: Partial<ServiceEntry>,
  stream: Partial<StreamEntry> = {},
  rulebook?: string,
): PlanService {
  return planOf(service, stream, rulebook).services[0]!;
}

describe('a messaging service', () => {
  test('gives a stream its pool, or the sender that its requests name', () => {
    expect(planOf({}).streams[0]).toMatchObject({ senders: [0, 1, 2, 4, 5], service: 0, namesSender: false });
    expect(planOf({}, { sender: 'us#2' }).streams[0]).toMatchObject({
      senders: [1],
      service: 0,
      namesSender: true,
    });
  });

  test('takes short codes of the country first, then alphanumeric senders, then long codes of the country', () => {
    const to = { US: '40%', CA: '30%', GB: '30%' };
    expect(serviceOf({}, { to }).candidates).toEqual([[3], [2], [4]]);
    expect(serviceOf({ senders: ['us', 'ca'] }, { to }).candidates).toEqual([[0, 1], [2], [0, 1]]);
    expect(serviceOf({ senders: ['ca'] }, { to }).candidates).toEqual([[0], [0], [0]]);
  });

  test('has no candidate where none of its senders reaches the country', () => {
    expect(serviceOf({ senders: ['brand', 'code'] }, { to: { CA: '100%' } }, 'twilio-2022')).toMatchObject({
      candidates: [[]],
      noSender: { code: 21703, surface: 'failed' },
    });
    expect(serviceOf({ senders: ['brand'] }, { to: { CA: '100%' } })).toMatchObject({
      candidates: [[]],
      noSender: { code: 21612, surface: 'refused' },
    });
  });

  test('takes a short code abroad only where no rule refuses it and no other sender gets there', () => {
    const to = { CA: '100%' };
    expect(serviceOf({ senders: ['brand', 'code'] }, { to }).candidates).toEqual([[1]]);
    expect(serviceOf({ senders: ['code', 'us'] }, { to }).candidates).toEqual([[1, 2]]);
  });

  test('follows the order of its rulebook for a country', () => {
    const senders = ['ca', 'free'];
    const to = { CA: '100%' };
    expect(serviceOf({ senders }, { to }, 'twilio-2022').candidates).toEqual([[0, 1]]);
    // Toll-free numbers are at home in both countries, and in 2026 stand first in Canada.
    expect(serviceOf({ senders }, { to }, 'twilio-2026').candidates).toEqual([[1]]);
    const american = { id: 'pool', senders: ['us', 'free'] };
    expect(serviceOf(american, { to: { US: '100%' } }, 'twilio-2022').candidates).toEqual([[0, 1, 2]]);
  });

  test('sends media from senders that can, to countries that take them', () => {
    const to = { US: '50%', GB: '50%' };
    const media = { type: 'image/png' };
    expect(serviceOf({ senders: ['us', 'brand'] }, { to, media })).toMatchObject({
      candidates: [[0, 1], [2]],
      mediaCandidates: [[0, 1], []],
    });
  });

  test('knows the area codes of its pool, and how it spreads, when it is told to', () => {
    expect(serviceOf({})).toMatchObject({ spread: 'round-robin', sticky: false, byAreaCode: undefined });
    const told = { 'area-code-match': true, 'sticky-sender': true, spread: 'random' } as const;
    expect(serviceOf(told)).toMatchObject({
      spread: 'random',
      sticky: true,
      byAreaCode: new Map([
        [415, [0, 1]],
        [416, [2]],
      ]),
    });
  });

  test('has a bucket over the lanes of its pool, with the tokens of a second unless said', () => {
    const plan = planOf({ 'segments-per-second': 20 });
    const rate = { units: 1, perUs: US_PER_SECOND / 20 };
    expect(plan.levels).toEqual([{ id: 'pool', kind: 'service', counts: 'segments', rate, burst: 20 }]);
    expect(plan.lanes.map(({ levels }) => levels)).toEqual([[0], [0], [0], [], [0], [0]]);
    expect(planOf({ 'segments-per-second': 20, burst: 5 }).levels).toMatchObject([{ burst: 5 }]);
  });

  test('lies below the account', () => {
    const plan = planOf({ 'segments-per-second': 20 }, {}, 'twilio-2026');
    expect(plan.lanes.map(({ levels }) => levels)).toEqual([[0, 1], [0, 1], [0, 1], [1], [0, 1], [0, 1]]);
  });

  test('lends validity and smart encoding to streams that have none of their own', () => {
    const service = { validity: '10m', 'smart-encoding': true };
    expect(planOf(service).streams[0]).toMatchObject({
      validityUs: 600 * US_PER_SECOND,
      text: { prefix: '', smartEncoded: true },
    });
    expect(planOf(service, { validity: '5m', 'smart-encoding': false }).streams[0]).toMatchObject({
      validityUs: 300 * US_PER_SECOND,
      text: { smartEncoded: false },
    });
  });

  test('turns media into a link in the text, where it is told to', () => {
    const media = { type: 'image/png', count: 2 };
    const body = 'x'.repeat(134);
    expect(planOf({}, { media }).streams[0]!.media).toEqual({ count: 2, failure: 0 });
    // 134 characters, and twice a blank, 19 characters and 7 more: 188.
    const { bodies } = planOf({ 'mms-converter': true }, { media, body: [body, 'Hi'] }).streams[0]!;
    expect(bodies).toMatchObject({
      variants: [
        { content: { segments: 1, linked: { encoding: 'GSM-7', segments: 2 } } },
        { content: { segments: 1, linked: { encoding: 'GSM-7', segments: 1 } } },
      ],
    });
    const alone = planOf({}, { media, body }).streams[0]!.bodies;
    expect(alone).toMatchObject({ variants: [{ content: { linked: undefined } }] });
  });

  test('says what it leaves out', () => {
    const plan = planOf(
      { 'area-code-match': true, 'mms-converter': true },
      { media: { type: 'image/png' }, body: ['a', 'b'] },
    );
    expect(plan.assumptions).toContain(
      'Area codes match only themselves: which of them lie over one another is not known here.',
    );
    expect(planOf({}).assumptions.join()).not.toMatch(/Area codes/);
  });

  test('can be looked at as a whole by an expectation', () => {
    const plan = compile(
      scenarioWith({
        senders: SENDERS,
        'messaging-services': [{ id: 'pool', senders: ['code', 'us'] }],
        expect: [{ metric: 'failed', of: { sender: 'pool' }, count: { 'at-most': 0 }, line: 9 }],
        traffic: [],
      }),
    );
    expect(plan.expectations[0]!.of.senders).toEqual([4, 0, 1]);
  });
});
