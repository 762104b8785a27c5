/** A chart as plain data, from which both the drawing that needs no script and the live one are made. */
export type Chart = FlowChart | HeatChart | LatencyChart | CurveChart;

/** The axis that all charts over time share: an entry a bin. */
export interface TimeAxis {
  /** The clock at the beginning of each bin, as the scenario's clock shows it. */
  readonly labels: readonly string[];
  /** Microseconds of a bin. */
  readonly binUs: number;
  /** Of the axis, in bins: not always whole. */
  readonly length: number;
  /** Round times, at their places in bins. */
  readonly ticks: readonly AxisMark[];
  readonly bands: readonly Band[];
}

/** An incident, on the axis of time: in bins. */
export interface Band {
  readonly from: number;
  readonly until: number;
  readonly words: string;
}

/** What a line shows decides its colour. */
export type Tone = 'arrivals' | 'sent' | 'backlog';

export interface Line {
  readonly name: string;
  readonly tone: Tone;
  /** At the end of each bin. */
  readonly values: readonly number[];
}

/** Lines over time on one scale from 0; where there are two, the gap between them is filled. */
export interface FlowChart {
  readonly kind: 'flow';
  readonly id: string;
  readonly unit: string;
  readonly lines: readonly Line[];
  readonly fillsGap: boolean;
}

/** Backlog by sender over time. */
export interface HeatChart {
  readonly kind: 'heat';
  readonly id: string;
  readonly unit: string;
  readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly max: number;
}

/** One latency of one stream: the share of messages by bin of an axis of durations, and those at or below. */
export interface LatencyChart {
  readonly kind: 'latency';
  readonly id: string;
  /** Share of all messages in each bin, from 0 to 1. */
  readonly shares: readonly number[];
  /** Share at or below the end of each bin. */
  readonly cumulative: readonly number[];
  /** The range of each bin in words. */
  readonly labels: readonly string[];
  /** Places on the axis, in bins. */
  readonly ticks: readonly AxisMark[];
  /** p50, p95 and p99. */
  readonly quantiles: readonly AxisMark[];
  /** Bounds that expectations set. */
  readonly bounds: readonly (AxisMark & { readonly holds: boolean })[];
}

/** Lines of several runs over each other, on scales of any kind that reach from 0 to 1. */
export interface CurveChart {
  readonly kind: 'curves';
  readonly id: string;
  readonly curves: readonly Curve[];
  readonly across: readonly AxisMark[];
  readonly up: readonly AxisMark[];
  /** Incidents. */
  readonly behind: readonly Band[];
  /** What the curves are at each of their points, in words. */
  readonly words: readonly string[];
}

/** Points on a chart: both from 0 to 1. */
export type CurvePoints = readonly (readonly [x: number, y: number])[];

/** A line; and, around it, the band in which runs lie. */
export interface Curve {
  readonly name: string;
  /** Decides its colour: a class of the page's style. */
  readonly tone: string;
  readonly points: CurvePoints;
  readonly band?: { readonly lower: CurvePoints; readonly upper: CurvePoints } | undefined;
}

export interface AxisMark {
  readonly at: number;
  readonly words: string;
}

/** All that the live charts of a page need. */
export interface ChartData {
  readonly axis: TimeAxis;
  readonly charts: readonly Chart[];
}
