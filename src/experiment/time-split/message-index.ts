import type { SplitColumns } from '../../measure/time-split/split-columns.ts';

const NONE = -1;
/** Attempts at one message are fewer. */
const ATTEMPTS = 0x1_0000;

/** Finds the requests of a run by stream, number within it, and attempt. Built in O(requests). */
export class MessageIndex {
  readonly #columns: SplitColumns;
  /** By stream: where its messages begin; at the end, how many there are in all. */
  readonly #begin: Float64Array;
  /** By message: its first attempt. */
  readonly #first: Int32Array;
  /** By message and attempt: the later ones. */
  readonly #later: Map<number, number> = new Map();

  /** @param streams number of streams. */
  constructor(columns: SplitColumns, streams: number) {
    this.#columns = columns;
    this.#begin = beginsOf(columns, streams);
    this.#first = new Int32Array(this.#begin[streams]!).fill(NONE);
    for (let serial = 0; serial < columns.length; serial += 1) {
      const message = this.#begin[columns.stream[serial]!]! + columns.index[serial]!;
      const attempt = columns.attempt[serial]!;
      if (attempt === 1) this.#first[message] = serial;
      else this.#later.set(message * ATTEMPTS + attempt, serial);
    }
  }

  /** The number of a request in the run; -1: there is none. */
  find(stream: number, index: number, attempt: number): number {
    const message = this.#begin[stream]! + index;
    if (message >= this.#begin[stream + 1]!) return NONE;
    return attempt === 1 ? this.#first[message]! : (this.#later.get(message * ATTEMPTS + attempt) ?? NONE);
  }

  /** By stream, of each message that got a receipt, the last attempt that did. In the order of the stream. */
  received(): readonly Int32Array[] {
    const columns = this.#columns;
    const last = new Int32Array(this.#first.length).fill(NONE);
    for (let serial = 0; serial < columns.length; serial += 1) {
      // Later attempts have higher numbers.
      if (!Number.isNaN(columns.totalUs(serial)))
        last[this.#begin[columns.stream[serial]!]! + columns.index[serial]!] = serial;
    }
    return Array.from({ length: this.#begin.length - 1 }, (_, stream) =>
      last.subarray(this.#begin[stream], this.#begin[stream + 1]).filter((serial) => serial !== NONE),
    );
  }
}

function beginsOf(columns: SplitColumns, streams: number): Float64Array {
  const begin = new Float64Array(streams + 1);
  for (let serial = 0; serial < columns.length; serial += 1) {
    const after = columns.stream[serial]! + 1;
    begin[after] = Math.max(begin[after]!, columns.index[serial]! + 1);
  }
  for (let stream = 0; stream < streams; stream += 1) begin[stream + 1]! += begin[stream]!;
  return begin;
}
