/** The clocks of a lane lie side by side: time for which its head waited for a token of its own, ... */
const OWN = 0;
/** ... of its service or campaign above it, ... */
const SERVICE = 1;
/** ... of its account. */
const ACCOUNT = 2;
const SINCE = 3;
const WIDTH = 4;

/** Which of a lane's clocks runs. */
export type LaneClock = typeof OWN | typeof SERVICE | typeof ACCOUNT;
export const LANE_CLOCK: Readonly<Record<'own' | 'service' | 'account', LaneClock>> = {
  own: OWN,
  service: SERVICE,
  account: ACCOUNT,
};

/** No message, or none of a stream. */
const NOBODY = -1;

/**
 * Clocks that run while a lane is busy, in whole microseconds: one for what its head waits for, and one for the stream
 * whose message is the head. What one message met in the lane is the difference of two readings, exactly; nothing is
 * kept for each message that waits.
 */
export class LaneClocks {
  readonly #numbers: Float64Array;
  readonly #running: Uint8Array;
  /** By lane: the number of the message that is the head. */
  readonly #head: Float64Array;
  /** By lane: the streams that have a clock there. */
  readonly #streams: readonly (readonly number[])[];
  /** By lane: where the clocks of its streams begin. */
  readonly #first: readonly number[];
  readonly #ofStreams: Float64Array;
  /** By lane: the clock of the stream of its head. */
  readonly #ofHead: Int32Array;

  /** @param streams by lane: indices of the streams that may send through it. */
  constructor(streams: readonly (readonly number[])[]) {
    let clocks = 0;
    this.#first = streams.map(({ length }) => {
      clocks += length;
      return clocks - length;
    });
    this.#streams = streams;
    this.#numbers = new Float64Array(streams.length * WIDTH);
    this.#running = new Uint8Array(streams.length);
    this.#head = new Float64Array(streams.length).fill(NOBODY);
    this.#ofStreams = new Float64Array(clocks);
    this.#ofHead = new Int32Array(streams.length).fill(NOBODY);
  }

  /** The streams that have a clock in a lane, in the order of {@link readStreams}. */
  streamsOf(lane: number): readonly number[] {
    return this.#streams[lane]!;
  }

  /** The message that is the head of a lane, by its number in the run; -1: none. */
  headOf(lane: number): number {
    return this.#head[lane]!;
  }

  /** Lets the clocks of a lane run up to an instant; returns for how long its head has been that since they were read. */
  runTo(lane: number, atUs: number): number {
    const at = lane * WIDTH;
    const us = atUs - this.#numbers[at + SINCE]!;
    this.#numbers[at + SINCE] = atUs;
    if (this.#head[lane] === NOBODY) return 0;
    this.#numbers[at + this.#running[lane]!]! += us;
    this.#ofStreams[this.#ofHead[lane]!]! += us;
    return us;
  }

  /** From here on the head of a lane waits for something else. Run the clocks first. */
  setRunning(lane: number, clock: LaneClock): void {
    this.#running[lane] = clock;
  }

  /** From here on another message is the head; -1: none. Run the clocks first. */
  setHead(lane: number, serial: number, stream: number): void {
    this.#head[lane] = serial;
    this.#ofHead[lane] =
      serial === NOBODY ? NOBODY : this.#first[lane]! + this.#streams[lane]!.indexOf(stream);
  }

  read(lane: number, clock: LaneClock): number {
    return this.#numbers[lane * WIDTH + clock]!;
  }

  /** The clock of the `place`-th stream of a lane. */
  readStream(lane: number, place: number): number {
    return this.#ofStreams[this.#first[lane]! + place]!;
  }
}
