import { warmUpByMser5 } from './mser-5.ts';
import type { Throughput } from './result.ts';

/**
 * When the warm-up of a run ends, by MSER-5 over the backlog of all senders at the end of each interval: the state that
 * a run begins without and that its waits follow. A whole number of five intervals; undefined when the run is too short
 * to tell.
 */
export function warmUpEndUs({
  total,
  intervalUs,
}: Pick<Throughput, 'total' | 'intervalUs'>): number | undefined {
  const intervals = warmUpByMser5(total.backlogSegments);
  return intervals === undefined ? undefined : intervals * intervalUs;
}
