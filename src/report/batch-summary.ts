import type { Batch } from '../experiment/batch.ts';
import type { Estimate } from '../experiment/intervals/interval.ts';
import { ESTIMATED, type PooledFigures, type PooledLatency } from '../experiment/pooled.ts';
import { COUNTS, LATENCIES } from '../measure/result.ts';
import { layOut } from './json-layout.ts';
import { seconds } from './metric.ts';
import { expectationOf } from './summary.ts';
import { warmUpSummary } from './warm-up-words.ts';

type Entry = Readonly<Record<string, unknown>>;

/**
 * `summary.json` of replications. Counts are sums over all of them, and `per_replication` has their means; a mean or
 * quantile is `{ value, low, high, n }`, n being of replications, without low and high where these are too few for an
 * interval. Ends with a newline.
 */
export function batchSummary(batch: Batch): string {
  const { setting, totals, replications } = batch;
  const summary = {
    schema: 'mpsim-summary/1',
    scenario: setting.scenario,
    rulebook: setting.rulebook,
    seed: setting.seed,
    random: batch.isRandom,
    warm_up: warmUpSummary(setting),
    precision: precisionOf(batch.precision),
    ...groupOf(totals),
    segments: { ...totals.segments },
    by: {
      traffic: groupsOf(setting.traffic, batch.traffic),
      sender: groupsOf(setting.senders, batch.senders),
    },
    expectations: batch.expectations.map((judgement) => ({ ...expectationOf(judgement), n: judgement.n })),
    replications: replications.map((one) => ({
      replication: one.replication,
      fingerprint: one.fingerprint,
      messages: { ...one.totals.counts },
    })),
  };
  return `${[...layOut(summary)].join('')}\n`;
}

function precisionOf(precision: Batch['precision']): Entry | undefined {
  if (precision === undefined) return undefined;
  const { latency, figure, relative, found, isReached } = precision;
  return { metric: latency, statistic: figure, asked: relative, found, reached: isReached };
}

function groupsOf(names: readonly { readonly id: string }[], groups: readonly PooledFigures[]): Entry {
  return Object.fromEntries(groups.map((group, place) => [names[place]!.id, groupOf(group)]));
}

function groupOf({ counts, meanCounts, errors, latencies }: PooledFigures): Entry {
  const byCode: Record<string, number> = {};
  for (const { code, count } of errors) byCode[code] = (byCode[code] ?? 0) + count;
  return {
    messages: Object.fromEntries(COUNTS.map((count) => [count, counts[count]])),
    errors: byCode,
    per_replication: Object.fromEntries(COUNTS.map((count) => [count, plain(meanCounts[count])])),
    metrics: Object.fromEntries(LATENCIES.map((latency) => [latency, metricOf(latencies[latency])])),
  };
}

function metricOf(latency: PooledLatency): Entry {
  const { n, min, max } = latency;
  if (n === 0) return { n };
  const estimates = ESTIMATED.map((figure) => [figure, inSeconds(latency[figure])]);
  return { n, ...Object.fromEntries(estimates), min: seconds(min), max: seconds(max) };
}

function inSeconds(estimate: Estimate | undefined): Entry | undefined {
  if (estimate === undefined) return undefined;
  const { value, low, high, n } = estimate;
  return { value: seconds(value), low: seconds(low), high: seconds(high), n };
}

/** To six decimals, so that a sum rounded in its last bit is not shown. */
function plain({ value, low, high, n }: Estimate): Entry {
  return { value: toMillionth(value), low: toMillionth(low), high: toMillionth(high), n };
}

function toMillionth(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1_000_000) / 1_000_000;
}
