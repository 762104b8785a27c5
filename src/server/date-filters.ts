import { badRequest } from './api-error.ts';

const DAY_MS = 86_400_000;

/** Whether a time, in milliseconds since 1970, fits what a query says of it; NaN, no time yet, fits nothing. */
export type DateFilter = (ms: number) => boolean;

/** The filters of a list by a date: `DateSent` is a day in UTC, `DateSent<` and `DateSent>` bound it, themselves included. */
export function dateFilters(query: URLSearchParams, name: string): readonly DateFilter[] {
  return BOUNDS.flatMap(({ sign, fits }) => {
    const text = query.get(`${name}${sign}`);
    if (!text) return [];
    const givenMs = timeOf(text, `${name}${sign}`);
    return (ms: number) => fits(ms, givenMs);
  });
}

interface Bound {
  /** Behind the name of the parameter. */
  readonly sign: string;
  readonly fits: (ms: number, givenMs: number) => boolean;
}

const BOUNDS: readonly Bound[] = [
  { sign: '', fits: (ms, givenMs) => Math.floor(ms / DAY_MS) === Math.floor(givenMs / DAY_MS) },
  { sign: '<', fits: (ms, givenMs) => ms <= givenMs },
  { sign: '>', fits: (ms, givenMs) => ms >= givenMs },
];

const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** Milliseconds since 1970 of a date, whose first instant in UTC counts, or of a time. */
function timeOf(text: string, name: string): number {
  const ms = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw badRequest(400, `${name} takes a date such as 2026-11-27, not ${text}`);
  return ms;
}
