import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOUND } from '../plans/found-plans.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { foretell, stepsOf } from './reference-model.ts';

describe('every message of any plan', () => {
  it('is queued, leaves, expires and is canceled at the instants that a second, plain model foretells', () => {
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const { history } = runOf(plan);
        expect(stepsOf(history)).toEqual(foretell(plan, history));
      }),
      cases(1500),
    );
  });

  it.each(Object.entries(FOUND))('does so where once %s', (_, plan) => {
    const { history } = runOf(plan);
    expect(stepsOf(history)).toEqual(foretell(plan, history));
  });
});
