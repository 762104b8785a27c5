import { describe, expect, it } from 'vitest';
import type { Judgement, RunReport } from '../../src/experiment/report-input.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import {
  BLACK_FRIDAY,
  cohort,
  distributionOf,
  figuresWith,
  HOUR,
  PLAIN_STYLE,
  reportOf,
  resultWith,
  SECOND,
  SETTING,
  seriesOf,
} from './results.ts';

function wordsOf(report: RunReport): readonly string[] {
  return verdictOf(report, PLAIN_STYLE.meaningOf).map(({ text }) => text);
}

const EXPECTATION: Judgement = {
  line: 41,
  text: 'send_latency of traffic otp: p95 at most 10s',
  verdict: 'fail',
  severity: 'fail',
  value: 42 * SECOND,
  unit: 'us',
  atMost: 10 * SECOND,
  atLeast: undefined,
  n: 10,
};

describe('the verdict', () => {
  it('begins with when the last message lands', () => {
    const setting = { ...SETTING, anchor: BLACK_FRIDAY };
    const result = resultWith({ setting, lastConcludedAtUs: 5000 * SECOND, drainedAtUs: 4999 * SECOND });
    expect(wordsOf(reportOf(result))[0]).toBe(
      'The last message lands Fri 27 Nov 10:23:20, 1 h 23 m 20 s after the start. The last segment leaves its sender at 10:23:19.',
    );
  });

  it('says that all are delivered when they are', () => {
    expect(wordsOf(reportOf(resultWith()))).toContain('All 2 messages are delivered.');
  });

  it('says what fails, with the meaning of the code', () => {
    const failed = figuresWith(
      { delivered: 97, failed: 3 },
      [],
      [{ status: 'failed', code: 30001, count: 3 }],
    );
    const words = wordsOf(reportOf(resultWith({ cohorts: [cohort(failed)] })));
    expect(words).toContain('Delivered: 97 of 100 messages (97.0%).');
    expect(words).toContain('Failed: 3 messages (3.0%): error 30001 Queue overflow.');
  });

  it('counts messages where they arrive and attempts where they do not, when clients try again', () => {
    const load = {
      offered: 13,
      heldBack: 3,
      attempts: 40,
      accepted: 12,
      postponed: 0,
      longestPostponedUs: 0,
      endToEnd: distributionOf([]),
    };
    const others = [{ status: 'undelivered' as const, code: 30003, count: 2 }];
    const tried = cohort(
      figuresWith({ refused: 28, delivered: 8, undelivered: 2, canceled: 1, sent: 1 }, [], others),
    );
    const untried = cohort(figuresWith({ delivered: 10 }), 1);
    const words = (offeredLoads: readonly (typeof load | undefined)[]) =>
      wordsOf(reportOf(resultWith({ cohorts: [tried, untried], offeredLoads }))).slice(1);
    expect(words([load, undefined])).toEqual([
      'Clients try again: 20 messages in 50 attempts.',
      'Delivered: 18 of 20 messages (90.0%).',
      'No receipt ever comes for 1 attempt (2.0%).',
      'Canceled: 1 attempt (2.0%).',
      'Refused when submitted: 28 attempts (56.0%).',
      'Undelivered: 2 attempts (4.0%): error 30003.',
      'Still held back by their clients when the run ends: 3 messages.',
    ]);
    expect(words([{ ...load, attempts: 10 }, undefined])[0]).toBe('Delivered: 18 of 50 messages (36.0%).');
  });

  it('says that all are delivered in the end, though not at once', () => {
    const load = {
      offered: 2,
      heldBack: 0,
      attempts: 3,
      accepted: 2,
      postponed: 0,
      longestPostponedUs: 0,
      endToEnd: distributionOf([]),
    };
    const cohorts = [cohort(figuresWith({ refused: 1, delivered: 2 }))];
    expect(wordsOf(reportOf(resultWith({ cohorts, offeredLoads: [load] })))).toContain(
      'All 2 messages are delivered.',
    );
  });

  it('names the three most frequent of several codes, and a code that nobody knows by its number', () => {
    const errors = [1, 2, 3, 4].map((count) => ({
      status: 'undelivered' as const,
      code: 30000 + count,
      count,
    }));
    const figures = figuresWith({ delivered: 90, undelivered: 10 }, [], errors);
    expect(wordsOf(reportOf(resultWith({ cohorts: [cohort(figures)] })))).toContain(
      'Undelivered: 10 messages (10.0%): 4 with 30004, 3 with 30003, 2 with 30002, 1 more code below.',
    );
  });

  it('says of each of several streams when its last message lands', () => {
    const traffic = ['sale', 'codes', 'never'].map((id) => ({ id, senders: [0] }));
    const landed = (seconds: number) => ({
      ...figuresWith({ delivered: 1 }),
      lastConcludedAtUs: seconds * SECOND,
    });
    const cohorts = [cohort(landed(60), 0), cohort(landed(90), 0), cohort(landed(7), 1)];
    const words = wordsOf(reportOf(resultWith({ setting: { ...SETTING, traffic }, cohorts })));
    expect(words[1]).toBe('Stream by stream, the last lands: sale after 1 m 30 s, codes after 7.00 s.');
  });

  it('says that no message lands when none does', () => {
    const result = resultWith({
      cohorts: [cohort(figuresWith({ failed: 2 }))],
      lastConcludedAtUs: undefined,
    });
    expect(wordsOf(reportOf(result))[0]).toBe('No message lands.');
  });

  it('says why nothing was submitted', () => {
    const nothing = { cohorts: [cohort(figuresWith({}))] };
    expect(wordsOf(reportOf(resultWith(nothing)))).toEqual([
      'Nothing was submitted: no traffic came in the simulated time.',
    ]);
    expect(wordsOf(reportOf(resultWith({ ...nothing, setting: { ...SETTING, traffic: [] } })))).toEqual([
      'Nothing was submitted: the scenario has no traffic.',
    ]);
  });

  const half = {
    cohorts: [cohort(figuresWith({ delivered: 5, open: 5 }))],
    throughput: { intervalUs: SECOND, length: 1, total: seriesOf([4]), senders: [seriesOf([4])] },
  };

  it('tells what the end of the run leaves open', () => {
    const result = resultWith({ ...half, setting: { ...SETTING, horizonUs: HOUR } });
    expect(wordsOf(reportOf(result))).toContain(
      'Still open when the run ends, 1 h after the start: 5 messages (50.0%); queues hold 4 segments.',
    );
  });

  it('tells which senders stay down for ever, and does not call their queues empty', () => {
    const words = wordsOf(reportOf(resultWith(half)));
    expect(words).toContain(
      '5 messages (50.0%) never leave: 4 segments wait at senders that stay down (promo).',
    );
    expect(words[0]).not.toContain('The last segment');
  });

  it('tells broken expectations with their value and line, five of them at the most', () => {
    const report = reportOf(resultWith(), { expectations: Array.from({ length: 7 }, () => EXPECTATION) });
    const broken = wordsOf(report).filter((text) => text.startsWith('Expectation broken'));
    expect(broken).toHaveLength(5);
    expect(broken[0]).toBe(
      'Expectation broken (line 41): send_latency of traffic otp: p95 at most 10s. It is 42.0s.',
    );
    expect(wordsOf(report)).toContain('Broken as well: 2 expectations below.');
  });

  it('tells an expectation without data, and one on an instant that never comes', () => {
    const expectations: Judgement[] = [
      { ...EXPECTATION, verdict: 'no data', severity: 'fail', value: undefined },
      { ...EXPECTATION, unit: 'instant', value: undefined, text: 'drained: at at most 12:00' },
    ];
    const words = wordsOf(reportOf(resultWith(), { expectations }));
    expect(words).toContain(
      'No data for an expectation (line 41): send_latency of traffic otp: p95 at most 10s.',
    );
    expect(words).toContain(
      'Expectation broken (line 41): drained: at at most 12:00. It never comes to that.',
    );
  });

  it('tells a broken warning, and one that the interval leaves open, after what breaks the run', () => {
    const expectations: Judgement[] = [
      {
        ...EXPECTATION,
        line: 1,
        verdict: 'no data',
        value: undefined,
        unit: 'money',
        text: 'cost: at most 5 USD',
      },
      { ...EXPECTATION, line: 2, verdict: 'inconclusive', low: 8 * SECOND, high: 50 * SECOND },
      {
        ...EXPECTATION,
        line: 3,
        severity: 'warn',
        unit: 'rate',
        value: 1.25,
        text: 'throughput: max at most 1/s',
      },
      {
        ...EXPECTATION,
        line: 4,
        unit: 'money',
        currency: 'USD',
        value: 7_500_000,
        text: 'cost: at most 5 USD',
      },
      { ...EXPECTATION, line: 5, verdict: 'pass' },
    ];
    const sentences = verdictOf(reportOf(resultWith(), { expectations }), PLAIN_STYLE.meaningOf).slice(-4);
    expect(sentences.map(({ tone, text }) => `${tone}: ${text}`)).toEqual([
      'bad: Expectation broken (line 4): cost: at most 5 USD. It is 7.50 USD.',
      'warning: Warning (line 3): throughput: max at most 1/s. It is 1.25/s.',
      'warning: Inconclusive (line 2): send_latency of traffic otp: p95 at most 10s. It is 42.0s, with 95% confidence from 8.00s to 50.0s.',
      'warning: No data for an expectation (line 1): cost: at most 5 USD. Some of it has no price.',
    ]);
  });

  it('is glad when all expectations hold', () => {
    const held = { ...EXPECTATION, verdict: 'pass' as const };
    const texts = [1, 2, 3].map((count) =>
      wordsOf(reportOf(resultWith(), { expectations: Array.from({ length: count }, () => held) })).at(-1),
    );
    expect(texts).toEqual(['The expectation holds.', 'Both expectations hold.', 'All 3 expectations hold.']);
  });

  it('says how many senders would do', () => {
    const advice = [
      { traffic: 'blast', entry: 'promo', have: 1, need: 4, goal: 'nothing overflows', line: undefined },
      { traffic: 'blast', entry: 'promo', have: 3, need: 9, goal: 'queue_wait: max at most 1h', line: 12 },
    ];
    expect(wordsOf(reportOf(resultWith(), { advice })).slice(-2)).toEqual([
      'For blast: with 4 numbers in promo instead of one, nothing overflows.',
      'For blast: with 9 numbers in promo instead of 3, this holds: queue_wait: max at most 1h (line 12).',
    ]);
  });
});
