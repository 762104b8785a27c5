import type { Batch } from '../experiment/batch.ts';
import type { Estimate } from '../experiment/intervals/interval.ts';
import { ESTIMATED, type PooledFigures, type PooledLatency } from '../experiment/pooled.ts';
import { MILLIONTHS_PER_UNIT } from '../kernel/money.ts';
import { COUNTS, LATENCIES } from '../measure/result.ts';
import { layOut } from './json-layout.ts';
import { seconds } from './metric.ts';
import { proofSummary } from './proof-summary.ts';
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
    run: runOf(batch),
    by: {
      traffic: groupsOf(setting.traffic, batch.traffic),
      sender: groupsOf(setting.senders, batch.senders),
    },
    expectations: batch.expectations.map((judgement) => ({ ...expectationOf(judgement), n: judgement.n })),
    proof: proofSummary(batch.proof),
    replications: replications.map((one) => ({
      replication: one.replication,
      fingerprint: one.fingerprint,
      messages: { ...one.totals.counts },
    })),
  };
  return `${[...layOut(summary)].join('')}\n`;
}

/** Each run as a whole; callbacks only where somebody asks for them. */
function runOf({ run, currency, isCostPartial }: Batch): Entry {
  return {
    simulated_s: inSeconds(run.simulatedUs),
    drained_at_s: inSeconds(run.drainedUs),
    peak_backlog_segments: plain(run.peakBacklogSegments),
    currency,
    cost: plain(run.costMillionths, MILLIONTHS_PER_UNIT),
    cost_is_partial: isCostPartial,
    callbacks_due: plain(run.callbacksDue),
    callbacks_delivered: plain(run.callbacksDelivered),
    callbacks_lost: plain(run.callbacksLost),
    callback_delay_p95_s: inSeconds(run.callbackDelayP95Us),
    callback_peak_attempts_per_second: plain(run.callbackPeakAttempts),
  };
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

/** In units, to six decimals, so that a sum rounded in its last bit is not shown. */
function plain(estimate: Estimate, unit?: number): Entry;
function plain(estimate: Estimate | undefined, unit?: number): Entry | undefined;
function plain(estimate: Estimate | undefined, unit = 1): Entry | undefined {
  if (estimate === undefined) return undefined;
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((one) =>
    toMillionth(one, unit),
  );
  return { value, low, high, n: estimate.n };
}

function toMillionth(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : Math.round((value / unit) * 1_000_000) / 1_000_000;
}
