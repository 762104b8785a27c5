import { describe, expect, it } from 'vitest';
import type { LatencyChart } from '../../../src/report/html/chart.ts';
import { placedMarks } from '../../../src/report/html/mark-rows.ts';

const CHART: LatencyChart = {
  kind: 'latency',
  id: 'one',
  shares: Array.from({ length: 60 }, () => 1 / 60),
  cumulative: [],
  labels: [],
  ticks: [],
  quantiles: [
    { at: 10, words: 'p50' },
    { at: 50, words: 'p95' },
    { at: 55, words: 'p99' },
  ],
  bounds: [
    { at: 20, words: 'p95 at most', holds: false },
    { at: 60, words: 'max at most', holds: true },
  ],
};

describe('words of the marks of a latency chart', () => {
  const marks = placedMarks(CHART);

  it('have a row each', () => {
    expect(marks.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are never crossed by the line of another mark that goes higher on their side', () => {
    for (const { at, row, isLate } of marks)
      for (const other of marks) {
        const isOnSide = isLate ? other.at < at : other.at > at;
        if (isOnSide && other.isLate === isLate) expect(other.row, `${other.words}`).toBeGreaterThan(row);
      }
  });

  it('tell a bound that is kept from one that is broken', () => {
    expect(marks.map(({ words, kind }) => [words, kind])).toEqual([
      ['max at most', 'bound'],
      ['p99', 'quantile'],
      ['p95', 'quantile'],
      ['p50', 'quantile'],
      ['p95 at most', 'broken'],
    ]);
  });
});
