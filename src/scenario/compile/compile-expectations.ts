import type { Anchor } from '../../kernel/civil-time.ts';
import { parseBound, parseMetric, parseStatistic } from '../forms/expectations.ts';
import { required } from '../forms/quantities.ts';
import type { ExpectedMetric, PlanExpectation, PlanSelector } from '../plan.ts';
import type { ExpectationEntry } from '../scenario.ts';
import { type SenderTable, sendersNamed } from './compile-senders.ts';

/** What an expectation may name. */
export interface ExpectationContext {
  readonly anchor: Anchor | undefined;
  /** By id of an entry, of a number of it, or of a messaging service: indices of senders. */
  readonly senders: Pick<SenderTable, 'byName'>;
  /** Ids by index. */
  readonly streams: readonly string[];
  readonly carriers: readonly string[];
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
  const { metric: name, of = {}, line, ...statistics } = entry;
  const place = line === 0 ? `expect ${name}` : `expect ${name} (line ${line})`;
  const metric = required(place, parseMetric(name));
  const selector = compileSelector(of, place, context);
  const subject = subjectOf(metric, of);
  return Object.entries(statistics).map(([key, bounds]) => {
    if (!isBounds(bounds)) throw new RangeError(`${place}: ${key} needs at-most or at-least`);
    const statistic = required(place, parseStatistic(metric, key));
    const boundOf = (bound: string | number | undefined): number | undefined =>
      bound === undefined ? undefined : required(place, parseBound(metric, statistic, bound, context.anchor));
    return {
      line,
      text: `${subject}: ${statistic.kind === 'at' ? '' : `${key} `}${boundsInWords(bounds)}`,
      metric,
      of: selector,
      statistic,
      atMost: boundOf(bounds['at-most']),
      atLeast: boundOf(bounds['at-least']),
    };
  });
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
  };
}

function indexIn(ids: readonly string[], id: string, nothing: string): number {
  const index = ids.indexOf(id);
  if (index === -1) throw new RangeError(`${nothing} is called "${id}"`);
  return index;
}
