import { US_PER_SECOND } from '../kernel/time.ts';
import type { SenderClass } from '../messaging/senders.ts';
import type { Cited } from '../rulebooks/sources.ts';
import { spokenDuration } from './figures-in-words.ts';

/** One row of a rulebook in words: what it is about, and what it says. */
export interface RulebookRow extends Cited {
  readonly what: string;
  readonly says: string;
}

export interface RulebookSection {
  readonly title: string;
  readonly rows: readonly RulebookRow[];
}

/** A row of what a part of a rulebook says, with the note and the source of that part. */
export function row(what: string, says: string, { note, source }: Cited): RulebookRow {
  return note === undefined ? { what, says, source } : { what, says, note, source };
}

/** Several rows of one part, which gives its note once. */
export function rowsOf(
  part: Cited,
  ...rows: readonly (readonly [what: string, says: string])[]
): RulebookRow[] {
  return rows.map(([what, says], place) =>
    place === 0 ? row(what, says, part) : { what, says, source: part.source },
  );
}

interface Filter {
  readonly classes?: readonly SenderClass[];
  readonly countries?: readonly string[];
  readonly to?: readonly string[];
}

/** `toll-free of US or CA to US or CA`; what is left open is any. */
export function sendersInWords({ classes, countries, to }: Filter): string {
  const words = [
    classes === undefined ? 'any sender' : either(classes),
    ...(countries === undefined ? [] : [`of ${either(countries)}`]),
    ...(to === undefined ? [] : [`to ${either(to)}`]),
  ];
  return words.join(' ');
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `30 s`, `4 h`. */
export function secondsInWords(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : spokenDuration(seconds * US_PER_SECOND);
}

/** `failed with 30001`, `refused with 21611`. */
export function outcomeInWords({
  code,
  surface,
}: {
  readonly code: number;
  readonly surface: string;
}): string {
  return `${surface} with ${code}`;
}
