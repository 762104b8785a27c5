import { STATUS_CODE } from '../messaging/status.ts';
import type { Facts, MessageView } from '../pipeline/facts.ts';
import { Distribution, EXACT_RUN } from './distribution.ts';

/**
 * What the client of a stream wanted to send, against what it submitted. The two differ where it keeps hours or a pace
 * of its own, or tries again what was refused or has failed.
 */
export interface OfferedLoad {
  /** Messages that it wanted to send within the run, each counted once. */
  readonly offered: number;
  /** Of these, how many it still held back when the run ended, so that they were never submitted. */
  readonly heldBack: number;
  /** Requests: first attempts and later ones. */
  readonly attempts: number;
  /** Requests that were not refused. */
  readonly accepted: number;
  /** First attempts that came later than the client wanted, and by how many microseconds at the most: 0 for none. */
  readonly postponed: number;
  readonly longestPostponedUs: number;
  /** From when the client first wanted to send a message to its receipt, in microseconds: hours, pace and retries included. */
  readonly endToEnd: Distribution;
}

/** Counts and times what the clients of some streams wanted. */
export class OfferMeasure implements Facts {
  readonly inTimeOrder: boolean = false;
  readonly #view: MessageView;
  readonly #streams: readonly (OfferTally | undefined)[];
  readonly #timedFromUs: number;
  #submitted = 0;

  /** @param watched by stream: whether its load is measured. Messages are timed that are submitted from an instant on. */
  constructor(view: MessageView, watched: readonly boolean[], timedFromUs = 0) {
    this.#view = view;
    this.#timedFromUs = timedFromUs;
    this.#streams = watched.map((isWatched) => (isWatched ? new OfferTally() : undefined));
  }

  submitted(row: number): void {
    this.#submitted += 1;
    if (this.#submitted === EXACT_RUN + 1) for (const stream of this.#streams) stream?.endToEnd.condense();
    const view = this.#view;
    const isFirst = view.attempt[row] === 1;
    this.#of(row)?.submitted(isFirst, view.submittedAtUs[row]! - view.offeredAtUs[row]!);
  }

  refused(row: number): void {
    const tally = this.#of(row);
    if (tally !== undefined) tally.refused += 1;
  }

  concluded(row: number): void {
    const view = this.#view;
    if (view.status[row] === STATUS_CODE.sent || view.submittedAtUs[row]! < this.#timedFromUs) return;
    this.#of(row)?.endToEnd.add(view.finalAtUs[row]! - view.offeredAtUs[row]!);
  }

  scheduled(): void {}
  queued(): void {}
  withdrawn(): void {}
  failed(): void {}
  canceled(): void {}
  segmentLeft(): void {}
  sent(): void {}
  leftOpen(): void {}

  /** So many messages of the stream were never submitted: told once, when the run has ended. */
  leftBehind(stream: number, count: number): void {
    const tally = this.#streams[stream];
    if (tally !== undefined) tally.heldBack = count;
  }

  /** By stream; undefined where it is not measured. */
  loads(): readonly (OfferedLoad | undefined)[] {
    return this.#streams.map((tally) => tally?.load());
  }

  #of(row: number): OfferTally | undefined {
    return this.#streams[this.#view.stream[row]!];
  }
}

class OfferTally {
  heldBack = 0;
  refused = 0;
  readonly endToEnd: Distribution = new Distribution(true);
  #attempts = 0;
  #first = 0;
  #postponed = 0;
  #longestPostponedUs = 0;

  submitted(isFirst: boolean, postponedUs: number): void {
    this.#attempts += 1;
    if (!isFirst) return;
    this.#first += 1;
    if (postponedUs === 0) return;
    this.#postponed += 1;
    this.#longestPostponedUs = Math.max(postponedUs, this.#longestPostponedUs);
  }

  load(): OfferedLoad {
    return {
      offered: this.#first + this.heldBack,
      heldBack: this.heldBack,
      attempts: this.#attempts,
      accepted: this.#attempts - this.refused,
      postponed: this.#postponed,
      longestPostponedUs: this.#longestPostponedUs,
      endToEnd: this.endToEnd,
    };
  }
}
