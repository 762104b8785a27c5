import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breachesOf } from '../../src/laws/laws.ts';
import { littleBreaches } from '../../src/laws/little.ts';
import { plans } from '../plans.ts';
import { bytesOf, resultOf, runOf, termsOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { RarePaths } from './rare-paths.ts';

describe('a run of any plan', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const rare = new RarePaths();
    fc.assert(
      fc.property(plans, (plan) => {
        const { history, result } = runOf(plan);
        expect(breachesOf(history, termsOf(plan), plan.horizonUs)).toEqual([]);
        const open = result.cohorts.some(({ figures }) => figures.counts.open > 0);
        if (!open) expect(littleBreaches(history, plan.senders.length)).toEqual([]);
        rare.see(plan, history);
      }),
      cases(500),
    );
    expect(rare.missing).toEqual([]);
  });

  it('gives the same bytes from the same seed, watched or not, whole or in slices', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(1, 7, 1000), (plan, slice) => {
        const { result } = runOf(plan);
        expect(bytesOf(runOf(plan, slice).result)).toBe(bytesOf(result));
        expect(bytesOf(resultOf(plan))).toBe(bytesOf(result));
        expect(bytesOf(resultOf(plan, slice))).toBe(bytesOf(result));
      }),
      cases(60),
    );
  });
});
