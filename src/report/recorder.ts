import type { Facts, MessageView } from '../pipeline/facts.ts';
import type { Plan } from '../scenario/plan.ts';

/** An observer that writes down what it hears. {@link Recorder.end} hands on what it still holds. */
export interface Recorder extends Facts {
  readonly end: () => void;
}

/** Makes the recorder of a run, which hands on text in chunks of many lines. */
export type RecorderOf = (plan: Plan, view: MessageView, write: (text: string) => void) => Recorder;

/** Lines that are handed on at a time. */
export const LINES_A_CHUNK = 1000;
