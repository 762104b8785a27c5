import { lognormal } from '../../src/kernel/quantiles.ts';
import { namedStream } from '../../src/kernel/random.ts';
import { Distribution } from '../../src/measure/distribution.ts';

/** What the recursion finds out about one sender. */
export interface PlainSender {
  readonly queueWait: Distribution;
  readonly sendLatency: Distribution;
  readonly carrierLatency: Distribution;
  readonly endToEnd: Distribution;
  readonly undelivered: number;
}

/**
 * Workload W without a simulator: for each sender Lindley's recursion over its own stream, with the very draws that
 * the pipeline makes, and the four latencies recorded in the same kind of distribution. No events, no queue, no
 * overflow, no incidents, no facts: the least program that gives the same latencies by sender. Rate 1 segment/s.
 */
export function recursion(messages: number, senders: number, meanGapUs: number): readonly PlainSender[] {
  return Array.from({ length: senders }, (_, sender) => recurse(`t${sender}`, messages / senders, meanGapUs));
}

function recurse(stream: string, messages: number, meanGapUs: number): PlainSender {
  const [arrival, body, latency, outcome] = ['arrivals 0', 'body', 'latency', 'outcome'].map((purpose) =>
    namedStream('1', 0, stream, purpose),
  ) as [() => number, () => number, () => number, () => number];
  const carrier = lognormal(Math.log(3_000_000), 0.8);
  const keepAll = false;
  const queueWait = new Distribution(keepAll);
  const sendLatency = new Distribution(keepAll);
  const carrierLatency = new Distribution(keepAll);
  const endToEnd = new Distribution(keepAll);
  const [waits, sends, carriers, ends] = Array.from({ length: 4 }, () => new Float64Array(messages)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let undelivered = 0;
  let elapsedUs = 0;
  let freeAtUs = 0;
  for (let i = 0; i < messages; i += 1) {
    elapsedUs -= meanGapUs * Math.log(1 - arrival());
    const submittedAtUs = Math.floor(elapsedUs);
    const u = body();
    const segments = u < 0.7 ? 1 : u < 0.9 ? 2 : 3;
    const firstAtUs = Math.max(submittedAtUs, freeAtUs);
    const sentAtUs = firstAtUs + (segments - 1) * 1_000_000;
    freeAtUs = sentAtUs + 1_000_000;
    const receiptAtUs = sentAtUs + Math.round(carrier(latency()));
    if (outcome() >= 0.97) undelivered += 1;
    waits[i] = firstAtUs - submittedAtUs;
    sends[i] = sentAtUs - submittedAtUs;
    carriers[i] = receiptAtUs - sentAtUs;
    ends[i] = receiptAtUs - submittedAtUs;
  }
  queueWait.addAll(waits, 0, messages);
  sendLatency.addAll(sends, 0, messages);
  carrierLatency.addAll(carriers, 0, messages);
  endToEnd.addAll(ends, 0, messages);
  return { queueWait, sendLatency, carrierLatency, endToEnd, undelivered };
}
