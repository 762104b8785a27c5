import type { Result } from '../../measure/result.ts';
import { figuresOf, inOneStep } from '../../measure/select.ts';
import type { Plan } from '../../scenario/plan.ts';
import { batchOf, overflowsNowhere } from '../advice.ts';
import type { Headroom } from './planned.ts';

/**
 * How many messages more a batch could have until the first is lost to a full queue. Exact where the batch has its senders
 * to itself and its messages one size: each sender holds floor(limit / size) of them.
 */
export function headroomOf(plan: Plan, result: Result, entries: readonly string[]): Headroom {
  const streams = plan.streams.flatMap((stream, place) =>
    stream.senders.some((sender) => entries.includes(plan.senders[sender]!.entry)) ? [place] : [],
  );
  const [place, ...others] = streams;
  if (place === undefined || others.length > 0)
    return { known: false, why: 'several streams share what was chosen' };
  const batch = inOneStep(batchOf(plan, place, 0));
  if (batch === undefined)
    return { known: false, why: 'it is worked out for a single batch that has its senders to itself' };
  const { failed } = figuresOf(result, { traffic: place }).counts;
  if (failed > 0 || !overflowsNowhere(batch, batch.have))
    return { known: false, why: 'some are lost already' };
  const sizes = new Set(batch.segments);
  const [size] = sizes;
  if (sizes.size !== 1 || size === undefined)
    return { known: false, why: 'its messages are of several sizes' };
  const room = batch.have * Math.floor(batch.sender.queueLimitSegments / size);
  return { known: true, traffic: batch.traffic, messages: room - batch.segments.length };
}
