import { Distribution, EXACT_RUN } from './distribution.ts';
import {
  COUNTS,
  type CohortResult,
  type Count,
  type ErrorCount,
  type Figures,
  LATENCIES,
  type Latency,
  type Measures,
  type Selector,
} from './result.ts';

/** The figures of all messages that fit the selector: the union of their cohorts. */
export function figuresOf(measures: Measures, selector: Selector): Figures {
  const senders = selector.senders && new Set(selector.senders);
  const fits = (cohort: CohortResult): boolean =>
    (selector.traffic === undefined || cohort.traffic === selector.traffic) &&
    (senders === undefined || senders.has(cohort.sender)) &&
    (selector.carrier === undefined || cohort.carrier === selector.carrier);
  return union(
    measures.cohorts.filter(fits).map((cohort) => cohort.figures),
    keepsAll(measures),
  );
}

/** The figures of all messages. */
export function totalsOf(measures: Measures): Figures {
  return figuresOf(measures, {});
}

/** The figures of every stream, sender or carrier, by its index: `length` of them. O(cohorts). */
export function figuresBy(
  measures: Measures,
  by: 'traffic' | 'sender' | 'carrier',
  length: number,
): readonly Figures[] {
  const groups: Figures[][] = Array.from({ length }, () => []);
  for (const cohort of measures.cohorts) groups[cohort[by]]?.push(cohort.figures);
  const keepAll = keepsAll(measures);
  return groups.map((group) => union(group, keepAll));
}

/** Whether the run was short enough for every quantile to be exact. */
export function keepsAll(measures: Measures): boolean {
  return measures.cohorts.reduce((sum, cohort) => sum + cohort.figures.counts.submitted, 0) <= EXACT_RUN;
}

function union(parts: readonly Figures[], keepAll: boolean): Figures {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const counts = Object.fromEntries(COUNTS.map((count) => [count, sum(parts, (part) => part.counts[count])]));
  const merged = (latency: Latency): Distribution =>
    Distribution.merge(
      parts.map((part) => part.latencies[latency]),
      keepAll,
    );
  return {
    counts: counts as Record<Count, number>,
    segments: {
      submitted: sum(parts, (part) => part.segments.submitted),
      sent: sum(parts, (part) => part.segments.sent),
    },
    lastConcludedAtUs: latest(parts.map((part) => part.lastConcludedAtUs)),
    errors: unionOfErrors(parts.flatMap((part) => part.errors)),
    latencies: Object.fromEntries(LATENCIES.map((latency) => [latency, merged(latency)])) as Record<
      Latency,
      Distribution
    >,
  };
}

function sum(parts: readonly Figures[], value: (part: Figures) => number): number {
  return parts.reduce((total, part) => total + value(part), 0);
}

function latest(instants: readonly (number | undefined)[]): number | undefined {
  return instants.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
}

function unionOfErrors(errors: readonly ErrorCount[]): readonly ErrorCount[] {
  const byKey = new Map<string, ErrorCount>();
  for (const error of errors) {
    const key = `${error.code} ${error.status}`;
    byKey.set(key, { ...error, count: error.count + (byKey.get(key)?.count ?? 0) });
  }
  return [...byKey.values()].sort((a, b) => a.code - b.code || (a.status < b.status ? -1 : 1));
}
