import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, capitalised, kindOf, listOf, quoted } from '../../document/phrases.ts';
import type { MapTree, ScalarTree, Tree } from '../../document/tree.ts';
import type { EitherShape, LeafShape, ListShape, MapShape, RecordShape, Shape } from './shape.ts';

/** A key with nothing behind its colon, or an empty entry of a list. */
export function noValue(path: Path, shape: Shape): Problem {
  const message =
    path.length === 0 ? 'The document is empty.' : `${nameOf(path)} has no value; expected ${shape.what}.`;
  return { code: 'MP207', path, at: 'key', message };
}

/** A value of another kind than the one that is wanted. */
export function wrongKindProblem(tree: Tree, shape: Shape, path: Path): Problem {
  const message = `Expected ${shape.what}, not ${kindOf(tree)}.`;
  if (path.length === 0) return { code: 'MP114', path, message };
  return { code: 'MP203', path, message, help: exampleOf(shape) };
}

/** A list without entries, or with too many. */
export function listProblem(length: number, shape: ListShape, path: Path): Problem {
  if (length === 0)
    return { code: 'MP208', path, message: `${nameOf(path)} is an empty list; expected ${shape.what}.` };
  const message = `The list has ${length} entries; at most ${shape.lengthMax} are possible.`;
  return { code: 'MP212', path, at: 'key', message };
}

/** A map without entries. */
export function emptyRecord(shape: RecordShape, path: Path): Problem {
  return { code: 'MP208', path, message: `${nameOf(path)} is empty; expected ${shape.what}.` };
}

/** A text or number that fits none of several leaves. */
export function noLeafFits(tree: ScalarTree, leaves: readonly LeafShape[], path: Path): Problem {
  const message = `Expected ${anyOf(leaves.map(({ what }) => what))}, not ${kindOf(tree)}.`;
  const ways = leaves.map(({ what, examples }) => String(examples[0] ?? what));
  return { code: 'MP203', path, message, help: `Write ${anyOf(ways)}.` };
}

/**
 * A key that the map does not have.
 *
 * @param near the key that was probably meant.
 */
export function unknownKey(key: string, near: string | undefined, shape: MapShape, path: Path): Problem {
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

/** A key that the map must have and has not. */
export function missingKey(key: string, inner: Shape, shape: MapShape, path: Path): Problem {
  const example =
    inner.kind === 'leaf' && inner.examples.length > 0 ? `, such as ${key}: ${inner.examples[0]}` : '';
  return {
    code: 'MP202',
    path: [...path, key],
    message: `${capitalised(shape.what)} needs the key "${key}".`,
    help: `Add ${key}, ${inner.what}${example}.`,
  };
}

/** A map that has the keys of none of its possible forms. */
export function noneMeant(tree: MapTree, maps: readonly MapShape[], path: Path): Problem {
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

/** A map that has the keys of several of its possible forms. */
export function severalMeant(meant: readonly MapShape[], shape: EitherShape, path: Path): Problem {
  // The key by which each form differs from the others.
  const keys = meant.map((map) => marksOf(map).find((key) => !meant.every((other) => other.keys.has(key)))!);
  return {
    code: 'MP206',
    path: [...path, keys[1]!],
    at: 'key',
    message: `${listOf(keys.map(quoted))} exclude each other in ${shape.what}.`,
    help: `Keep ${anyOf(keys)}.`,
  };
}

/** Keys that a map must have: by them one form is told from another. */
export function marksOf({ keys }: MapShape): string[] {
  return [...keys].filter(([, { required }]) => required).map(([key]) => key);
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'string' ? `"${last}"` : 'This entry';
}

function exampleOf(shape: Shape): string | undefined {
  if (shape.kind === 'list')
    return `Write a list: each entry on a line that begins with a dash, or all in brackets [ ].`;
  if (shape.kind === 'leaf' && shape.examples.length > 0) return `Write it such as ${shape.examples[0]}.`;
  if (shape.kind === 'map') return `Write a map with ${listOf([...shape.keys.keys()].slice(0, 6))}.`;
  return undefined;
}
