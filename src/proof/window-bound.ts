import { greatestCommonDivisor } from '../kernel/rate.ts';
import type { PromisedBucket } from './terms.ts';

/** Hears of a breach of a law; `what` makes the sentence. */
export type Broken = (law: 'Lindley' | 'window bound', what: () => string) => void;

/**
 * The window bound of any bucket, whatever its rate does and however many tokens a segment takes: in every half-open
 * window [a, b) it lets go of at most its burst, counted in segments like the last one, and the integral of its rate;
 * and of nothing while it is down. Exact, and O(1) for each departure but for the steps of the rate that it passes.
 */
export class WindowBound {
  readonly #buckets: readonly (Window | undefined)[];
  readonly #broken: Broken;

  constructor(buckets: readonly PromisedBucket[], broken: Broken) {
    this.#buckets = buckets.map((bucket) => (isCovered(bucket) ? new Window(bucket) : undefined));
    this.#broken = broken;
  }

  /** So many tokens of a bucket go with a segment; a bucket's in time order. Returns whether it is limited. */
  taken(bucket: number, serial: number, atUs: number, tokens: number): boolean {
    const window = this.#buckets[bucket];
    if (window === undefined) return false;
    if (!window.take(atUs, tokens)) this.#broken('window bound', () => windowWords(window.id, serial, atUs));
    return true;
  }
}

/** Whether a bucket is limited, at some time at least, by rates that can be kept in exact whole numbers. */
export function isCovered({ steps, burst }: PromisedBucket): boolean {
  const rates = steps.flatMap(({ rate }) => rate ?? []);
  const unitsPerToken = leastCommonMultiple(rates.map(({ perUs }) => perUs));
  const fastest = rates.reduce(
    (most, { units, perUs }) => Math.max(most, (units * unitsPerToken) / perUs),
    0,
  );
  return rates.length > 0 && (burst + 1) * unitsPerToken + fastest <= Number.MAX_SAFE_INTEGER;
}

/** Says that a window lets go of too much. */
export function windowWords(id: string, serial: number, atUs: number): string {
  return `${id} let go of more than burst and rate allow in a window that ends with message ${serial} at ${atUs} us`;
}

class Window {
  readonly id: string;
  readonly #burst: number;
  readonly #unitsPerToken: number;
  /** `unitsPerUs` is Infinity while unlimited. */
  readonly #steps: readonly { readonly fromUs: number; readonly unitsPerUs: number }[];
  /** The step of the last departure. */
  #step = 0;
  #lastAtUs = 0;
  /** Just after it: what the worst window so far lets go beyond its rate, in units. */
  #beyond = 0;

  constructor({ id, steps, burst }: PromisedBucket) {
    const unitsPerToken = leastCommonMultiple(steps.flatMap(({ rate }) => rate?.perUs ?? []));
    this.id = id;
    this.#burst = burst;
    this.#unitsPerToken = unitsPerToken;
    this.#steps = steps.map(({ fromUs, rate }) => ({
      fromUs,
      unitsPerUs: rate === undefined ? Infinity : rate.units * (unitsPerToken / rate.perUs),
    }));
  }

  /** Whether so many tokens may go now. */
  take(atUs: number, tokens: number): boolean {
    this.#earnUntil(atUs);
    const { unitsPerUs } = this.#steps[this.#step]!;
    if (unitsPerUs === Infinity) return true;
    this.#beyond += tokens * this.#unitsPerToken;
    // A window that ends just behind the departure earns one microsecond more.
    return unitsPerUs > 0 && this.#beyond - unitsPerUs <= this.#burst * tokens * this.#unitsPerToken;
  }

  #earnUntil(atUs: number): void {
    while (this.#lastAtUs < atUs) {
      const { unitsPerUs } = this.#steps[this.#step]!;
      const endUs = Math.min(atUs, this.#steps[this.#step + 1]?.fromUs ?? Infinity);
      this.#beyond = Math.max(0, this.#beyond - unitsPerUs * (endUs - this.#lastAtUs));
      this.#lastAtUs = endUs;
      if (endUs === this.#steps[this.#step + 1]?.fromUs) this.#step += 1;
    }
  }
}

function leastCommonMultiple(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all * (one / greatestCommonDivisor(all, one)), 1);
}
