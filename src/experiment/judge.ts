import type { Distribution } from '../measure/distribution.ts';
import type {
  Count,
  ErrorCount,
  Figures,
  Latency,
  Result,
  Selector,
  SenderLevels,
} from '../measure/result.ts';
import { figuresInSteps, inOneStep, type Steps } from '../measure/select.ts';
import type { PlanExpectation } from '../scenario/plan.ts';
import type { Judgement } from './report-input.ts';

/** What a run says to an expectation. */
export interface Finding {
  /** Undefined where there is nothing to take the statistic of; Infinity for an instant that never comes. */
  readonly value: number | undefined;
  readonly unit: Judgement['unit'];
  readonly n: number;
}

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
  for (const { line, text, atMost, atLeast, ...expectation } of expectations) {
    const found = yield* find(result, expectation);
    // A queue that never drains has no instant to report, but it surely breaks its bound.
    const value = found.value === Infinity ? undefined : found.value;
    judgements.push({
      line,
      text,
      verdict: verdictOf(found.value, atMost, atLeast),
      value,
      unit: found.unit,
      atMost,
      atLeast,
      n: found.n,
    });
  }
  return judgements;
}

function verdictOf(value: number | undefined, atMost = Infinity, atLeast = -Infinity): Judgement['verdict'] {
  if (value === undefined) return 'no data';
  return value <= atMost && value >= atLeast && value !== Infinity ? 'pass' : 'fail';
}

/** What a run says to each expectation, in their order, unjudged. */
export function findAll(result: Result, expectations: readonly PlanExpectation[]): readonly Finding[] {
  return expectations.map((expectation) => inOneStep(find(result, expectation)));
}

/** What an expectation looks at. */
type Question = Pick<PlanExpectation, 'metric' | 'statistic' | 'of'>;

function* find(result: Result, expectation: Question): Steps<Finding> {
  const { metric, of } = expectation;
  switch (metric) {
    case 'queue_wait':
    case 'send_latency':
    case 'carrier_latency':
    case 'end_to_end':
      return latency(yield* figuresInSteps(result, of), metric, expectation);
    case 'backlog':
      return backlog(result, of);
    case 'drained':
      return drained(result, of);
    default:
      return count(yield* figuresInSteps(result, of), metric, expectation);
  }
}

function latency(figures: Figures, metric: Latency, { statistic }: Question): Finding {
  const distribution = figures.latencies[metric];
  return { value: statisticOf(distribution, statistic), unit: 'us', n: distribution.n };
}

function statisticOf(
  distribution: Distribution,
  statistic: PlanExpectation['statistic'],
): number | undefined {
  switch (statistic.kind) {
    case 'mean':
      return distribution.meanUs;
    case 'quantile':
      return distribution.quantileUs(statistic.share);
    case 'min':
      return distribution.n === 0 ? undefined : distribution.minUs;
    case 'max':
      return distribution.n === 0 ? undefined : distribution.maxUs;
    default:
      return undefined;
  }
}

/** A count of nothing is 0; a share of nothing is no data. */
function count(figures: Figures, metric: Count, { statistic, of }: Question): Finding {
  const n = figures.counts.submitted;
  const value = of.code === undefined ? figures.counts[metric] : countOfCode(figures.errors, metric, of.code);
  if (statistic.kind === 'share') return { value: n === 0 ? undefined : value / n, unit: 'share', n };
  return { value, unit: 'count', n };
}

function countOfCode(errors: readonly ErrorCount[], metric: Count, code: number): number {
  return errors.find((error) => error.status === metric && error.code === code)?.count ?? 0;
}

/** The highest backlog of all together, or of the fullest of the selected senders. */
function backlog(result: Result, of: Selector): Finding {
  const peaks = selected(result, of).map((levels) => levels.peakBacklogSegments);
  const value =
    of.senders === undefined ? result.peakBacklogSegments : peaks.reduce((a, b) => Math.max(a, b), 0);
  return { value, unit: 'segments', n: peaks.length };
}

/** When the last segment of the selected senders left; Infinity when some never does. */
function drained(result: Result, of: Selector): Finding {
  const senders = of.senders ?? result.senders.map((_, sender) => sender);
  const standing = senders.some(
    (sender) => (result.throughput.senders[sender]!.backlogSegments.at(-1) ?? 0) > 0,
  );
  const instants = selected(result, of).flatMap(({ drainedAtUs }) => drainedAtUs ?? []);
  if (standing) return { value: Infinity, unit: 'instant', n: instants.length };
  const value = instants.length === 0 ? undefined : instants.reduce((a, b) => Math.max(a, b));
  return { value, unit: 'instant', n: instants.length };
}

function selected(result: Result, of: Selector): readonly SenderLevels[] {
  return of.senders === undefined ? result.senders : of.senders.map((sender) => result.senders[sender]!);
}
