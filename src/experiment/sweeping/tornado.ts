import { axisOf } from './axis-order.ts';
import { type CellMetric, metricName } from './metrics.ts';
import { rankCoefficients } from './rank-regression.ts';
import type { SweepResult } from './sweep.ts';

/** Which swept values matter most for a metric, largest first. */
export interface Tornado {
  /** As `--of` takes it. */
  readonly metric: string;
  readonly unit: string;
  readonly method: 'main effects' | 'rank regression';
  readonly bars: readonly TornadoBar[];
  /** Of a rank regression: the part of the variance of the ranks that it explains, from 0 to 1. */
  readonly explained: number | undefined;
  /** Cells that have the metric. */
  readonly cells: number;
}

/** How much one path matters. */
export interface TornadoBar {
  readonly path: string;
  /** The largest less the smallest mean; or a coefficient between -1 and 1, more or less. */
  readonly effect: number;
  /** Of main effects: the values with the smallest and the largest mean of the metric, all else averaged. */
  readonly from: ValueMean | undefined;
  readonly to: ValueMean | undefined;
}

/** A value, and the mean of the metric over all cells that have it. */
export interface ValueMean {
  readonly value: string;
  readonly mean: number;
}

/**
 * What matters most. In a grid every value meets every other, so the means of the metric by value of a path show the
 * effect of that path alone. Draws and lists have no such balance: there it is the standardized coefficients of a linear
 * regression on ranks (Saltelli, Chan and Scott, "Sensitivity Analysis", 2000, section 2.3), which ask only that a
 * metric rises or falls throughout, and whose R² tells how far that holds; partial correlations would order the paths
 * alike, but not tell how much each explains. Undefined where there are too few cells for it.
 */
export function tornadoOf(result: SweepResult, metric: CellMetric): Tornado | undefined {
  const method = result.design === 'grid' ? 'main effects' : 'rank regression';
  const known = result.outcomes.flatMap((outcome) => {
    const value = metric.of(outcome)?.value;
    return value === undefined ? [] : [{ values: outcome.values, value }];
  });
  if (known.length < 2) return undefined;
  const common = { metric: metricName(metric), unit: metric.unit, method, cells: known.length } as const;
  if (method === 'main effects') {
    const bars = result.swept.map((_, place) => mainEffect(result, place, known));
    return { ...common, bars: largestFirst(bars), explained: undefined };
  }
  const inputs = result.swept.map((_, place) => sizesOf(result, place, known));
  const fit = rankCoefficients(
    inputs,
    known.map(({ value }) => value),
  );
  if (fit === undefined) return undefined;
  const bars = result.swept.map(({ path }, place) => ({
    path,
    effect: fit.coefficients[place]!,
    from: undefined,
    to: undefined,
  }));
  return { ...common, bars: largestFirst(bars), explained: fit.explained };
}

interface Known {
  readonly values: readonly string[];
  readonly value: number;
}

function largestFirst(bars: readonly TornadoBar[]): readonly TornadoBar[] {
  return bars.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

function mainEffect(result: SweepResult, place: number, known: readonly Known[]): TornadoBar {
  const axis = axisOf(result, place);
  const means = axis.values.flatMap((value) => {
    const some = known.filter(({ values }) => values[place] === value);
    const mean = some.reduce((sum, one) => sum + one.value, 0) / some.length;
    return some.length === 0 ? [] : [{ value, mean }];
  });
  const from = means.reduce((least, one) => (one.mean < least.mean ? one : least));
  const to = means.reduce((most, one) => (one.mean > most.mean ? one : most));
  return { path: axis.path, effect: to.mean - from.mean, from, to };
}

/** Where each cell stands among the values of a path. */
function sizesOf(result: SweepResult, place: number, known: readonly Known[]): readonly number[] {
  const { values } = axisOf(result, place);
  const placeOf = new Map(values.map((value, index) => [value, index]));
  return known.map((one) => placeOf.get(one.values[place]!)!);
}
