import { Buckets } from '../../src/pipeline/pacing.ts';

/** The turn whose token costs nothing. */
const LEAK = 7;

/**
 * Pacing with a planted bug: the seventh token that a bucket gives is not taken, so that two segments leave with it. The
 * rest of the program does not know: a bundle is made with this in the place of the pacing of the model.
 */
class LeakingBuckets extends Buckets {
  readonly #taken: Map<number, number> = new Map();

  override take(lane: number, nowUs: number): void {
    if (!this.#leaks(lane)) super.take(lane, nowUs);
  }

  override takeNext(lane: number): void {
    if (!this.#leaks(lane)) super.takeNext(lane);
  }

  #leaks(lane: number): boolean {
    const taken = (this.#taken.get(lane) ?? 0) + 1;
    this.#taken.set(lane, taken);
    return taken === LEAK;
  }
}

export { LeakingBuckets as Buckets };
