/**
 * The parts that the time of a message falls into, in the order of its life. `held`: by its client, which keeps hours
 * or a pace. `retries`: from when its first attempt was queued to when this one was. `sender`, `service`, `account`: in
 * its lane, by what the head of the lane waited for; `service` is the messaging service or the campaign. `own`: from its
 * first segment to its last, but for waits at a service or account. `carrier`: from sent to receipt.
 */
export const TIME_PARTS = ['held', 'retries', 'sender', 'service', 'account', 'own', 'carrier'] as const;
export type TimePart = (typeof TIME_PARTS)[number];

const FIRST_CAPACITY = 1024;

/**
 * Where the time of each message of a run went: a row a request, by its number in the run, in typed columns of some 120
 * bytes a row together. Whole microseconds.
 */
export class SplitColumns {
  /** Requests. */
  length = 0;
  stream: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Number of the message within its stream; attempts share it. */
  index: Float64Array = new Float64Array(FIRST_CAPACITY);
  attempt: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** Index of the lane that it joined; -1: none. */
  lane: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** From queued to its first segment; NaN: it was not sent. */
  queueWaitUs: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** By part. Of one that was not sent only `held` and `retries` mean anything; `carrier` is NaN without a receipt. */
  readonly parts: Readonly<Record<TimePart, { us: Float64Array }>> = partsOf(FIRST_CAPACITY);
  #behindFirst: Int32Array = new Int32Array(FIRST_CAPACITY);
  #behindCount: Int32Array = new Int32Array(FIRST_CAPACITY);
  #entries = 0;
  #entryStream: Int32Array = new Int32Array(FIRST_CAPACITY);
  #entryUs: Float64Array = new Float64Array(FIRST_CAPACITY);

  /** Makes room for one more request and returns its number. */
  add(stream: number, index: number, attempt: number): number {
    if (this.length === this.stream.length) this.#grow();
    const serial = this.length;
    this.length += 1;
    this.stream[serial] = stream;
    this.index[serial] = index;
    this.attempt[serial] = attempt;
    this.lane[serial] = -1;
    this.queueWaitUs[serial] = Number.NaN;
    this.parts.carrier.us[serial] = Number.NaN;
    return serial;
  }

  /** From queued to sent, as `send_latency`; NaN: it was not sent. */
  sendLatencyUs(serial: number): number {
    const { sender, service, account, own } = this.parts;
    const waited = sender.us[serial]! + service.us[serial]! + account.us[serial]!;
    return Number.isNaN(this.queueWaitUs[serial]!) ? Number.NaN : waited + own.us[serial]!;
  }

  /** The sum of all parts, from when the client first wanted to send it to its receipt; NaN: it has none. */
  totalUs(serial: number): number {
    const { held, retries, carrier } = this.parts;
    return held.us[serial]! + retries.us[serial]! + this.sendLatencyUs(serial) + carrier.us[serial]!;
  }

  /** Notes for how long messages of a stream were the head of the lane while this one waited: one request after another. */
  addBehind(serial: number, stream: number, us: number): void {
    if (this.#entries === this.#entryUs.length) {
      this.#entryStream = longer(this.#entryStream, new Int32Array(2 * this.#entries));
      this.#entryUs = longer(this.#entryUs, new Float64Array(2 * this.#entries));
    }
    if (this.#behindCount[serial] === 0) this.#behindFirst[serial] = this.#entries;
    this.#behindCount[serial]! += 1;
    this.#entryStream[this.#entries] = stream;
    this.#entryUs[this.#entries] = us;
    this.#entries += 1;
  }

  /**
   * Tells behind messages of which streams it waited in its lane, and for how long. The rest of its queue wait it was the
   * head itself.
   */
  eachBehind(serial: number, tell: (stream: number, us: number) => void): void {
    const first = this.#behindFirst[serial]!;
    for (let entry = first; entry < first + this.#behindCount[serial]!; entry += 1)
      tell(this.#entryStream[entry]!, this.#entryUs[entry]!);
  }

  #grow(): void {
    const capacity = 2 * this.stream.length;
    this.stream = longer(this.stream, new Int32Array(capacity));
    this.index = longer(this.index, new Float64Array(capacity));
    this.attempt = longer(this.attempt, new Int32Array(capacity));
    this.lane = longer(this.lane, new Int32Array(capacity));
    this.queueWaitUs = longer(this.queueWaitUs, new Float64Array(capacity));
    this.#behindFirst = longer(this.#behindFirst, new Int32Array(capacity));
    this.#behindCount = longer(this.#behindCount, new Int32Array(capacity));
    for (const part of TIME_PARTS)
      this.parts[part].us = longer(this.parts[part].us, new Float64Array(capacity));
  }
}

function partsOf(capacity: number): Record<TimePart, { us: Float64Array }> {
  const column = (): { us: Float64Array } => ({ us: new Float64Array(capacity) });
  return {
    held: column(),
    retries: column(),
    sender: column(),
    service: column(),
    account: column(),
    own: column(),
    carrier: column(),
  };
}

function longer<Column extends { set(from: Column): void }>(column: Column, empty: Column): Column {
  empty.set(column);
  return empty;
}
