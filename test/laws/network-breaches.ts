import { attemptBreaches } from '../../src/laws/attempts.ts';
import { causalityBreaches } from '../../src/laws/causality.ts';
import { conservationBreaches } from '../../src/laws/conservation.ts';
import type { History } from '../../src/laws/history.ts';
import { lifeCycleBreaches } from '../../src/laws/life-cycle.ts';
import { sharedDepartureBreaches } from '../../src/laws/shared-departures.ts';
import { sharedWindowBreaches } from '../../src/laws/shared-window.ts';
import { waitBreaches } from '../../src/laws/waits.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { networkTermsOf } from '../runs.ts';
import { limitBreaches } from './limit-breaches.ts';

/** All breaches of the laws that hold of every run, whatever its lanes share and its messages wait for. */
export function networkBreaches(plan: Plan, history: History): readonly string[] {
  const { streams, expiryCode, horizonUs } = plan;
  const terms = networkTermsOf(plan);
  const waits = streams.map(({ cancel, ...own }) => ({ ...own, cancelAfterUs: cancel?.afterUs }));
  const retries = streams.map(({ retry }) => retry);
  return [
    ...conservationBreaches(history),
    ...lifeCycleBreaches(history),
    ...causalityBreaches(history, horizonUs),
    ...sharedWindowBreaches(history, terms),
    ...sharedDepartureBreaches(history, terms, horizonUs),
    ...waitBreaches(history, waits, expiryCode, horizonUs),
    ...attemptBreaches(history, retries, horizonUs),
    ...limitBreaches(plan, history),
  ];
}
