import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkPlans } from '../plans/network-plans.ts';
import { plans } from '../plans.ts';
import { bytesOf, resultOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

describe('the proof of a run', () => {
  it('finds nothing broken in a run of any plan, told ahead or in time order', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(resultOf(plan).proof!.breaks).toEqual([]);
        expect(runOf(plan).result.proof!.breaks).toEqual([]);
      }),
      cases(500),
    );
  });

  it('finds nothing broken in a run of any plan with shared lanes', () => {
    fc.assert(
      fc.property(networkPlans, (plan) => {
        expect(resultOf(plan).proof!.breaks).toEqual([]);
      }),
      cases(500),
    );
  });
});
