import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { listOf, quoted, sentences } from '../../document/phrases.ts';
import { EXPECTED_METRICS, parseBound, parseMetric, parseStatistic } from '../forms/expectations.ts';
import type { ExpectedMetric, ExpectedStatistic } from '../plan.ts';
import type { ExpectationEntry } from '../scenario.ts';
import { carrierNameProblem } from './check-carriers.ts';
import { type MomentReading, readMoment } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { senderNameProblem } from './sender-names.ts';

type Expectation = Draft<ExpectationEntry>;
type Bound = string | number;

/** Counts of messages that end with an error code. */
const COUNTS_WITH_CODES: readonly string[] = ['refused', 'failed', 'undelivered'];

/** Statistics that a slip of the pen may have meant; any quantile is possible besides. */
const STATISTICS = ['mean', 'min', 'max', 'p50', 'p90', 'p95', 'p99', 'count', 'share', 'at', 'of'];

/** Other words that people use. */
const SYNONYMS: Readonly<Record<string, string>> = { median: 'p50', average: 'mean', avg: 'mean' };

/** Expectations: a bound on one statistic of one metric, of some messages. */
export function* checkExpectations(context: Context): Iterable<Problem> {
  for (const [expectation, path] of entriesOf(context.draft.expect, ['expect'])) {
    const reading = expectation.metric === undefined ? undefined : parseMetric(expectation.metric);
    if (reading?.ok === false) yield unknownMetric(expectation.metric!, [...path, 'metric']);
    const metric = reading?.ok ? reading.value : undefined;
    yield* checkSelectors(context, expectation, metric, path);
    yield* checkStatistics(context, expectation, metric, path);
  }
}

function unknownMetric(metric: string, path: Path): Problem {
  const near = didYouMean(metric, EXPECTED_METRICS);
  const help = near === undefined ? undefined : `Did you mean "${near}"?`;
  return { code: 'MP601', path, message: `There is no metric ${quoted(metric)}.`, help };
}

function* checkSelectors(
  context: Context,
  { of }: Expectation,
  metric: ExpectedMetric | undefined,
  path: Path,
): Iterable<Problem> {
  if (of === undefined) return;
  const at = [...path, 'of'];
  const { traffic, sender, carrier } = of;
  const problems = [
    traffic === undefined ? undefined : streamNameProblem(context, traffic, [...at, 'traffic']),
    sender === undefined
      ? undefined
      : senderNameProblem(context.senders, sender, [...at, 'sender'], context.serviceIds),
    carrier === undefined ? undefined : carrierNameProblem(context, carrier, [...at, 'carrier']),
  ];
  yield* problems.filter((problem) => problem !== undefined);
  if (metric === undefined) return;
  for (const selector of Object.keys(of).filter((key) => !fitsMetric(key, metric))) {
    yield {
      code: 'MP609',
      path: [...at, selector],
      at: 'key',
      message: `The selector "${selector}" does not fit ${metric}.`,
      help: selectorHelp(selector),
    };
  }
}

function fitsMetric(selector: string, metric: ExpectedMetric): boolean {
  if (metric === 'backlog' || metric === 'drained') return selector === 'sender';
  return selector !== 'code' || COUNTS_WITH_CODES.includes(metric);
}

function selectorHelp(selector: string): string {
  if (selector === 'code') return `Remove it; only ${listOf(COUNTS_WITH_CODES)} have error codes.`;
  return 'Remove it; backlog and drained can be told apart only by sender.';
}

function streamNameProblem({ streamIds }: Context, name: string, path: Path): Problem | undefined {
  if (streamIds === undefined || streamIds.includes(name)) return undefined;
  const near = didYouMean(name, streamIds);
  const help =
    near === undefined
      ? `Use one of the streams: ${streamIds.slice(0, 8).join(', ')}.`
      : `Did you mean "${near}"?`;
  return { code: 'MP610', path, message: `There is no stream "${name}".`, help };
}

function* checkStatistics(
  context: Context,
  expectation: Expectation,
  metric: ExpectedMetric | undefined,
  path: Path,
): Iterable<Problem> {
  const given = Object.keys(expectation).filter((key) => key !== 'metric' && key !== 'of');
  const [first, second] = given;
  if (first === undefined) yield { code: 'MP604', path, message: 'The expectation bounds nothing.' };
  if (second !== undefined)
    yield {
      code: 'MP605',
      path: [...path, second],
      at: 'key',
      message: `The expectation bounds ${listOf(given)} at once.`,
    };
  for (const name of given) {
    const at = [...path, name];
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
      yield* checkBounds(expectation[name], read, at);
    }
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
  if (metric === 'drained') return (bound, path) => readMoment(context, String(bound), path);
  return (bound, path) => {
    const reading = parseBound(metric, statistic, bound, context.anchor);
    if (reading.ok) return { us: reading.value, problems: [] };
    return { us: undefined, problems: [{ code: 'MP608', path, ...sentences(reading.why) }] };
  };
}

function* checkBounds(bounds: unknown, read: BoundReader | undefined, path: Path): Iterable<Problem> {
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
    yield { code: 'MP607', path, at: 'key', message: `Nothing is at least ${least} and at most ${most}.` };
  }
}
