import type { SenderLevels } from './result.ts';

/** The numbers of a sender lie side by side. */
const BACKLOG = 0;
const PEAK = 1;
const PEAK_AT = 2;
const LEFT = 3;
const LAST_LEFT_AT = 4;
const WIDTH = 5;

/** Backlog of each sender and of all together: highest and when, segments that left, and the last departure. */
export class Levels {
  /** By sender; the last ones are those of all senders together. */
  readonly #numbers: Float64Array;
  readonly #all: number;

  /** @param senders number of senders. */
  constructor(senders: number) {
    this.#numbers = new Float64Array((senders + 1) * WIDTH);
    this.#all = senders * WIDTH;
  }

  /** So many segments joined the sender's queue. */
  admitted(sender: number, segments: number, nowUs: number): void {
    this.#raise(sender * WIDTH, segments, nowUs);
    this.#raise(this.#all, segments, nowUs);
  }

  /** One segment left the sender. */
  segmentLeft(sender: number, nowUs: number): void {
    this.#lower(sender * WIDTH, nowUs);
    this.#lower(this.#all, nowUs);
  }

  /** So many segments gave up their place in the sender's queue. */
  withdrawn(sender: number, segments: number): void {
    this.#numbers[sender * WIDTH + BACKLOG]! -= segments;
    this.#numbers[this.#all + BACKLOG]! -= segments;
  }

  /** What became of one sender. */
  of(sender: number): SenderLevels {
    return levels(this.#numbers.subarray(sender * WIDTH));
  }

  /** What became of all senders together. */
  ofAll(): SenderLevels {
    return levels(this.#numbers.subarray(this.#all));
  }

  #raise(at: number, segments: number, nowUs: number): void {
    const numbers = this.#numbers;
    const backlog = numbers[at + BACKLOG]! + segments;
    numbers[at + BACKLOG] = backlog;
    if (backlog > numbers[at + PEAK]!) {
      numbers[at + PEAK] = backlog;
      numbers[at + PEAK_AT] = nowUs;
    }
  }

  #lower(at: number, nowUs: number): void {
    const numbers = this.#numbers;
    numbers[at + BACKLOG]! -= 1;
    numbers[at + LEFT]! += 1;
    numbers[at + LAST_LEFT_AT] = nowUs;
  }
}

function levels(numbers: Float64Array): SenderLevels {
  const peak = numbers[PEAK]!;
  const left = numbers[LEFT]!;
  return {
    peakBacklogSegments: peak,
    peakBacklogAtUs: peak === 0 ? undefined : numbers[PEAK_AT]!,
    segmentsLeft: left,
    drainedAtUs: left === 0 ? undefined : numbers[LAST_LEFT_AT]!,
  };
}
