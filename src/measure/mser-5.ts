/** Values in a batch. */
const BATCH = 5;

/**
 * How many of the first values a steady-state estimate leaves out as warm-up, by MSER-5: of the means of batches of
 * five, so many are cut that the standard error of the mean of the rest is least. Undefined when that is not within the
 * first half, or there are fewer than two batches: the run is too short to tell. O(n).
 *
 * Source: K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69
 * (1997); the batches of five: K. P. White, M. J. Cobb and S. C. Spratt, "A comparison of five steady-state truncation
 * heuristics for simulation", Winter Simulation Conference (2000).
 */
export function warmUpByMser5(values: ArrayLike<number>): number | undefined {
  const means = batchMeans(values);
  if (means.length < 2) return undefined;
  let [sum, squares] = [0, 0];
  let [best, cut] = [Infinity, 0];
  // Measured from the last mean, so that squares of large values that differ little do not cancel.
  const origin = means.at(-1)!;
  for (let first = means.length - 1; first >= 0; first -= 1) {
    const distance = means[first]! - origin;
    sum += distance;
    squares += distance * distance;
    const kept = means.length - first;
    const statistic = Math.max(0, squares - (sum * sum) / kept) / (kept * kept);
    // Of a single batch, or of the last few, the error is small by accident.
    if (kept >= LEAST_KEPT && statistic <= best) [best, cut] = [statistic, first];
  }
  return cut * 2 > means.length ? undefined : cut * BATCH;
}

/** Batches that are always kept. */
const LEAST_KEPT = 2;

function batchMeans(values: ArrayLike<number>): Float64Array {
  const means = new Float64Array(Math.floor(values.length / BATCH));
  for (let batch = 0; batch < means.length; batch += 1) {
    let sum = 0;
    for (let i = 0; i < BATCH; i += 1) sum += values[batch * BATCH + i]!;
    means[batch] = sum / BATCH;
  }
  return means;
}
