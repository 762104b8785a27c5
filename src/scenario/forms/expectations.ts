import type { Anchor } from '../../kernel/civil-time.ts';
import type { ExpectedMetric, ExpectedStatistic, PlainStatistic } from '../plan.ts';
import { resolveMoment } from './moments.ts';
import {
  MILLIONTHS,
  type Parsed,
  parseDuration,
  parsed,
  parseMoney,
  parseRatePerSecond,
  parseShare,
  unreadable,
} from './quantities.ts';

/** What an expectation may be told apart by. */
export const SELECTORS = ['traffic', 'sender', 'carrier', 'code', 'status', 'item'] as const;
export type SelectorName = (typeof SELECTORS)[number];

type BoundUnit = 'duration' | 'messages' | 'segments' | 'callbacks' | 'share' | 'moment' | 'rate' | 'money';

/** What a metric has: statistics, each with the unit of its bound, and selectors. */
interface MetricForm {
  readonly statistics: Partial<Readonly<Record<PlainStatistic, BoundUnit>>>;
  /** Whether any quantile is a statistic of it. */
  readonly hasQuantiles: boolean;
  readonly selectors: readonly SelectorName[];
}

const OF_MESSAGES = ['traffic', 'sender', 'carrier'] as const;
const COUNT = metric({ count: 'messages', share: 'share' }, OF_MESSAGES);
const COUNT_WITH_CODE = metric(COUNT.statistics, [...OF_MESSAGES, 'code']);
const FATE = metric({ count: 'callbacks', share: 'share' }, ['status']);

const METRICS: Readonly<Record<ExpectedMetric, MetricForm>> = {
  queue_wait: latency(OF_MESSAGES),
  send_latency: latency(OF_MESSAGES),
  carrier_latency: latency(OF_MESSAGES),
  end_to_end: latency(OF_MESSAGES),
  end_to_end_offered: latency(['traffic']),
  submitted: COUNT,
  refused: COUNT_WITH_CODE,
  failed: COUNT_WITH_CODE,
  canceled: COUNT,
  delivered: COUNT,
  undelivered: COUNT_WITH_CODE,
  sent: COUNT,
  open: COUNT,
  backlog: metric({ max: 'segments' }, ['sender']),
  drained: metric({ at: 'moment' }, ['sender']),
  throughput: metric({ mean: 'rate', max: 'rate' }, ['sender', 'status']),
  cost: metric({ total: 'money' }, [...OF_MESSAGES, 'item']),
  callbacks: metric({ count: 'callbacks', max: 'rate' }, ['status']),
  callbacks_answered: FATE,
  callbacks_lost: FATE,
  callback_delay: latency(['status']),
};

function metric(statistics: MetricForm['statistics'], selectors: readonly SelectorName[]): MetricForm {
  return { statistics, hasQuantiles: false, selectors };
}

function latency(selectors: readonly SelectorName[]): MetricForm {
  return {
    statistics: { mean: 'duration', min: 'duration', max: 'duration' },
    hasQuantiles: true,
    selectors,
  };
}

/** What messages may become by the second, for `throughput` with a status: what is counted by interval. */
export const FLOWING_STATUSES = ['sent', 'delivered', 'undelivered', 'failed', 'canceled'] as const;

/** Everything that an expectation may bound. */
// The table has every metric as a key, and no other.
export const EXPECTED_METRICS = Object.keys(METRICS) as readonly ExpectedMetric[];

/** What the messages of a metric may be selected by, in the order in which they are told. */
export function selectorsOf(metric: ExpectedMetric): readonly SelectorName[] {
  return METRICS[metric].selectors;
}

/** The metrics that may be selected by this. */
export function metricsWith(selector: SelectorName): readonly ExpectedMetric[] {
  return EXPECTED_METRICS.filter((metric) => selectorsOf(metric).includes(selector));
}

/** Whether it is about status callbacks, which only some scenarios ask for. */
export function isOfCallbacks(metric: ExpectedMetric): boolean {
  return METRICS[metric].selectors.includes('status') && metric !== 'throughput';
}

/** The metric of a name. */
export function parseMetric(name: string): Parsed<ExpectedMetric> {
  const metric = EXPECTED_METRICS.find((known) => known === name);
  return metric === undefined ? unreadable(`"${name}" is not a metric`) : parsed(metric);
}

const QUANTILE = /^p(\d{1,2}(?:\.\d{1,4})?)$/;

/** The statistic of a name, when the metric has it: `p95` of a latency, `count` of failed, `max` of backlog. */
export function parseStatistic(metric: ExpectedMetric, name: string): Parsed<ExpectedStatistic> {
  const { hasQuantiles } = METRICS[metric];
  const known = statisticsOf(metric).find((statistic) => statistic === name);
  if (known !== undefined) return parsed({ kind: known });
  const percentage = hasQuantiles ? QUANTILE.exec(name)?.[1] : undefined;
  const millionths = percentage === undefined ? undefined : parseShare(`${percentage}%`);
  if (millionths?.ok && millionths.value > 0) {
    return parsed({ kind: 'quantile', share: millionths.value / MILLIONTHS });
  }
  const choice = hasQuantiles
    ? 'mean, min, max or a quantile such as p95'
    : statisticsOf(metric).join(' or ');
  return unreadable(`${metric} has no ${name}; write ${choice}`);
}

function statisticsOf(metric: ExpectedMetric): readonly PlainStatistic[] {
  // Its keys are plain statistics.
  return Object.keys(METRICS[metric].statistics) as PlainStatistic[];
}

/** The statistic of a metric that has no other, so that a bound needs no name for it: `{ metric: drained, at-most: 10:42 }`. */
export function soleStatistic(metric: ExpectedMetric): PlainStatistic | undefined {
  const statistics = statisticsOf(metric);
  return statistics.length === 1 && !METRICS[metric].hasQuantiles ? statistics[0] : undefined;
}

/** The keys of a bound, where it stands under its statistic and where it stands for the only one. */
export const BOUND_KEYS: readonly string[] = ['at-most', 'at-least'];

/** What gives a bound its meaning, beside its metric. */
export interface BoundContext {
  readonly anchor: Anchor | undefined;
  /** ISO 4217, of the prices; undefined where they are not known. */
  readonly currency: string | undefined;
}

/**
 * A bound in the unit of its statistic: microseconds, a fraction, units a second, millionths of the currency, or a whole
 * number of messages, segments or callbacks.
 */
export function parseBound(
  metric: ExpectedMetric,
  statistic: ExpectedStatistic,
  bound: string | number,
  { anchor, currency }: BoundContext,
): Parsed<number> {
  const unit = statistic.kind === 'quantile' ? 'duration' : METRICS[metric].statistics[statistic.kind];
  switch (unit) {
    case undefined:
      return unreadable(`${metric} has no ${statistic.kind}`);
    case 'duration':
      return parseDuration(String(bound));
    case 'moment':
      return resolveMoment(String(bound), anchor);
    case 'rate':
      return parseRatePerSecond(String(bound));
    case 'money':
      return parseMoney(String(bound), currency);
    case 'share': {
      const millionths = parseShare(bound);
      return millionths.ok ? parsed(millionths.value / MILLIONTHS) : millionths;
    }
    default:
      if (/^\d{1,15}$/.test(String(bound))) return parsed(Number(bound));
      return unreadable(`"${bound}" is not a number of ${unit}; write a whole number such as 0`);
  }
}
