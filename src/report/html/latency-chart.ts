import type { Judgement } from '../../experiment/report-input.ts';
import { countsUpTo } from '../../measure/cumulative.ts';
import type { Distribution } from '../../measure/distribution.ts';
import { shortDuration } from '../figures-in-words.ts';
import { durationTicks } from './axis-ticks.ts';
import type { AxisMark, LatencyChart } from './chart.ts';

const BINS = 60;
/** Below this an axis of durations does not go: nobody waits for a millisecond. */
const SHORTEST_US = 1000;
/** From this ratio of the ends on, equal steps of the axis are equal factors. */
const WIDE = 12;
const MARKED = [
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
] as const;

/** How the values of a latency, of which there is one or more, are spread; with bounds that expectations set. */
export function latencyChart(
  id: string,
  distribution: Distribution,
  judgements: readonly Judgement[],
): LatencyChart {
  const bounds = judgements.flatMap(boundsOf);
  const axis = axisFor(
    distribution,
    bounds.map(({ us }) => us),
  );
  const edges = Array.from({ length: BINS }, (_, bin) => axis.valueAt(bin + 1));
  const counts = countsUpTo(distribution, edges);
  return {
    kind: 'latency',
    id,
    shares: counts.map((count, bin) => (count - (counts[bin - 1] ?? 0)) / distribution.n),
    cumulative: counts.map((count) => count / distribution.n),
    labels: edges.map((edge, bin) =>
      bin === 0
        ? `up to ${shortDuration(edge)}`
        : `${shortDuration(edges[bin - 1]!)} to ${shortDuration(edge)}`,
    ),
    ticks: durationTicks(axis.fromUs, axis.untilUs, axis.placeOf, BINS),
    // With n above 0 every quantile is there.
    quantiles: MARKED.map(([share, name]) => mark(name, distribution.quantileUs(share)!, axis)),
    bounds: bounds.map(({ us, words, holds }) => ({ ...mark(words, us, axis), holds })),
  };
}

interface Bound {
  readonly us: number;
  readonly words: string;
  readonly holds: boolean;
}

function boundsOf({ atMost, atLeast, verdict, text }: Judgement): readonly Bound[] {
  const statistic = /: (\S+) at (?:most|least)/.exec(text)?.[1] ?? 'bound';
  const holds = verdict === 'pass';
  return [
    ...(atMost === undefined ? [] : [{ us: atMost, words: `${statistic} at most`, holds }]),
    ...(atLeast === undefined ? [] : [{ us: atLeast, words: `${statistic} at least`, holds }]),
  ];
}

function mark(name: string, us: number, axis: DurationAxis): AxisMark {
  return { at: axis.placeOf(us), words: `${name} ${shortDuration(us)}` };
}

interface DurationAxis {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly placeOf: (us: number) => number;
  readonly valueAt: (place: number) => number;
}

function axisFor(distribution: Distribution, boundsUs: readonly number[]): DurationAxis {
  const untilUs = Math.max(distribution.maxUs, SHORTEST_US, ...boundsUs);
  // What lies below falls into the first bin.
  const lowUs = Math.min(firstPercentileUs(distribution), ...boundsUs.filter((us) => us >= SHORTEST_US));
  const fromUs = Math.min(Math.max(SHORTEST_US, lowUs), untilUs);
  return untilUs / fromUs >= WIDE
    ? logarithmic(fromUs, untilUs)
    : linear(lowUs > untilUs / 2 ? lowUs : 0, untilUs);
}

/** Of the values that are long enough to be waited for: of a queue wait, half of which may be 0. */
function firstPercentileUs(distribution: Distribution): number {
  const instant = (countsUpTo(distribution, [SHORTEST_US])[0] ?? 0) / distribution.n;
  return distribution.quantileUs(Math.min(1, instant + (1 - instant) / 100)) ?? 0;
}

function linear(fromUs: number, untilUs: number): DurationAxis {
  const binUs = Math.max(untilUs - fromUs, 1) / BINS;
  return {
    fromUs,
    untilUs,
    placeOf: (us) => clamped((us - fromUs) / binUs),
    valueAt: (place) => (place === BINS ? untilUs : Math.round(fromUs + place * binUs)),
  };
}

function logarithmic(fromUs: number, untilUs: number): DurationAxis {
  const step = Math.log(untilUs / fromUs) / BINS;
  return {
    fromUs,
    untilUs,
    placeOf: (us) => clamped(us <= fromUs ? 0 : Math.log(us / fromUs) / step),
    valueAt: (place) => (place === BINS ? untilUs : Math.round(fromUs * Math.exp(place * step))),
  };
}

function clamped(place: number): number {
  return Math.min(BINS, Math.max(0, place));
}
