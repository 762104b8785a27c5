import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptBreaches } from '../../src/laws/attempts.ts';
import { causalityBreaches } from '../../src/laws/causality.ts';
import { conservationBreaches } from '../../src/laws/conservation.ts';
import { byMessage, type Fact, type History } from '../../src/laws/history.ts';
import { lifeCycleBreaches } from '../../src/laws/life-cycle.ts';
import { concurrencyBreaches, quotaBreaches } from '../../src/laws/quotas.ts';
import { sharedDepartureBreaches } from '../../src/laws/shared-departures.ts';
import { sharedWindowBreaches } from '../../src/laws/shared-window.ts';
import { waitBreaches } from '../../src/laws/waits.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { FOUND } from '../plans/found-plans.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { networkTermsOf, runOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { NetworkPaths } from './network-paths.ts';

const CONCURRENCY = 20429;
const DAILY = 63038;
const CAP = 30023;

/** What each message ended with. */
function codesOf(history: History): ReadonlyMap<number, number> {
  return new Map([...byMessage(history)].map(([serial, facts]) => [serial, facts.at(-1)!.errorCode]));
}

function dailyBreaches(plan: Plan, history: History): readonly string[] {
  const { daily } = plan.account;
  if (daily === undefined) return [];
  const codes = codesOf(history);
  const scheduled = new Set(history.flatMap(({ kind, serial }) => (kind === 'scheduled' ? [serial] : [])));
  const faults = plan.acceptance.map(({ code }) => code).filter((code) => code !== DAILY);
  return quotaBreaches(history, {
    ...daily,
    // A message that was scheduled has been accepted, though its queue may turn out to be full.
    concerns: ({ kind, serial }) =>
      kind === 'submitted' && (scheduled.has(serial) || !faults.includes(codes.get(serial)!)),
    unitsOf: () => 1,
    isTurnedAway: ({ serial }) => codes.get(serial) === DAILY,
  });
}

/** What is sent just before the end of a run has no end that would tell whether it was capped. */
function capBreaches(plan: Plan, history: History): readonly string[] {
  const [cap] = plan.dailyCaps;
  if (cap === undefined || plan.campaigns.length === 0 || plan.horizonUs !== Infinity) return [];
  const codes = codesOf(history);
  const { laneOf } = networkTermsOf(plan);
  const isCapped = (fact: Fact): boolean =>
    fact.kind === 'sent' && fact.carrier === 0 && plan.campaigns[0]!.laneByRoute.includes(laneOf(fact));
  return quotaBreaches(history, {
    ...cap,
    concerns: isCapped,
    unitsOf: ({ segments }) => segments,
    isTurnedAway: ({ serial }) => codes.get(serial) === CAP,
  });
}

function limitBreaches(plan: Plan, history: History): readonly string[] {
  const { concurrency } = plan.account;
  return [
    ...(concurrency === undefined ? [] : concurrencyBreaches(history, { ...concurrency, code: CONCURRENCY })),
    ...dailyBreaches(plan, history),
    ...capBreaches(plan, history),
  ];
}

describe('a run of any plan with shared lanes', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const paths = new NetworkPaths();
    fc.assert(
      fc.property(networkPlans, (plan) => {
        const { history } = runOf(plan);
        const { streams, expiryCode, horizonUs } = plan;
        const terms = networkTermsOf(plan);
        const waits = streams.map(({ cancel, ...own }) => ({ ...own, cancelAfterUs: cancel?.afterUs }));
        const retries = streams.map(({ retry }) => retry);
        expect(conservationBreaches(history)).toEqual([]);
        expect(lifeCycleBreaches(history)).toEqual([]);
        expect(causalityBreaches(history, horizonUs)).toEqual([]);
        expect(sharedWindowBreaches(history, terms)).toEqual([]);
        expect(sharedDepartureBreaches(history, terms, horizonUs)).toEqual([]);
        expect(waitBreaches(history, waits, expiryCode, horizonUs)).toEqual([]);
        expect(attemptBreaches(history, retries, horizonUs)).toEqual([]);
        expect(limitBreaches(plan, history)).toEqual([]);
        paths.see(plan, history);
      }),
      { ...cases(1000), examples: Object.values(FOUND).map((plan): [typeof plan] => [plan]) },
    );
    expect(paths.missing).toEqual([]);
  });
});
