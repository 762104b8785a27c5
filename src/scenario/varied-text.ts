import type { Tree } from '../document/tree.ts';
import type { Variable } from './vary.ts';

/** A document as text with other values in their places, and without `vary`; all else stays as it was written. */
export function variedText(tree: Tree, variables: readonly Variable[], steps: readonly number[]): string {
  const { text } = tree.span.source;
  const edits = variables.flatMap(({ span, at }, place) => {
    const step = steps[place]!;
    return step === 0 ? [] : [{ ...span, text: at(step) + lineEndOf(text.slice(span.start, span.end)) }];
  });
  const all = [...edits, ...without(tree, 'vary')];
  return edited(text, all);
}

/** A document as text without some of its keys; all else stays as it was written. */
export function textWithout(tree: Tree, keys: readonly string[]): string {
  return edited(
    tree.span.source.text,
    keys.flatMap((key) => without(tree, key)),
  );
}

function edited(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((changed, edit) => changed.slice(0, edit.start) + edit.text + changed.slice(edit.end), text);
}

/** Maps, lists and texts that are written over several lines end with one of their own. */
function lineEndOf(text: string): string {
  return /\r?\n$/.exec(text)?.[0] ?? '';
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function without(tree: Tree, key: string): readonly Edit[] {
  const entry = tree.kind === 'map' ? tree.entries.get(key) : undefined;
  if (entry === undefined) return [];
  const { text } = tree.span.source;
  const [start, end] = [entry.keySpan.start, entry.value.span.end];
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (text[tree.span.start] !== '{') {
    const restOfLine = text[end - 1] === '\n' ? 0 : (/^.*(?:\n|$)/.exec(after)?.[0].length ?? 0);
    return [{ start, end: end + restOfLine, text: '' }];
  }
  const comma = /^\s*,\s*/.exec(after);
  if (comma !== null) return [{ start, end: end + comma[0].length, text: '' }];
  const trailing = /,\s*$/.exec(before)?.[0].length ?? 0;
  return [{ start: start - trailing, end, text: '' }];
}
