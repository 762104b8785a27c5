import { type Diagnostic, diagnosticAt } from '../document/diagnostic.ts';
import type { DiagnosticCode } from '../document/diagnostic-codes.ts';
import { didYouMean } from '../document/did-you-mean.ts';
import { type Path, parsePath, pathText } from '../document/path.ts';
import type { Source, Span } from '../document/source.ts';
import { type ListTree, nodeAt, type Tree, withNode } from '../document/tree.ts';
import { parseYaml } from '../document/yaml.ts';

/** One `--set` argument as it was written: `senders[0].segments-per-second=5`. The value is YAML. */
export type Change = string;

/** The name under which diagnostics show a change. */
export const CHANGE_FILE = '--set';

/** A document with all changes made that could be made, and what is wrong with the others. */
export interface Changed {
  readonly tree: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes changes to a document, one after the other. */
export function applyChanges(tree: Tree, changes: readonly Change[]): Changed {
  let changed = tree;
  const diagnostics: Diagnostic[] = [];
  for (const change of changes) {
    const result = applyChange(changed, { file: CHANGE_FILE, text: change });
    changed = result.tree;
    diagnostics.push(...result.diagnostics);
  }
  return { tree: changed, diagnostics };
}

function applyChange(tree: Tree, source: Source): Changed {
  const { text } = source;
  const cut = text.indexOf('=');
  const whole = { source, start: 0, end: text.length };
  if (cut <= 0) return mistaken(tree, whole, 'MP807', `"${text}" is not PATH=VALUE.`);
  const pathSpan = { source, start: 0, end: cut };
  const path = parsePath(text.slice(0, cut).trim());
  if (path === undefined) {
    const { message, help } = whyUnreadable(tree, text.slice(0, cut).trim());
    return mistaken(tree, pathSpan, 'MP808', message, help);
  }
  // Blanks in place of the path keep the offsets of the value those of the argument.
  const value = parseYaml({ file: CHANGE_FILE, text: ' '.repeat(cut + 1) + text.slice(cut + 1) });
  const [first] = value.diagnostics;
  const valueSpan = { source, start: cut + 1, end: text.length };
  if (first !== undefined) {
    const why = first.code === 'MP106' ? 'There is no value after the equals sign.' : first.message;
    return mistaken(tree, valueSpan, 'MP810', why);
  }
  const node = value.tree && inSource(value.tree, source);
  const changed = node && withNode(tree, path, node, pathSpan);
  if (changed !== undefined) return { tree: changed, diagnostics: [] };
  const { message, help } = whereLost(tree, path);
  return mistaken(tree, pathSpan, 'MP809', message, help);
}

/** What is wrong, and what to write where that is known. */
export interface Mistake {
  readonly message: string;
  readonly help: string | undefined;
}

/** What stands in brackets and is no number: people write ids where places belong. */
const WORD_IN_BRACKETS = /\[(?!\d+\])([^\s.[\]="']+)\]/;

/** Why a text is no path. */
export function whyUnreadable(tree: Tree, text: string): Mistake {
  const match = WORD_IN_BRACKETS.exec(text);
  if (match === null) return { message: `"${text}" is not a path.`, help: undefined };
  const [bracket, word] = match;
  const before = text.slice(0, match.index);
  const path = parsePath(before);
  const around = path && nodeAt(tree, path);
  const message = `${bracket} is no place: places in a list are whole numbers, from 0.`;
  if (around?.kind === 'list') return { message, help: placesOf(around, before, word!) };
  return { message, help: around?.kind === 'map' ? `Write ${before}.${word} for a key.` : undefined };
}

/** Which place has an id, or which places there are. */
function placesOf({ items }: ListTree, list: string, id: string, mayAdd = true): string {
  const place = items.findIndex((item) => {
    const own = nodeAt(item, ['id']);
    return own?.kind === 'scalar' && own.written === id;
  });
  if (place !== -1) return `Write ${list}[${place}] for ${id}.`;
  const last = items.length - 1;
  if (!mayAdd) return last === 0 ? 'Write [0].' : `Write [0] to [${last}].`;
  return `Write [0] to [${last}], or [${last + 1}] to add an entry.`;
}

/** Where a path leaves the document, which it may do by one place where it adds an entry to a list. */
export function whereLost(tree: Tree, path: Path, mayAdd = true): Mistake {
  const lost = path.findIndex((_, index) => nodeAt(tree, path.slice(0, index + 1)) === undefined);
  const [parent, step] = [nodeAt(tree, path.slice(0, lost)), path[lost]];
  const place = lost === 0 ? 'The scenario' : pathText(path.slice(0, lost));
  if (parent?.kind === 'list') {
    const message = `${place} is a list of ${parent.items.length}; places count from 0.`;
    return { message, help: placesOf(parent, place, String(step), mayAdd) };
  }
  if (parent?.kind !== 'map') return { message: `${place} has no parts.`, help: undefined };
  const keys = [...parent.entries.keys()];
  const near = didYouMean(String(step), keys);
  const help = near === undefined ? `Its keys are ${keys.join(', ')}.` : `Did you mean "${near}"?`;
  return { message: `${place} has no ${typeof step === 'number' ? `[${step}]` : `"${step}"`}.`, help };
}

function mistaken(tree: Tree, span: Span, code: DiagnosticCode, message: string, help?: string): Changed {
  return { tree, diagnostics: [diagnosticAt(span, { code, path: [], message, help })] };
}

/** The same tree, shown in the argument itself and not in the blanked copy that was parsed. */
function inSource(tree: Tree, source: Source): Tree {
  const span = { ...tree.span, source };
  if (tree.kind === 'scalar' || tree.kind === 'broken') return { ...tree, span };
  if (tree.kind === 'list') return { ...tree, span, items: tree.items.map((item) => inSource(item, source)) };
  const entries = [...tree.entries].map(([key, entry]) => {
    return [key, { keySpan: { ...entry.keySpan, source }, value: inSource(entry.value, source) }] as const;
  });
  return { ...tree, span, entries: new Map(entries) };
}
