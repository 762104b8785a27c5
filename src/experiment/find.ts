import { Distribution } from '../measure/distribution.ts';
import type { ErrorCount, Figures, Result } from '../measure/result.ts';
import { figuresInSteps, inOneStep, keepsAll, type Steps } from '../measure/select.ts';
import type { CountMetric, PlanExpectation } from '../scenario/plan.ts';
import type { Finding, Question } from './finding.ts';
import { callbackFinding } from './finding-of-callbacks.ts';
import { costFinding } from './finding-of-cost.ts';
import { durationFinding } from './finding-of-durations.ts';
import { backlogFinding, drainedFinding, throughputFinding } from './finding-of-senders.ts';

/** What a run says to each expectation, in their order, unjudged. */
export function findAll(result: Result, expectations: readonly PlanExpectation[]): readonly Finding[] {
  return expectations.map((expectation) => inOneStep(findInSteps(result, expectation)));
}

/** The same of one expectation, in steps that each take some milliseconds. */
export function* findInSteps(result: Result, question: Question): Steps<Finding> {
  const { metric, of, statistic } = question;
  switch (metric) {
    case 'queue_wait':
    case 'send_latency':
    case 'carrier_latency':
    case 'end_to_end':
      return durationFinding((yield* figuresInSteps(result, of)).latencies[metric], statistic);
    case 'end_to_end_offered':
      return durationFinding(yield* offeredInSteps(result, of.traffic), statistic);
    case 'backlog':
      return backlogFinding(result, of);
    case 'drained':
      return drainedFinding(result, of);
    case 'throughput':
      return throughputFinding(result, question);
    case 'cost':
      return costFinding(result, question);
    case 'callbacks':
    case 'callbacks_answered':
    case 'callbacks_lost':
    case 'callback_delay':
      return callbackFinding(result, metric, question);
    default:
      return count(yield* figuresInSteps(result, of), metric, question);
  }
}

/** From when clients first wanted to send: of a client that never waits nor tries again, from when it submits. */
function* offeredInSteps(result: Result, traffic: number | undefined): Steps<Distribution> {
  const streams = traffic === undefined ? result.setting.traffic.map((_, stream) => stream) : [traffic];
  const parts: Distribution[] = [];
  for (const stream of streams) {
    const load = result.offeredLoads[stream];
    if (load !== undefined) parts.push(load.endToEnd);
    else parts.push((yield* figuresInSteps(result, { traffic: stream })).latencies.end_to_end);
  }
  return Distribution.merge(parts, keepsAll(result));
}

/** A count of nothing is 0; a share of nothing is no data. */
function count(figures: Figures, metric: CountMetric, { statistic, of }: Question): Finding {
  const n = figures.counts.submitted;
  const value = of.code === undefined ? figures.counts[metric] : countOfCode(figures.errors, metric, of.code);
  if (statistic.kind === 'share') return { value: n === 0 ? undefined : value / n, unit: 'share', n };
  return { value, unit: 'count', n };
}

function countOfCode(errors: readonly ErrorCount[], metric: CountMetric, code: number): number {
  return errors.find((error) => error.status === metric && error.code === code)?.count ?? 0;
}
