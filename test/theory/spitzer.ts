/**
 * The mean wait of the first `messages` of an M/D/1 queue that is empty at first, service time 1: exact, and without a
 * simulation. `rho` is the utilisation.
 *
 * The wait of the n-th message after the first has the mean sum(k = 1..n) of E max(0, S_k) / k, S_k being k services less
 * k gaps (F. Spitzer, "A combinatorial lemma and its application to probability theory", Transactions of the American
 * Mathematical Society 82, 1956, theorem 3.1). The sum of k gaps has a gamma distribution, of which the part below k is a
 * tail of a Poisson distribution.
 */
export function finiteMeanWait(rho: number, messages: number): number {
  let sum = 0;
  for (let k = 1; k < messages; k += 1) {
    const positive = k * poissonTail(rho * k, k) - (k / rho) * poissonTail(rho * k, k + 1);
    const part = (positive / k) * (1 - k / messages);
    sum += part;
    // From there on each part is smaller than the one before, geometrically.
    if (part < 1e-18) break;
  }
  return sum;
}

/** P(N >= least), N Poisson with a mean below `least`: summed from its largest term on. */
function poissonTail(mean: number, least: number): number {
  let logTerm = -mean;
  for (let i = 1; i <= least; i += 1) logTerm += Math.log(mean / i);
  let term = Math.exp(logTerm);
  let sum = 0;
  for (let n = least; term > sum * 1e-18; n += 1) {
    sum += term;
    term *= mean / (n + 1);
  }
  return sum;
}
