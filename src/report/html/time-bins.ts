import type { FlowSeries, Result, Setting } from '../../measure/result.ts';
import { wallClockOf } from '../wall-clock.ts';
import { timeTicks } from './axis-ticks.ts';
import type { Band, TimeAxis } from './chart.ts';

/** Bins that a screen can show apart. */
const BINS_MAX = 300;

/** How the intervals of a record fall into the bins of a page. */
export interface TimeBins {
  /** Intervals in each bin. */
  readonly width: number;
  readonly count: number;
  readonly axis: TimeAxis;
}

/** The bins of a run: its intervals, so many of them together that no more than {@link BINS_MAX} remain. */
export function timeBinsOf(result: Result): TimeBins {
  const { throughput, setting, simulatedUs } = result;
  const width = Math.max(1, Math.ceil(throughput.length / BINS_MAX));
  const count = Math.ceil(throughput.length / width);
  const binUs = throughput.intervalUs * width;
  const clock = wallClockOf(setting.anchor);
  const labels = Array.from({ length: count }, (_, bin) => clock.cell(bin * binUs));
  const length = Math.min(count, Math.max(simulatedUs / binUs, 1 / 2));
  const ticks = timeTicks(result, length * binUs, binUs);
  return {
    width,
    count,
    axis: { labels, binUs, length, ticks, bands: bandsOf(setting, simulatedUs, binUs) },
  };
}

/** Incidents that a chart can show as bands, and a table in rows. */
export const BANDS_MAX = 40;

/** Incidents that begin before the end of a run, in units of `unitUs`. */
export function bandsOf(
  { incidents }: Pick<Setting, 'incidents'>,
  endUs: number,
  unitUs: number,
): readonly Band[] {
  return incidents
    .filter(({ atUs }) => atUs < endUs)
    .slice(0, BANDS_MAX)
    .map(({ atUs, untilUs = endUs, words }) => ({
      from: atUs / unitUs,
      until: Math.min(untilUs, endUs) / unitUs,
      words,
    }));
}

/** The highest value of each `width` neighbours, at the place of each of them: coarser steps on the same axis. */
export function inSteps(values: readonly number[], width: number): readonly number[] {
  return values.map((_, place) => {
    const from = place - (place % width);
    return Math.max(...values.slice(from, from + width));
  });
}

/** What had come by the end of each bin. */
export function runningTotal(column: Float64Array, { width, count }: TimeBins): readonly number[] {
  const totals: number[] = [];
  let sum = 0;
  for (let bin = 0; bin < count; bin += 1) {
    for (let i = bin * width; i < Math.min((bin + 1) * width, column.length); i += 1) sum += column[i]!;
    totals.push(sum);
  }
  return totals;
}

/** The highest backlog at the end of any interval of each bin. */
export function backlogByBin({ backlogSegments }: FlowSeries, { width, count }: TimeBins): readonly number[] {
  return Array.from({ length: count }, (_, bin) =>
    backlogSegments
      .subarray(bin * width, (bin + 1) * width)
      .reduce((most, value) => Math.max(most, value), 0),
  );
}
