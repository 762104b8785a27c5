import type { Plan } from '../scenario/plan.ts';

/**
 * The messages of one traffic stream through one sender over one carrier: the finest group that figures are kept
 * for. Every other group (a stream, a sender, all) is a union of cohorts.
 */
export interface Cohorts {
  readonly count: number;
  /** By cohort: index of the stream. */
  readonly stream: Int32Array;
  /** By cohort: index of the sender; -1 for requests whose From is not ours. */
  readonly sender: Int32Array;
  /** By cohort: index of the carrier. */
  readonly carrier: Int32Array;
  /** By stream: its first cohort. A stream's cohorts lie by position of the sender, then carrier; From not ours last. */
  readonly first: Int32Array;
  /** By stream: how many senders it has. */
  readonly senders: Int32Array;
  readonly carriers: number;
}

/** Numbers the cohorts of a plan. O(streams x senders of the stream x carriers). */
export function cohortsOf(plan: Plan): Cohorts {
  const carriers = plan.carriers.length;
  const count = plan.streams.reduce((sum, stream) => sum + (stream.senders.length + 1) * carriers, 0);
  const cohorts = {
    count,
    stream: new Int32Array(count),
    sender: new Int32Array(count),
    carrier: new Int32Array(count),
    first: new Int32Array(plan.streams.length),
    senders: Int32Array.from(plan.streams, (stream) => stream.senders.length),
    carriers,
  };
  let next = 0;
  plan.streams.forEach((stream, place) => {
    cohorts.first[place] = next;
    for (const sender of [...stream.senders, -1]) {
      for (let carrier = 0; carrier < carriers; carrier += 1) {
        cohorts.stream[next] = place;
        cohorts.sender[next] = sender;
        cohorts.carrier[next] = carrier;
        next += 1;
      }
    }
  });
  return cohorts;
}
