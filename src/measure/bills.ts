/** What has left the senders of one cohort towards one country: what a provider charges for. */
export interface Billed {
  /** Index of the destination country in the plan. */
  readonly country: number;
  /** Segments of texts. */
  readonly segments: number;
  /** Messages with media. */
  readonly media: number;
}

/**
 * Counts what is charged for, by cohort and destination country: messages that were sent, whatever becomes of them
 * then. Requests that are refused and messages that fail, expire or are canceled never are, nor those that the end of
 * the run finds with segments still to go.
 */
export class Bills {
  /** By cohort and country, from NO_COUNTRY on: segments of texts, then messages with media. */
  readonly #units: Float64Array;
  readonly #width: number;

  /** Both are numbers of them. */
  constructor(cohorts: number, countries: number) {
    this.#width = 2 * (countries + 1);
    this.#units = new Float64Array(cohorts * this.#width);
  }

  /** A message has left: `media` is 1 for one with media, which is one unit; the units of a text are its segments. */
  sent(cohort: number, country: number, media: number, units: number): void {
    this.#units[cohort * this.#width + 2 * (country + 1) + media]! += units;
  }

  /** What one cohort sent, by country, without those that nothing went to. O(countries). */
  of(cohort: number): readonly Billed[] {
    const units = this.#units.subarray(cohort * this.#width, (cohort + 1) * this.#width);
    const billed: Billed[] = [];
    for (let place = 0; place < units.length; place += 2) {
      const [segments, media] = [units[place]!, units[place + 1]!];
      if (segments + media > 0) billed.push({ country: place / 2 - 1, segments, media });
    }
    return billed;
  }
}
