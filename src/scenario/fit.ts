import type { Problem } from '../document/diagnostic.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import type { Path } from '../document/path.ts';
import type { ListTree, MapTree, ScalarTree, Tree } from '../document/tree.ts';
import { fitLeaf } from './fit-leaf.ts';
import { anyOf, capitalised, kindOf, listOf, quoted } from './phrases.ts';
import type { EitherShape, LeafShape, ListShape, MapShape, RecordShape, Shape } from './shape.ts';

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

function noValue(path: Path, shape: Shape): Problem {
  const message =
    path.length === 0 ? 'The document is empty.' : `${nameOf(path)} has no value; expected ${shape.what}.`;
  return { code: 'MP207', path, at: 'key', message };
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'string' ? `"${last}"` : 'This entry';
}

function wrongKind(tree: Tree, shape: Shape, path: Path, problems: Problem[]): undefined {
  const code = path.length === 0 ? 'MP114' : 'MP203';
  problems.push({
    code,
    path,
    message: `Expected ${shape.what}, not ${kindOf(tree)}.`,
    help: path.length === 0 ? undefined : exampleOf(shape),
  });
  return undefined;
}

function exampleOf(shape: Shape): string | undefined {
  if (shape.kind === 'list')
    return `Write a list: each entry on a line that begins with a dash, or all in brackets [ ].`;
  if (shape.kind === 'leaf' && shape.examples.length > 0) return `Write it such as ${shape.examples[0]}.`;
  if (shape.kind === 'map') return `Write a map with ${listOf([...shape.keys.keys()].slice(0, 6))}.`;
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
  if (length === 0) {
    problems.push({
      code: 'MP208',
      path,
      message: `${nameOf(path)} is an empty list; expected ${shape.what}.`,
    });
    return undefined;
  }
  if (length > shape.lengthMax) {
    problems.push({
      code: 'MP212',
      path,
      at: 'key',
      message: `The list has ${length} entries; at most ${shape.lengthMax} are possible.`,
    });
    return undefined;
  }
  return tree.items.map((item, place) => fitAt(item, shape.of, [...path, place], problems));
}

function fitRecord(tree: MapTree, shape: RecordShape, path: Path, problems: Problem[]): unknown {
  if (tree.entries.size === 0) {
    problems.push({ code: 'MP208', path, message: `${nameOf(path)} is empty; expected ${shape.what}.` });
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

function unknownKey(key: string, near: string | undefined, shape: MapShape, path: Path): Problem {
  const help =
    near === undefined ? `Known keys here: ${[...shape.keys.keys()].join(', ')}.` : `Did you mean "${near}"?`;
  return {
    code: 'MP201',
    path: [...path, key],
    at: 'key',
    message: `Unknown key "${key}" in ${shape.what}.`,
    help,
  };
}

function missingKey(key: string, inner: Shape, shape: MapShape, path: Path): Problem {
  const example =
    inner.kind === 'leaf' && inner.examples.length > 0 ? `, such as ${key}: ${inner.examples[0]}` : '';
  return {
    code: 'MP202',
    path: [...path, key],
    message: `${capitalised(shape.what)} needs the key "${key}".`,
    help: `Add ${key}, ${inner.what}${example}.`,
  };
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
  const message = `Expected ${anyOf(leaves.map(({ what }) => what))}, not ${kindOf(tree)}.`;
  problems.push({
    code: 'MP203',
    path,
    message,
    help: `Write ${anyOf(leaves.map(({ what, examples }) => String(examples[0] ?? what)))}.`,
  });
  return undefined;
}

/** Keys that an option needs. */
function marksOf({ keys }: MapShape): string[] {
  return [...keys].filter(([, { required }]) => required).map(([key]) => key);
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

function noneMeant(tree: MapTree, maps: readonly MapShape[], path: Path): Problem {
  const first = maps.map((map) => marksOf(map)[0]!);
  const isOwn = new Set(first).size === maps.length;
  const ways = isOwn ? first : maps.map((map) => marksOf(map).join(' and '));
  const stray = [...tree.entries.keys()].find((key) => !maps.some(({ keys }) => keys.has(key)));
  const near = stray === undefined ? undefined : didYouMean(stray, first);
  return {
    code: 'MP205',
    path,
    message: `${nameOf(path)} needs ${isOwn ? 'one of ' : ''}${anyOf(ways)}.`,
    help:
      near === undefined
        ? `Add ${isOwn ? 'one of these keys' : 'what is missing'}.`
        : `Did you mean "${near}" by "${stray}"?`,
  };
}

function severalMeant(meant: readonly MapShape[], shape: EitherShape, path: Path): Problem {
  const keys = meant.map((map) => marksOf(map)[0]!);
  return {
    code: 'MP206',
    path: [...path, keys[1]!],
    at: 'key',
    message: `${listOf(keys.map(quoted))} exclude each other in ${shape.what}.`,
    help: `Keep ${anyOf(keys)}.`,
  };
}
