import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOUND } from '../plans/found-plans.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { networkBreaches } from './network-breaches.ts';
import { NetworkPaths } from './network-paths.ts';

describe('a run of any plan with shared lanes', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const paths = new NetworkPaths();
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const { history } = runOf(plan);
        expect(networkBreaches(plan, history)).toEqual([]);
        paths.see(plan, history);
      }),
      { ...cases(1000), examples: Object.values(FOUND).map((plan): [typeof plan] => [plan]) },
    );
    expect(paths.missing).toEqual([]);
  });
});
