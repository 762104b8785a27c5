import { readFileSync } from 'node:fs';

/** The version of this program. Two folders up, in the sources as in the built program. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: written }: { version: string } = JSON.parse(text);
  return written;
}
