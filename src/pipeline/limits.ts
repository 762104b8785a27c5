/** So many in a day: the count begins anew with each. */
export class DailyLimit {
  readonly #limit: number;
  readonly #dayEndUs: (atUs: number) => number;
  #untilUs = -1;
  #used = 0;

  /** @param dayEndUs the end of the day that an instant lies in: the first instant of the next one. */
  constructor(limit: number, dayEndUs: (atUs: number) => number) {
    this.#limit = limit;
    this.#dayEndUs = dayEndUs;
  }

  /** Whether `units` more fit into the day of now. Time never runs back. */
  admits(nowUs: number, units: number): boolean {
    if (nowUs >= this.#untilUs) {
      this.#untilUs = this.#dayEndUs(nowUs);
      this.#used = 0;
    }
    return this.#used + units <= this.#limit;
  }

  /** Counts `units` that were admitted. */
  count(units: number): void {
    this.#used += units;
  }
}

/** Requests under way at once, each for the same time. */
export class Concurrency {
  readonly #requestUs: number;
  /** When each of the latest requests began, as many as may be under way: a ring. */
  readonly #beganAtUs: Float64Array;
  #next = 0;

  constructor(limit: number, requestUs: number) {
    this.#requestUs = requestUs;
    this.#beganAtUs = new Float64Array(limit).fill(-Infinity);
  }

  /** Whether one more request may begin now. */
  admits(nowUs: number): boolean {
    return this.#beganAtUs[this.#next]! + this.#requestUs <= nowUs;
  }

  /** A request begins, and is under way from now on. */
  begin(nowUs: number): void {
    this.#beganAtUs[this.#next] = nowUs;
    this.#next = (this.#next + 1) % this.#beganAtUs.length;
  }
}
