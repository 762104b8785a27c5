import type { Plan } from '../scenario/plan.ts';
import { HeldStream } from './held-stream.ts';
import { promptStreams, type TrafficStream } from './stream.ts';

/** All streams of a plan at work, each held to its hours and its pace where it has any. */
export function trafficOf(plan: Plan, replication: number): readonly TrafficStream[] {
  return promptStreams(plan, replication).map((prompt, place) => {
    const stream = plan.streams[place]!;
    return stream.hours === undefined && stream.pace === undefined
      ? prompt
      : new HeldStream(plan, stream, replication, prompt);
  });
}
