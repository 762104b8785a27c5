import { describe, expect, test } from 'vitest';
import {
  EXPECTED_METRICS,
  parseBound,
  parseMetric,
  parseStatistic,
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
  ])('of %s is never %s', (metric, name, why) => {
    expect(parseStatistic(metric, name)).toEqual({ ok: false, why });
  });
});

test('every metric is known by its name, and nothing else is', () => {
  for (const metric of EXPECTED_METRICS) expect(parseMetric(metric)).toEqual({ ok: true, value: metric });
  expect(parseMetric('latency').ok).toBe(false);
});

describe('a bound', () => {
  test('is read in the unit of its statistic', () => {
    const quantile = { kind: 'quantile', share: 0.95 } as const;
    expect(parseBound('queue_wait', quantile, '1.5s', undefined)).toEqual({ ok: true, value: 1_500_000 });
    expect(parseBound('failed', { kind: 'count' }, 3, undefined)).toEqual({ ok: true, value: 3 });
    expect(parseBound('failed', { kind: 'share' }, '0.5%', undefined)).toEqual({ ok: true, value: 0.005 });
    expect(parseBound('drained', { kind: 'at' }, '2h', undefined)).toEqual({
      ok: true,
      value: 7_200_000_000,
    });
    expect(parseBound('backlog', { kind: 'max' }, 14_400, undefined)).toEqual({ ok: true, value: 14_400 });
  });

  test.each<[ExpectedMetric, 'max' | 'count' | 'share' | 'at', string | number]>([
    ['failed', 'count', -1],
    ['failed', 'count', '10s'],
    ['backlog', 'max', 1.5],
    ['failed', 'share', 2],
    ['queue_wait', 'max', '10'],
    ['drained', 'at', '10:00'],
  ])('of %s %s is never %s', (metric, kind, bound) => {
    expect(parseBound(metric, { kind }, bound, undefined).ok).toBe(false);
  });
});
