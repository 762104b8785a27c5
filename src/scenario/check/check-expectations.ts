import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { listOf, quoted, sentences } from '../../document/phrases.ts';
import {
  BOUND_KEYS,
  EXPECTED_METRICS,
  isOfCallbacks,
  parseBound,
  parseMetric,
  parseStatistic,
  soleStatistic,
} from '../forms/expectations.ts';
import type { ExpectedMetric, ExpectedStatistic } from '../plan.ts';
import type { ExpectationEntry } from '../scenario.ts';
import { checkSelectors } from './check-selectors.ts';
import { type MomentReading, readMoment } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';

type Expectation = Draft<ExpectationEntry>;
type Bound = string | number;

/** Statistics that a slip of the pen may have meant; any quantile is possible besides. */
const STATISTICS = [
  'mean',
  'min',
  'max',
  'p50',
  'p90',
  'p95',
  'p99',
  'count',
  'share',
  'at',
  'total',
  'of',
  'severity',
];

/** Other words that people use. */
const SYNONYMS: Readonly<Record<string, string>> = { median: 'p50', average: 'mean', avg: 'mean' };

/** Keys of an expectation that are no statistics. */
const NO_STATISTICS: readonly string[] = ['metric', 'of', 'severity'];

/** Expectations: a bound on one statistic of one metric, of some messages. */
export function* checkExpectations(context: Context): Iterable<Problem> {
  for (const [expectation, path] of entriesOf(context.draft.expect, ['expect'])) {
    const reading = expectation.metric === undefined ? undefined : parseMetric(expectation.metric);
    if (reading?.ok === false) yield unknownMetric(expectation.metric!, [...path, 'metric']);
    const metric = reading?.ok ? reading.value : undefined;
    if (expectation.of !== undefined) yield* checkSelectors(context, expectation.of, metric, [...path, 'of']);
    if (metric !== undefined && isOfCallbacks(metric) && !('callbacks' in context.draft))
      yield {
        code: 'MP326',
        path: [...path, 'metric'],
        message: `${metric} is of status callbacks, and the scenario asks for none.`,
      };
    yield* checkStatistics(context, expectation, metric, path);
  }
}

function unknownMetric(metric: string, path: Path): Problem {
  const near = didYouMean(metric, EXPECTED_METRICS);
  const help = near === undefined ? undefined : `Did you mean "${near}"?`;
  return { code: 'MP601', path, message: `There is no metric ${quoted(metric)}.`, help };
}

function* checkStatistics(
  context: Context,
  expectation: Expectation,
  metric: ExpectedMetric | undefined,
  path: Path,
): Iterable<Problem> {
  const written = Object.keys(expectation).filter((key) => !NO_STATISTICS.includes(key));
  const direct = written.filter((key) => BOUND_KEYS.includes(key));
  const named = written.filter((key) => !BOUND_KEYS.includes(key));
  const given = [...named, ...direct.slice(0, 1)];
  const [first, second] = given;
  if (first === undefined) yield { code: 'MP604', path, message: 'The expectation bounds nothing.' };
  if (second !== undefined)
    yield {
      code: 'MP605',
      path: [...path, second],
      at: 'key',
      message: `The expectation bounds ${listOf(given)} at once.`,
    };
  if (direct.length > 0) yield* checkDirect(context, expectation, metric, [...path, direct[0]!]);
  for (const name of named) yield* checkStatistic(context, expectation[name], metric, name, [...path, name]);
}

/** Bounds that stand in the expectation itself, for the only statistic of its metric. */
function* checkDirect(
  context: Context,
  expectation: Expectation,
  metric: ExpectedMetric | undefined,
  path: Path,
): Iterable<Problem> {
  if (metric === undefined) return;
  const kind = soleStatistic(metric);
  if (kind !== undefined) {
    yield* checkBounds(expectation, boundReader(context, metric, { kind }), path.slice(0, -1), path);
    return;
  }
  const none = parseStatistic(metric, '');
  const help = none.ok ? undefined : sentences(none.why).help;
  yield {
    code: 'MP327',
    path,
    at: 'key',
    message: `${metric} has several statistics, and this bounds none of them.`,
    help: help && `${help.replace(/\.$/, '')}, with the bound under it.`,
  };
}

function* checkStatistic(
  context: Context,
  bounds: unknown,
  metric: ExpectedMetric | undefined,
  name: string,
  at: Path,
): Iterable<Problem> {
  const statistic = metric === undefined ? undefined : parseStatistic(metric, name);
  if (!EXPECTED_METRICS.some((any) => parseStatistic(any, name).ok)) yield unknownStatistic(name, at);
  else if (statistic?.ok === false)
    yield {
      code: 'MP603',
      path: at,
      at: 'key',
      ...sentences(statistic.why),
      message: `There is no ${name} of ${metric}.`,
    };
  else {
    const read =
      metric === undefined || !statistic?.ok ? undefined : boundReader(context, metric, statistic.value);
    yield* checkBounds(bounds, read, at);
  }
}

function unknownStatistic(name: string, path: Path): Problem {
  const near = SYNONYMS[name] ?? didYouMean(name, STATISTICS);
  const help = near === undefined ? undefined : `Did you mean "${near}"?`;
  return { code: 'MP602', path, at: 'key', message: `There is no statistic ${quoted(name)}.`, help };
}

/** Reads a bound in the unit of its metric; the value is undefined where only a mistake elsewhere hides it. */
type BoundReader = (bound: Bound, path: Path) => MomentReading;

function boundReader(context: Context, metric: ExpectedMetric, statistic: ExpectedStatistic): BoundReader {
  const { anchor, rulebook } = context;
  if (metric === 'drained') return (bound, path) => readMoment(context, String(bound), path);
  return (bound, path) => {
    const reading = parseBound(metric, statistic, bound, { anchor, currency: rulebook?.prices.currency });
    if (reading.ok) return { us: reading.value, problems: [] };
    return { us: undefined, problems: [{ code: 'MP608', path, ...sentences(reading.why) }] };
  };
}

/** @param clashAt where a contradiction of the two bounds is shown. */
function* checkBounds(
  bounds: unknown,
  read: BoundReader | undefined,
  path: Path,
  clashAt: Path = path,
): Iterable<Problem> {
  if (bounds === undefined) return;
  // The shape gives every statistic a map of bounds.
  const { 'at-most': most, 'at-least': least } = bounds as { 'at-most'?: Bound; 'at-least'?: Bound };
  if (Object.keys(bounds as object).length === 0) {
    yield { code: 'MP606', path, at: 'key', message: 'The statistic has no bound.' };
  }
  if (read === undefined) return;
  const high = most === undefined ? undefined : read(most, [...path, 'at-most']);
  const low = least === undefined ? undefined : read(least, [...path, 'at-least']);
  yield* high?.problems ?? [];
  yield* low?.problems ?? [];
  if (high?.us !== undefined && low?.us !== undefined && low.us > high.us) {
    yield {
      code: 'MP607',
      path: clashAt,
      at: 'key',
      message: `Nothing is at least ${least} and at most ${most}.`,
    };
  }
}
