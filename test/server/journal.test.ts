import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Medium } from '../../src/messaging/request.ts';
import type { TimedInput } from '../../src/server/input.ts';
import { readJournal } from '../../src/server/journal/read-journal.ts';
import { replayOf } from '../../src/server/journal/replay.ts';
import { takeUp } from '../../src/server/journal/take-up.ts';
import { messageJson } from '../../src/server/message-json.ts';
import type { ServiceTerms } from '../../src/server/service-book.ts';
import type { Session } from '../../src/server/session.ts';
import { cases } from '../seed.ts';
import { scenarioFrom } from './sessions.ts';

const SCENARIO = scenarioFrom(`seed: 11
senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"], queue-horizon: 6s }
  - { id: toronto, number: "+14165550100" }
messaging-services: [{ id: pool, senders: [pair], spread: random }]
carriers:
  default: { latency: { lognormal: { p50: 2s, p95: 9s } }, outcomes: { delivered: 80%, undelivered: { 30003: 10% }, no-receipt: 10% } }
  other: { to: { US: 30% } }
`);

/** What somebody does to a session; a number names a message by where it stands among all. */
type Deed =
  | {
      readonly kind: 'request';
      readonly from: string | undefined;
      readonly to: string;
      readonly body: string;
      readonly media: readonly Medium[];
      readonly sendInS: number | undefined;
      readonly validityPeriod: string | undefined;
    }
  | { readonly kind: 'cancel' | 'redact' | 'delete'; readonly place: number }
  | { readonly kind: 'delete-medium'; readonly place: number; readonly medium: number }
  | { readonly kind: 'service'; readonly service: number; readonly pool: readonly number[] | undefined }
  | { readonly kind: 'pass'; readonly us: number }
  | { readonly kind: 'incident'; readonly incident: Readonly<Record<string, unknown>> }
  | { readonly kind: 'reset' };

const CAT = { url: 'http://localhost/cat', servedAs: 'image/png', bytes: 900 };
/** What media of requests were found to be. */
const MEDIA: readonly Medium[] = [
  { ...CAT, type: 'image/png' },
  { ...CAT, type: 'image/jpeg' },
  { ...CAT, type: 'image/png', bytes: 5_000_001 },
  { url: CAT.url, failure: 11_200 },
];

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      from: fc.constantFrom('+14155550100', '+14165550100', '+14155550999', undefined),
      to: fc.constantFrom('+14155550111', '+447400123456', '123'),
      body: fc.constantFrom('Hello', 'x'.repeat(400), 'Ваш код', ''),
      media: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.constantFrom(...MEDIA.map((one) => [one])),
      ),
      sendInS: fc.option(fc.integer({ min: 900, max: 910 }), { nil: undefined, freq: 2 }),
      validityPeriod: fc.constantFrom(undefined, '1', '3', '9'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel' as const, 'redact' as const, 'delete' as const),
      place: fc.nat({ max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete-medium' as const),
      place: fc.nat({ max: 100 }),
      medium: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('service' as const),
      // That of the scenario, and two that are made.
      service: fc.nat({ max: 2 }),
      pool: fc.option(fc.subarray([0, 1, 2]), { nil: undefined }),
    }),
  },
  {
    weight: 18,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      us: fc.oneof(fc.constantFrom(0, 1, 1_000_000, 900_000_000), fc.nat({ max: 4_000_000 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('incident' as const),
      incident: fc.constantFrom(
        { carrier: 'default', latency: 'x3', for: '5s' },
        { sender: 'toronto', down: true, for: '2s' },
        { sender: 'pair', rate: 'x0.5' },
        { carrier: 'other', outcomes: { undelivered: { 30005: '100%' } }, for: '3s' },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reset' as const }) },
);

function perform(session: Session, deed: Deed): void {
  const { live } = session;
  switch (deed.kind) {
    case 'request':
      return void session.submit({
        ...deed,
        ...(deed.sendInS === undefined ? {} : scheduledIn(session, deed.sendInS)),
        messagingService: deed.from === undefined ? serviceFor(deed.body) : undefined,
        statusCallback: 'http://localhost/status',
      });
    case 'service':
      return session.setService(deed.service, termsOf(deed.service, deed.pool));
    case 'pass':
      return live.standAt(live.nowUs + deed.us);
    case 'incident':
      return session.disturb(deed.incident);
    case 'reset':
      return session.reset();
    default: {
      const message = live.messages.at(deed.place % Math.max(1, live.messages.count));
      if (message === undefined) return;
      if (deed.kind === 'delete-medium') session.deleteMedium(message, deed.medium);
      else session[deed.kind](message);
    }
  }
}

const SERVICES = ['pool', 'made', 'made too'] as const;

/** Texts of different lengths go through different services. */
function serviceFor({ length }: string): string {
  return SERVICES[length % SERVICES.length]!;
}

function termsOf(service: number, pool: readonly number[] | undefined): ServiceTerms | undefined {
  const id = SERVICES[service]!;
  return pool && { name: id, entry: { id, senders: [], spread: 'least-backlog' }, pool };
}

function scheduledIn(session: Session, seconds: number): { scheduleType: string; sendAt: string } {
  const atMs = session.wallMsOf(session.live.nowUs) + seconds * 1000;
  return { scheduleType: 'fixed', sendAt: new Date(atMs).toISOString() };
}

/** Everything that can be seen of a session. */
function seen(session: Session): object {
  const { live, deletedMedia, services } = session;
  return {
    nowUs: live.nowUs,
    fingerprint: live.fingerprint,
    messages: [...live.messages].map((message) => messageJson(session, message)),
    deletedMedia: [...deletedMedia],
    services: services.all,
  };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpsim-journal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function newPath(): string {
  files += 1;
  return join(folder, `${files}.ndjson`);
}

function begun(path: string): Session {
  const { session, before, noted } = takeUp(path, SCENARIO, {}, '0.0.0');
  for (const input of before) session.repeat(input);
  session.listener = {
    taken: (input, atUs) => noted({ ...input, atUs }),
    callbackDue() {},
    callbackOver() {},
    begun() {},
  };
  return session;
}

describe('a session that is taken up from its journal', () => {
  it('stands where it stood, and a run of the journal has its fingerprint', () => {
    fc.assert(
      fc.property(
        fc.array(anyDeed, { maxLength: 60 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 3 }),
        (deeds, ends) => {
          const path = newPath();
          let session = begun(path);
          deeds.forEach((deed, place) => {
            // The process ends, as often as not.
            if (ends.includes(place)) {
              session.witness();
              session = begun(path);
            }
            perform(session, deed);
          });
          session.witness();
          expect(seen(begun(path))).toEqual(seen(session));
          const run = replayOf(path).start([]);
          while (run.advance(7));
          expect(run.nowUs).toBe(session.live.nowUs);
          expect(run.finish().fingerprint).toBe(session.live.fingerprint);
        },
      ),
      cases(60),
    );
  });

  it('comes out the same however often the clock stops on the way', () => {
    fc.assert(
      fc.property(
        fc.array(anyDeed, { maxLength: 40 }),
        fc.integer({ min: 1, max: 700_000 }),
        (deeds, strideUs) => {
          const path = newPath();
          const session = begun(path);
          for (const deed of deeds) perform(session, deed);
          session.witness();
          // As a running clock does: between two inputs it stops again and again.
          const { session: strolling, before } = takeUp(path, SCENARIO, {}, '0.0.0');
          for (const input of before) {
            const { live } = strolling;
            // Ten thousand stops at the most.
            const stepUs = Math.max(strideUs, Math.ceil((input.atUs - live.nowUs) / 10_000));
            while (live.nowUs + stepUs < input.atUs) live.standAt(live.nowUs + stepUs);
            strolling.repeat(input);
          }
          expect(seen(strolling)).toEqual(seen(session));
        },
      ),
      cases(40),
    );
  });

  it('forgets a line that was cut short, which nobody was answered, and goes on behind the last whole one', () => {
    const path = newPath();
    const session = begun(path);
    session.submit({ from: '+14165550100', to: '+14155550111', body: 'Hello' });
    const whole = readFileSync(path);
    session.submit({ from: '+14165550100', to: '+14155550111', body: 'Lost' });
    for (let bytes = whole.length; bytes < readFileSync(path).length; bytes += 1) {
      const cut = newPath();
      writeFileSync(cut, readFileSync(path).subarray(0, bytes));
      const again = begun(cut);
      expect(again.live.messages.count).toBe(1);
      again.submit({ from: '+14165550100', to: '+14155550111', body: 'Next' });
      expect([...readJournal(cut)!.inputs].map(bodyOf)).toEqual(['Hello', 'Next']);
    }
  });

  it('begins anew where not even its first line was written whole', () => {
    const path = newPath();
    begun(path);
    const bytes = readFileSync(path).length;
    truncateSync(path, bytes - 1);
    begun(path).submit({ from: '+14165550100', to: '+14155550111', body: 'Hello' });
    expect([...readJournal(path)!.inputs].map(bodyOf)).toEqual(['Hello']);
  });

  it.each([
    ['not JSON', ':2: it is no JSON object'],
    ['{"kind":"dance","atUs":0}', ':2: it is no input of this version'],
    ['{"kind":"clock","atUs":-1}', ':2: its time is earlier'],
    ['{"kind":"speed","atUs":0}', ':2: speed is no number'],
    ['{"kind":"cancel","atUs":0,"message":0}', ':2: no request before it has the number 0'],
    ['{"kind":"clock","atUs":5}\n{"kind":"clock","atUs":4}', ':3: its time is earlier'],
  ])('tells where a journal is damaged: %s', (lines, problem) => {
    const path = newPath();
    begun(path);
    appendFileSync(path, `${lines}\n`);
    expect(() => replayOf(path)).toThrow(`${path}${problem}`);
    expect(() => begun(path)).toThrow(`${path}${problem}`);
  });

  it('is not one of another scenario, nor of another account', () => {
    const path = newPath();
    begun(path);
    expect(() => takeUp(path, { ...SCENARIO, seed: '12' }, {}, '0.0.0')).toThrow('of another scenario');
    expect(() => takeUp(path, SCENARIO, { accountSid: `AC${'0'.repeat(32)}` }, '0.0.0')).toThrow(
      'of the account',
    );
    writeFileSync(path, '{"hello":1}\n');
    expect(() => begun(path)).toThrow(`${path}:1: it does not begin with`);
  });
});

function bodyOf(input: TimedInput): string | undefined {
  return input.kind === 'request' ? input.request.body : undefined;
}
