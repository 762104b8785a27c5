import { type Replay, replayOf } from '../server/journal/replay.ts';
import { journalFailure } from './journal-failure.ts';

/** A journal as a run; what is wrong with its file is told as the command line tells it. */
export function openReplay(path: string): Replay {
  try {
    return replayOf(path);
  } catch (error) {
    throw journalFailure(error, path);
  }
}
