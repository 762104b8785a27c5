import { magnitudesOf } from '../../scenario/forms/ranges.ts';
import { type Axis, axisOf } from './axis-order.ts';
import { type CellOutcome, lostShare } from './cell-outcome.ts';
import type { SweepResult } from './sweep.ts';
import type { Tornado } from './tornado.ts';

/** The cells of a sweep over one or two of its paths. */
export interface CapacityMap {
  readonly across: MapAxis;
  /** Undefined: one path is swept. */
  readonly down: MapAxis | undefined;
  /** The other paths, and the value at which they are held. Empty where each field averages the cells in it. */
  readonly held: readonly { readonly path: string; readonly value: string }[];
  /** Whether a field holds all draws between two values instead of the cell of a value. */
  readonly isBinned: boolean;
  /** By row (one where there is no `down`), then by column. Undefined: no cell is there. */
  readonly fields: readonly (readonly (MapField | undefined)[])[];
  /** The expectations that fields tell of. */
  readonly expectations: readonly string[];
}

/** A path of the map. */
export interface MapAxis {
  readonly path: string;
  /** From the smallest to the largest; of draws the smallest in each bin. */
  readonly labels: readonly string[];
}

/** What the cells at one place of the map came to. */
export interface MapField {
  /** The mean part of messages that were refused or failed. */
  readonly lost: number;
  /** By expectation: whether a cell there fails it. */
  readonly broken: readonly boolean[];
}

/**
 * The map of a sweep: over the two paths that matter most, the second across where both matter alike, since the first
 * is written first. Undefined for a list of several paths, which is no grid to look at.
 */
export function capacityMapOf(result: SweepResult, tornado: Tornado | undefined): CapacityMap | undefined {
  const { swept, design, outcomes } = result;
  if (outcomes.length < 2 || (design === 'list' && swept.length > 1)) return undefined;
  const expectations = outcomes[0]!.verdicts.map(({ text }) => text);
  const [across, down] = chosenPlaces(result, tornado);
  const common = { expectations, isBinned: design === 'latin-hypercube' };
  if (common.isBinned) return { ...common, held: [], ...binned(result, across, down) };
  const axes = [across, down].map((place) => (place === undefined ? undefined : axisOf(result, place)));
  const others = swept.flatMap(({ path, values }, place) =>
    place === across || place === down ? [] : [{ path, place, value: values[0]! }],
  );
  const shown = outcomes.filter(({ values }) => others.every(({ place, value }) => values[place] === value));
  const held = others.map(({ path, value }) => ({ path, value }));
  return { ...common, held, ...placed(axes[0]!, axes[1], shown) };
}

/** In the order of the file where there are two. */
function chosenPlaces(
  { swept }: SweepResult,
  tornado: Tornado | undefined,
): readonly [number, number | undefined] {
  if (swept.length <= 2) return [0, swept.length === 2 ? 1 : undefined];
  const most = tornado?.bars.slice(0, 2).map(({ path }) => swept.findIndex((one) => one.path === path));
  const [first = 0, second = 1] = (most ?? []).toSorted((a, b) => a - b);
  return [first, second];
}

type Placed = Pick<CapacityMap, 'across' | 'down' | 'fields'>;

function placed(across: Axis, down: Axis | undefined, shown: readonly CellOutcome[]): Placed {
  return {
    across: { path: across.path, labels: across.values },
    down: down && { path: down.path, labels: down.values },
    fields: (down?.values ?? [undefined]).map((y) =>
      across.values.map((x) =>
        fieldOf(
          shown.filter(
            ({ values }) => values[across.place] === x && (down === undefined || values[down.place] === y),
          ),
        ),
      ),
    ),
  };
}

/** Draws hardly ever meet, so those between two values are taken together, about as many in each row and column. */
function binned(result: SweepResult, across: number, down: number | undefined): Placed {
  const n = result.outcomes.length;
  const bins = Math.max(2, Math.min(BINS_MAX, Math.floor(Math.sqrt(n / CELLS_A_BIN))));
  const columns = binsOf(result.outcomes, across, bins);
  const rows = down === undefined ? undefined : binsOf(result.outcomes, down, bins);
  const pathOf = (place: number): string => result.swept[place]!.path;
  return {
    across: { path: pathOf(across), labels: columns.labels },
    down: rows && { path: pathOf(down!), labels: rows.labels },
    fields: (rows?.labels ?? ['']).map((_, row) =>
      columns.labels.map((__, column) =>
        fieldOf(
          result.outcomes.filter(
            (_outcome, place) =>
              columns.binOf[place] === column && (rows === undefined || rows.binOf[place] === row),
          ),
        ),
      ),
    ),
  };
}

const BINS_MAX = 8;
const CELLS_A_BIN = 3;

function binsOf(
  outcomes: readonly CellOutcome[],
  place: number,
  bins: number,
): { readonly labels: readonly string[]; readonly binOf: readonly number[] } {
  const written = outcomes.map(({ values }) => values[place]!);
  const different = [...new Set(written)];
  const sizes = magnitudesOf(different);
  const sizeOf = new Map(different.map((value, index) => [value, sizes?.[index] ?? index]));
  const sorted = different.toSorted((a, b) => sizeOf.get(a)! - sizeOf.get(b)!);
  const count = Math.min(bins, sorted.length);
  const binOfValue = new Map(
    sorted.map((value, index) => [value, Math.floor((index * count) / sorted.length)]),
  );
  const labels = Array.from(
    { length: count },
    (_, bin) => sorted.find((value) => binOfValue.get(value) === bin)!,
  );
  return { labels, binOf: written.map((value) => binOfValue.get(value)!) };
}

function fieldOf(cells: readonly CellOutcome[]): MapField | undefined {
  const [first] = cells;
  if (first === undefined) return undefined;
  return {
    lost: cells.reduce((sum, cell) => sum + lostShare(cell), 0) / cells.length,
    broken: first.verdicts.map((_, place) =>
      cells.some(({ verdicts }) => verdicts[place]!.verdict === 'fail'),
    ),
  };
}

/** Where along an axis something is so, as runs of places from the first to the last of each. */
export function runsOf(flags: readonly boolean[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  flags.forEach((flag, place) => {
    const last = runs.at(-1);
    if (flag && last !== undefined && last[1] === place - 1) last[1] = place;
    else if (flag) runs.push([place, place]);
  });
  return runs;
}
