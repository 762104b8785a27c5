/**
 * The queue M/D/1 in closed form, service time 1: waits in units of it. `rho` is the utilisation.
 *
 * Sources: A. K. Erlang, "The theory of probabilities and telephone conversations" (1909), and C. D. Crommelin,
 * "Delay probability formulae", Post Office Electrical Engineers' Journal 26 (1934), for the alternating sum; G. J.
 * Franx, "A simple solution for the M/D/c waiting time distribution", Operations Research Letters 29 (2001), for the
 * same distribution as a sum of positive terms, which does not cancel.
 */

/** The mean wait: Pollaczek-Khinchine with a constant service time. */
export function meanWait(rho: number): number {
  return rho / (2 * (1 - rho));
}

/** P(wait <= t) by Erlang's alternating sum. Loses its digits to cancellation for t beyond about 10. */
export function erlangWaitShare(rho: number, t: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.floor(t); k += 1) {
    // (rho (k - t))^k / k! exp(rho (t - k))
    let term = Math.exp(rho * (t - k));
    for (let i = 1; i <= k; i += 1) term *= (rho * (k - t)) / i;
    sum += term;
  }
  return (1 - rho) * sum;
}

/** P(wait <= t) by Franx's sum over the numbers in the system. */
export class WaitDistribution {
  readonly #rho: number;
  /** P(at most n wait in the queue). */
  readonly #atMost: readonly number[];

  /** @param length the largest t to be asked for. */
  constructor(rho: number, length: number) {
    this.#rho = rho;
    const inSystem = systemShares(rho, length + 2);
    let sum = inSystem[0]!;
    this.#atMost = inSystem.slice(1).map((share) => {
      sum += share;
      return sum;
    });
  }

  share(t: number): number {
    const k = Math.floor(t) + 1;
    const mean = this.#rho * (k - t);
    let poisson = Math.exp(-mean);
    let sum = 0;
    for (let j = 0; j < k; j += 1) {
      sum += this.#atMost[k - 1 - j]! * poisson;
      poisson *= mean / (j + 1);
    }
    return sum;
  }

  /** The wait that a share of the messages does not exceed, by bisection. */
  quantile(share: number): number {
    let [low, high] = [0, this.#atMost.length - 1];
    if (this.share(0) >= share) return 0;
    for (let i = 0; i < 60; i += 1) {
      const middle = (low + high) / 2;
      if (this.share(middle) >= share) high = middle;
      else low = middle;
    }
    return high;
  }

  /** How fast the share rises at t. */
  density(t: number): number {
    return (this.share(t + 1e-4) - this.share(t - 1e-4)) / 2e-4;
  }
}

/**
 * P(n in the system), n from 0, from the balance of the steps up and down between n and n + 1 at departures: what
 * comes over the line n | n + 1 from below, with more than so many arrivals in a service time, goes back one by one.
 */
function systemShares(rho: number, length: number): readonly number[] {
  const more = moreArrivalsThan(rho, length + 1);
  const shares = [1 - rho];
  for (let n = 0; n < length; n += 1) {
    let up = shares[0]! * more[n]!;
    for (let i = 1; i <= n; i += 1) up += shares[i]! * more[n + 1 - i]!;
    shares.push(up / Math.exp(-rho));
  }
  return shares;
}

/** P(more than n arrivals in a service time), n from 0, summed from the far end so that small ones keep their digits. */
function moreArrivalsThan(rho: number, length: number): readonly number[] {
  const exactly = [Math.exp(-rho)];
  for (let n = 1; n < length + 40; n += 1) exactly.push((exactly[n - 1]! * rho) / n);
  const more: number[] = new Array(length).fill(0);
  let tail = exactly.slice(length).reduceRight((sum, p) => sum + p, 0);
  for (let n = length - 1; n >= 0; n -= 1) {
    more[n] = tail;
    tail += exactly[n]!;
  }
  return more;
}
