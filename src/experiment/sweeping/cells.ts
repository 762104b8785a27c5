import { namedStream } from '../../kernel/random.ts';
import type { Sweep } from '../../scenario/sweep.ts';

/** The values of a cell, one for each path that is swept, in their order. */
export type CellValues = readonly string[];

/**
 * The cells of a sweep in their order. A grid counts like an odometer, the last path fastest; a list takes values by
 * their place. A Latin hypercube of n cells cuts the range of each path into n equal parts and takes one value from
 * each part, in an order of chance that follows from the seed and the path alone (McKay, Beckman and Conover, "A
 * comparison of three methods for selecting values of input variables", 1979).
 */
export function cellsOf({ design, swept, cells }: Sweep, seed: string): readonly CellValues[] {
  const columns = swept.map(({ path, values, spread }, place): ((cell: number) => string) => {
    switch (design) {
      case 'list':
        return (cell) => values[cell]!;
      case 'grid': {
        const repeats = swept.slice(place + 1).reduce((count, later) => count * later.values.length, 1);
        return (cell) => values[Math.floor(cell / repeats) % values.length]!;
      }
      case 'latin-hypercube': {
        const places = drawnPlaces(cells, seed, path);
        const at = spread?.at ?? ((part: number) => values[Math.floor(part * values.length)]!);
        return (cell) => at(places[cell]!);
      }
    }
  });
  return Array.from({ length: cells }, (_, cell) => columns.map((column) => column(cell)));
}

/** One number in each n-th of [0, 1), in an order of chance. */
function drawnPlaces(n: number, seed: string, path: string): readonly number[] {
  const draw = namedStream(seed, 0, path, 'latin-hypercube');
  const parts = Array.from({ length: n }, (_, part) => part);
  for (let last = n - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    [parts[last], parts[other]] = [parts[other]!, parts[last]!];
  }
  return parts.map((part) => (part + draw()) / n);
}

/** A part of the cells of a sweep: the `part`-th of `parts`, from 1. */
export interface Shard {
  readonly part: number;
  readonly parts: number;
}

/** The places of the cells of a part: every `parts`-th, so that parts take about as long. Without a shard all. */
export function placesOf(cells: number, shard: Shard | undefined): readonly number[] {
  const all = Array.from({ length: cells }, (_, place) => place);
  return shard === undefined ? all : all.filter((place) => place % shard.parts === shard.part - 1);
}
