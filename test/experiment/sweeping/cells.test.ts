import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, placesOf } from '../../../src/experiment/sweeping/cells.ts';
import { readSpread } from '../../../src/scenario/forms/ranges.ts';

function swept(
  path: string,
  values: readonly string[],
): { path: string; values: readonly string[]; spread: undefined } {
  return { path, values, spread: undefined };
}

describe('cells', () => {
  it('of a grid are every value with every other, the last path fastest', () => {
    const sweep = {
      design: 'grid',
      swept: [swept('a', ['1', '2']), swept('b', ['x', 'y', 'z'])],
      cells: 6,
      replications: 1,
    } as const;
    expect(cellsOf(sweep, '1').map((cell) => cell.join(''))).toEqual(['1x', '1y', '1z', '2x', '2y', '2z']);
  });

  it('of a list are values paired by their place', () => {
    const sweep = {
      design: 'list',
      swept: [swept('a', ['1', '2']), swept('b', ['x', 'y'])],
      cells: 2,
      replications: 1,
    } as const;
    expect(cellsOf(sweep, '1').map((cell) => cell.join(''))).toEqual(['1x', '2y']);
  });

  it('of a Latin hypercube take one value from each part of each range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.string(), (cells, seed) => {
        const reading = readSpread('0..1000000');
        const spread = reading?.ok ? reading.spread : undefined;
        const paths = ['a', 'b'].map((path) => ({ path, values: ['0', '1000000'], spread }));
        const drawn = cellsOf({ design: 'latin-hypercube', swept: paths, cells, replications: 1 }, seed);
        for (const place of [0, 1]) {
          const parts = drawn.map((cell) =>
            Math.min(cells - 1, Math.floor((Number(cell[place]) / 1_000_000) * cells + 1e-3)),
          );
          // A draw is rounded to a whole number, which may take it over the edge of its part.
          const off = parts.toSorted((a, b) => a - b).map((part, index) => Math.abs(part - index));
          expect(Math.max(...off)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('of a Latin hypercube follow from the seed and the path, not from other paths', () => {
    const hypercube = { design: 'latin-hypercube', cells: 8, replications: 1 } as const;
    const values = ['1', '2', '3', '4', '5', '6', '7', '8'];
    const alone = cellsOf({ ...hypercube, swept: [swept('a', values)] }, '7').map(([a]) => a);
    const beside = cellsOf({ ...hypercube, swept: [swept('b', values), swept('a', values)] }, '7').map(
      ([, a]) => a,
    );
    expect(beside).toEqual(alone);
    expect(alone.toSorted()).toEqual(values);
    expect(cellsOf({ ...hypercube, swept: [swept('a', values)] }, '8').map(([a]) => a)).not.toEqual(alone);
  });
});

describe('parts of a sweep', () => {
  it('have every cell once, and about as many each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 30 }), (cells, parts) => {
        const shares = Array.from({ length: parts }, (_, place) =>
          placesOf(cells, { part: place + 1, parts }),
        );
        expect(shares.flat().toSorted((a, b) => a - b)).toEqual(placesOf(cells, undefined));
        const sizes = shares.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
