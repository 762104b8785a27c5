import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/experiment/report-input.ts';
import { layOut } from '../../src/report/json-layout.ts';
import { summaryJson } from '../../src/report/summary.ts';
import { cohort, figuresWith, reportOf, resultWith, SECOND, SETTING, senderNamed } from './results.ts';

describe('summary.json', () => {
  const errors = [
    { status: 'refused' as const, code: 21211, count: 1 },
    { status: 'failed' as const, code: 30001, count: 2 },
    { status: 'undelivered' as const, code: 30001, count: 1 },
  ];
  const figures = figuresWith(
    { refused: 1, failed: 2, undelivered: 1, delivered: 2 },
    [SECOND, 2_500_000],
    errors,
  );
  const report = reportOf(resultWith({ cohorts: [cohort(figures)] }), {
    expectations: [
      {
        line: 37,
        text: 'x',
        verdict: 'pass',
        severity: 'fail',
        value: 2_500_000,
        unit: 'us',
        atMost: 3,
        atLeast: undefined,
        n: 2,
      },
      {
        line: 38,
        text: 'y',
        verdict: 'pass',
        severity: 'fail',
        value: 3,
        unit: 'count',
        atMost: 3,
        atLeast: undefined,
        n: 2,
      },
      {
        line: 39,
        text: 'z',
        verdict: 'no data',
        severity: 'fail',
        value: undefined,
        unit: 'us',
        atMost: 3,
        atLeast: undefined,
        n: 0,
      },
    ],
  });
  const summary = JSON.parse(summaryJson(report));

  it('gives a warning its severity, an interval its ends, and money in its currency', () => {
    const expectations: Judgement[] = [
      {
        line: 40,
        text: 'w',
        verdict: 'inconclusive',
        severity: 'warn',
        value: 2_500_000,
        low: 2_000_000,
        high: 3_000_000,
        unit: 'money',
        currency: 'USD',
        atMost: 3,
        atLeast: undefined,
        n: 8,
      },
    ];
    const own = JSON.parse(summaryJson(reportOf(resultWith(), { expectations })));
    expect(own.expectations).toEqual([
      {
        line: 40,
        verdict: 'inconclusive',
        severity: 'warn',
        value: 2.5,
        low: 2,
        high: 3,
        currency: 'USD',
        text: 'w',
      },
    ]);
    expect(summary.expectations[0]).toEqual({ line: 37, verdict: 'pass', value: 2.5, text: 'x' });
  });

  it('has its keys in the agreed order', () => {
    expect(Object.keys(summary)).toEqual([
      'schema',
      'scenario',
      'rulebook',
      'seed',
      'replication',
      'fingerprint',
      'simulated_s',
      'messages',
      'segments',
      'errors',
      'metrics',
      'cost',
      'by',
      'expectations',
    ]);
    expect(Object.keys(summary.messages)).toEqual([
      'submitted',
      'refused',
      'failed',
      'canceled',
      'delivered',
      'undelivered',
      'sent',
      'open',
    ]);
    expect(Object.keys(summary.by.sender.promo)).toEqual([
      'messages',
      'errors',
      'metrics',
      'peak_backlog_segments',
      'utilisation',
      'drained_at_s',
    ]);
  });

  it('adds refusals, failures and undelivered messages of one code', () => {
    expect(summary.errors).toEqual({ 21211: 1, 30001: 3 });
  });

  it('tells times in seconds', () => {
    expect(summary.metrics.queue_wait).toEqual({
      n: 2,
      mean: 1.75,
      min: 1,
      p50: 1,
      p90: 2.5,
      p95: 2.5,
      p99: 2.5,
      max: 2.5,
    });
    expect(summary.expectations.map((one: { value?: number }) => one.value)).toEqual([2.5, 3, undefined]);
  });

  it('has no quantiles where nothing was measured', () => {
    const nothing = reportOf(resultWith({ cohorts: [cohort(figuresWith({ failed: 1 }))] }));
    expect(JSON.parse(summaryJson(nothing)).metrics.end_to_end).toEqual({ n: 0 });
  });

  it('has no utilisation for an unlimited sender', () => {
    const setting = { ...SETTING, senders: [senderNamed('short', undefined)] };
    expect(JSON.parse(summaryJson(reportOf(resultWith({ setting })))).by.sender.short).not.toHaveProperty(
      'utilisation',
    );
  });

  it('counts requests whose From is nobody in the totals, not with a sender', () => {
    const stranger = cohort(figuresWith({ refused: 5 }), 0, -1);
    const both = JSON.parse(summaryJson(reportOf(resultWith({ cohorts: [cohort(figures), stranger] }))));
    expect(both.messages.refused).toBe(6);
    expect(both.by.traffic.blast.messages.refused).toBe(6);
    expect(both.by.sender.promo.messages.refused).toBe(1);
  });
});

describe('the layout of JSON', () => {
  const laidOut = (value: unknown): string => [...layOut(value)].join('');

  it('is JSON, with innermost objects on a line each and undefined keys left out', () => {
    const value = { a: { b: 1, c: [1, 2] }, d: { e: 'x', f: undefined }, g: [], h: [{ i: null }] };
    expect(JSON.parse(laidOut(value))).toEqual(JSON.parse(JSON.stringify(value)));
    expect(laidOut({ a: { b: 1, c: 2 }, d: [{ e: 1 }] })).toBe(
      ['{', '  "a": { "b": 1, "c": 2 },', '  "d": [', '    { "e": 1 }', '  ]', '}'].join('\n'),
    );
  });

  it('is the same where entries stand for an object', () => {
    const value = { a: { b: { c: 1 }, d: undefined, e: 2 }, f: {} };
    const asEntries = { a: new Map(Object.entries(value.a)), f: new Map() };
    expect(laidOut(asEntries)).toBe(laidOut(value));
  });

  it('comes in pieces, and makes no entry before its piece is asked for', () => {
    let made = 0;
    function* entries() {
      for (let i = 0; i < 10_000; i += 1) {
        made += 1;
        yield [`sender ${i}`, { n: i }] as const;
      }
    }
    const pieces = layOut(entries())[Symbol.iterator]();
    pieces.next();
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(5000);
  });
});
