import type { Problem } from '../../document/diagnostic.ts';
import type { DiagnosticCode } from '../../document/diagnostic-codes.ts';
import type { Path } from '../../document/path.ts';
import { anyOf, listOf } from '../../document/phrases.ts';
import { entriesOf } from './context.ts';

/** Entries whose id an earlier entry has. */
export function* repeated(
  code: DiagnosticCode,
  what: string,
  entries: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined,
  path: Path,
): Iterable<Problem> {
  const seen = new Set<string>();
  for (const [{ id }, at] of entriesOf(entries, path)) {
    if (id === undefined) continue;
    if (seen.has(id))
      yield { code, path: [...at, 'id'], message: `Another ${what} has the id "${id}" already.` };
    seen.add(id);
  }
}

/** Of several keys exactly one must stand in an entry; one with a mistake in its value counts. */
export function* requireExactlyOne(
  entry: object,
  keys: readonly string[],
  path: Path,
  what: string,
): Iterable<Problem> {
  const given = keys.filter((key) => key in entry);
  if (given.length === 0) {
    yield { code: 'MP205', path, message: `${what} needs one of ${anyOf(keys)}.` };
  } else if (given.length > 1) {
    yield {
      code: 'MP206',
      path: [...path, given[1]!],
      at: 'key',
      message: `${listOf(given.map((key) => `"${key}"`))} exclude each other.`,
      help: `Keep ${anyOf(given)}.`,
    };
  }
}
