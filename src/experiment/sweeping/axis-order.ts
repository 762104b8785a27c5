import { magnitudesOf } from '../../scenario/forms/ranges.ts';
import type { SweepSheet } from './sweep.ts';

/** The different values of a path in the cells of a sweep, from the smallest to the largest where they have a size. */
export interface Axis {
  readonly path: string;
  /** Place of the path among those swept. */
  readonly place: number;
  readonly values: readonly string[];
  /** Whether they have a size; otherwise they stand as they were written. */
  readonly isOrdered: boolean;
}

/** The axis of a path. */
export function axisOf({ swept, cells }: Pick<SweepSheet, 'swept' | 'cells'>, place: number): Axis {
  const { path, values: written } = swept[place]!;
  const present = new Set(cells.map((cell) => cell[place]!));
  const values = [...new Set([...written.filter((value) => present.has(value)), ...present])];
  const sizes = magnitudesOf(values);
  if (sizes === undefined) return { path, place, values, isOrdered: false };
  const sizeOf = new Map(values.map((value, index) => [value, sizes[index]!]));
  return { path, place, values: values.toSorted((a, b) => sizeOf.get(a)! - sizeOf.get(b)!), isOrdered: true };
}
