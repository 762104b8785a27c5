import { byMessage, type Fact, type History } from '../../src/laws/history.ts';
import { concurrencyBreaches, quotaBreaches } from '../../src/laws/quotas.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { networkTermsOf } from '../runs.ts';

const CONCURRENCY = 20429;
const DAILY = 63038;

/** Breaches of what an account may do at once and in a day, and of what carriers take of a brand in a day. */
export function limitBreaches(plan: Plan, history: History): readonly string[] {
  const { concurrency } = plan.account;
  return [
    ...(concurrency === undefined ? [] : concurrencyBreaches(history, { ...concurrency, code: CONCURRENCY })),
    ...dailyBreaches(plan, history),
    ...plan.dailyCaps.flatMap((_, cap) => capBreaches(plan, history, cap)),
  ];
}

/** What each message ended with. */
function codesOf(history: History): ReadonlyMap<number, number> {
  return new Map([...byMessage(history)].map(([serial, facts]) => [serial, facts.at(-1)!.errorCode]));
}

function dailyBreaches(plan: Plan, history: History): readonly string[] {
  const { daily } = plan.account;
  if (daily === undefined) return [];
  const codes = codesOf(history);
  const scheduled = new Set(history.flatMap(({ kind, serial }) => (kind === 'scheduled' ? [serial] : [])));
  // Some providers look for a service's sender once the request has been answered; others refuse it, and do not count it.
  const failed = plan.services.filter(({ noSender }) => noSender.surface === 'failed');
  const later = [DAILY, ...failed.map(({ noSender }) => noSender.code)];
  const faults = plan.acceptance.map(({ code }) => code).filter((code) => !later.includes(code));
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
function capBreaches(plan: Plan, history: History, place: number): readonly string[] {
  if (plan.horizonUs !== Infinity) return [];
  const cap = plan.dailyCaps[place]!;
  const codes = codesOf(history);
  const { laneOf } = networkTermsOf(plan);
  const isCapped = (fact: Fact): boolean => {
    if (fact.kind !== 'sent') return false;
    const { campaign, lane } = plan.senders[fact.sender]!;
    return (
      campaign !== -1 &&
      laneOf(fact) !== lane &&
      plan.campaigns[campaign]!.capByCarrier[fact.carrier] === place
    );
  };
  return quotaBreaches(history, {
    ...cap,
    concerns: isCapped,
    unitsOf: ({ segments }) => segments,
    isTurnedAway: ({ serial }) => codes.get(serial) === cap.code,
  });
}
