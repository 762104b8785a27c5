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
  const p = uniform < SMALLEST_UNIFORM ? SMALLEST_UNIFORM : uniform;
  const q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301227 * r + 33430.575583588128) * r + 67265.770927008701) * r + 45921.95393154987) * r +
          13731.693765509461) *
          r +
          1971.5909503065514) *
          r +
          133.14166789178437) *
          r +
          3.387132872796366)) /
      (((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
        5394.196021424751) *
        r +
        687.18700749205791) *
        r +
        42.313330701600911) *
        r +
        1)
    );
  }
  let r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  let x: number;
  if (r <= 5) {
    r -= 1.6;
    x =
      (((((((7.7454501427834139e-4 * r + 0.022723844989269185) * r + 0.24178072517745061) * r +
        1.2704582524523684) *
        r +
        3.6478483247632045) *
        r +
        5.769497221460691) *
        r +
        4.6303378461565453) *
        r +
        1.4234371107496836) /
      (((((((1.0507500716444169e-9 * r + 5.475938084995345e-4) * r + 0.015198666563616457) * r +
        0.14810397642748008) *
        r +
        0.68976733498510001) *
        r +
        1.6763848301838038) *
        r +
        2.053191626637759) *
        r +
        1);
  } else {
    r -= 5;
    x =
      (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
        0.026532189526576124) *
        r +
        0.29656057182850489) *
        r +
        1.7848265399172914) *
        r +
        5.4637849111641144) *
        r +
        6.6579046435011037) /
      (((((((2.0442631033899397e-15 * r + 1.4215117583164459e-7) * r + 1.8463183175100548e-5) * r +
        7.868691311456133e-4) *
        r +
        0.014875361290850615) *
        r +
        0.13692988092273581) *
        r +
        0.59983220655588794) *
        r +
        1);
  }
  return q < 0 ? -x : x;
}
