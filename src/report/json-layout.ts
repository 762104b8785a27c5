/** An object whose entries are made one after another, when they are asked for. */
export type Entries = Iterable<readonly [key: string, value: unknown]>;

/** Characters in a piece: some milliseconds of work. */
const PIECE = 8192;

/**
 * JSON whose innermost objects and lists stand on one line each, so that a file of figures can be read and compared
 * line by line. Keys keep their order; those with the value undefined are left out. No newline at the end. It comes in
 * pieces, and where {@link Entries} stand for an object, these are not made before their piece is asked for.
 *
 * @param indent what stands before its lines, from the second one on.
 */
export function* layOut(value: unknown, indent = ''): Iterable<string> {
  let piece = '';
  for (const part of partsOf(value, indent)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* partsOf(value: unknown, indent: string): Iterable<string> {
  if (typeof value !== 'object' || value === null || isFlat(value)) return yield lineOf(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  let before = open;
  for (const [key, item] of entriesOf(value)) {
    if (item === undefined && !isList) continue;
    yield `${before}\n${deeper}${isList ? '' : `${JSON.stringify(key)}: `}`;
    yield* partsOf(item, deeper);
    before = ',';
  }
  yield before === open ? `${open}${close}` : `\n${indent}${close}`;
}

/** A value that holds no others but plain ones. */
function lineOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(lineOf).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${lineOf(item)}`).join(', ')} }`;
}

function entriesOf(value: object): Entries {
  return isEntries(value) ? value : Object.entries(value);
}

function isEntries(value: object): value is Entries {
  return Symbol.iterator in value && !Array.isArray(value);
}

function isFlat(value: object): boolean {
  return !isEntries(value) && Object.values(value).every((item) => typeof item !== 'object' || item === null);
}
