import type { Anchor } from '../../kernel/civil-time.ts';
import type { CountMetric, ExpectedMetric, ExpectedStatistic, LatencyMetric } from '../plan.ts';
import { resolveMoment } from './moments.ts';
import { MILLIONTHS, type Parsed, parseDuration, parsed, parseShare, unreadable } from './quantities.ts';

const LATENCY_METRICS: readonly LatencyMetric[] = [
  'queue_wait',
  'send_latency',
  'carrier_latency',
  'end_to_end',
];
const COUNT_METRICS: readonly CountMetric[] = [
  'submitted',
  'refused',
  'failed',
  'canceled',
  'delivered',
  'undelivered',
  'sent',
  'open',
];

/** Everything that an expectation may bound. */
export const EXPECTED_METRICS: readonly ExpectedMetric[] = [
  ...LATENCY_METRICS,
  ...COUNT_METRICS,
  'backlog',
  'drained',
];

/** The metric of a name. */
export function parseMetric(name: string): Parsed<ExpectedMetric> {
  const metric = EXPECTED_METRICS.find((known) => known === name);
  return metric === undefined ? unreadable(`"${name}" is not a metric`) : parsed(metric);
}

const QUANTILE = /^p(\d{1,2}(?:\.\d{1,4})?)$/;

/** The statistic of a name, when the metric has it: `p95` of a latency, `count` of failed, `max` of backlog. */
export function parseStatistic(metric: ExpectedMetric, name: string): Parsed<ExpectedStatistic> {
  const known = statisticsOf(metric).find((statistic) => statistic === name);
  if (known !== undefined) return parsed({ kind: known });
  const percentage = isLatency(metric) ? QUANTILE.exec(name)?.[1] : undefined;
  const millionths = percentage === undefined ? undefined : parseShare(`${percentage}%`);
  if (millionths?.ok && millionths.value > 0) {
    return parsed({ kind: 'quantile', share: millionths.value / MILLIONTHS });
  }
  const choice = isLatency(metric)
    ? 'mean, min, max or a quantile such as p95'
    : statisticsOf(metric).join(' or ');
  return unreadable(`${metric} has no ${name}; write ${choice}`);
}

type PlainStatistic = Exclude<ExpectedStatistic['kind'], 'quantile'>;

function statisticsOf(metric: ExpectedMetric): readonly PlainStatistic[] {
  if (isLatency(metric)) return ['mean', 'min', 'max'];
  if (metric === 'backlog') return ['max'];
  return metric === 'drained' ? ['at'] : ['count', 'share'];
}

function isLatency(metric: ExpectedMetric): boolean {
  return LATENCY_METRICS.some((latency) => latency === metric);
}

/** A bound in the unit of its statistic: microseconds, a fraction, or a whole number of messages or segments. */
export function parseBound(
  metric: ExpectedMetric,
  statistic: ExpectedStatistic,
  bound: string | number,
  anchor: Anchor | undefined,
): Parsed<number> {
  if (isLatency(metric)) return parseDuration(String(bound));
  if (statistic.kind === 'at') return resolveMoment(String(bound), anchor);
  if (statistic.kind === 'share') {
    const millionths = parseShare(bound);
    return millionths.ok ? parsed(millionths.value / MILLIONTHS) : millionths;
  }
  if (/^\d{1,15}$/.test(String(bound))) return parsed(Number(bound));
  const unit = metric === 'backlog' ? 'segments' : 'messages';
  return unreadable(`"${bound}" is not a number of ${unit}; write a whole number such as 0`);
}
