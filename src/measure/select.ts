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
  return inOneStep(figuresInSteps(measures, selector));
}

/** The same in steps that each take some milliseconds, so that a shell can listen between them. */
export function* figuresInSteps(measures: Measures, selector: Selector): Steps<Figures> {
  const { traffic, senders, carrier } = selector;
  const { cohorts } = measures;
  const fitting = cohortsOf(cohorts, selector);
  if (fitting.length === cohorts.length) return yield* totalsInSteps(measures);
  if (traffic !== undefined && senders === undefined && carrier === undefined)
    return yield* groupInSteps(measures, 'traffic', traffic);
  return yield* union(fitting.map(figuresOfCohort), mergedFrom(measures).keepAll);
}

/** The cohorts that fit every index of the selector. */
export function cohortsOf(
  cohorts: readonly CohortResult[],
  { traffic, senders, carrier }: Selector,
): readonly CohortResult[] {
  const named = senders && new Set(senders);
  return cohorts.filter(
    (cohort) =>
      (traffic === undefined || cohort.traffic === traffic) &&
      (named === undefined || named.has(cohort.sender)) &&
      (carrier === undefined || cohort.carrier === carrier),
  );
}

/**
 * The figures of all messages. The first time O(cohorts); they are kept as long as the measures, which do not change,
 * since every part of a report asks for them again.
 */
export function totalsOf(measures: Measures): Figures {
  return inOneStep(totalsInSteps(measures));
}

/** The figures of every stream, sender or carrier, by its index: `length` of them. O(cohorts). */
export function figuresBy(measures: Measures, by: Grouping, length: number): readonly Figures[] {
  return Array.from(figuresInTurn(measures, by, length), ([, figures]) => figures);
}

/**
 * The same one after another, each with its index and made when it is asked for: thousands at once would take long and much memory. Of
 * more than {@link PARTS_KEPT} cohorts they are kept as {@link totalsOf} are.
 */
export function* figuresInTurn(
  measures: Measures,
  by: Grouping,
  length: number,
): Iterable<readonly [index: number, figures: Figures]> {
  for (let index = 0; index < length; index += 1) yield [index, inOneStep(groupInSteps(measures, by, index))];
}

/** Makes all that is kept for the report of a run, ahead and in steps that each take some milliseconds. */
export function* mergeInSteps(measures: Measures): Steps<undefined> {
  yield* totalsInSteps(measures);
  for (const by of ['traffic', 'sender'] as const) {
    for (const [index, parts] of partsBy(measures, by).entries()) {
      if (parts !== undefined && parts.length > PARTS_KEPT) yield* groupInSteps(measures, by, index);
    }
  }
  return undefined;
}

/** What groups may be told apart by. */
type Grouping = 'traffic' | 'sender' | 'carrier';

/** A computation that can be left and taken up again between its steps. */
export type Steps<Found> = Generator<undefined, Found>;

/** Takes all steps at once. */
export function inOneStep<Found>(steps: Steps<Found>): Found {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Cohorts up to which a group is merged anew each time: what is kept stays small beside the cohorts themselves. */
const PARTS_KEPT = 16;

/** What was merged of a run's measures. */
interface Merged {
  readonly keepAll: boolean;
  totals?: Figures;
  /** The cohorts of each group, by its index; absent where it has none. */
  readonly parts: Partial<Record<Grouping, Parts>>;
  readonly groups: Readonly<Record<Grouping, Map<number, Figures>>>;
}

type Parts = readonly (readonly Figures[] | undefined)[];

const mergedByMeasures = new WeakMap<Measures, Merged>();

function mergedFrom(measures: Measures): Merged {
  const known = mergedByMeasures.get(measures);
  if (known !== undefined) return known;
  const groups = { traffic: new Map(), sender: new Map(), carrier: new Map() };
  const merged: Merged = { keepAll: keepsAll(measures), parts: {}, groups };
  mergedByMeasures.set(measures, merged);
  return merged;
}

function* totalsInSteps(measures: Measures): Steps<Figures> {
  const merged = mergedFrom(measures);
  merged.totals ??= yield* union(measures.cohorts.map(figuresOfCohort), merged.keepAll);
  return merged.totals;
}

function* groupInSteps(measures: Measures, by: Grouping, index: number): Steps<Figures> {
  const { keepAll, groups } = mergedFrom(measures);
  const known = groups[by].get(index);
  if (known !== undefined) return known;
  const parts = partsBy(measures, by)[index] ?? [];
  const figures = yield* union(parts, keepAll);
  if (parts.length > PARTS_KEPT) groups[by].set(index, figures);
  return figures;
}

function partsBy(measures: Measures, by: Grouping): Parts {
  const { parts } = mergedFrom(measures);
  parts[by] ??= partsOf(measures.cohorts, by);
  return parts[by];
}

/** Requests from senders that are not ours are in no sender's group. */
function partsOf(cohorts: readonly CohortResult[], by: Grouping): Parts {
  const parts: Figures[][] = [];
  for (const cohort of cohorts) {
    const index = cohort[by];
    if (index === -1) continue;
    parts[index] ??= [];
    parts[index].push(cohort.figures);
  }
  return parts;
}

function figuresOfCohort({ figures }: CohortResult): Figures {
  return figures;
}

/** Whether the run was short enough for every quantile to be exact. */
export function keepsAll(measures: Measures): boolean {
  return measures.cohorts.reduce((sum, cohort) => sum + cohort.figures.counts.submitted, 0) <= EXACT_RUN;
}

function* union(parts: readonly Figures[], keepAll: boolean): Steps<Figures> {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const latencies: Partial<Record<Latency, Distribution>> = {};
  for (const latency of LATENCIES) {
    const whole = new Distribution(keepAll);
    for (const [place, part] of parts.entries()) {
      whole.absorb(part.latencies[latency]);
      if (place % PARTS_A_STEP === PARTS_A_STEP - 1) yield;
    }
    latencies[latency] = whole;
  }
  const counts = COUNTS.map((count) => [count, sum(parts, (part) => part.counts[count])]);
  return {
    counts: Object.fromEntries(counts) as Record<Count, number>,
    segments: {
      submitted: sum(parts, (part) => part.segments.submitted),
      sent: sum(parts, (part) => part.segments.sent),
    },
    lastConcludedAtUs: latest(parts.map((part) => part.lastConcludedAtUs)),
    errors: unionOfErrors(parts.flatMap((part) => part.errors)),
    // Each of them was set above.
    latencies: latencies as Record<Latency, Distribution>,
  };
}

/** Distributions that are merged in a step: some milliseconds. */
const PARTS_A_STEP = 256;

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
