/**
 * Distributions as quantile functions: a uniform number in [0, 1) becomes a value. One draw a value, always, so
 * two scenarios that share a seed share their luck. Only `log`, `exp` and `sqrt` are used: their results agree on
 * every engine from Node 18 on, which those of `pow` do not.
 */

/** Turns a uniform number in [0, 1) into a value; non-decreasing. */
export type Quantile = (uniform: number) => number;

/** Always `value`. */
export function constant(value: number): Quantile {
  return () => value;
}

/** Evenly between `low` and `high`. */
export function uniform(low: number, high: number): Quantile {
  return (u) => low + u * (high - low);
}

/** Exponential with the given mean. */
export function exponential(mean: number): Quantile {
  return (u) => -mean * Math.log(1 - u);
}

/** Log-normal: `exp(mu + sigma Z)`. */
export function lognormal(mu: number, sigma: number): Quantile {
  return (u) => Math.exp(mu + sigma * standardNormal(u));
}

/** Log-normal through two of its quantiles: half of the values lie below `p50`, 95 % below `p95`. */
export function lognormalByQuantiles(p50: number, p95: number): Quantile {
  return lognormal(Math.log(p50), Math.log(p95 / p50) / standardNormal(0.95));
}

/** Log-normal with the given mean and coefficient of variation (standard deviation / mean). */
export function lognormalByMean(mean: number, cv: number): Quantile {
  const variance = Math.log(1 + cv * cv);
  return lognormal(Math.log(mean) - variance / 2, Math.sqrt(variance));
}

/** Weibull: survival `exp(-(x / scale)^shape)`. */
export function weibull(scale: number, shape: number): Quantile {
  return (u) => (u <= 0 ? 0 : scale * Math.exp(Math.log(-Math.log(1 - u)) / shape));
}

/**
 * An empirical table: linear between points `(share, value)`, both ascending; the first value below the first
 * share, the last above the last.
 */
export function empirical(points: readonly (readonly [share: number, value: number])[]): Quantile {
  return (u) => {
    const above = points.findIndex(([share]) => u <= share);
    if (above === -1) return points.at(-1)![1];
    if (above === 0) return points[0]![1];
    const [lowShare, low] = points[above - 1]!;
    const [highShare, high] = points[above]!;
    return low + ((u - lowShare) / (highShare - lowShare)) * (high - low);
  };
}

/** A uniform number of exactly 0 stands for the middle of the lowest step of a 32-bit draw. */
const SMALLEST_UNIFORM: number = 1 / 0x2_0000_0000;

/**
 * The standard normal quantile, relative error below 1e-15: Wichura, "Algorithm AS 241: The Percentage Points of
 * the Normal Distribution", Applied Statistics 37 (1988), routine PPND16.
 */
export function standardNormal(uniform: number): number {
  const p = Math.max(uniform, SMALLEST_UNIFORM);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const x = r <= 5 ? tail(r - 1.6) : farTail(r - 5);
  return q < 0 ? -x : x;
}

/** AS 241's coefficients a0 to a7 over 1, b1 to b7. */
function central(r: number): number {
  return (
    polynomial(
      r,
      3.387132872796366,
      133.14166789178438,
      1971.5909503065513,
      13731.69376550946,
      45921.95393154987,
      67265.7709270087,
      33430.57558358813,
      2509.0809287301227,
    ) /
    polynomial(
      r,
      1,
      42.31333070160091,
      687.1870074920579,
      5394.196021424751,
      21213.794301586597,
      39307.89580009271,
      28729.085735721943,
      5226.495278852854,
    )
  );
}

/** c0 to c7 over 1, d1 to d7. */
function tail(r: number): number {
  return (
    polynomial(
      r,
      1.4234371107496835,
      4.630337846156546,
      5.769497221460691,
      3.6478483247632045,
      1.2704582524523684,
      0.2417807251774506,
      0.022723844989269184,
      7.745450142783414e-4,
    ) /
    polynomial(
      r,
      1,
      2.053191626637759,
      1.6763848301838038,
      0.6897673349851,
      0.14810397642748008,
      0.015198666563616457,
      5.475938084995345e-4,
      1.0507500716444169e-9,
    )
  );
}

/** e0 to e7 over 1, f1 to f7. */
function farTail(r: number): number {
  return (
    polynomial(
      r,
      6.657904643501103,
      5.463784911164114,
      1.7848265399172913,
      0.29656057182850487,
      0.026532189526576124,
      0.0012426609473880784,
      2.7115555687434876e-5,
      2.0103343992922881e-7,
    ) /
    polynomial(
      r,
      1,
      0.599832206555888,
      0.1369298809227358,
      0.014875361290850615,
      7.868691311456133e-4,
      1.8463183175100548e-5,
      1.421511758316446e-7,
      2.0442631033899397e-15,
    )
  );
}

/** c0 + c1 r + … + c7 r^7, by Horner's rule. */
function polynomial(
  r: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  c4: number,
  c5: number,
  c6: number,
  c7: number,
): number {
  return ((((((c7 * r + c6) * r + c5) * r + c4) * r + c3) * r + c2) * r + c1) * r + c0;
}
