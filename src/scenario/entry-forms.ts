/**
 * Forms of the strings in a scenario:
 * - Duration: `4s`, `250ms`, `90m`, `1h30m`, `2d`; a whole number of microseconds.
 * - Moment: a Duration after the start (`0s`), a time of day (`09:00`, `09:00:30`; the first one at or after
 *   `start`), or an ISO date-time with offset (`2026-11-27T09:00:00-05:00`).
 * - PerTime: `5/s`, `90/m`, `1000/h`; decimals allowed, kept exactly.
 * - Share: `12.5%` or a fraction such as `0.125`; at most six decimals of a fraction (whole millionths).
 * - Factor: `x5`, `x0.25`; decimals kept exactly.
 * - Size: `500B`, `300KB`, `1.5MB`; a KB is 1,000 bytes.
 */
export type Duration = string;
export type Moment = string;
export type PerTime = string;
export type Share = string | number;
export type Factor = string;
export type Size = string;

/** How long something takes: a distribution. */
export type LatencyEntry =
  | { readonly constant: Duration }
  | { readonly uniform: { readonly from: Duration; readonly to: Duration } }
  | { readonly exponential: { readonly mean: Duration } }
  | {
      readonly lognormal:
        | { readonly p50: Duration; readonly p95: Duration }
        | { readonly p50: Duration; readonly sigma: number }
        | { readonly mean: Duration; readonly cv: number };
    }
  | { readonly weibull: { readonly scale: Duration; readonly shape: number } }
  /** Quantile table: share to duration, ascending, linear between. */
  | { readonly empirical: Readonly<Record<string, Duration>> };
