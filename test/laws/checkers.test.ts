import { describe, expect, it } from 'vitest';
import { rateOf } from '../../src/kernel/rate.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import type { Fact, FactKind, History } from '../../src/laws/history.ts';
import { breachesOf } from '../../src/laws/laws.ts';
import { lindleyBreaches } from '../../src/laws/lindley.ts';
import { littleBreaches } from '../../src/laws/little.ts';
import type { SenderTerms } from '../../src/laws/terms.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import { planOf, segmentsInTurn, senderOf, streamOf } from '../plans.ts';
import { runOf, termsOf } from '../runs.ts';

/** Three messages of two segments at once, one segment a second, a queue for two of them. */
const plan = planOf(
  [senderOf('a', { queueLimitSegments: 4 })],
  [
    streamOf('t', [{ kind: 'batch', atUs: US_PER_SECOND, count: 3 }], {
      bodies: segmentsInTurn([2]),
    }),
  ],
);
const terms = termsOf(plan);
const { history } = runOf(plan);

/** The history with some facts told otherwise. */
function tampered(change: (fact: Fact) => Partial<Fact> | 'gone' | 'twice' | undefined): History {
  return history.flatMap((fact) => {
    const changed = change(fact);
    if (changed === 'gone') return [];
    return changed === 'twice' ? [fact, fact] : [{ ...fact, ...changed }];
  });
}

function breaches(bent: History, bentTerms: readonly SenderTerms[] = terms, horizonUs = Infinity): string {
  return breachesOf(bent, bentTerms, horizonUs).join('\n');
}

const is = (fact: Fact, kind: FactKind, serial: number): boolean =>
  fact.kind === kind && fact.serial === serial;

describe('the laws', () => {
  it('find nothing in an honest history', () => {
    expect(breaches(history)).toBe('');
    expect(history.filter(({ kind }) => kind === 'segmentLeft')).toHaveLength(4);
  });

  it('find a message that is lost, and one that ends twice', () => {
    expect(breaches(tampered((fact) => (is(fact, 'concluded', 0) ? 'gone' : undefined)))).toContain(
      'message 0 ended 0 times',
    );
    expect(breaches(tampered((fact) => (is(fact, 'concluded', 1) ? 'twice' : undefined)))).toContain(
      'message 1 ended 2 times',
    );
  });

  it('find segments that are lost or made up, and a request that was neither admitted nor turned away', () => {
    let first = true;
    const lost = tampered((fact) => {
      const goes = first && is(fact, 'segmentLeft', 1);
      first = first && !goes;
      return goes ? 'gone' : undefined;
    });
    expect(breaches(lost)).toContain('message 1 was sent after 1 of 2 segments');
    expect(breaches(tampered((fact) => (is(fact, 'segmentLeft', 1) ? 'twice' : undefined)))).toContain(
      'message 1 sent 4 of 2 segments',
    );
    expect(breaches(tampered((fact) => (is(fact, 'queued', 1) ? 'gone' : undefined)))).toContain(
      'message 1 was not either admitted or turned away',
    );
    expect(breaches(tampered((fact) => (is(fact, 'sent', 0) ? 'gone' : undefined)))).toContain(
      'message 0 was concluded but not sent',
    );
  });

  it('find a sender that is a microsecond too fast, and one that is a microsecond too slow', () => {
    const shifted = (us: number): History =>
      tampered((fact) =>
        is(fact, 'segmentLeft', 1) ? { atUs: fact.atUs + us, lastSegmentAtUs: fact.atUs + us } : undefined,
      );
    expect(breaches(shifted(-1))).not.toContain('more than burst');
    expect(breaches(shifted(-2))).toContain('sender 0 sent more than burst and rate allow');
    expect(breaches(shifted(1))).toContain('sender 0 was idle');
  });

  it('find a burst that was not granted', () => {
    const [only] = terms;
    expect(breaches(history, [{ ...only!, burst: 2 }])).toContain('sender 0 was idle');
  });

  it('find a segment that leaves while its sender is down, and one that stays when it is up', () => {
    const [only] = terms;
    const rate = rateOf(1, US_PER_SECOND);
    const down = { fromUs: 2 * US_PER_SECOND, rate: rateOf(0, 1) };
    const up = { fromUs: 2 * US_PER_SECOND + 1, rate };
    expect(breaches(history, [{ ...only!, steps: [{ fromUs: 0, rate }, down, up] }])).toContain('while down');
    const never = history.filter(({ kind }) => kind === 'submitted' || kind === 'queued').slice(0, 2);
    const open: Fact = { ...never[1]!, kind: 'leftOpen', atUs: Number.NaN };
    expect(breaches([...never, open])).toContain('while message 0 could have left');
    const downFromTheStart = [{ fromUs: 0, rate: rateOf(0, 1) }];
    expect(breaches([...never, open], [{ ...only!, steps: downFromTheStart }])).toBe('');
  });

  it('find a message that overtakes', () => {
    const swapped = tampered((fact) => ({ serial: ({ 0: 1, 1: 0 } as const)[fact.serial] ?? fact.serial }));
    const mixed = history.map((fact, i) => (fact.kind === 'segmentLeft' ? swapped[i]! : fact));
    expect(breaches(mixed)).toContain('message 1 left sender 0 before message 0');
  });

  it('find a queue limit that is not kept to the segment', () => {
    const [only] = terms;
    expect(breaches(history, [{ ...only!, queueLimitSegments: 3 }])).toContain(
      'message 1, 2 segments on a backlog of 2, limit 3: queued',
    );
    expect(breaches(history, [{ ...only!, queueLimitSegments: 6 }])).toContain(
      'message 2, 2 segments on a backlog of 4, limit 6: failed',
    );
  });

  it('find an effect before its cause, a fact told too late, and one beyond the horizon', () => {
    const early = tampered((fact) => (is(fact, 'concluded', 0) ? { finalAtUs: 0 } : undefined));
    expect(breaches(early)).toContain('message 0 lives out of order');
    const late = tampered((fact) => (is(fact, 'concluded', 0) ? { atUs: 0 } : undefined));
    expect(breaches(late)).toContain('concluded of message 0 at 0 us was told too late');
    const crooked = tampered((fact) => (is(fact, 'concluded', 0) ? { finalAtUs: 5e6 + 0.5 } : undefined));
    expect(breaches(crooked)).toContain('message 0 has times that are not whole');
    expect(breaches(history, terms, 6 * US_PER_SECOND)).toContain('is not before the horizon');
  });

  it('find illegal steps in the life of a message', () => {
    const status = (kind: FactKind, code: number): History =>
      tampered((fact) => (is(fact, kind, 0) ? { status: code } : undefined));
    expect(breaches(status('sent', STATUS_CODE.delivered))).toContain('message 0: from sending to delivered');
    expect(breaches(status('submitted', STATUS_CODE.sent))).toContain('message 0: begins sent');
    expect(breaches(status('sent', STATUS_CODE.delivered + 4))).toContain('refused after it was segmentLeft');
    const after = [...history, { ...history.at(-1)!, kind: 'sent' as const }];
    expect(breaches(after)).toContain('sent after it was concluded');
  });

  it("find a wait that is not Lindley's, and numbers that do not add up to the waits", () => {
    const rate = rateOf(1, US_PER_SECOND);
    expect(lindleyBreaches(history, 0, rate)).toEqual([]);
    expect(littleBreaches(history, 1)).toEqual([]);
    const moved = tampered((fact) => (is(fact, 'sent', 1) ? { firstSegmentAtUs: 1 } : undefined));
    expect(lindleyBreaches(moved, 0, rate)).toEqual([
      'message 1 left at 1 to 4000000 us, not 3000000 to 4000000 us',
    ]);
    const longer = tampered((fact) => (is(fact, 'segmentLeft', 1) ? { firstSegmentAtUs: 1 } : undefined));
    expect(littleBreaches(longer, 1)).toHaveLength(1);
  });
});
