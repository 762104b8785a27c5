import { describe, expect, it } from 'vitest';
import type { CallbackCounts, CallbackFigures, CallbackGroup } from '../../src/measure/callbacks.ts';
import { callbackTable } from '../../src/report/callback-table.ts';
import { PLAIN } from '../../src/report/palette.ts';
import { summaryJson } from '../../src/report/summary.ts';
import { LINE_WIDTH } from '../../src/report/table.ts';
import { textReport } from '../../src/report/text.ts';
import {
  BLACK_FRIDAY,
  distributionOf,
  PLAIN_STYLE,
  reportOf,
  resultWith,
  SECOND,
  SETTING,
} from './results.ts';

function groupOf(counts: Partial<CallbackCounts>, delaysUs: readonly number[] = []): CallbackGroup {
  const zero = { due: 0, attempted: 0, delivered: 0, lost: 0, retried: 0 };
  const failures = { notConnected: 0, tooLate: 0, answeredWithError: 0 };
  return {
    counts: { ...zero, ...failures, ...counts },
    delay: distributionOf(delaysUs),
    peak: counts.attempted ? { attempts: counts.attempted, startUs: 3 * SECOND } : undefined,
  };
}

const sent = groupOf({ due: 2, attempted: 3, delivered: 1, retried: 1, notConnected: 1 }, [2 * SECOND]);
const failed = groupOf({ due: 1, attempted: 1, lost: 1, answeredWithError: 1 });
const figures: CallbackFigures = {
  ...groupOf(
    { due: 3, attempted: 4, delivered: 1, lost: 1, retried: 1, notConnected: 1, answeredWithError: 1 },
    [2 * SECOND],
  ),
  byStatus: [
    { ...sent, status: 'sent' },
    { ...failed, status: 'failed' },
  ],
};

function textOf(callbacks: CallbackFigures | undefined): string {
  return callbackTable(resultWith({ callbacks }), PLAIN) ?? '';
}

describe('the report of status callbacks', () => {
  it('tells how those of each status fared, how late they were and what the endpoint had to bear', () => {
    expect(textOf(figures)).toBe(
      [
        'Status callbacks  due  attempted  delivered  lost  retried',
        '  sent              2          3          1     0        1',
        '  failed            1          1          0     1        0',
        '  all               3          4          1     1        1',
        '  Of 4 attempts, 1 could not connect and 1 had an error as the answer.',
        '  1 callback under way at the end of the run.',
        'Callback delay   mean    p50    p95    p99    max  peak/s  from',
        '  sent          2.00s  2.00s  2.00s  2.00s  2.00s       3  3.00s',
        '  failed            -      -      -      -      -       1  3.00s',
        '  all           2.00s  2.00s  2.00s  2.00s  2.00s       4  3.00s',
        '  peak/s: the most attempts that begin within any one second',
      ].join('\n'),
    );
  });

  it('has no line for all where there is one status', () => {
    expect(textOf({ ...sent, byStatus: [{ ...sent, status: 'sent' }] })).not.toMatch(/^ +all/m);
  });

  it('says so when none fell due', () => {
    expect(textOf({ ...groupOf({}), byStatus: [] })).toBe(
      [
        'Status callbacks  due  attempted  delivered  lost  retried',
        '  all               0          0          0     0        0',
      ].join('\n'),
    );
  });

  it('is a section of the text report, within 80 columns with millions of them, and absent without', () => {
    const many = groupOf(
      {
        due: 12_345_678,
        attempted: 23_456_789,
        delivered: 10_345_678,
        lost: 1_000_000,
        retried: 11_111_111,
        notConnected: 11_111_111,
        tooLate: 11_111_111,
        answeredWithError: 11_111_111,
      },
      [999_500, 90 * 3600 * SECOND],
    );
    const callbacks = { ...many, byStatus: [{ ...many, status: 'undelivered' as const }] };
    const setting = { ...SETTING, anchor: BLACK_FRIDAY };
    const text = textReport(reportOf(resultWith({ setting, callbacks })), PLAIN_STYLE);
    expect(text).toMatch(/^Status callbacks/m);
    expect(text.split('\n').filter((line) => [...line].length > LINE_WIDTH)).toEqual([]);
    expect(textReport(reportOf(resultWith()), PLAIN_STYLE)).not.toContain('callbacks');
  });
});

describe('summary.json', () => {
  it('has the figures of callbacks, of all and by status, in seconds', () => {
    const { callbacks } = JSON.parse(summaryJson(reportOf(resultWith({ callbacks: figures }))));
    expect(callbacks.by_status.sent).toEqual({
      due: 2,
      attempted: 3,
      delivered: 1,
      lost: 0,
      retried: 1,
      open: 1,
      failed_attempts: { connect: 1, timeout: 0, error: 0 },
      delay: { n: 1, mean: 2, min: 2, p50: 2, p90: 2, p95: 2, p99: 2, max: 2 },
      peak_attempts_per_second: 3,
      peak_from_s: 3,
    });
    expect(Object.keys(callbacks.by_status)).toEqual(['sent', 'failed']);
    expect(callbacks).toMatchObject({ due: 3, attempted: 4, delivered: 1, lost: 1, open: 1 });
  });

  it('has none where nobody asks for callbacks', () => {
    expect(JSON.parse(summaryJson(reportOf(resultWith())))).not.toHaveProperty('callbacks');
  });
});
