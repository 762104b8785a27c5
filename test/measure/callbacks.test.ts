import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../../src/kernel/quantiles.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { type CallbackFigures, CallbackMeasure } from '../../src/measure/callbacks.ts';
import { STATUS_CODE, STATUSES } from '../../src/messaging/status.ts';
import type { CallbackFacts } from '../../src/pipeline/callback-facts.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { type CallbackFact, callbackRunOf, callbacksOf, callbackTerms } from '../callbacks.ts';
import { planOf, plans, senderOf, streamOf } from '../plans.ts';
import { bytesOf, resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** The figures of what is told by `tell`. */
function figuresOf(tell: (facts: CallbackFacts) => void): CallbackFigures {
  const measure = new CallbackMeasure(() => {});
  tell(measure);
  return measure.figures();
}

const sent = (attempts: number, dueAtUs = 0): Parameters<CallbackFacts['due']>[0] => ({
  serial: 0,
  status: STATUS_CODE.sent,
  dueAtUs,
  attempts,
});

describe('the figures of callbacks', () => {
  it('count what was due, tried, tried again, delivered and lost, and why attempts failed', () => {
    fc.assert(
      fc.property(plans, callbackTerms, (plan, terms) => {
        const { told } = callbackRunOf(plan, terms);
        const { callbacks } = resultOf({ ...plan, callbacks: terms });
        for (const group of callbacks!.byStatus) {
          const own = told.filter(({ status }) => STATUSES[status] === group.status);
          expect(group.counts).toEqual(recounted(own));
          expect(group.peak).toEqual(busiestSecond(own));
          expect(Number(group.delay.sumUs)).toBe(totalDelayUs(own));
        }
        expect(callbacks!.counts).toEqual(recounted(told));
        expect(callbacks!.peak).toEqual(busiestSecond(told));
        expect(Number(callbacks!.delay.sumUs)).toBe(totalDelayUs(told));
        expect(callbacks!.delay.n).toBe(callbacks!.counts.delivered);
      }),
      cases(80),
    );
  });

  it('count a callback as tried again once, however often that is', () => {
    const { counts } = figuresOf((facts) => {
      facts.due(sent(0));
      for (const attempts of [1, 2, 3]) facts.attempted(sent(attempts), attempts);
    });
    expect(counts).toMatchObject({ due: 1, attempted: 3, retried: 1 });
  });

  it('find the busiest second, wherever it begins, the first of equals', () => {
    const peakOf = (instants: readonly number[]) =>
      figuresOf((facts) => {
        for (const atUs of instants) facts.attempted(sent(1), atUs);
      }).peak;
    expect(peakOf([0, 999_999, 1_000_000, 1_500_000, 1_999_998])).toEqual({ attempts: 4, startUs: 999_999 });
    expect(peakOf([500_000, 1_499_999, 1_500_000, 2_600_000])).toEqual({ attempts: 2, startUs: 500_000 });
    // More than there is room for at first, when the earliest have gone by already.
    const sparse = [0, 300_000, 600_000, 900_000, 1_200_000, 1_500_000];
    const dense = Array.from({ length: 40 }, (_, place) => 1_600_000 + place);
    expect(peakOf([...sparse, ...dense])).toEqual({ attempts: 43, startUs: 900_000 });
  });

  it('have no peak and no delay where nothing was due', () => {
    const figures = figuresOf(() => {});
    expect(figures).toMatchObject({ peak: undefined, byStatus: [] });
    expect(figures.delay.n).toBe(0);
  });

  it('keep to a histogram when there are many, and merge to the same whole', () => {
    const count = 100_001;
    const { delay } = figuresOf((facts) => {
      for (let i = 0; i < count; i += 1) {
        facts.due(sent(0, i));
        facts.delivered(sent(1, i), 3 * i);
      }
    });
    expect(delay.exact).toBe(false);
    expect(delay.n).toBe(count);
    expect(delay.maxUs).toBe(2 * (count - 1));
  });
});

describe('a run with callbacks', () => {
  const terms = callbacksOf({ latencyUs: constant(US_PER_SECOND) });
  const fingerprint = (plan: Plan): string => resultOf(plan).fingerprint;
  const plan = planOf([senderOf('a')], [streamOf('t', [{ kind: 'batch', atUs: 0, count: 3 }])]);

  it('has callbacks that fall due in its fingerprint, and attempts to deliver them not', () => {
    const base = fingerprint({ ...plan, callbacks: terms });
    expect(base).not.toBe(fingerprint(plan));
    expect(fingerprint({ ...plan, callbacks: { ...terms, connectFailures: 1 } })).toBe(base);
    expect(fingerprint({ ...plan, callbacks: { ...terms, statuses: ['sent'] } })).not.toBe(base);
  });

  it('gives the same bytes from the same seed, watched or not, whole or in slices', () => {
    fc.assert(
      fc.property(plans, callbackTerms, fc.constantFrom(1, 7), (any, callbacks, slice) => {
        const asking = { ...any, callbacks };
        const bytes = bytesOf(resultOf(asking));
        expect(bytesOf(resultOf(asking, slice))).toBe(bytes);
        expect(bytesOf(runOf(asking, slice).result)).toBe(bytes);
      }),
      cases(40),
    );
  });

  it('fares in all else as it does without', () => {
    fc.assert(
      fc.property(plans, callbackTerms, (any, callbacks) => {
        const { fingerprint: own, callbacks: figures, ...with_ } = resultOf({ ...any, callbacks });
        const { fingerprint: other, callbacks: none, ...without } = resultOf(any);
        expect(bytesOf({ ...without, fingerprint: '', callbacks: undefined })).toBe(
          bytesOf({ ...with_, fingerprint: '', callbacks: undefined }),
        );
        expect(none).toBeUndefined();
        if (figures!.counts.due > 0) expect(own).not.toBe(other);
      }),
      cases(40),
    );
  });
});

function recounted(told: readonly CallbackFact[]): CallbackFigures['counts'] {
  const count = (kind: CallbackFact['kind'], failure?: string): number =>
    told.filter((fact) => fact.kind === kind && fact.failure === failure).length;
  return {
    due: count('due'),
    attempted: count('attempted'),
    delivered: count('delivered'),
    lost: count('lost'),
    retried: told.filter(({ kind, attempts }) => kind === 'attempted' && attempts === 2).length,
    notConnected: count('attemptFailed', 'connect'),
    tooLate: count('attemptFailed', 'timeout'),
    answeredWithError: count('attemptFailed', 'error'),
  };
}

function busiestSecond(told: readonly CallbackFact[]): CallbackFigures['peak'] {
  const begun = told.flatMap(({ kind, atUs }) => (kind === 'attempted' ? [atUs] : []));
  const peaks = begun.map((startUs) => ({
    attempts: begun.filter((atUs) => startUs <= atUs && atUs < startUs + US_PER_SECOND).length,
    startUs,
  }));
  const highest = Math.max(...peaks.map(({ attempts }) => attempts));
  return peaks.find(({ attempts }) => attempts === highest);
}

function totalDelayUs(told: readonly CallbackFact[]): number {
  return told
    .filter(({ kind }) => kind === 'delivered')
    .reduce((sum, { atUs, dueAtUs }) => sum + atUs - dueAtUs, 0);
}
