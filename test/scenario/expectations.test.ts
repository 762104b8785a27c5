import { describe, expect, test } from 'vitest';
import {
  EXPECTED_METRICS,
  parseBound,
  parseMetric,
  parseStatistic,
  soleStatistic,
} from '../../src/scenario/forms/expectations.ts';
import type { ExpectedMetric } from '../../src/scenario/plan.ts';

describe('a statistic', () => {
  test.each<[ExpectedMetric, string, object]>([
    ['queue_wait', 'mean', { kind: 'mean' }],
    ['send_latency', 'p95', { kind: 'quantile', share: 0.95 }],
    ['end_to_end', 'p99.9', { kind: 'quantile', share: 0.999 }],
    ['carrier_latency', 'p5', { kind: 'quantile', share: 0.05 }],
    ['failed', 'count', { kind: 'count' }],
    ['delivered', 'share', { kind: 'share' }],
    ['backlog', 'max', { kind: 'max' }],
    ['drained', 'at', { kind: 'at' }],
    ['throughput', 'mean', { kind: 'mean' }],
    ['cost', 'total', { kind: 'total' }],
    ['callbacks_lost', 'share', { kind: 'share' }],
    ['callback_delay', 'p99', { kind: 'quantile', share: 0.99 }],
  ])('of %s may be %s', (metric, name, value) => {
    expect(parseStatistic(metric, name)).toEqual({ ok: true, value });
  });

  test.each<[ExpectedMetric, string, string]>([
    ['queue_wait', 'count', 'queue_wait has no count; write mean, min, max or a quantile such as p95'],
    ['queue_wait', 'p0', 'queue_wait has no p0; write mean, min, max or a quantile such as p95'],
    ['queue_wait', 'p100', 'queue_wait has no p100; write mean, min, max or a quantile such as p95'],
    ['failed', 'p95', 'failed has no p95; write count or share'],
    ['backlog', 'mean', 'backlog has no mean; write max'],
    ['drained', 'p95', 'drained has no p95; write at'],
    ['throughput', 'min', 'throughput has no min; write mean or max'],
    ['callbacks', 'share', 'callbacks has no share; write count or max'],
  ])('of %s is never %s', (metric, name, why) => {
    expect(parseStatistic(metric, name)).toEqual({ ok: false, why });
  });
});

test('a bound needs no name of its statistic where there is only one', () => {
  const sole = EXPECTED_METRICS.flatMap((metric) => {
    const statistic = soleStatistic(metric);
    return statistic === undefined ? [] : [[metric, statistic]];
  });
  expect(sole).toEqual([
    ['backlog', 'max'],
    ['drained', 'at'],
    ['cost', 'total'],
  ]);
});

test('every metric is known by its name, and nothing else is', () => {
  for (const metric of EXPECTED_METRICS) expect(parseMetric(metric)).toEqual({ ok: true, value: metric });
  expect(parseMetric('latency').ok).toBe(false);
});

const PLAIN = { anchor: undefined, currency: 'USD' };

describe('a bound', () => {
  test('is read in the unit of its statistic', () => {
    const quantile = { kind: 'quantile', share: 0.95 } as const;
    expect(parseBound('queue_wait', quantile, '1.5s', PLAIN)).toEqual({ ok: true, value: 1_500_000 });
    expect(parseBound('failed', { kind: 'count' }, 3, PLAIN)).toEqual({ ok: true, value: 3 });
    expect(parseBound('failed', { kind: 'share' }, '0.5%', PLAIN)).toEqual({ ok: true, value: 0.005 });
    expect(parseBound('drained', { kind: 'at' }, '2h', PLAIN)).toEqual({
      ok: true,
      value: 7_200_000_000,
    });
    expect(parseBound('backlog', { kind: 'max' }, 14_400, PLAIN)).toEqual({ ok: true, value: 14_400 });
    expect(parseBound('throughput', { kind: 'mean' }, '90/m', PLAIN)).toEqual({ ok: true, value: 1.5 });
    expect(parseBound('cost', { kind: 'total' }, '12.5 USD', PLAIN)).toEqual({ ok: true, value: 12_500_000 });
    expect(parseBound('callbacks', { kind: 'max' }, '40/s', PLAIN)).toEqual({ ok: true, value: 40 });
  });

  test.each<[ExpectedMetric, 'max' | 'count' | 'share' | 'at' | 'total', string | number]>([
    ['failed', 'count', -1],
    ['failed', 'count', '10s'],
    ['backlog', 'max', 1.5],
    ['failed', 'share', 2],
    ['queue_wait', 'max', '10'],
    ['drained', 'at', '10:00'],
    ['throughput', 'max', 5],
    ['callbacks', 'max', 40],
    ['cost', 'total', 120],
    ['cost', 'total', '120 EUR'],
    ['cost', 'total', '0.0000001 USD'],
  ])('of %s %s is never %s', (metric, kind, bound) => {
    expect(parseBound(metric, { kind }, bound, PLAIN).ok).toBe(false);
  });
});
