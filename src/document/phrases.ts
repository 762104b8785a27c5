import type { Tree } from './tree.ts';

/** `a, b and c`. */
export function listOf(words: readonly string[]): string {
  return joined(words, 'and');
}

/** `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  return joined(words, 'or');
}

function joined(words: readonly string[], last: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** The text with its first letter a capital. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const SHOWN_MAX = 40;

/** A text in quotes, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text);
}

/** What a node is, for `expected a list, not …`. */
export function kindOf(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'broken' ? 'something else' : `a ${tree.kind}`;
  return typeof tree.value === 'string' ? `the text ${quoted(tree.value)}` : `${tree.written}`;
}

/**
 * A reader's clause `what is wrong; what to write` as the message and help of a problem.
 *
 * @param fallback the help where the clause has none.
 */
export function sentences(why: string, fallback?: string): { message: string; help: string | undefined } {
  const cut = why.indexOf('; ');
  const what = cut === -1 ? why : why.slice(0, cut);
  return {
    message: `${capitalised(what)}.`,
    help: cut === -1 ? fallback : `${capitalised(why.slice(cut + 2))}.`,
  };
}
