import type { DepartureNotes, QueueNotes } from './notes.ts';

/**
 * Reads what a measure has noted, many facts at a time, before it is counted: for those who must look at every
 * departure and cannot afford to be told of each.
 */
export interface NoteReader {
  /** Each sender's departures in time order. */
  departed(notes: DepartureNotes): void;
  /** In time order, and behind the departures of the same time. */
  queued(notes: QueueNotes): void;
  /** A message gave up its place after so long. */
  withdrawn(waitedUs: number): void;
  /** A segment left, in time order where lanes share anything; undefined: departures are read from the notes alone. */
  readonly segmentLeft: ((row: number) => void) | undefined;
  /** The end of the run finds a message open. */
  leftOpen(row: number): void;
}
