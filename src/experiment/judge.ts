import { LATENCIES, type Result } from '../measure/result.ts';
import { inOneStep, type Steps } from '../measure/select.ts';
import type { PlanExpectation } from '../scenario/plan.ts';
import { findInSteps } from './find.ts';
import type { Finding } from './finding.ts';
import type { Estimate } from './intervals/interval.ts';
import type { Judgement } from './report-input.ts';

/** Holds every expectation against the simulated values of a run. */
export function judge(result: Result, expectations: readonly PlanExpectation[]): readonly Judgement[] {
  return inOneStep(judgeInSteps(result, expectations));
}

/** The same in steps that each take some milliseconds, so that a shell can listen between them. */
export function* judgeInSteps(
  result: Result,
  expectations: readonly PlanExpectation[],
): Steps<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const expectation of expectations) {
    const found = yield* findInSteps(result, expectation);
    const { value } = found;
    judgements.push(
      judgementOn(expectation, value === undefined ? undefined : { low: value, high: value }, found),
    );
  }
  return judgements;
}

/** Where the true value lies. Without bounds nothing is known: it may lie anywhere. */
type Interval = Pick<Estimate, 'low' | 'high'>;

/** An expectation held against an interval, which for a single run is its value; undefined: there is no data. */
export function judgementOn(
  expectation: PlanExpectation,
  interval: Interval | undefined,
  { value, unit, currency, n }: Finding,
): Judgement {
  const { line, text, severity, atMost, atLeast } = expectation;
  const latency = latencyOf(expectation);
  return {
    line,
    text,
    verdict: interval === undefined ? 'no data' : verdictOn(interval, atMost, atLeast),
    severity,
    // A queue that never drains has no instant to report, but it surely breaks its bound.
    value: finite(value),
    unit,
    ...(currency === undefined ? {} : { currency }),
    ...(latency === undefined ? {} : { latency }),
    atMost,
    atLeast,
    n,
  };
}

/** Which latency is bounded, where it is one of all senders and carriers together: what a chart of a stream shows. */
function latencyOf({ metric, of }: PlanExpectation): Judgement['latency'] {
  const measured = LATENCIES.find((latency) => latency === metric);
  if (measured === undefined || of.senders !== undefined || of.carrier !== undefined) return undefined;
  return of.traffic === undefined ? { metric: measured } : { metric: measured, traffic: of.traffic };
}

/** Whether the whole interval lies on one side of the bounds; without ends it may lie anywhere. */
export function verdictOn(
  { low = -Infinity, high = Infinity }: Interval,
  atMost: number = Infinity,
  atLeast: number = -Infinity,
): Judgement['verdict'] {
  if (low > atMost || high < atLeast || low === Infinity) return 'fail';
  return high <= atMost && low >= atLeast && high !== Infinity ? 'pass' : 'inconclusive';
}

/** A value that can be reported: an instant that never comes is undefined. */
export function finite(value: number | undefined): number | undefined {
  return value === Infinity ? undefined : value;
}
