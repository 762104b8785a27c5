import { LATENCIES, type Latency } from '../../measure/result.ts';
import type { SplitColumns } from '../../measure/time-split/split-columns.ts';
import type { MessageIndex } from '../time-split/message-index.ts';
import type { PairedLatency, PairedMessages } from './comparison.ts';
import type { WatchedRun } from './watched-run.ts';

const NONE = -1;

/** Pairs the requests of two runs by stream id, number within the stream, and attempt. */
export function pairMessages(a: WatchedRun, b: WatchedRun, ofB: MessageIndex): PairedMessages {
  const places = new Map(b.plan.streams.map(({ id }, place) => [id, place]));
  const streamOfB = a.plan.streams.map(({ id }) => places.get(id) ?? NONE);
  const tallies = LATENCIES.map((latency) => new LatencyTally(latency));
  const { length, stream, index, attempt } = a.columns;
  let inBoth = 0;
  for (let one = 0; one < length; one += 1) {
    const place = streamOfB[stream[one]!]!;
    const other = place === NONE ? NONE : ofB.find(place, index[one]!, attempt[one]!);
    if (other === NONE) continue;
    inBoth += 1;
    for (const tally of tallies) tally.add(a.columns, one, b.columns, other);
  }
  const [wait, send, carrier, end] = tallies.map((tally) => tally.paired());
  return {
    inBoth,
    onlyInA: length - inBoth,
    onlyInB: b.columns.length - inBoth,
    // One for each of LATENCIES.
    latencies: { queue_wait: wait!, send_latency: send!, carrier_latency: carrier!, end_to_end: end! },
  };
}

/** Puts what was paired in several replications together. */
export function poolPairs(all: readonly PairedMessages[]): PairedMessages {
  const sum = (of: (paired: PairedMessages) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const latency = (name: Latency): PairedLatency => poolLatency(all.map(({ latencies }) => latencies[name]));
  return {
    inBoth: sum(({ inBoth }) => inBoth),
    onlyInA: sum(({ onlyInA }) => onlyInA),
    onlyInB: sum(({ onlyInB }) => onlyInB),
    latencies: {
      queue_wait: latency('queue_wait'),
      send_latency: latency('send_latency'),
      carrier_latency: latency('carrier_latency'),
      end_to_end: latency('end_to_end'),
    },
  };
}

function poolLatency(all: readonly PairedLatency[]): PairedLatency {
  const sum = (of: (paired: PairedLatency) => number): number =>
    all.reduce((total, one) => total + of(one), 0);
  const n = sum((one) => one.n);
  const present = all.flatMap(({ minUs, maxUs }) => (minUs === undefined ? [] : [[minUs, maxUs!] as const]));
  return {
    n,
    equal: sum(({ equal }) => equal),
    shorter: sum(({ shorter }) => shorter),
    longer: sum(({ longer }) => longer),
    meanUs: n === 0 ? undefined : sum((one) => (one.meanUs ?? 0) * one.n) / n,
    minUs: n === 0 ? undefined : present.reduce((least, [us]) => Math.min(least, us), Infinity),
    maxUs: n === 0 ? undefined : present.reduce((most, [, us]) => Math.max(most, us), -Infinity),
  };
}

/** The differences of one latency, message by message. */
class LatencyTally {
  readonly #latency: Latency;
  #shorter = 0;
  #longer = 0;
  #n = 0;
  #sumUs = 0;
  #minUs = Infinity;
  #maxUs = -Infinity;

  constructor(latency: Latency) {
    this.#latency = latency;
  }

  add(a: SplitColumns, one: number, b: SplitColumns, other: number): void {
    const us = latencyUs(b, other, this.#latency) - latencyUs(a, one, this.#latency);
    if (Number.isNaN(us)) return;
    this.#n += 1;
    this.#sumUs += us;
    if (us < 0) this.#shorter += 1;
    if (us > 0) this.#longer += 1;
    this.#minUs = Math.min(this.#minUs, us);
    this.#maxUs = Math.max(this.#maxUs, us);
  }

  paired(): PairedLatency {
    const n = this.#n;
    return {
      n,
      equal: n - this.#shorter - this.#longer,
      shorter: this.#shorter,
      longer: this.#longer,
      meanUs: n === 0 ? undefined : this.#sumUs / n,
      minUs: n === 0 ? undefined : this.#minUs,
      maxUs: n === 0 ? undefined : this.#maxUs,
    };
  }
}

/** As the results of a run have it; NaN where the request has none. */
function latencyUs(columns: SplitColumns, serial: number, latency: Latency): number {
  switch (latency) {
    case 'queue_wait':
      return columns.queueWaitUs[serial]!;
    case 'send_latency':
      return columns.sendLatencyUs(serial);
    case 'carrier_latency':
      return columns.parts.carrier.us[serial]!;
    case 'end_to_end':
      return columns.sendLatencyUs(serial) + columns.parts.carrier.us[serial]!;
  }
}
