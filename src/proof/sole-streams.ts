import type { Rate } from '../kernel/rate.ts';
import { isPlainLane } from '../pipeline/plain.ts';
import type { Plan, PlanArrivals, PlanBodies, PlanStream } from '../scenario/plan.ts';
import { incidentsOf } from './terms.ts';

/** A sender that a single stream writes from, in a single phase, through a queue of one constant rate. */
export interface SoleStream {
  readonly sender: number;
  readonly rate: Rate;
  readonly burst: number;
  readonly arrivals: PlanArrivals;
  /** How many senders the stream writes from in turn. */
  readonly rotation: number;
  /** What a message may have for segments, with its probability. */
  readonly lengths: readonly SegmentShare[];
}

/** So many segments, with this probability. */
export interface SegmentShare {
  readonly segments: number;
  readonly share: number;
}

/** The senders to which formulas of queues with one kind of arrivals and service may apply. */
export function soleStreams(plan: Plan): readonly SoleStream[] {
  const uses = plan.senders.map(() => 0);
  for (const { senders } of plan.streams) for (const sender of senders) uses[sender]! += 1;
  return plan.streams.flatMap((stream) => {
    const lengths = lengthsOf(stream.bodies);
    const [arrivals] = stream.arrivals;
    if (lengths === undefined || arrivals === undefined || !isSteady(plan, stream)) return [];
    return stream.senders.flatMap((sender) => {
      const { rate, burst, lane, campaign } = plan.senders[sender]!;
      const isAlone = uses[sender] === 1 && campaign === -1 && isPlainLane(plan.lanes[lane]!);
      if (!isAlone || rate === undefined || incidentsOf(plan, lane).length > 0) return [];
      return [{ sender, rate, burst, arrivals, rotation: stream.senders.length, lengths }];
    });
  });
}

/** One phase, each request made once and at its instant, each message leaving in its turn. */
function isSteady({ account }: Plan, stream: PlanStream): boolean {
  const { arrivals, senders, service, senderByRow, media, validityUs, sendAt, cancel, retry, pace, hours } =
    stream;
  const options = [senderByRow, media, sendAt, cancel, retry, pace, hours, account.concurrency];
  return (
    arrivals.length === 1 &&
    new Set(senders).size === senders.length &&
    service === -1 &&
    validityUs === Infinity &&
    options.every((option) => option === undefined)
  );
}

/** Undefined: they are not alike in distribution from message to message, or it is not at hand. */
function lengthsOf(bodies: PlanBodies): readonly SegmentShare[] | undefined {
  if (bodies.kind === 'rows') {
    const [first] = bodies.contents;
    const isConstant = bodies.contents.every(({ segments }) => segments === first!.segments);
    return isConstant && first !== undefined ? [{ segments: first.segments, share: 1 }] : undefined;
  }
  const { variants, cumulative } = bodies;
  const shares = variants.flatMap((variant, place) =>
    variant.kind === 'content'
      ? [
          {
            segments: variant.content.segments,
            share: cumulative[place]! - (cumulative[place - 1] ?? 0),
          },
        ]
      : [],
  );
  return shares.length === variants.length ? shares : undefined;
}

/** Segments of every message where they all have the same; undefined elsewhere. */
export function constantLength(lengths: readonly SegmentShare[]): number | undefined {
  const [first] = lengths;
  return lengths.every(({ segments }) => segments === first?.segments) ? first?.segments : undefined;
}
