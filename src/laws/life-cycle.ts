import { isInitial, isLegal, STATUSES } from '../messaging/status.ts';
import { REFUSED } from '../pipeline/facts.ts';
import { byMessage, type Fact, type FactKind, type History } from './history.ts';

const ENDS: readonly FactKind[] = ['refused', 'failed', 'canceled', 'concluded'];

/** A message takes only legal steps from status to status; a refused request takes none, and nothing follows an end. */
export function lifeCycleBreaches(history: History): readonly string[] {
  return [...byMessage(history)].flatMap(([serial, facts]) =>
    facts.flatMap((fact, place) => {
      const breach = stepBreach(facts[place - 1], fact);
      return breach === undefined ? [] : [`message ${serial}: ${breach}`];
    }),
  );
}

function stepBreach(before: Fact | undefined, fact: Fact): string | undefined {
  const status = STATUSES[fact.status];
  if (before === undefined)
    return status !== undefined && isInitial(status) ? undefined : `begins ${status ?? 'refused'}`;
  if (ENDS.includes(before.kind)) return `${fact.kind} after it was ${before.kind}`;
  const statusBefore = STATUSES[before.status];
  if (status === undefined || statusBefore === undefined)
    return fact.status === REFUSED && before.kind === 'submitted'
      ? undefined
      : `refused after it was ${before.kind}`;
  if (status === statusBefore || isLegal(statusBefore, status)) return undefined;
  return `from ${statusBefore} to ${status}`;
}
