import { US_PER_SECOND } from '../kernel/time.ts';
import type { Flow, FlowSeries, Result, Selector, SenderLevels } from '../measure/result.ts';
import type { PlanSelector } from '../scenario/plan.ts';
import type { Finding, Question } from './finding.ts';

/** The highest backlog of all together, or of the fullest of the selected senders. */
export function backlogFinding(result: Result, of: Selector): Finding {
  const peaks = selected(result, of).map((levels) => levels.peakBacklogSegments);
  const value =
    of.senders === undefined ? result.peakBacklogSegments : peaks.reduce((a, b) => Math.max(a, b), 0);
  return { value, unit: 'segments', n: peaks.length };
}

/** When the last segment of the selected senders left; Infinity when some never does. */
export function drainedFinding(result: Result, of: Selector): Finding {
  const senders = of.senders ?? result.senders.map((_, sender) => sender);
  const standing = senders.some(
    (sender) => (result.throughput.senders[sender]!.backlogSegments.at(-1) ?? 0) > 0,
  );
  const instants = selected(result, of).flatMap(({ drainedAtUs }) => drainedAtUs ?? []);
  if (standing) return { value: Infinity, unit: 'instant', n: instants.length };
  const value = instants.length === 0 ? undefined : instants.reduce((a, b) => Math.max(a, b));
  return { value, unit: 'instant', n: instants.length };
}

/**
 * What leaves the selected senders together by the second: segments, or messages that change to a status. The mean is
 * over the simulated time, as utilisation is; the maximum is that of the busiest interval of `throughput.csv`. Where
 * nothing was submitted there is no data.
 */
export function throughputFinding(result: Result, { statistic, of }: Question): Finding {
  const { intervalUs, total, senders } = result.throughput;
  const series = of.senders === undefined ? [total] : of.senders.map((sender) => senders[sender]!);
  const counts = sumOf(series, flowOf(of));
  const n = counts.reduce((sum, count) => sum + count, 0);
  const isAsked = sumOf(series, 'submitted').some((count) => count > 0);
  const [amount, overUs] =
    statistic.kind === 'mean'
      ? [n, result.simulatedUs]
      : [counts.reduce((most, count) => Math.max(most, count), 0), intervalUs];
  const value = isAsked && overUs > 0 ? (amount * US_PER_SECOND) / overUs : undefined;
  return { value, unit: 'rate', n };
}

function flowOf({ status }: PlanSelector): Flow {
  switch (status) {
    case 'sent':
    case 'delivered':
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return status;
    default:
      return 'leftSegments';
  }
}

/** By interval. */
function sumOf(series: readonly FlowSeries[], flow: Flow): Float64Array {
  const sum = Float64Array.from(series[0]?.[flow] ?? []);
  for (const one of series.slice(1)) {
    const counts = one[flow];
    for (let interval = 0; interval < sum.length; interval += 1) sum[interval]! += counts[interval]!;
  }
  return sum;
}

function selected(result: Result, of: Selector): readonly SenderLevels[] {
  return of.senders === undefined ? result.senders : of.senders.map((sender) => result.senders[sender]!);
}
