import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Distribution } from '../../src/measure/distribution.ts';
import { latencyBins } from '../../src/report/latency-bins.ts';
import { distributionOf, HOUR, SECOND } from './results.ts';

/** Latencies in microseconds of every size, some of them alike. */
const latencies = fc.array(
  fc.oneof(
    fc.nat(3),
    fc.nat(SECOND),
    fc.nat(100 * SECOND),
    fc.nat(2 * HOUR),
    fc.constant(5 * SECOND),
    fc.double({ min: 0, max: 40, noNaN: true }).map((power) => Math.floor(Math.exp(power * Math.LN2))),
  ),
  { minLength: 1, maxLength: 40 },
);

function condensed(valuesUs: readonly number[]): Distribution {
  const distribution = new Distribution(false);
  for (let times = 0; times < 600; times += 1) for (const value of valuesUs) distribution.add(value);
  return distribution;
}

describe('the bars of a latency histogram', () => {
  it('add up to n, lie side by side, and hold exactly the values between their bounds', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const bins = latencyBins(distributionOf(values));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(bins.length).toBeLessThanOrEqual(15);
        for (const [place, { fromUs, untilUs, count }] of bins.entries()) {
          expect(count).toBe(values.filter((us) => fromUs <= us && us < untilUs).length);
          expect(bins[place + 1]?.fromUs ?? untilUs).toBe(untilUs);
          expect(fromUs).toBeLessThan(untilUs);
        }
      }),
    );
  });

  it('add up to n where only a histogram was kept', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const distribution = condensed(values);
        expect(distribution.exact).toBe(false);
        const counts = latencyBins(distribution).map(({ count }) => count);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length * 600);
      }),
      { numRuns: 20 },
    );
  });

  it('begin and end with something, unless the smallest values are far below the others', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const bins = latencyBins(distributionOf(values));
        expect(bins.at(-1)!.count).toBeGreaterThan(0);
        expect(bins[0]!.count > 0 || bins[0]!.fromUs === 0).toBe(true);
      }),
    );
  });

  it('are equally wide where values lie evenly, and double where many lie close together', () => {
    const evenly = latencyBins(distributionOf(Array.from({ length: 14 }, (_, i) => i * SECOND)));
    expect(new Set(evenly.map(({ fromUs, untilUs }) => untilUs - fromUs))).toEqual(new Set([SECOND]));
    const close = latencyBins(distributionOf([SECOND, SECOND, 3 * SECOND, 7 * SECOND, HOUR]));
    expect(close.slice(0, 3).map(({ untilUs }) => untilUs)).toEqual([2 * SECOND, 4 * SECOND, 8 * SECOND]);
  });

  it('are none where nothing was timed', () => {
    expect(latencyBins(distributionOf([]))).toEqual([]);
  });
});
