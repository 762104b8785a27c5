import type { SenderLevels } from './result.ts';

/** Backlog of each sender and of all: present, highest and when, and the last departure. Place 0 is all of them. */
export class Levels {
  readonly #backlog: Float64Array;
  readonly #peak: Float64Array;
  readonly #peakAtUs: Float64Array;
  readonly #left: Float64Array;
  readonly #lastLeftAtUs: Float64Array;

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#backlog = new Float64Array(senders + 1);
    this.#peak = new Float64Array(senders + 1);
    this.#peakAtUs = new Float64Array(senders + 1);
    this.#left = new Float64Array(senders + 1);
    this.#lastLeftAtUs = new Float64Array(senders + 1);
  }

  /** So many segments joined the sender's queue. */
  admitted(sender: number, segments: number, nowUs: number): void {
    this.#raise(0, segments, nowUs);
    this.#raise(sender + 1, segments, nowUs);
  }

  /** One segment left the sender. */
  segmentLeft(sender: number, nowUs: number): void {
    this.#lower(0, nowUs);
    this.#lower(sender + 1, nowUs);
  }

  /** What became of one sender, or of all (-1). */
  of(sender: number): SenderLevels {
    const place = sender + 1;
    const peak = this.#peak[place]!;
    const left = this.#left[place]!;
    return {
      peakBacklogSegments: peak,
      peakBacklogAtUs: peak === 0 ? undefined : this.#peakAtUs[place]!,
      segmentsLeft: left,
      drainedAtUs: left === 0 ? undefined : this.#lastLeftAtUs[place]!,
    };
  }

  #raise(place: number, segments: number, nowUs: number): void {
    const backlog = this.#backlog[place]! + segments;
    this.#backlog[place] = backlog;
    if (backlog > this.#peak[place]!) {
      this.#peak[place] = backlog;
      this.#peakAtUs[place] = nowUs;
    }
  }

  #lower(place: number, nowUs: number): void {
    this.#backlog[place]! -= 1;
    this.#left[place]! += 1;
    this.#lastLeftAtUs[place] = nowUs;
  }
}
