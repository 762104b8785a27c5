import type { Diagnostic, Problem } from '../document/diagnostic.ts';
import { listOf } from '../document/phrases.ts';
import type { Change } from './changes.ts';
import type { Sweep } from './sweep.ts';

/** What reading one cell of a sweep comes to. */
type CellReading =
  | { readonly ok: true }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The paths of a sweep. */
interface PathsSwept {
  readonly swept: readonly { readonly path: string }[];
}

/** The changes that make a cell of a sweep, by the values of its paths in their order. */
export function changesOf({ swept }: PathsSwept, values: readonly string[]): readonly Change[] {
  return swept.map(({ path }, place) => `${path}=${values[place]}`);
}

/**
 * Which values make a scenario that cannot be read: each in the cell where every other path has its first value; of a
 * list each of its cells.
 */
export function* impossibleCells(
  sweep: Sweep,
  read: (changes: readonly Change[]) => CellReading,
): Iterable<Problem> {
  const firsts = sweep.swept.map(({ values }) => values[0]!);
  if (sweep.design === 'list') {
    const cells = sweep.swept[0]!.values.map((_, cell) => sweep.swept.map(({ values }) => values[cell]!));
    return yield* excludedCells(sweep, cells, read);
  }
  for (const [place, { path, values }] of sweep.swept.entries()) {
    for (const value of place === 0 ? values : values.slice(1)) {
      const reading = read(changesOf(sweep, firsts.with(place, value)));
      if (!reading.ok)
        yield problemAt(['sweep', 'vary', path], `With ${value} at ${path}`, reading.diagnostics);
    }
  }
}

/** Cells that are told; after so many nobody reads on. */
const TOLD_MAX = 10;

/** Which cells cannot be read: values that are possible by themselves may exclude each other. */
export function* excludedCells(
  { swept }: PathsSwept,
  cells: Iterable<readonly string[]>,
  read: (changes: readonly Change[]) => CellReading,
): Iterable<Problem> {
  let told = 0;
  for (const values of cells) {
    const reading = read(changesOf({ swept }, values));
    if (reading.ok) continue;
    const words = listOf(swept.map(({ path }, place) => `${values[place]} at ${path}`));
    yield problemAt(['sweep', 'vary'], `With ${words}`, reading.diagnostics);
    told += 1;
    if (told === TOLD_MAX) return;
  }
}

function problemAt(path: Problem['path'], words: string, diagnostics: readonly Diagnostic[]): Problem {
  const mistake = diagnostics.find(({ severity }) => severity === 'error')!;
  return {
    code: 'MP394',
    path,
    message: `${words} there is a mistake: ${mistake.message}`,
    help: mistake.help,
  };
}
