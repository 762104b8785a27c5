import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE, US_PER_SECOND } from '../kernel/time.ts';
import type { Result } from '../measure/result.ts';
import { type ColumnChart, columnChart } from './column-chart.ts';
import { grouped, shortDuration } from './figures-in-words.ts';
import { flowBins } from './flow-bins.ts';
import type { Glyphs } from './glyphs.ts';
import type { Palette } from './palette.ts';
import { timeAxis } from './time-axis.ts';
import { wallClockOf } from './wall-clock.ts';

/** Columns beside the plot: the indent, a space and the axis. */
const FRAME = 4;
/** The longest value of a rate below 1,000. */
const SIDE_MINIMUM = 6;

/**
 * Arrivals, sent and backlog over time, one below the other on one axis, at most `width` columns wide. Arrivals and
 * sent are mean rates of the time that a column stands for; the backlog is the longest in it. Undefined when nothing
 * arrived.
 */
export function flowChart(
  result: Result,
  width: number,
  palette: Palette,
  glyphs: Glyphs,
): string | undefined {
  const { throughput, setting } = result;
  if (throughput.total.submitted.every((count) => count === 0)) return undefined;
  const side = sideWidth(result);
  const columns = width - FRAME - side;
  const endUs = throughput.length * throughput.intervalUs;
  const axis = timeAxis(endUs, columns, setting.anchor, glyphs);
  return [
    heading(result, columns, palette),
    ...chartsOf(result, columns, palette, glyphs).flatMap((chart) =>
      columnChart(chart, side, axis.line, palette, glyphs),
    ),
    palette.faint(' '.repeat(FRAME + side) + axis.labels),
  ].join('\n');
}

function heading({ throughput }: Result, columns: number, palette: Palette): string {
  const { length, intervalUs } = throughput;
  const eachUs = (length * intervalUs) / Math.min(columns, length);
  const each = length > columns ? `about ${shortDuration(eachUs)}` : shortDuration(eachUs);
  return `${palette.strong('Over time')}  ${palette.faint(`columns of ${each}: mean rate, longest queue`)}`;
}

function chartsOf(result: Result, columns: number, palette: Palette, glyphs: Glyphs): readonly ColumnChart[] {
  const bins = flowBins(result.throughput, columns);
  const each = bins.intervals.map((intervals) => intervals * result.throughput.intervalUs);
  const [arrivals, sent] = [bins.arrivals, bins.sent].map((counts) =>
    counts.map((count, bin) => count / each[bin]!),
  ) as [number[], number[]];
  const unit = unitFor(Math.max(...arrivals, ...sent));
  const wide = (values: readonly number[]): readonly number[] => stretched(values, columns);
  const rates = (
    name: string,
    values: readonly number[],
  ): Pick<ColumnChart, 'title' | 'heights' | 'top' | 'topLabel'> => {
    const top = Math.max(...values);
    return {
      title: `${name}, ${top === 0 ? 'none' : `messages ${unit.name}`}`,
      heights: wide(values),
      top: top || 1,
      topLabel: top === 0 ? '' : rateLabel(top * unit.us),
    };
  };
  return [
    { ...rates('Arrivals', arrivals), levels: glyphs.arrivals, paint: plain },
    { ...rates('Sent', sent), levels: glyphs.sent, paint: palette.good },
    { ...backlogOf(result, wide(bins.backlog)), levels: glyphs.backlog, paint: palette.warning },
  ];
}

function backlogOf(
  { peakBacklogSegments, peakBacklogAtUs, setting }: Result,
  heights: readonly number[],
): Pick<ColumnChart, 'title' | 'heights' | 'top' | 'topLabel'> {
  if (peakBacklogAtUs === undefined) return { title: 'Backlog, none', heights, top: 1, topLabel: '' };
  const peak = `peak ${grouped(peakBacklogSegments)} at ${wallClockOf(setting.anchor).cell(peakBacklogAtUs)}`;
  const outlived = heights.some((height) => height > 0) ? '' : ', soon gone';
  return {
    title: `Backlog, segments; ${peak}${outlived}`,
    heights,
    top: peakBacklogSegments,
    topLabel: grouped(peakBacklogSegments),
  };
}

/** As many values as columns, each taking its share of them. */
function stretched(values: readonly number[], columns: number): readonly number[] {
  return Array.from(
    { length: columns },
    (_, column) => values[Math.floor((column * values.length) / columns)]!,
  );
}

function sideWidth({ throughput, peakBacklogSegments }: Result): number {
  const { total, intervalUs } = throughput;
  // No column's mean is above the highest rate of an interval.
  const most = Math.max(...total.submitted, ...total.sent) / intervalUs;
  const labels = [grouped(peakBacklogSegments), rateLabel(most * unitFor(most).us)];
  return Math.max(SIDE_MINIMUM, ...labels.map((label) => label.length));
}

interface RateUnit {
  readonly us: number;
  readonly name: string;
}

const PER_DAY: RateUnit = { us: US_PER_DAY, name: 'a day' };
const RATE_UNITS: readonly RateUnit[] = [
  { us: US_PER_SECOND, name: 'a second' },
  { us: US_PER_MINUTE, name: 'a minute' },
  { us: US_PER_HOUR, name: 'an hour' },
];

/** The shortest unit in which a rate, in messages a microsecond, is one or more. */
function unitFor(rate: number): RateUnit {
  return RATE_UNITS.find(({ us }) => rate * us >= 1) ?? PER_DAY;
}

function rateLabel(rate: number): string {
  if (rate >= 1000) return grouped(rate);
  return rate < 0.001 ? '<0.001' : String(Number(rate.toPrecision(rate < 0.01 ? 1 : 3)));
}

function plain(text: string): string {
  return text;
}
