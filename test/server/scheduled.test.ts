import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { HistoryRecorder } from '../../src/laws/history.ts';
import { STATUSES } from '../../src/messaging/status.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { LiveMessage } from '../../src/server/live-message.ts';
import { startRun } from '../../src/simulate.ts';
import { cases } from '../seed.ts';
import { served } from './served.ts';
import { advanceBy, advanceToIdle, liveFrom, liveOf, scenarioFrom } from './sessions.ts';

const POOL = `senders:
  - { id: toronto, number: "+14165550100" }
messaging-services: [{ id: pool, senders: [toronto] }]
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;
const THROUGH = { messagingService: 'pool', to: '+14165550111', body: 'Hello' };
const START_MS = Date.UTC(2026, 0, 1);

/** An instant of the session as a request writes it. */
function written(us: number): string {
  return new Date(START_MS + us / 1000).toISOString();
}

describe('a message that names its time', () => {
  it('is scheduled until then, and may be taken back', () => {
    const live = liveFrom(POOL);
    const sendAt = written(3600 * US_PER_SECOND);
    const [first, second] = [1, 2].map(() => live.submit({ ...THROUGH, scheduleType: 'fixed', sendAt }));
    expect([first!.firstStatus, first!.status]).toEqual(['scheduled', 'scheduled']);
    advanceBy(live, 3599 * US_PER_SECOND);
    expect(first!.status).toBe('scheduled');
    expect(live.cancel(second!)).toBe(true);
    advanceToIdle(live);
    expect([first!.status, second!.status]).toEqual(['delivered', 'canceled']);
    expect(first).toMatchObject({ sentAtUs: 3600 * US_PER_SECOND, updatedAtUs: 3602 * US_PER_SECOND });
  });

  it('is in line before the requests of that very instant', () => {
    const live = liveFrom(POOL);
    const sendAt = written(3600 * US_PER_SECOND);
    const first = live.submit({ ...THROUGH, scheduleType: 'fixed', sendAt });
    advanceBy(live, 3600 * US_PER_SECOND);
    expect(first.status).toBe('queued');
    const second = live.submit(THROUGH);
    advanceToIdle(live);
    expect([first, second].map(({ sentAtUs }) => sentAtUs / US_PER_SECOND)).toEqual([3600, 3601]);
  });

  it.each([
    [{ from: '+14165550100', messagingService: undefined }, 35118],
    [{ scheduleType: undefined }, 35119],
    [{ sendAt: undefined }, 35111],
    [{ sendAt: written(60 * US_PER_SECOND) }, 35114],
    [{ sendAt: 'tomorrow' }, 35114],
    [{ sendAt: written(90 * 86_400 * US_PER_SECOND) }, 35114],
  ])('is refused where scheduling does not allow it: %j', (change, code) => {
    const live = liveFrom(POOL);
    const request = { ...THROUGH, scheduleType: 'fixed', sendAt: written(3600 * US_PER_SECOND), ...change };
    expect(live.submit(request)).toMatchObject({ status: 'refused', errorCode: code });
  });

  it('shows neither sender nor segments until its service has chosen', async () => {
    const here = await served(POOL);
    const [service] = (await here.control('GET', 'state')).json.messaging_services;
    const form = { MessagingServiceSid: service.sid, To: '+14165550111', Body: 'Hello' };
    const { status, json } = await here.create({
      ...form,
      ScheduleType: 'fixed',
      SendAt: '2026-01-01T02:00:00+01:00',
    });
    expect([status, json.status, json.from, json.num_segments, json.date_sent]).toEqual([
      201,
      'scheduled',
      null,
      '0',
      null,
    ]);
    await here.control('POST', 'clock/advance', { by: '59m' });
    const path = here.messages.replace('.json', `/${json.sid}.json`);
    expect((await here.call('GET', path)).json).toMatchObject({ status: 'scheduled', from: null });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect((await here.call('GET', path)).json).toMatchObject({
      status: 'delivered',
      from: '+14165550100',
      date_sent: 'Thu, 01 Jan 2026 01:00:00 +0000',
    });
    await here.stop();
  });
});

describe('a validity period', () => {
  it('holds for the one message that names it', () => {
    const live = liveFrom(POOL);
    const submit = (validityPeriod?: string): LiveMessage =>
      live.submit({ from: '+14165550100', to: '+14165550111', body: 'x'.repeat(600), validityPeriod });
    const messages = [submit(), submit('2'), submit('10'), submit('1'), submit()];
    advanceToIdle(live);
    // Four segments a message: the second would begin after 4 s, the third does as the two behind the first have gone.
    expect(messages.map(({ status, errorCode }) => [status, errorCode])).toEqual([
      ['delivered', 0],
      ['failed', 30001],
      ['delivered', 0],
      ['failed', 30001],
      ['delivered', 0],
    ]);
    expect(messages.map(({ updatedAtUs }) => updatedAtUs / US_PER_SECOND)).toEqual([5, 2, 9, 1, 13]);
  });
});

describe('a validity period of a messaging service', () => {
  it('holds for each request that names none', () => {
    const live = liveFrom(POOL.replace('senders: [toronto] }', 'senders: [toronto], validity: 2s }'));
    const submit = (change: object): LiveMessage =>
      live.submit({ ...THROUGH, body: 'x'.repeat(600), ...change });
    const messages = [{}, {}, { validityPeriod: '10' }, { validityPeriod: '1' }].map(submit);
    advanceToIdle(live);
    expect(messages.map(({ status, updatedAtUs }) => [status, updatedAtUs / US_PER_SECOND])).toEqual([
      ['delivered', 5],
      ['failed', 2],
      ['delivered', 9],
      ['failed', 1],
    ]);
  });

  it('counts from when a scheduled message is queued', () => {
    const live = liveFrom(POOL.replace('senders: [toronto] }', 'senders: [toronto], validity: 2s }'));
    const sendAt = written(3600 * US_PER_SECOND);
    const submit = (): LiveMessage =>
      live.submit({ ...THROUGH, body: 'x'.repeat(600), scheduleType: 'fixed', sendAt });
    const messages = [submit(), submit()];
    advanceToIdle(live);
    expect(messages.map(({ status, updatedAtUs }) => [status, updatedAtUs / US_PER_SECOND])).toEqual([
      ['delivered', 3605],
      ['failed', 3602],
    ]);
  });
});

interface Asked {
  readonly gapS: number;
  readonly sendInS: number | undefined;
  readonly validityS: number | undefined;
  readonly segments: number;
}

type Fate = readonly [status: string, code: number, submittedUs: number, finalUs: number];

/** What becomes of them in a run, each as a stream of its own, which says when and for how long. */
function fatesOfRun(rulebook: string, all: readonly Asked[]): readonly Fate[] {
  let atS = 0;
  const streams = all.map(({ gapS, sendInS, validityS, segments }, place) => {
    atS += gapS;
    return {
      id: `m${place}`,
      from: 'pool',
      to: ['+14165550111'],
      body: 'x'.repeat(segments * 150),
      arrivals: { batch: 1, at: `${atS}s` },
      ...(sendInS === undefined ? {} : { 'send-at': { after: `${sendInS}s` } }),
      ...(validityS === undefined ? {} : { validity: `${validityS}s` }),
    };
  });
  let recorder: HistoryRecorder | undefined;
  const text = `rulebook: ${rulebook}\n${POOL}traffic: ${JSON.stringify(streams)}\n`;
  const run = startRun(compile(scenarioFrom(text)), {
    observers: [
      (view) => {
        recorder = new HistoryRecorder(view);
        return recorder;
      },
    ],
  });
  while (run.advance(Infinity));
  run.finish();
  const fates: Fate[] = [];
  for (const fact of recorder!.history)
    if (['refused', 'failed', 'canceled', 'concluded'].includes(fact.kind))
      fates[fact.stream] = [
        STATUSES[fact.status] ?? 'refused',
        fact.errorCode,
        fact.submittedAtUs,
        fact.finalAtUs,
      ];
  return fates;
}

function fatesOfSession(rulebook: string, all: readonly Asked[]): readonly Fate[] {
  const live = liveOf(scenarioFrom(`rulebook: ${rulebook}\n${POOL}`));
  for (const { gapS, sendInS, validityS, segments } of all) {
    advanceBy(live, gapS * US_PER_SECOND);
    live.submit({
      ...THROUGH,
      body: 'x'.repeat(segments * 150),
      ...(sendInS === undefined
        ? {}
        : { scheduleType: 'fixed', sendAt: written(live.nowUs + sendInS * US_PER_SECOND) }),
      ...(validityS === undefined ? {} : { validityPeriod: String(validityS) }),
    });
  }
  advanceToIdle(live);
  return [...live.messages].map(({ status, errorCode, submittedAtUs, updatedAtUs }) => [
    status,
    errorCode,
    submittedAtUs,
    updatedAtUs,
  ]);
}

describe('messages that say when and for how long', () => {
  it.each(['twilio-guide', 'twilio-2022'])(
    'fare as in a run where each is a stream of its own: %s',
    (rulebook) => {
      const asked = fc.record({
        gapS: fc.constantFrom(0, 0, 1, 3),
        sendInS: fc.option(fc.integer({ min: 900, max: 912 }), { nil: undefined }),
        validityS: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        segments: fc.integer({ min: 1, max: 3 }),
      });
      fc.assert(
        fc.property(fc.array(asked, { minLength: 1, maxLength: 20 }), (all) => {
          expect(fatesOfSession(rulebook, all)).toEqual(fatesOfRun(rulebook, all));
        }),
        cases(60),
      );
    },
  );
});
