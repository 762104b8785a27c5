import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { conservationBreaches } from '../../src/laws/conservation.ts';
import type { Fact, History } from '../../src/laws/history.ts';
import type { NetworkTerms } from '../../src/laws/network.ts';
import { sharedDepartureBreaches } from '../../src/laws/shared-departures.ts';
import { sharedWindowBreaches } from '../../src/laws/shared-window.ts';
import { planOf, senderOf, streamOf } from '../plans.ts';
import { networkTermsOf, runOf } from '../runs.ts';

/** Two fast senders under a level of a segment a second: each submits three at once, which wait 2 s at the most. */
const plain = planOf(
  [0, 1].map((lane) =>
    senderOf(`s${lane}`, { lane, rate: rateOf(10, US_PER_SECOND), queueLimitSegments: 3 }),
  ),
  [0, 1].map((sender) =>
    streamOf(`t${sender}`, [{ kind: 'batch', atUs: 0, count: 4 }], {
      senders: [sender],
      validityUs: 2 * US_PER_SECOND,
    }),
  ),
  {
    levels: [
      { id: 'account', kind: 'account', counts: 'segments', rate: rateOf(1, US_PER_SECOND), burst: 1 },
    ],
  },
);
const plan = { ...plain, lanes: plain.lanes.map((lane) => ({ ...lane, levels: [0], mediaLevels: [0] })) };
const terms = networkTermsOf(plan);
const { history } = runOf(plan);
const [level] = terms.levels;

function breaches(bent: History, own: Partial<NetworkTerms> = {}): string {
  const bentTerms = { ...terms, ...own };
  return [
    ...conservationBreaches(bent),
    ...sharedWindowBreaches(bent, bentTerms),
    ...sharedDepartureBreaches(bent, bentTerms, Infinity),
  ].join('\n');
}

/** The history with two messages in each other's place where segments leave. */
function swapped(a: number, b: number): History {
  const other = (fact: Fact): number => (fact.serial === a ? b : fact.serial === b ? a : fact.serial);
  const facts = new Map(history.map((fact) => [`${fact.kind} ${fact.serial}`, fact]));
  return history.map((fact) =>
    fact.kind === 'segmentLeft' || fact.kind === 'sent'
      ? { ...facts.get(`queued ${other(fact)}`)!, kind: fact.kind, atUs: fact.atUs }
      : fact,
  );
}

describe('the laws of shared lanes', () => {
  it('find nothing in an honest history', () => {
    expect(breaches(history)).toBe('');
    const left = history.filter(({ kind }) => kind === 'segmentLeft');
    expect(left.map(({ stream, index, atUs }) => [stream, index, atUs / US_PER_SECOND])).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [0, 2, 2],
    ]);
  });

  it('find a level that was too fast, and one that was too slow', () => {
    expect(breaches(history, { levels: [{ ...level!, burst: 2 }] })).toContain('could have left at 0 us');
    const slow = { ...level!, steps: [{ fromUs: 0, rate: rateOf(1, 2 * US_PER_SECOND) }] };
    expect(breaches(history, { levels: [slow] })).toContain('level 0 let go of too much');
    expect(breaches(history, { levels: [slow] })).toContain('left at 1000000 us without a token');
  });

  it('find a token that went to a younger head, and one that went to a less urgent one', () => {
    expect(breaches(swapped(0, 4))).toContain('message 4 took a token at 0 us from message 0');
    expect(breaches(history, { priorities: [0, 1] })).toContain(
      'message 0 took a token at 0 us from message 4',
    );
  });

  it('find a message that overtakes in its lane', () => {
    expect(breaches(swapped(0, 1))).toContain('message 1 left before message 0 of its lane');
  });

  it('find a queue limit that is not kept to the token', () => {
    const limit = (queueLimitTokens: number) => ({
      lanes: terms.lanes.map((lane) => ({ ...lane, queueLimitTokens })),
    });
    expect(breaches(history, limit(2))).toContain('message 2 was admitted beyond the limit');
    expect(breaches(history, limit(4))).toContain('message 3 was turned away though it fits');
  });

  it('find a message that ended in its lane and did not give up its place', () => {
    const kept = history.filter(({ kind }) => kind !== 'withdrawn');
    expect(breaches(kept)).toContain('did not give up its place when it ended');
  });
});
