import type { Diagnostic } from '../document/diagnostic.ts';
import { positionAt, type Source, type Span } from '../document/source.ts';
import type { MapTree, Tree } from '../document/tree.ts';
import { parseYaml } from '../document/yaml.ts';
import { LOCK_SCHEMA, type Lock, type LockBlock } from '../experiment/lock.ts';

/** A lock; or what is wrong with the text of its YAML; or why it is none, in a sentence that begins with the place. */
export type LockReading =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly problem?: string };

/** Reads the text of a lock file. */
export function readLock(source: Source): LockReading {
  const { tree, diagnostics } = parseYaml(source);
  if (tree === undefined || diagnostics.length > 0) return { ok: false, diagnostics };
  try {
    return { ok: true, lock: lockOf(tree) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, diagnostics: [], problem: error.message };
    throw error;
  }
}

/** Ends the reading at the first thing that does not fit: the file is made by a program, and is made anew as a whole. */
class Misfit extends Error {
  constructor({ source, start }: Span, what: string) {
    const { line, column } = positionAt(source, start);
    super(`${source.file}:${line}:${column}  ${what}; write the lock anew with mpsim lock`);
  }
}

function lockOf(root: Tree): Lock {
  const map = mapOf(root, 'the lock');
  const schema = leafOf(map, 'schema');
  if (schema !== LOCK_SCHEMA)
    throw new Misfit(
      map.entries.get('schema')!.value.span,
      `this lock is of the form "${schema}", and this mpsim reads ${LOCK_SCHEMA}`,
    );
  const scenarios = mapOf(entryOf(map, 'scenarios'), 'scenarios');
  const blocks = [...scenarios.entries].map(([name, { value }]) => [name, blockOf(value, name)] as const);
  return { version: String(leafOf(map, 'mpsim')), blocks: new Map(blocks) };
}

function blockOf(tree: Tree, scenario: string): LockBlock {
  const block = new Map<string, string | number>();
  const map = mapOf(tree, `the block of ${scenario}`);
  leafOf(map, 'fingerprint');
  for (const [key, { value }] of map.entries) {
    if (value.kind !== 'map') block.set(key, leafOf(map, key));
    else for (const name of value.entries.keys()) block.set(`${key}.${name}`, leafOf(value, name));
  }
  return block;
}

function mapOf(tree: Tree, what: string): MapTree {
  if (tree.kind !== 'map') throw new Misfit(tree.span, `${what} should be a map`);
  return tree;
}

function entryOf(map: MapTree, key: string): Tree {
  const entry = map.entries.get(key);
  if (entry === undefined) throw new Misfit(map.span, `"${key}" is missing here`);
  return entry.value;
}

function leafOf(map: MapTree, key: string): string | number {
  const tree = entryOf(map, key);
  const value = tree.kind === 'scalar' ? tree.value : undefined;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Misfit(tree.span, `"${key}" should be a text or a number`);
}
