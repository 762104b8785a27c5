/**
 * How an error shows: `refused` answers the request itself with an HTTP error and no message comes to be; `failed` and
 * `undelivered` are final statuses of a message; `notified` is told to the account, and no message changes.
 */
export type ErrorSurface = 'refused' | 'failed' | 'undelivered' | 'notified';

/** Kind, title, meaning, action; the edition is of 2022-11 unless said. */
export type ErrorRow = readonly [
  kind: ErrorKind,
  title: string,
  meaning: string,
  action: string,
  edition?: '2026',
];

/** How errors show, one kind a word. */
export type ErrorKind =
  | 'refused400'
  | 'refused401'
  | 'refused403'
  | 'refused404'
  | 'refused429'
  | 'refused500'
  | 'refused503'
  | 'refused504'
  | 'refused'
  | 'refusedOrFailed'
  | 'refusedOrFailed429'
  | 'failedOrNotified'
  | 'notified'
  | 'failed'
  | 'undelivered'
  | 'either';

/** The surfaces of each kind, and the HTTP status of a refusal, where it is known. */
export const SURFACES: Readonly<
  Record<ErrorKind, { readonly surfaces: readonly ErrorSurface[]; readonly http: number | undefined }>
> = {
  refused400: { surfaces: ['refused'], http: 400 },
  refused401: { surfaces: ['refused'], http: 401 },
  refused403: { surfaces: ['refused'], http: 403 },
  refused404: { surfaces: ['refused'], http: 404 },
  refused429: { surfaces: ['refused'], http: 429 },
  refused500: { surfaces: ['refused'], http: 500 },
  refused503: { surfaces: ['refused'], http: 503 },
  refused504: { surfaces: ['refused'], http: 504 },
  refused: { surfaces: ['refused'], http: undefined },
  refusedOrFailed: { surfaces: ['refused', 'failed'], http: 400 },
  refusedOrFailed429: { surfaces: ['refused', 'failed'], http: 429 },
  failedOrNotified: { surfaces: ['failed', 'notified'], http: undefined },
  notified: { surfaces: ['notified'], http: undefined },
  failed: { surfaces: ['failed'], http: undefined },
  undelivered: { surfaces: ['undelivered'], http: undefined },
  either: { surfaces: ['failed', 'undelivered'], http: undefined },
};
