import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { type ListTree, type MapTree, plainValue, type ScalarTree, type Tree } from '../../document/tree.ts';
import { fitLeaf } from './fit-leaf.ts';
import type { EitherShape, LeafShape, ListShape, MapShape, RecordShape, Shape } from './shape.ts';
import {
  emptyRecord,
  listProblem,
  marksOf,
  missingKey,
  noLeafFits,
  noneMeant,
  noValue,
  severalMeant,
  unknownKey,
  wrongKindProblem,
} from './shape-problems.ts';

/** The well-formed parts of a document as a plain value, and what is wrong with the rest. */
export interface Fitting {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Compares a document with the shape that it should have. What does not fit is undefined in the value, so that a
 * key that was written badly differs from one that is absent; each mistake is told once, where it stands.
 */
export function fitShape(tree: Tree, shape: Shape): Fitting {
  const problems: Problem[] = [];
  return { value: fitAt(tree, shape, [], problems), problems };
}

function fitAt(tree: Tree, shape: Shape, path: Path, problems: Problem[]): unknown {
  if (tree.kind === 'broken') return undefined;
  if (tree.kind === 'scalar' && tree.value === null) {
    problems.push(noValue(path, shape));
    return undefined;
  }
  switch (shape.kind) {
    case 'either':
      return fitEither(tree, shape, path, problems);
    case 'anything':
      return plainValue(tree);
    case 'leaf':
      return tree.kind === 'scalar'
        ? fitScalar(tree, shape, path, problems)
        : wrongKind(tree, shape, path, problems);
    case 'list':
      return tree.kind === 'list'
        ? fitList(tree, shape, path, problems)
        : wrongKind(tree, shape, path, problems);
    case 'record':
      return tree.kind === 'map'
        ? fitRecord(tree, shape, path, problems)
        : wrongKind(tree, shape, path, problems);
    case 'map':
      return tree.kind === 'map'
        ? fitMap(tree, shape, path, problems)
        : wrongKind(tree, shape, path, problems);
  }
}

function wrongKind(tree: Tree, shape: Shape, path: Path, problems: Problem[]): undefined {
  problems.push(wrongKindProblem(tree, shape, path));
  return undefined;
}

function fitScalar(tree: ScalarTree, shape: LeafShape, path: Path, problems: Problem[]): unknown {
  const fitted = fitLeaf(tree, shape);
  if (fitted.ok) return fitted.value;
  problems.push({ path, ...fitted.problem });
  return undefined;
}

function fitList(tree: ListTree, shape: ListShape, path: Path, problems: Problem[]): unknown {
  const { length } = tree.items;
  if (length < shape.lengthMin || length > shape.lengthMax) {
    problems.push(listProblem(length, shape, path));
    return undefined;
  }
  return tree.items.map((item, place) => fitAt(item, shape.of, [...path, place], problems));
}

function fitRecord(tree: MapTree, shape: RecordShape, path: Path, problems: Problem[]): unknown {
  if (tree.entries.size === 0) {
    problems.push(emptyRecord(shape, path));
    return undefined;
  }
  const entries = [...tree.entries].map(([key, { value }]) => [
    key,
    fitAt(value, shape.of, [...path, key], problems),
  ]);
  return Object.fromEntries(entries);
}

function fitMap(tree: MapTree, shape: MapShape, path: Path, problems: Problem[]): unknown {
  const entries = new Map<string, unknown>();
  for (const [key, { value }] of tree.entries) {
    const inner = shapeOfKey(key, value, shape);
    if (inner !== undefined) {
      entries.set(key, fitAt(value, inner, [...path, key], problems));
      continue;
    }
    const near = didYouMean(key, shape.keys.keys());
    problems.push(unknownKey(key, near, shape, path));
    // A misspelt key stands for the one that was meant, so that this one is not said to be missing.
    if (near !== undefined && !tree.entries.has(near)) entries.set(near, undefined);
  }
  for (const [key, { required, shape: inner }] of shape.keys) {
    if (required && !entries.has(key)) problems.push(missingKey(key, inner, shape, path));
  }
  return Object.fromEntries(entries);
}

function shapeOfKey(key: string, value: Tree, { keys, rest }: MapShape): Shape | undefined {
  const known = keys.get(key)?.shape;
  if (known !== undefined || value.kind === 'map') return known ?? rest;
  const required = [...keys].filter(([, { required }]) => required).map(([name]) => name);
  return didYouMean(key, required) === undefined ? rest : undefined;
}

function fitEither(tree: Tree, shape: EitherShape, path: Path, problems: Problem[]): unknown {
  const options = shape.options.filter((option) => suits(option, tree));
  if (options.length === 0) return wrongKind(tree, shape, path, problems);
  if (tree.kind === 'scalar') return fitOneLeaf(tree, options, path, problems);
  if (tree.kind !== 'map') return fitAt(tree, options[0]!, path, problems);
  const record = options.find((option) => option.kind === 'record');
  const maps = options.filter((option) => option.kind === 'map');
  const meant = maps.length === 0 ? [] : meantBy(tree, maps);
  if (meant.length === 0 && record !== undefined) return fitAt(tree, record, path, problems);
  if (maps.length === 1 || meant.length === 1) return fitAt(tree, meant[0] ?? maps[0]!, path, problems);
  problems.push(meant.length === 0 ? noneMeant(tree, maps, path) : severalMeant(meant, shape, path));
  return undefined;
}

function suits(option: Shape, tree: Tree): boolean {
  const kinds = { map: ['map', 'record'], list: ['list'], scalar: ['leaf'], broken: [''] }[tree.kind];
  return kinds.includes(option.kind);
}

function fitOneLeaf(tree: ScalarTree, options: readonly Shape[], path: Path, problems: Problem[]): unknown {
  const leaves = options.filter((option) => option.kind === 'leaf');
  if (leaves.length === 1) return fitScalar(tree, leaves[0]!, path, problems);
  for (const leaf of leaves) {
    const fitted = fitLeaf(tree, leaf);
    if (fitted.ok) return fitted.value;
  }
  problems.push(noLeafFits(tree, leaves, path));
  return undefined;
}

/**
 * The forms that the keys of a map speak of. Where each form has a first key of its own, as with arrivals, this key
 * decides; otherwise, as with the three log-normals, all keys that a form needs must be there.
 */
function meantBy(tree: MapTree, maps: readonly MapShape[]): MapShape[] {
  const first = maps.map((map) => marksOf(map)[0]!);
  const isOwn = new Set(first).size === maps.length;
  return maps.filter((map, place) => {
    return isOwn ? tree.entries.has(first[place]!) : marksOf(map).every((key) => tree.entries.has(key));
  });
}
