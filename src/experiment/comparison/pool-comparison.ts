import { TIME_PARTS } from '../../measure/time-split/split-columns.ts';
import { CONFIDENCE, type Estimate, meanEstimate } from '../intervals/interval.ts';
import { studentTQuantile } from '../intervals/student-t.ts';
import type { BehindTime, MessageTimes } from '../time-split/message-times.ts';
import type { Compared, ComparedBehind, ComparedFigure, ComparedTimes } from './comparison.ts';
import { FIGURE_NAMES } from './run-values.ts';

/** A value of A and one of B, in one replication. */
export type Pair<Value> = readonly [a: Value | undefined, b: Value | undefined];

/** The figures of whole runs: by replication, the values of both in the order of FIGURE_NAMES. */
export function poolFigures(
  replications: readonly (readonly [
    a: readonly (number | undefined)[],
    b: readonly (number | undefined)[],
  ])[],
  isRandom: boolean,
): readonly ComparedFigure[] {
  return FIGURE_NAMES.map((name, place) => {
    const pairs = replications.map(([a, b]): Pair<number> => [a[place], b[place]]);
    const compared = comparedOf(pairs, isRandom);
    return { ...name, ...compared, narrowed: narrowedBy(complete(pairs), compared.difference) };
  });
}

/** Where time went: by replication, that of both. */
export function poolTimes(pairs: readonly Pair<MessageTimes>[], isRandom: boolean): ComparedTimes {
  const compared = (of: (times: MessageTimes) => number): Compared =>
    comparedOf(
      pairs.map(([a, b]) => [a && of(a), b && of(b)]),
      isRandom,
    );
  const parts = TIME_PARTS.map((part) => [part, compared((times) => times.parts[part])]);
  return {
    n: {
      a: pairs.reduce((sum, [a]) => sum + (a?.n ?? 0), 0),
      b: pairs.reduce((sum, [, b]) => sum + (b?.n ?? 0), 0),
    },
    // Each part was just compared.
    parts: Object.fromEntries(parts) as ComparedTimes['parts'],
    total: compared(({ totalUs }) => totalUs),
    behind: poolBehind(pairs, isRandom),
  };
}

/** By stream and entry; where all of it was in one lane, that is the place. */
function poolBehind(pairs: readonly Pair<MessageTimes>[], isRandom: boolean): readonly ComparedBehind[] {
  const groups = new Map<string, { readonly first: BehindTime; readonly lanes: Set<string> }>();
  const sums = pairs.map((pair) => pair.map((times) => times && sumsOf(times.behind, groups)));
  const all = [...groups].map(([key, { first, lanes }]): ComparedBehind => {
    const values = sums.map(([a, b]): Pair<number> => [a && (a.get(key) ?? 0), b && (b.get(key) ?? 0)]);
    const { traffic, lane, entry } = first;
    return { traffic, place: lanes.size === 1 ? lane : entry, ...comparedOf(values, isRandom) };
  });
  return all.sort((one, other) => weightOf(other) - weightOf(one) || (one.traffic < other.traffic ? -1 : 1));
}

/** The sums of groups; notes which groups there are, and of which lanes. */
function sumsOf(
  behind: readonly BehindTime[],
  groups: Map<string, { readonly first: BehindTime; readonly lanes: Set<string> }>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const one of behind) {
    const key = JSON.stringify([one.traffic, one.entry]);
    const group = groups.get(key) ?? { first: one, lanes: new Set() };
    group.lanes.add(one.lane);
    groups.set(key, group);
    sums.set(key, (sums.get(key) ?? 0) + one.us);
  }
  return sums;
}

function weightOf({ a = 0, b = 0, difference }: Compared): number {
  return Math.abs(difference?.value ?? Math.max(a, b));
}

function comparedOf(pairs: readonly Pair<number>[], isRandom: boolean): Compared {
  const both = complete(pairs);
  const onlyOne = both.length === 0;
  const valuesOf = (place: 0 | 1): readonly number[] =>
    onlyOne ? pairs.flatMap((pair) => pair[place] ?? []) : both.map((pair) => pair[place]);
  const found = meanEstimate(both.map(([a, b]) => b - a));
  return {
    a: meanEstimate(valuesOf(0))?.value,
    b: meanEstimate(valuesOf(1))?.value,
    difference: found && !isRandom ? { ...found, low: found.value, high: found.value } : found,
  };
}

function complete(pairs: readonly Pair<number>[]): readonly (readonly [number, number])[] {
  return pairs.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [[a, b] as const]));
}

/**
 * The width of the interval of the difference of two independent samples (Student's t with pooled variances, Law,
 * "Simulation Modeling and Analysis", 2015, section 10.2.2), in widths of the paired one.
 */
function narrowedBy(
  pairs: readonly (readonly [number, number])[],
  difference: Estimate | undefined,
): number | undefined {
  if (difference?.low === undefined || difference.high === undefined) return undefined;
  const half = (difference.high - difference.low) / 2;
  if (half === 0) return undefined;
  const n = pairs.length;
  const variances = varianceOf(pairs.map(([a]) => a)) + varianceOf(pairs.map(([, b]) => b));
  return (studentTQuantile((1 + CONFIDENCE) / 2, 2 * n - 2) * Math.sqrt(variances / n)) / half;
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
}
