import { existsSync, readFileSync } from 'node:fs';
import { notFound } from '../api-error.ts';
import type { HttpAnswer } from '../http.ts';

/** The files of the page, by name, and what they are. */
const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  'inspector.js': 'text/javascript; charset=utf-8',
  'inspector.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** Where the build puts them, as seen from this code: bundled, compiled, or as it is written. */
const PLACES = ['./inspector/', '../inspector/', '../../inspector/', '../../../dist/inspector/'];

/** Nothing of the page comes from elsewhere, nothing goes elsewhere, and nobody puts it into a frame. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Whether a name is that of a file of the page. */
export function isPageFile(name: string): boolean {
  return Object.hasOwn(TYPES, name);
}

/** A file of the page. @throws ApiError where the page was not built. */
export function pageFile(name: string, path: string): HttpAnswer {
  const url = PLACES.map((place) => new URL(`${place}${name || 'index.html'}`, import.meta.url)).find((at) =>
    existsSync(at),
  );
  if (url === undefined) throw notFound(path);
  return {
    status: 200,
    body: undefined,
    file: { type: TYPES[name]!, content: readFileSync(url) },
    headers: HEADERS,
  };
}
