import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Throughput } from '../../src/measure/result.ts';
import { flowBins } from '../../src/report/flow-bins.ts';
import { SECOND, seriesOf } from './results.ts';

interface Interval {
  readonly submitted: number;
  readonly sent: number;
  readonly backlog: number;
}

const intervals = fc.array(
  fc.record({ submitted: fc.nat(100_000), sent: fc.nat(1000), backlog: fc.nat(20_000) }),
  { minLength: 1, maxLength: 600 },
);

function throughputOf(all: readonly Interval[]): Throughput {
  const total = {
    ...seriesOf(all.map(({ backlog }) => backlog)),
    submitted: Float64Array.from(all, ({ submitted }) => submitted),
    sent: Float64Array.from(all, ({ sent }) => sent),
  };
  return { intervalUs: SECOND, length: all.length, total, senders: [] };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('the columns of a chart over time', () => {
  it('hold all arrivals, all that was sent and every interval, whatever their number', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 200 }), (all, most) => {
        const bins = flowBins(throughputOf(all), most);
        expect(sum(bins.arrivals)).toBe(sum(all.map(({ submitted }) => submitted)));
        expect(sum(bins.sent)).toBe(sum(all.map(({ sent }) => sent)));
        expect(sum(bins.intervals)).toBe(all.length);
        expect(bins.arrivals.length).toBe(Math.min(most, all.length));
      }),
    );
  });

  it('are as equal as whole intervals allow, and never lose the longest queue', () => {
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 200 }), (all, most) => {
        const bins = flowBins(throughputOf(all), most);
        expect(Math.max(...bins.intervals) - Math.min(...bins.intervals)).toBeLessThanOrEqual(1);
        expect(Math.max(...bins.backlog)).toBe(Math.max(...all.map(({ backlog }) => backlog)));
      }),
    );
  });
});
