import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../src/server/clock.ts';
import { Deliveries } from '../../src/server/deliveries.ts';
import type { TimedInput } from '../../src/server/input.ts';
import { replayOf } from '../../src/server/journal/replay.ts';
import { takeUp } from '../../src/server/journal/take-up.ts';
import { messageJson } from '../../src/server/message-json.ts';
import { Session } from '../../src/server/session.ts';
import { cases } from '../seed.ts';
import { scenarioFrom } from './sessions.ts';

const SCENARIO = scenarioFrom(`seed: 4
senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"], queue-horizon: 20s }
messaging-services: [{ id: pool, senders: [pair] }]
carriers:
  default: { latency: { lognormal: { p50: 2s, p95: 9s } }, outcomes: { delivered: 80%, undelivered: { 30003: 10% }, no-receipt: 10% } }
`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpsim-clock-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function seen({ live, ...session }: Session, whole: Session): object {
  return {
    nowUs: live.nowUs,
    fingerprint: live.fingerprint,
    resets: session.resets,
    messages: [...live.messages].map((message) => messageJson(whole, message)),
  };
}

/** A running clock whose time outside is told by hand. */
function running(session: Session, speed: number): { readonly clock: Clock; passMs(ms: number): void } {
  let nowMs = 0;
  const clock = new Clock(session, new Deliveries(session, []), () => nowMs);
  clock.setSpeed(speed);
  return {
    clock,
    passMs: (ms) => {
      nowMs += ms;
      clock.catchUp();
    },
  };
}

const anyDeed = fc.record({
  gapMs: fc.integer({ min: 0, max: 9 }),
  from: fc.constantFrom('+14155550100', '+14155550101', undefined),
  segments: fc.integer({ min: 1, max: 3 }),
  cancels: fc.boolean(),
});

describe('one journal', () => {
  it('comes out the same under a clock that runs a thousand times as fast, one that stands, and none', () => {
    let files = 0;
    fc.assert(
      fc.property(fc.array(anyDeed, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (deeds, strideMs) => {
        files += 1;
        const path = join(folder, `${files}.ndjson`);
        const inputs: TimedInput[] = [];
        const { session, noted } = takeUp(path, SCENARIO, {}, '0.0.0');
        session.listener = {
          taken: (input, atUs) => {
            const timed: TimedInput = { ...input, atUs };
            inputs.push(timed);
            noted(timed);
          },
          callbackDue() {},
          callbackOver() {},
          begun() {},
        };
        const { clock, passMs } = running(session, 1000);
        for (const { gapMs, from, segments, cancels } of deeds) {
          passMs(gapMs);
          const service = from === undefined ? 'pool' : undefined;
          const body = 'x'.repeat(150 * segments);
          const message = session.submit({ from, messagingService: service, to: '+14155550111', body });
          if (cancels) session.cancel(message);
        }
        passMs(13);
        session.witness();
        clock.stop();

        // By a restart whose clock stands still.
        const again = takeUp(path, SCENARIO, {}, '0.0.0');
        for (const input of again.before) again.session.repeat(input);
        expect(seen(again.session, again.session)).toEqual(seen(session, session));

        // In virtual time.
        const run = replayOf(path).start([]);
        while (run.advance(3));
        expect(run.finish().fingerprint).toBe(session.live.fingerprint);

        // By a player who does everything when a running clock has come to its time, or is about to pass it.
        const played = new Session(SCENARIO);
        const player = running(played, 1000);
        for (const input of inputs) {
          while (played.live.nowUs + strideMs * 1_000_000 < input.atUs) player.passMs(strideMs);
          played.repeat(input);
        }
        player.clock.stop();
        expect(seen(played, played)).toEqual(seen(session, session));
      }),
      cases(40),
    );
  });
});
