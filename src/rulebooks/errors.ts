import { type ErrorRow, type ErrorSurface, SURFACES } from './error-row.ts';
import { MESSAGE_ERRORS } from './errors-of-messages.ts';
import { REQUEST_ERRORS } from './errors-of-requests.ts';
import { CATALOGUE_2022, CATALOGUE_2026, pageOf, type Source } from './sources.ts';

/** What is known of an error code of the provider. */
export interface ErrorEntry {
  readonly code: number;
  /** A few words. */
  readonly title: string;
  /** A sentence: what happened. */
  readonly meaning: string;
  /** A sentence: what to do. */
  readonly action: string;
  /** One or, where it depends on the route, several. */
  readonly surfaces: readonly ErrorSurface[];
  /** HTTP status of the refusal, where it is known. */
  readonly http: number | undefined;
  readonly source: Source;
}

/**
 * An error code in own words, from the provider's catalogue of the date given with it; undefined when it is not known
 * here. Twilio splits and rewords codes over the years: rely on the number, not on the text.
 */
export function describeError(code: number): ErrorEntry | undefined {
  const row = ROWS[code];
  if (row === undefined) return undefined;
  const [kind, title, meaning, action, edition] = row;
  const source = edition === '2026' ? CATALOGUE_2026 : CATALOGUE_2022;
  const { surfaces, http } = SURFACES[kind];
  return {
    code,
    title,
    meaning,
    action,
    surfaces,
    http,
    source: pageOf(source, code),
  };
}

/** Every code that {@link describeError} knows, ascending. */
export function errorCodes(): readonly number[] {
  return Object.keys(ROWS).map(Number);
}

const ROWS: Readonly<Record<number, ErrorRow>> = { ...REQUEST_ERRORS, ...MESSAGE_ERRORS };
