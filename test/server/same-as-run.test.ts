import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/messaging/status.ts';
import { type Facts, type MessageView, REFUSED } from '../../src/pipeline/facts.ts';
import { compile } from '../../src/scenario/compile.ts';
import { startRun } from '../../src/simulate.ts';
import { cases } from '../seed.ts';
import { advanceBy, advanceToIdle, liveOf, scenarioFrom } from './sessions.ts';

interface Sent {
  readonly gapUs: number;
  readonly from: string;
  readonly to: string;
  readonly body: string;
}

/** What came of a request: how, with which code, of how many segments, and when. */
type Fate = readonly [status: string, code: number, segments: number, submittedUs: number, finalUs: number];

const senders = (rulebook: string): string => `rulebook: ${rulebook}
seed: 5
senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"], queue-horizon: 6s }
  - { id: toronto, number: "+14165550100" }
  - { id: acme, alphanumeric: ACME }
carriers:
  default: { latency: { lognormal: { p50: 2s, p95: 9s } }, outcomes: { delivered: 80%, undelivered: { 30003: 10% }, no-receipt: 10% } }
  other: { to: { US: 30% } }
incidents:
  - { at: 2s, for: 3s, carrier: default, latency: x3 }
  - { at: 4s, for: 2s, sender: toronto, down: true }
`;

function fatesOfRun(rulebook: string, requests: readonly Sent[]): readonly Fate[] {
  let nowUs = 0;
  const rows = requests.map(({ gapUs, to, body, from }) => {
    nowUs += gapUs;
    return `${nowUs}us,${to},${body},${from}\n`;
  });
  const traffic = 'traffic:\n  - { id: live, from: [pair, toronto, acme], arrivals: { trace: all.csv } }\n';
  const files = { 'all.csv': `time,to,body,from\n${rows.join('')}` };
  const fates: Fate[] = [];
  const run = startRun(compile(scenarioFrom(senders(rulebook) + traffic, files)), {
    observers: [(view) => recorder(view, fates)],
  });
  while (run.advance(Infinity));
  run.finish();
  return fates;
}

function recorder(view: MessageView, fates: Fate[]): Facts {
  const nothing = (): void => {};
  const end = (row: number): void => {
    const status = view.status[row]!;
    fates[view.serial[row]!] = [
      status === REFUSED ? 'refused' : STATUSES[status]!,
      view.errorCode[row]!,
      view.segments[row]!,
      view.submittedAtUs[row]!,
      view.finalAtUs[row]!,
    ];
  };
  return {
    inTimeOrder: false,
    ...{ submitted: nothing, scheduled: nothing, queued: nothing, withdrawn: nothing, sent: nothing },
    ...{ segmentLeft: nothing, leftOpen: nothing },
    ...{ refused: end, failed: end, canceled: end, concluded: end },
  };
}

function fatesOfSession(rulebook: string, requests: readonly Sent[]): readonly Fate[] {
  const live = liveOf(scenarioFrom(senders(rulebook)));
  for (const { gapUs, ...request } of requests) {
    // In two steps, one of which may be none.
    advanceBy(live, Math.floor(gapUs / 3));
    advanceBy(live, gapUs - Math.floor(gapUs / 3));
    live.submit(request);
  }
  advanceToIdle(live);
  return [...live.messages].map(({ status, errorCode, segments, submittedAtUs, updatedAtUs }) => [
    status,
    errorCode,
    segments,
    submittedAtUs,
    updatedAtUs,
  ]);
}

const anyRequest: fc.Arbitrary<Sent> = fc.record({
  gapUs: fc.oneof(
    fc.constant(0),
    fc.constantFrom(1, 500_000, 1_000_000, 2_000_000),
    fc.nat({ max: 3_000_000 }),
  ),
  from: fc.constantFrom('+14155550100', '+14155550101', '+14165550100', 'ACME', '+14155550999'),
  to: fc.constantFrom(
    '+14155550111',
    '+14165550111',
    '+447400123456',
    '+5511961234567',
    '123',
    '+14155550100',
  ),
  body: fc.constantFrom('Hello', 'x'.repeat(400), 'Ваш код 123456', '', 'x'.repeat(1601)),
});

describe('a live session and a run of the same requests as a trace', () => {
  it.each(['twilio-guide', 'twilio-2022', 'twilio-2026'])(
    'have the same fates at the same instants: %s',
    (rulebook) => {
      fc.assert(
        fc.property(fc.array(anyRequest, { minLength: 1, maxLength: 60 }), (requests) => {
          expect(fatesOfSession(rulebook, requests)).toEqual(fatesOfRun(rulebook, requests));
        }),
        cases(40),
      );
    },
  );
});
