import type { Steps } from '../../measure/select.ts';
import { MessageIndex } from './message-index.ts';
import { type MessageTimes, type SplitRun, slowestOf, timesOf } from './message-times.ts';

/** Where the time of a stream's messages with a receipt went: attempts at one message count as one. */
export interface StreamTimes {
  /** Of the stream. */
  readonly id: string;
  /** Undefined where none got a receipt. */
  readonly all: MessageTimes | undefined;
  /** The slowest five in a hundred, by their time from first attempt to receipt. */
  readonly slowest: MessageTimes | undefined;
}

/** Where the time of each stream went, in their order, in steps of some milliseconds. */
export function* timesByStream(
  run: SplitRun,
  index: MessageIndex = new MessageIndex(run.columns, run.plan.streams.length),
): Steps<readonly StreamTimes[]> {
  const times: StreamTimes[] = [];
  for (const [stream, serials] of index.received().entries()) {
    const slowest = slowestOf(run.columns, serials);
    times.push({
      id: run.plan.streams[stream]!.id,
      all: timesOf(run, serials),
      slowest: timesOf(run, slowest),
    });
    yield undefined;
  }
  return times;
}
