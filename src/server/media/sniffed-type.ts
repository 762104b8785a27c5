/** How files of some types begin, byte for byte. */
const BEGINNINGS: readonly (readonly [type: string, beginning: string])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['application/pdf', '%PDF-'],
];
const PAGE = /^\s*<(?:!doctype html|html)\b/i;

/** Bytes from the beginning of a file that its type can be told from. */
export const HEAD_BYTES = 64;

/**
 * Content type of a medium: as its first bytes say, where they say it; else the one that it is served as. Undefined:
 * neither says anything.
 */
export function typeOf(head: Buffer, servedAs: string): string | undefined {
  const text = head.toString('latin1');
  const found = BEGINNINGS.find(([, beginning]) => text.startsWith(beginning));
  if (found !== undefined) return found[0];
  if (PAGE.test(text)) return 'text/html';
  return servedAs === '' ? undefined : servedAs;
}
