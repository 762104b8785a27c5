/** What a run has proved of itself: plain data. Each law was held against what happened, apart from the model. */
export interface Proof {
  /** A sentence for each law that is broken; empty when all of them hold. */
  readonly breaks: readonly string[];
  /** Every request ended in one way or is open; every segment that was queued left, gave up its place, or waits. */
  readonly conservation: { readonly requests: number; readonly segments: number };
  /** Lindley's recursion gives the very instant of each departure: of so many messages, from so many lanes. */
  readonly lindley: { readonly messages: number; readonly lanes: number };
  /** So many departures, each from at least one of so many limited buckets, keep to burst and rate in every window. */
  readonly window: { readonly segments: number; readonly buckets: number };
  /** Both sides of Little's law for messages in queues; undefined when the run ended with some still there. */
  readonly little: LittleProof | undefined;
  /** One for each formula whose assumptions hold of some sender. */
  readonly closedForms: readonly ClosedForm[];
}

/** Microseconds, rounded to a double; what was compared are the exact sums. */
export interface LittleProof {
  readonly messages: number;
  /** The number in queues, integrated over time. */
  readonly integralUs: number;
  /** The waits of all messages, added up. */
  readonly waitsUs: number;
}

/** A formula for queue waits, and what the run made of it. */
export interface ClosedForm {
  readonly form: 'blast' | 'M/D/1' | 'M/G/1';
  /** Senders of which its assumptions hold. */
  readonly senders: number;
  /** Id of the sender that the figures are of; undefined: of all of them together. */
  readonly sender: string | undefined;
  readonly messages: number;
  readonly figures: readonly ClosedFigure[];
}

/** A figure of the queue waits in microseconds. */
export interface ClosedFigure {
  readonly statistic: 'mean' | 'p50' | 'p95' | 'p99' | 'max';
  readonly predictedUs: number;
  readonly simulatedUs: number;
  /** How far the two may lie apart: what chance, or the record of a long run, explains. */
  readonly toleranceUs: number;
}

/** Whether the first differs more from its formula, beyond what chance explains; of equals the larger. */
export function isWorse(a: ClosedForm, b: ClosedForm): boolean {
  const difference = excessOf(a) - excessOf(b);
  return difference > 0 || (difference === 0 && a.messages > b.messages);
}

function excessOf({ figures }: ClosedForm): number {
  return Math.max(
    0,
    ...figures.map(
      ({ predictedUs, simulatedUs, toleranceUs }) => Math.abs(predictedUs - simulatedUs) - toleranceUs,
    ),
  );
}
