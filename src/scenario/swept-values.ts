import type { Problem } from '../document/diagnostic.ts';
import { flowText } from '../document/flow.ts';
import { type Path, parsePath } from '../document/path.ts';
import { quoted } from '../document/phrases.ts';
import { type MapTree, nodeAt, type Tree } from '../document/tree.ts';
import { parseYaml } from '../document/yaml.ts';
import { whereLost, whyUnreadable } from './changes.ts';
import { readSpread, type Spread } from './forms/ranges.ts';

/** A value of a scenario that a sweep changes. */
export interface Swept {
  /** As written: `traffic[0].arrivals.batch`. */
  readonly path: string;
  /** What stands there, one after the other, as YAML in one line; of a range that is drawn from, its two ends. */
  readonly values: readonly string[];
  /** What is drawn from by a Latin hypercube; undefined: from the values. */
  readonly spread: Spread | undefined;
}

/** Paths with their values, and what is wrong with others. */
export interface Found {
  readonly swept: readonly Swept[];
  readonly problems: readonly Problem[];
}

/** Reads a map of paths and their values. */
export function sweptOf(tree: Tree, vary: MapTree): Found {
  const swept: Swept[] = [];
  const problems: Problem[] = [];
  for (const [key, { value }] of vary.entries) {
    const at: Path = ['sweep', 'vary', key];
    const mistaken = pathProblem(tree, key, at);
    const found = valuesOf(value, at);
    if (mistaken !== undefined) problems.push(mistaken);
    if ('code' in found) problems.push(found);
    else if (mistaken === undefined) swept.push({ path: key, ...found });
  }
  return { swept, problems };
}

/** Keys of which nothing is swept. */
const FIXED: readonly unknown[] = ['expect', 'vary', 'sweep', 'name'];

function pathProblem(tree: Tree, key: string, at: Path): Problem | undefined {
  const path = parsePath(key);
  if (path === undefined) return { code: 'MP390', path: at, at: 'key', ...whyUnreadable(tree, key) };
  if (FIXED.includes(path[0]))
    return { code: 'MP399', path: at, at: 'key', message: `${quoted(String(path[0]))} is not swept.` };
  return isPlace(tree, path)
    ? undefined
    : { code: 'MP390', path: at, at: 'key', ...whereLost(tree, path, false) };
}

/** Whether a value stands there, or a key could be added; nothing is added to lists. */
function isPlace(tree: Tree, path: Path): boolean {
  const lost = path.findIndex((_, place) => nodeAt(tree, path.slice(0, place + 1)) === undefined);
  const isAdded = lost !== -1 && path.slice(lost).every((step) => typeof step === 'string');
  return lost === -1 || (isAdded && nodeAt(tree, path.slice(0, lost))?.kind === 'map');
}

function valuesOf(node: Tree, at: Path): Omit<Swept, 'path'> | Problem {
  if (node.kind === 'list') return { values: node.items.map(flowText), spread: undefined };
  if (node.kind !== 'scalar' || node.value === null)
    return { code: 'MP391', path: at, message: 'Values of a sweep are a range or a list.' };
  const { written } = node;
  const reading = readSpread(written);
  if (reading === undefined) return listed(written, at);
  if (!reading.ok) {
    const isUpsideDown = reading.mistake === 'upside down';
    const why = isUpsideDown
      ? `The range ${quoted(written)} is empty: its lower end is the higher.`
      : `${quoted(written)} is no range: its ends are not of one kind, in one unit.`;
    return { code: isUpsideDown ? 'MP392' : 'MP391', path: at, message: why };
  }
  const { spread } = reading;
  const { count, most } = spread;
  if (count === undefined) return { values: [spread.at(0), spread.at(1)], spread };
  if (count > most || (count === 1 && most > 1)) {
    const has = `${quoted(written)} asks for ${count} ${count === 1 ? 'value' : 'values'}`;
    const why = count === 1 ? 'but both ends are values' : `but has only ${most}`;
    return { code: 'MP392', path: at, message: `${has}, ${why}.` };
  }
  const values = Array.from({ length: count }, (_, place) => spread.at(place / Math.max(1, count - 1)));
  return { values, spread: undefined };
}

/** `10,20,50`: YAML between commas. */
function listed(written: string, at: Path): Omit<Swept, 'path'> | Problem {
  const text = /^\s*\[.*\]\s*$/s.test(written) ? written : `[${written}]`;
  const { tree, diagnostics } = parseYaml({ file: '', text });
  if (tree?.kind !== 'list' || diagnostics.length > 0 || tree.items.length === 0)
    return {
      code: 'MP391',
      path: at,
      message: `${quoted(written)} is neither a range nor a list of values.`,
    };
  return { values: tree.items.map(flowText), spread: undefined };
}

/** Reads cells one by one, each a map of the same paths. */
export function sweptByCells(tree: Tree, cells: readonly Tree[]): Found {
  const maps = cells.filter((cell) => cell.kind === 'map');
  const [first] = maps;
  if (first === undefined || maps.length < cells.length) return { swept: [], problems: [] };
  const paths = [...first.entries.keys()];
  const problems: Problem[] = paths.flatMap(
    (path) => pathProblem(tree, path, ['sweep', 'vary', 0, path]) ?? [],
  );
  maps.forEach(({ entries }, place) => {
    const missing = paths.filter((path) => !entries.has(path));
    const surplus = [...entries.keys()].filter((path) => !paths.includes(path));
    if (missing.length + surplus.length === 0) return;
    const message = `The paths of cell ${place} are not those of the first: ${[...missing, ...surplus].join(', ')}.`;
    problems.push({
      code: 'MP395',
      path: ['sweep', 'vary', place],
      message,
      help: 'Name the same paths in every cell.',
    });
  });
  const swept = paths.map((path) => ({
    path,
    values: maps.flatMap(({ entries }) => {
      const entry = entries.get(path);
      return entry === undefined ? [] : [flowText(entry.value)];
    }),
    spread: undefined,
  }));
  return { swept, problems };
}
