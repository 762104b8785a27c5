import type { Anchor } from '../../kernel/civil-time.ts';
import { BOUND_KEYS, parseBound, parseMetric, parseStatistic, soleStatistic } from '../forms/expectations.ts';
import { required } from '../forms/quantities.ts';
import type { ExpectedMetric, ExpectedStatistic, PlanExpectation, PlanSelector } from '../plan.ts';
import type { ExpectationEntry } from '../scenario.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';

/** What an expectation may name, and what its costs are reckoned with. */
export interface ExpectationContext {
  readonly anchor: Anchor | undefined;
  /** By id of an entry, of a number of it, or of a messaging service: indices of senders. */
  readonly senders: Pick<SenderTable, 'byName'>;
  /** Ids by index. */
  readonly streams: readonly string[];
  readonly carriers: readonly string[];
  readonly priced: NonNullable<PlanExpectation['priced']>;
}

interface Bounds {
  readonly 'at-most'?: string | number;
  readonly 'at-least'?: string | number;
}

/** The expectations of one entry: one for each statistic that it bounds. */
export function compileExpectation(
  entry: ExpectationEntry,
  context: ExpectationContext,
): readonly PlanExpectation[] {
  const { metric: name, of = {}, severity = 'fail', line, ...statistics } = entry;
  const place = line === 0 ? `expect ${name}` : `expect ${name} (line ${line})`;
  const metric = required(place, parseMetric(name));
  const selector = compileSelector(of, place, context);
  const subject = subjectOf(metric, of);
  const bounded = { anchor: context.anchor, currency: context.priced.prices.currency };
  return statisticsOf(statistics, metric, place).map(([key, statistic, bounds]) => {
    const boundOf = (bound: string | number | undefined): number | undefined =>
      bound === undefined ? undefined : required(place, parseBound(metric, statistic, bound, bounded));
    return {
      line,
      text: `${subject}: ${key === '' || statistic.kind === 'at' ? '' : `${key} `}${boundsInWords(bounds)}`,
      severity,
      metric,
      of: selector,
      statistic,
      atMost: boundOf(bounds['at-most']),
      atLeast: boundOf(bounds['at-least']),
      ...(metric === 'cost' ? { priced: context.priced } : {}),
    };
  });
}

type BoundedStatistic = readonly [name: string, statistic: ExpectedStatistic, bounds: Bounds];

/** Each statistic with its bounds; its name is empty where the bounds stand for the only one that the metric has. */
function statisticsOf(
  written: Readonly<Record<string, unknown>>,
  metric: ExpectedMetric,
  place: string,
): readonly BoundedStatistic[] {
  const sole = soleStatistic(metric);
  const direct = isBounds(written) ? written : undefined;
  if (direct !== undefined && sole === undefined)
    throw new RangeError(`${place}: at-most and at-least need a statistic`);
  const named = Object.entries(written).filter(([key]) => !BOUND_KEYS.includes(key));
  const statistics = named.map(([key, bounds]): BoundedStatistic => {
    if (!isBounds(bounds)) throw new RangeError(`${place}: ${key} needs at-most or at-least`);
    return [key, required(place, parseStatistic(metric, key)), bounds];
  });
  return direct === undefined || sole === undefined
    ? statistics
    : [...statistics, ['', { kind: sole }, direct]];
}

function isBounds(value: unknown): value is Bounds {
  return typeof value === 'object' && value !== null && ('at-most' in value || 'at-least' in value);
}

function boundsInWords(bounds: Bounds): string {
  const words = [];
  if (bounds['at-least'] !== undefined) words.push(`at least ${bounds['at-least']}`);
  if (bounds['at-most'] !== undefined) words.push(`at most ${bounds['at-most']}`);
  return words.join(' and ');
}

function subjectOf(metric: ExpectedMetric, of: NonNullable<ExpectationEntry['of']>): string {
  const selectors = Object.entries(of).map(([kind, id]) => `${kind} ${id}`);
  return selectors.length === 0 ? metric : `${metric} of ${selectors.join(', ')}`;
}

function compileSelector(
  of: NonNullable<ExpectationEntry['of']>,
  place: string,
  { senders, streams, carriers }: ExpectationContext,
): PlanSelector {
  return {
    traffic:
      of.traffic === undefined ? undefined : indexIn(streams, of.traffic, `${place}: no traffic stream`),
    senders: of.sender === undefined ? undefined : sendersNamed(senders, [of.sender], place),
    carrier: of.carrier === undefined ? undefined : indexIn(carriers, of.carrier, `${place}: no carrier`),
    code: of.code,
    status: of.status,
    item: of.item,
  };
}

function indexIn(ids: readonly string[], id: string, nothing: string): number {
  const index = ids.indexOf(id);
  if (index === -1) throw new RangeError(`${nothing} is called "${id}"`);
  return index;
}
