import type { SenderLevels } from './result.ts';
import { TotalBacklog } from './total-backlog.ts';

/** The numbers of a sender lie side by side. */
const PEAK = 0;
const PEAK_AT = 1;
const LEFT = 2;
const LAST_LEFT_AT = 3;
const WIDTH = 4;

/** Backlog of each sender and of all together: highest and when, segments that left, and the last departure. */
export class Levels {
  readonly #numbers: Float64Array;
  readonly #senders: number;
  readonly #total = new TotalBacklog();

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#numbers = new Float64Array(senders * WIDTH);
    this.#senders = senders;
  }

  /**
   * So many segments joined the sender's queue, whose backlog was `backlogSegments` then; below 0, they gave up their
   * places. In time order.
   */
  changed(sender: number, segments: number, backlogSegments: number, atUs: number): void {
    this.#total.change(segments, atUs);
    const at = sender * WIDTH;
    if (backlogSegments <= this.#numbers[at + PEAK]!) return;
    this.#numbers[at + PEAK] = backlogSegments;
    this.#numbers[at + PEAK_AT] = atUs;
  }

  /** One segment leaves the sender at `atUs`, now or later; a sender's in their order. */
  segmentLeft(sender: number, atUs: number): void {
    this.#total.segmentLeaves(atUs);
    this.#numbers[sender * WIDTH + LEFT]! += 1;
    this.#numbers[sender * WIDTH + LAST_LEFT_AT] = atUs;
  }

  /** What became of one sender. */
  of(sender: number): SenderLevels {
    const at = (place: number): number => this.#numbers[sender * WIDTH + place]!;
    return levels(at(PEAK), at(PEAK_AT), at(LEFT), at(LAST_LEFT_AT));
  }

  /** What became of all senders together. Asked once, when all has been told. */
  ofAll(): SenderLevels {
    this.#total.finish();
    let left = 0;
    let lastLeftAtUs = 0;
    for (let at = 0; at < this.#senders * WIDTH; at += WIDTH) {
      left += this.#numbers[at + LEFT]!;
      lastLeftAtUs = Math.max(lastLeftAtUs, this.#numbers[at + LAST_LEFT_AT]!);
    }
    return levels(this.#total.peak, this.#total.peakAtUs, left, lastLeftAtUs);
  }
}

function levels(peak: number, peakAtUs: number, left: number, lastLeftAtUs: number): SenderLevels {
  return {
    peakBacklogSegments: peak,
    peakBacklogAtUs: peak === 0 ? undefined : peakAtUs,
    segmentsLeft: left,
    drainedAtUs: left === 0 ? undefined : lastLeftAtUs,
  };
}
