import type { Path } from './path.ts';
import type { Span } from './source.ts';

/** A document as a tree of values that know where they were written. Knows nothing of YAML or of scenarios. */
export type Tree = MapTree | ListTree | ScalarTree | BrokenTree;

export interface MapTree {
  readonly kind: 'map';
  readonly span: Span;
  /** In the order of the text. */
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly keySpan: Span;
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
  /** As it was written, without quotes: `+14155550100` and `007` keep their signs and zeros here. */
  readonly written: string;
}

/** What could not be read: a diagnostic tells why, and nothing more should be said of it. */
export interface BrokenTree {
  readonly kind: 'broken';
  readonly span: Span;
}

function child(tree: Tree, step: string | number): Tree | undefined {
  if (tree.kind === 'map') return tree.entries.get(String(step))?.value;
  return tree.kind === 'list' && typeof step === 'number' ? tree.items[step] : undefined;
}

/** The node at a path, if there is one. */
export function nodeAt(root: Tree, path: Path): Tree | undefined {
  return path.reduce<Tree | undefined>((tree, step) => tree && child(tree, step), root);
}

/** What a tree holds, without where it stands; what could not be read is undefined. */
export function plainValue(tree: Tree): unknown {
  switch (tree.kind) {
    case 'map':
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainValue(value)]));
    case 'list':
      return tree.items.map(plainValue);
    case 'scalar':
      return tree.value;
    case 'broken':
      return undefined;
  }
}

/**
 * The stretch of text that a diagnostic about `path` underlines: the value, or the key that leads to it. What is not
 * in the document is shown at the nearest thing around it that is: by its key where it has one.
 */
export function spanAt(root: Tree, path: Path, at: 'key' | 'value'): Span {
  let parent: Tree = root;
  let keySpan: Span | undefined;
  for (const step of path) {
    const next = child(parent, step);
    if (next === undefined) return keySpan ?? parent.span;
    keySpan = parent.kind === 'map' ? parent.entries.get(String(step))?.keySpan : undefined;
    parent = next;
  }
  const empty = parent.span.start === parent.span.end;
  return (at === 'key' || empty ? keySpan : undefined) ?? parent.span;
}

/**
 * The tree with the node at `path` replaced or added; keys on the way that are absent become maps. Undefined when the
 * path leads through a text or a number, past the end of a list by more than one, or by a place into a map.
 */
export function withNode(root: Tree, path: Path, node: Tree, keySpan: Span): Tree | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  const present = child(root, step) ?? { kind: 'map', span: keySpan, entries: new Map<string, MapEntry>() };
  const value = withNode(present, rest, node, keySpan);
  if (value === undefined) return undefined;
  if (root.kind === 'map' && typeof step === 'string') {
    const kept = rest.length === 0 ? keySpan : (root.entries.get(step)?.keySpan ?? keySpan);
    return { ...root, entries: new Map(root.entries).set(step, { keySpan: kept, value }) };
  }
  if (root.kind !== 'list' || typeof step !== 'number' || step > root.items.length) return undefined;
  return { ...root, items: [...root.items.slice(0, step), value, ...root.items.slice(step + 1)] };
}
