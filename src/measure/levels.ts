import type { SenderLevels } from './result.ts';

/** Backlog of each sender and of all together: highest and when, and the last departure. */
export class Levels {
  readonly #backlog: Float64Array;
  readonly #peak: Float64Array;
  readonly #peakAtUs: Float64Array;
  readonly #lastLeftAtUs: Float64Array;
  #total = 0;
  #totalPeak = 0;
  #totalPeakAtUs = 0;
  #anyLeftAtUs = 0;

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#backlog = new Float64Array(senders);
    this.#peak = new Float64Array(senders);
    this.#peakAtUs = new Float64Array(senders);
    this.#lastLeftAtUs = new Float64Array(senders);
  }

  /** So many segments joined the sender's queue. */
  admitted(sender: number, segments: number, nowUs: number): void {
    const backlog = this.#backlog[sender]! + segments;
    this.#backlog[sender] = backlog;
    if (backlog > this.#peak[sender]!) {
      this.#peak[sender] = backlog;
      this.#peakAtUs[sender] = nowUs;
    }
    this.#total += segments;
    if (this.#total > this.#totalPeak) {
      this.#totalPeak = this.#total;
      this.#totalPeakAtUs = nowUs;
    }
  }

  /** One segment left the sender. */
  segmentLeft(sender: number, nowUs: number): void {
    this.#backlog[sender]! -= 1;
    this.#lastLeftAtUs[sender] = nowUs;
    this.#total -= 1;
    this.#anyLeftAtUs = nowUs;
  }

  /** What became of one sender, of which `segmentsLeft` segments left in all. */
  of(sender: number, segmentsLeft: number): SenderLevels {
    return levels(this.#peak[sender]!, this.#peakAtUs[sender]!, segmentsLeft, this.#lastLeftAtUs[sender]!);
  }

  /** What became of all senders together. */
  ofAll(segmentsLeft: number): SenderLevels {
    return levels(this.#totalPeak, this.#totalPeakAtUs, segmentsLeft, this.#anyLeftAtUs);
  }
}

function levels(peak: number, peakAtUs: number, segmentsLeft: number, lastLeftAtUs: number): SenderLevels {
  return {
    peakBacklogSegments: peak,
    peakBacklogAtUs: peak === 0 ? undefined : peakAtUs,
    segmentsLeft,
    drainedAtUs: segmentsLeft === 0 ? undefined : lastLeftAtUs,
  };
}
