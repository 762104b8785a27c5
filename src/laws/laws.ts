import { causalityBreaches } from './causality.ts';
import { conservationBreaches } from './conservation.ts';
import { fifoBreaches } from './fifo.ts';
import type { History } from './history.ts';
import { lifeCycleBreaches } from './life-cycle.ts';
import { queueLimitBreaches } from './queue-limit.ts';
import type { SenderTerms } from './terms.ts';
import { windowBreaches } from './window.ts';
import { workConservationBreaches } from './work-conservation.ts';

/**
 * All breaches of the laws that hold of every run whatever its scenario, a sentence each; empty when they hold.
 *
 * @param terms by sender.
 * @param horizonUs the end of the run; Infinity: until drained.
 */
export function breachesOf(
  history: History,
  terms: readonly SenderTerms[],
  horizonUs: number,
): readonly string[] {
  return [
    ...conservationBreaches(history),
    ...lifeCycleBreaches(history),
    ...causalityBreaches(history, horizonUs),
    ...fifoBreaches(history),
    ...queueLimitBreaches(history, terms),
    ...windowBreaches(history, terms),
    ...workConservationBreaches(history, terms, horizonUs),
  ];
}
