import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causalityBreaches } from '../../src/laws/causality.ts';
import { conservationBreaches } from '../../src/laws/conservation.ts';
import { lifeCycleBreaches } from '../../src/laws/life-cycle.ts';
import { sharedDepartureBreaches } from '../../src/laws/shared-departures.ts';
import { sharedWindowBreaches } from '../../src/laws/shared-window.ts';
import { FOUND } from '../plans/found-plans.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { networkTermsOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';

describe('a run of any plan with shared lanes', () => {
  it('keeps every law of lanes and levels', () => {
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const { history } = runOf(plan);
        const terms = networkTermsOf(plan);
        expect(conservationBreaches(history)).toEqual([]);
        expect(lifeCycleBreaches(history)).toEqual([]);
        expect(causalityBreaches(history, plan.horizonUs)).toEqual([]);
        expect(sharedWindowBreaches(history, terms)).toEqual([]);
        expect(sharedDepartureBreaches(history, terms, plan.horizonUs)).toEqual([]);
      }),
      { ...cases(800), examples: Object.values(FOUND).map((plan): [typeof plan] => [plan]) },
    );
  });
});
