import { byMessage, type Fact, type FactKind, type History } from './history.ts';

const ENDS: readonly FactKind[] = ['refused', 'failed', 'canceled', 'concluded', 'leftOpen'];

/** How a message may end, or not, that waits for the instant it was scheduled for. */
const STILL: readonly FactKind[] = ['canceled', 'leftOpen'];

/**
 * Every request is submitted once and ends in exactly one way or is open, and every message that was admitted has
 * all of its segments sent or is open. Returns a sentence for each breach.
 */
export function conservationBreaches(history: History): readonly string[] {
  return [...byMessage(history)].flatMap(([serial, facts]) =>
    [...breachesOf(facts)].map((breach) => `message ${serial} ${breach}`),
  );
}

function* breachesOf(facts: readonly Fact[]): Generator<string> {
  const times = (...kinds: readonly FactKind[]): number =>
    facts.filter((fact) => kinds.includes(fact.kind)).length;
  const left = times('segmentLeft');
  const { segments } = facts[0]!;
  if (times('submitted') !== 1) yield `was submitted ${times('submitted')} times`;
  if (times(...ENDS) !== 1) yield `ended ${times(...ENDS)} times`;
  if (times('queued') > 1) yield `was admitted ${times('queued')} times`;
  if (times('queued') === 0 && times('refused', 'failed', ...(times('scheduled') > 0 ? STILL : [])) === 0)
    yield 'was not either admitted or turned away';
  if (times('withdrawn') !== (times('queued') === 1 ? times('failed', 'canceled') : 0))
    yield 'did not give up its place when it ended, and only then';
  if (left > 0 && times('failed', 'canceled') > 0) yield 'ended though some of it had left';
  if (left > times('queued') * segments) yield `sent ${left} of ${segments} segments`;
  if (times('sent') === 1 && left !== segments) yield `was sent after ${left} of ${segments} segments`;
  if (times('sent') === 0 && times('queued') === 1 && left === segments) yield 'was never told to be sent';
  if (times('concluded') === 1 && times('sent') !== 1) yield 'was concluded but not sent';
}
