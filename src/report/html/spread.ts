import type { RunShape } from '../../experiment/run-shape.ts';
import type { Curve, CurvePoints } from './chart.ts';

/** Runs that are drawn as one curve: a single one, or replications as their median and the band around it. */
export interface ShapeGroup {
  readonly name: string;
  readonly tone: string;
  readonly shapes: readonly RunShape[];
}

/** Replications from which on the band leaves out one in twenty at either end. */
export const MANY = 20;
const TAIL = 0.05;

/** At each point, the middle of a group's runs and what lies around it. */
export interface Spread {
  readonly name: string;
  readonly tone: string;
  readonly middle: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** False of a single run. */
  readonly hasBand: boolean;
}

/** The spread of a group at as many points and one, by their share of the way. */
export function spreadOver(
  { name, tone, shapes }: ShapeGroup,
  of: (shape: RunShape, share: number) => number,
  points: number,
): Spread {
  const sorted = Array.from({ length: points + 1 }, (_, point) =>
    shapes.map((shape) => of(shape, point / points)).toSorted((a, b) => a - b),
  );
  const tail = shapes.length >= MANY ? Math.floor(TAIL * shapes.length) : 0;
  return {
    name,
    tone,
    middle: sorted.map((values) => values[Math.floor((values.length - 1) / 2)]!),
    lower: sorted.map((values) => values[tail]!),
    upper: sorted.map((values) => values[values.length - 1 - tail]!),
    hasBand: shapes.length > 1,
  };
}

/** A spread as a curve, on scales for its points and its values. */
export function curveOf(
  { name, tone, middle, lower, upper, hasBand }: Spread,
  x: (point: number) => number,
  y: (value: number) => number,
): Curve {
  const through = (values: readonly number[]): CurvePoints =>
    values.map((value, point) => [rounded(x(point)), rounded(y(value))] as const);
  const band = hasBand ? { lower: through(lower), upper: through(upper) } : undefined;
  return { name, tone, points: through(middle), band };
}

/** To a hundred thousandth of the chart, a hundredth of a pixel. */
function rounded(share: number): number {
  return Math.round(share * 1e5) / 1e5;
}

/** What a spread is at a point: the middle, and where runs differ the ends of their band. */
export function valuesAt({ middle, lower, upper, hasBand }: Spread, point: number): readonly number[] {
  return (hasBand ? [middle, lower, upper] : [middle]).map((values) => values[point]!);
}
