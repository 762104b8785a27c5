import type { Problem } from '../document/diagnostic.ts';
import { type Path, parsePath } from '../document/path.ts';
import { nodeAt, type Tree } from '../document/tree.ts';
import { CELLS_MAX, DESIGNS, type Design, RUNS_MAX } from './sweep-designs.ts';
import { type Swept, sweptByCells, sweptOf } from './swept-values.ts';

/** What a sweep is to do. */
export interface Sweep {
  readonly design: Design;
  /** In the order of the text. */
  readonly swept: readonly Swept[];
  /** How many cells it has. */
  readonly cells: number;
  /** Runs of each cell. */
  readonly replications: number;
}

/** What the command line says in place of the scenario's `sweep`. */
export type SweepOverrides = Partial<Pick<Sweep, 'design' | 'cells' | 'replications'>>;

/** A sweep, where it can be made out, and what is wrong with it. */
export interface SweepReading {
  readonly sweep: Sweep | undefined;
  readonly problems: readonly Problem[];
}

/** Reads `sweep` of a document; of a malformed or absent one nothing, as its shape is told elsewhere. */
export function sweepOf(tree: Tree, overrides: SweepOverrides = {}): SweepReading {
  const vary = nodeAt(tree, ['sweep', 'vary']);
  if (vary === undefined || (vary.kind !== 'map' && vary.kind !== 'list'))
    return { sweep: undefined, problems: [] };
  const design = overrides.design ?? designOf(tree) ?? (vary.kind === 'list' ? 'list' : 'grid');
  const { swept, problems } = vary.kind === 'list' ? sweptByCells(tree, vary.items) : sweptOf(tree, vary);
  const told = [...problems, ...twice(swept)];
  if (told.length > 0 || swept.length === 0) return { sweep: undefined, problems: told };
  const asked = overrides.cells ?? numberAt(tree, 'cells');
  const ill = [...designProblems(design, swept), ...cellProblems(design, asked)];
  if (ill.length > 0) return { sweep: undefined, problems: ill };
  const cells = countOf(design, swept, asked);
  const replications = overrides.replications ?? numberAt(tree, 'replications') ?? 1;
  const absurd = tooMany(cells, replications);
  if (absurd !== undefined) return { sweep: undefined, problems: [absurd] };
  return {
    sweep: { design, swept: swept.map((one) => drawn(one, design)), cells, replications },
    problems: [],
  };
}

function designOf(tree: Tree): Design | undefined {
  const node = nodeAt(tree, ['sweep', 'design']);
  return DESIGNS.find((one) => node?.kind === 'scalar' && node.value === one);
}

function numberAt(tree: Tree, key: string): number | undefined {
  const node = nodeAt(tree, ['sweep', key]);
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

function* twice(swept: readonly Swept[]): Iterable<Problem> {
  const paths = swept.map(({ path }) => parsePath(path)!);
  for (const [place, path] of paths.entries()) {
    const isPart = paths.slice(0, place).some((other) => isWithin(path, other) || isWithin(other, path));
    const key = swept[place]!.path;
    const message = `${key} is a part of another value that is swept, or the same.`;
    if (isPart) yield { code: 'MP398', path: ['sweep', 'vary', key], at: 'key', message };
  }
}

function isWithin(path: Path, other: Path): boolean {
  return other.every((step, place) => path[place] === step);
}

function* designProblems(design: Design, swept: readonly Swept[]): Iterable<Problem> {
  if (design === 'latin-hypercube') return;
  for (const { path, spread } of swept.filter((one) => one.spread !== undefined)) {
    const message = `${spread!.at(0)}..${spread!.at(1)} does not say how many values the ${design} takes.`;
    yield { code: 'MP393', path: ['sweep', 'vary', path], message };
  }
  if (design === 'grid') return;
  const [first, ...others] = swept;
  for (const { path, values } of others) {
    if (values.length === first!.values.length) continue;
    const message = `${path} has ${values.length} values, and ${first!.path} has ${first!.values.length}.`;
    yield { code: 'MP395', path: ['sweep', 'vary', path], message };
  }
}

function* cellProblems(design: Design, cells: number | undefined): Iterable<Problem> {
  const isDrawn = design === 'latin-hypercube';
  if (isDrawn === (cells !== undefined)) return;
  const message = isDrawn
    ? 'A Latin hypercube needs the number of its cells.'
    : `The number of cells of a ${design} follows from its values.`;
  yield { code: 'MP396', path: isDrawn ? ['sweep'] : ['sweep', 'cells'], at: 'key', message };
}

function countOf(design: Design, swept: readonly Swept[], cells: number | undefined): number {
  if (design === 'latin-hypercube') return cells!;
  if (design === 'list') return swept[0]!.values.length;
  return swept.reduce((count, { values }) => count * values.length, 1);
}

function tooMany(cells: number, replications: number): Problem | undefined {
  const path: Path = ['sweep', 'vary'];
  if (cells > CELLS_MAX)
    return { code: 'MP397', path, message: `The sweep has ${cells} cells, more than ${CELLS_MAX}.` };
  if (cells * replications <= RUNS_MAX) return undefined;
  const message = `The sweep has ${cells} cells of ${replications} replications, ${cells * replications} runs, more than ${RUNS_MAX}.`;
  return { code: 'MP397', path, message };
}

/** Values that are chosen are not drawn from a range. */
function drawn(swept: Swept, design: Design): Swept {
  return design === 'latin-hypercube' ? swept : { ...swept, spread: undefined };
}
