import { byMessage, type Fact, type FactKind, type History } from './history.ts';

/** What was said of the messages of one stream. */
export interface WaitTerms {
  /** How long a message may wait for its first segment to leave; Infinity for ever. */
  readonly validityUs: number;
  /** When its messages are to be queued: at an instant, or so long after each request; undefined: at once. */
  readonly sendAt: { readonly atUs: number } | { readonly afterUs: number } | undefined;
  /** Its client cancels so long after the request; undefined: never. */
  readonly cancelAfterUs: number | undefined;
}

/**
 * A message is queued at the instant that it was scheduled for and at no other. One that was queued leaves before its
 * deadline or at it, else it expires at the very deadline; one that is canceled, is so when its client says; and of
 * neither has any segment left.
 *
 * @param terms by stream.
 */
export function waitBreaches(
  history: History,
  terms: readonly WaitTerms[],
  expiryCode: number,
  endUs: number,
): readonly string[] {
  return [...byMessage(history)].flatMap(([serial, facts]) =>
    [...breachesOf(facts, terms[facts[0]!.stream]!, expiryCode, endUs)].map(
      (breach) => `message ${serial} ${breach}`,
    ),
  );
}

function* breachesOf(
  facts: readonly Fact[],
  { validityUs, sendAt, cancelAfterUs }: WaitTerms,
  expiryCode: number,
  endUs: number,
): Generator<string> {
  const when = (kind: FactKind): number => facts.find((fact) => fact.kind === kind)?.atUs ?? Number.NaN;
  const { submittedAtUs } = facts[0]!;
  const queuedAtUs = when('queued');
  const deadlineUs = queuedAtUs + validityUs;
  const firstUs = when('segmentLeft');
  const ends = facts.at(-1)!;
  const dueUs = dueAtUs(sendAt, submittedAtUs);
  if (queuedAtUs !== dueUs && !Number.isNaN(queuedAtUs))
    yield `was queued at ${queuedAtUs} us, not ${dueUs} us`;
  if (firstUs > deadlineUs) yield `left after its deadline of ${deadlineUs} us`;
  // An overflow may have the same code: what was never queued has not expired.
  if (ends.kind === 'failed' && !Number.isNaN(queuedAtUs)) {
    if (ends.atUs !== deadlineUs) yield `expired at ${ends.atUs} us, not ${deadlineUs} us`;
    if (ends.errorCode !== expiryCode) yield `expired with code ${ends.errorCode}, not ${expiryCode}`;
  }
  if (ends.kind === 'canceled' && ends.atUs !== submittedAtUs + (cancelAfterUs ?? Number.NaN))
    yield `was canceled at ${ends.atUs} us`;
  if (!Number.isNaN(firstUs) && (ends.kind === 'failed' || ends.kind === 'canceled'))
    yield 'ended after it had begun to leave';
  if (
    ends.kind === 'leftOpen' &&
    Number.isNaN(firstUs) &&
    Math.min(deadlineUs, dueOpenUs(queuedAtUs, dueUs)) < endUs
  )
    yield 'waits though its time has come';
}

function dueAtUs(sendAt: WaitTerms['sendAt'], submittedAtUs: number): number {
  if (sendAt === undefined) return submittedAtUs;
  return 'atUs' in sendAt ? Math.max(sendAt.atUs, submittedAtUs) : submittedAtUs + sendAt.afterUs;
}

/** By when a message that is still open should have been queued; Infinity where it was. */
function dueOpenUs(queuedAtUs: number, dueUs: number): number {
  return Number.isNaN(queuedAtUs) ? dueUs : Infinity;
}
