import type { Setting } from '../../measure/result.ts';
import { inOneStep, type Steps } from '../../measure/select.ts';
import type { Plan } from '../../scenario/plan.ts';
import type { Run } from '../../simulate.ts';
import { isRandom } from '../randomness.ts';
import { type RunShape, shapeOf } from '../run-shape.ts';
import { MessageIndex } from '../time-split/message-index.ts';
import { type StreamTimes, timesByStream } from '../time-split/stream-times.ts';
import type { ComparedTraffic, Comparison, PairedMessages } from './comparison.ts';
import { pairMessages, poolPairs } from './pair-messages.ts';
import { poolFigures, poolTimes } from './pool-comparison.ts';
import { valuesOf } from './run-values.ts';
import { type WatchedRun, watchedRun } from './watched-run.ts';

export interface CompareOptions {
  /** How often each plan is run: 10 unless said; where nothing is left to chance, once. */
  readonly replications?: number;
  /** Hears of each run before it begins. */
  readonly onStart?: (run: Run, plan: Plan, replication: number) => void;
}

export const DEFAULT_REPLICATIONS = 10;

/**
 * Compares two plans message by message, both with the luck of the first: run with its seed, each request of a stream
 * meets that of the stream of the same id with the same number and attempt. A pure function of plans and options. Memory
 * is some 120 bytes a request of one replication of each.
 *
 * @example
 * const { figures, traffic } = compare(compile(asItIs), compile(withMoreSenders), { replications: 5 });
 */
export function compare(a: Plan, b: Plan, options: CompareOptions = {}): Comparison {
  return inOneStep(compareInSteps(a, b, options));
}

/** The same in steps that each take some milliseconds, so that a shell can listen between them. */
export function* compareInSteps(
  a: Plan,
  b: Plan,
  { replications = DEFAULT_REPLICATIONS, onStart = () => {} }: CompareOptions,
): Steps<Comparison> {
  const twin = { ...b, seed: a.seed };
  const random = isRandom(a) || isRandom(twin);
  const found: Replication[] = [];
  for (let replication = 0; replication < (random ? replications : 1); replication += 1)
    found.push(yield* pairInSteps(a, twin, replication, onStart));
  return {
    a: planOf(found, 0),
    b: planOf(found, 1),
    replications: found.length,
    isRandom: random,
    unusedSeed: b.seed === a.seed ? undefined : b.seed,
    figures: figuresOf(found, random, a.prices.currency === b.prices.currency),
    messages: poolPairs(found.map(({ messages }) => messages)),
    traffic: poolTraffic(found, random),
  };
}

function planOf(found: readonly Replication[], place: 0 | 1): Comparison['a'] {
  const [first] = found;
  return {
    setting: first!.settings[place],
    fingerprints: found.map(({ fingerprints }) => fingerprints[place]),
    shape: first!.shapes[place],
  };
}

function figuresOf(
  found: readonly Replication[],
  random: boolean,
  isOneCurrency: boolean,
): Comparison['figures'] {
  const figures = poolFigures(
    found.map(({ values }) => values),
    random,
  );
  return isOneCurrency ? figures : figures.filter(({ metric }) => metric !== 'cost');
}

/** What is kept of one replication of both. */
interface Replication {
  readonly settings: readonly [a: Setting, b: Setting];
  readonly fingerprints: readonly [a: string, b: string];
  readonly shapes: readonly [a: RunShape, b: RunShape];
  readonly values: readonly [ReturnType<typeof valuesOf>, ReturnType<typeof valuesOf>];
  readonly messages: PairedMessages;
  readonly traffic: readonly [a: ReadonlyMap<string, StreamTimes>, b: ReadonlyMap<string, StreamTimes>];
}

function* pairInSteps(
  planA: Plan,
  planB: Plan,
  replication: number,
  onStart: NonNullable<CompareOptions['onStart']>,
): Steps<Replication> {
  const a = yield* watchedRun(planA, replication, (run) => onStart(run, planA, replication));
  const b = yield* watchedRun(planB, replication, (run) => onStart(run, planB, replication));
  const ofB = new MessageIndex(b.columns, planB.streams.length);
  yield undefined;
  const messages = pairMessages(a, b, ofB);
  yield undefined;
  const ofA = new MessageIndex(a.columns, planA.streams.length);
  return {
    settings: [a.result.setting, b.result.setting],
    fingerprints: [a.result.fingerprint, b.result.fingerprint],
    shapes: [shapeOf(a.result), shapeOf(b.result)],
    values: [valuesOf(a), valuesOf(b)],
    messages,
    traffic: [yield* timesById(a, ofA), yield* timesById(b, ofB)],
  };
}

function* timesById(run: WatchedRun, index: MessageIndex): Steps<ReadonlyMap<string, StreamTimes>> {
  const times = yield* timesByStream(run, index);
  return new Map(times.map((one) => [one.id, one]));
}

function poolTraffic(found: readonly Replication[], random: boolean): readonly ComparedTraffic[] {
  const ids = new Set(found.flatMap(({ traffic: [a, b] }) => [...a.keys(), ...b.keys()]));
  return [...ids].map((id) => {
    const pooled = (which: 'all' | 'slowest'): ComparedTraffic['all'] =>
      poolTimes(
        found.map(({ traffic: [a, b] }) => [a.get(id)?.[which], b.get(id)?.[which]]),
        random,
      );
    return { id, all: pooled('all'), slowest: pooled('slowest') };
  });
}
