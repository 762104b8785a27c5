import type { CallbackOutcome } from '../callbacks/due-callback.ts';

/** A callback that is over. */
export interface HeardOutcome {
  /** When it was over, in whole microseconds of simulated time. */
  readonly us: number;
  readonly message: number;
  readonly status: string;
  /** Of its endpoint: paths and queries may hold secrets. */
  readonly host: string;
  readonly result: CallbackOutcome['result'];
  readonly attempts: number;
  readonly http: number | undefined;
  readonly error_code: number | undefined;
  readonly why: string | undefined;
  /** Wall-clock milliseconds. */
  readonly ms: number;
}

/** So many outcomes are kept while somebody looks. */
export const OUTCOMES_MAX = 100;

/** What became of a session's callbacks: their number always, the latest ones while somebody looks. */
export class CallbackNews {
  answered = 0;
  givenUp = 0;
  isWatched = false;
  #latest: HeardOutcome[] = [];

  /** @param us where the clock stands. */
  hear({ due, result, attempts, status, errorCode, why, durationMs }: CallbackOutcome, us: number): void {
    if (result === 'answered') this.answered += 1;
    else this.givenUp += 1;
    if (!this.isWatched) return;
    if (this.#latest.length === OUTCOMES_MAX) this.#latest.shift();
    const host = URL.canParse(due.url) ? new URL(due.url).host : 'no address';
    const { message, status: told } = due;
    this.#latest.push({
      us,
      message,
      status: told,
      host,
      result,
      attempts,
      http: status,
      error_code: errorCode,
      why,
      ms: Math.round(durationMs),
    });
  }

  /** Of all that were heard. */
  get count(): number {
    return this.answered + this.givenUp;
  }

  /** Those behind so many, the latest first, as far as they were kept. */
  since(count: number): readonly HeardOutcome[] {
    const news = Math.min(this.count - count, this.#latest.length);
    return this.#latest.slice(this.#latest.length - news).reverse();
  }

  /** Nobody looks any more. */
  forget(): void {
    this.isWatched = false;
    this.#latest = [];
  }

  /** Everything begins anew. */
  clear(): void {
    this.answered = 0;
    this.givenUp = 0;
    this.#latest = [];
  }
}
