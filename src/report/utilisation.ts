import { US_PER_SECOND } from '../kernel/time.ts';

/**
 * Part of what a sender could have sent in the simulated time that it did send: segments left / (rate x time).
 * Undefined for an unlimited sender and for a run without duration.
 */
export function utilisationOf(
  segmentsLeft: number,
  segmentsPerSecond: number | undefined,
  simulatedUs: number,
): number | undefined {
  if (segmentsPerSecond === undefined || segmentsPerSecond === 0 || simulatedUs === 0) return undefined;
  return (segmentsLeft * US_PER_SECOND) / (segmentsPerSecond * simulatedUs);
}
