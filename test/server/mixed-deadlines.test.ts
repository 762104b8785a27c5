import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Live } from '../../src/server/live.ts';
import { cases } from '../seed.ts';
import { advanceBy, advanceToIdle, liveFrom } from './sessions.ts';

const START_MS = Date.UTC(2026, 0, 1);
const RECEIPT_S = 2;
const POOL = `senders:
  - { id: toronto, number: "+14165550100" }
messaging-services: [{ id: pool, senders: [toronto] }]
carriers:
  default: { latency: { constant: ${RECEIPT_S}s }, outcomes: { delivered: 100% } }
`;

/** A request, so many seconds after the one before; all times in seconds. */
interface Asked {
  readonly gapS: number;
  readonly sendInS: number | undefined;
  readonly validityS: number | undefined;
  readonly segments: number;
  /** Number of an earlier request that is taken back right before, if it still can be. */
  readonly takesBack: number | undefined;
}

type Fate = readonly [status: string, endedS: number];

/** One request of the reference: where it stands and when its time is. */
interface Waiting {
  readonly dueS: number;
  readonly validityS: number;
  readonly segments: number;
  left: number;
  deadlineS: number;
  fate: Fate | undefined;
}

/**
 * The same, second by second and from the rules alone: whose time has come is queued, in the order of the requests;
 * then come the requests of that second; then the sender, which sends a segment a second, takes the first in line; then
 * fails whoever has waited too long.
 */
function fatesByTheRules(all: readonly Asked[]): readonly Fate[] {
  const messages: Waiting[] = [];
  const line: Waiting[] = [];
  const atS: number[] = [];
  for (const { gapS } of all) atS.push((atS.at(-1) ?? 0) + gapS);
  const queue = (message: Waiting, nowS: number): void => {
    message.deadlineS = nowS + message.validityS;
    line.push(message);
  };
  for (let nowS = 0; messages.length < all.length || messages.some(({ fate }) => !fate); nowS += 1) {
    for (const message of messages) if (!message.fate && message.dueS === nowS) queue(message, nowS);
    all.forEach(({ sendInS, validityS = Infinity, segments, takesBack }, number) => {
      if (atS[number] !== nowS) return;
      const other = takesBack === undefined ? undefined : messages[takesBack];
      if (other && !other.fate && other.left === 0) other.fate = ['canceled', nowS];
      const dueS = sendInS === undefined ? -1 : nowS + sendInS;
      messages[number] = { dueS, validityS, segments, left: 0, deadlineS: Infinity, fate: undefined };
      if (sendInS === undefined) queue(messages[number], nowS);
    });
    const head = line.find(({ fate }) => !fate);
    if (head) {
      head.left += 1;
      if (head.left === head.segments) head.fate = ['delivered', nowS + RECEIPT_S];
    }
    for (const message of line)
      if (!message.fate && message.left === 0 && message.deadlineS === nowS) message.fate = ['failed', nowS];
  }
  return messages.map(({ fate }) => fate!);
}

function fatesOfSession(all: readonly Asked[]): readonly Fate[] {
  const live = liveFrom(POOL);
  for (const { gapS, takesBack, ...asked } of all) {
    advanceBy(live, gapS * US_PER_SECOND);
    const other = takesBack === undefined ? undefined : live.messages.at(takesBack)!;
    if (other !== undefined) live.cancel(other);
    ask(live, asked);
  }
  advanceToIdle(live);
  return [...live.messages].map(({ status, updatedAtUs }) => [status, updatedAtUs / US_PER_SECOND]);
}

function ask(live: Live, { sendInS, validityS, segments }: Omit<Asked, 'gapS' | 'takesBack'>): void {
  const sendAtMs = START_MS + live.nowUs / 1000 + (sendInS ?? 0) * 1000;
  live.submit({
    messagingService: 'pool',
    to: '+14165550111',
    body: 'x'.repeat(segments * 150),
    validityPeriod: validityS === undefined ? undefined : String(validityS),
    ...(sendInS === undefined ? {} : { scheduleType: 'fixed', sendAt: new Date(sendAtMs).toISOString() }),
  });
}

const anyAsked: fc.Arbitrary<Asked> = fc.record({
  // A quarter of an hour is the least time ahead: requests meet what was scheduled for their very second.
  gapS: fc.constantFrom(0, 0, 0, 1, 2, 900),
  sendInS: fc.option(fc.integer({ min: 900, max: 908 }), { nil: undefined }),
  validityS: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  segments: fc.integer({ min: 1, max: 3 }),
  takesBack: fc.option(fc.nat({ max: 20 }), { nil: undefined, freq: 3 }),
});

describe('messages with instants and validity periods of all kinds', () => {
  it('fare as a second-by-second reading of the rules has it', () => {
    fc.assert(
      fc.property(fc.array(anyAsked, { minLength: 1, maxLength: 24 }), (all) => {
        expect(fatesOfSession(all)).toEqual(fatesByTheRules(all));
      }),
      cases(150),
    );
  });
});
