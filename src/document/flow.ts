import type { Span } from './source.ts';
import type { MapTree, Tree } from './tree.ts';

/** What would end a plain value inside brackets, or make a comment or a key of it. */
const NEEDS_QUOTES = /[,[\]{}#\r\n]|: |:$/;

/** A tree as YAML in one line, which may stand in place of any value: `{ US: 90%, CA: 10% }`. */
export function flowText(tree: Tree): string {
  switch (tree.kind) {
    case 'map':
      return tree.entries.size === 0 ? '{}' : `{ ${entriesOf(tree).join(', ')} }`;
    case 'list':
      return `[${tree.items.map(flowText).join(', ')}]`;
    case 'scalar':
      if (tree.value === null) return 'null';
      return typeof tree.value === 'string' ? textOf(tree.written, tree.span) : tree.written;
    case 'broken':
      return 'null';
  }
}

function entriesOf({ entries }: MapTree): readonly string[] {
  return [...entries].map(([key, { keySpan, value }]) => `${textOf(key, keySpan)}: ${flowText(value)}`);
}

/** What was written without quotes needs none here either, but for signs that mean more inside brackets. */
function textOf(text: string, { source, start, end }: Span): string {
  const isPlain = source.text.slice(start, end) === text && !NEEDS_QUOTES.test(text);
  return isPlain ? text : JSON.stringify(text);
}
