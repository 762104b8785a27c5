import { US_PER_SECOND } from '../kernel/time.ts';
import type { SettingSender } from '../measure/result.ts';

/**
 * Part of what a sender could have sent in the simulated time that it did send: segments left / (rate x time).
 * Undefined for a sender that is unlimited or has several rates, and for a run without duration.
 */
export function utilisationOf(
  segmentsLeft: number,
  { segmentsPerSecond, limitedBy }: Pick<SettingSender, 'segmentsPerSecond' | 'limitedBy'>,
  simulatedUs: number,
): number | undefined {
  if (limitedBy !== 'rate') return undefined;
  if (segmentsPerSecond === undefined || segmentsPerSecond === 0 || simulatedUs === 0) return undefined;
  return (segmentsLeft * US_PER_SECOND) / (segmentsPerSecond * simulatedUs);
}
