import type { Result } from '../../measure/result.ts';
import { Misfit } from './form.ts';

/**
 * Checks that what speaks of senders, streams and carriers by their places speaks of those that there are.
 *
 * @throws Misfit.
 */
export function checkPlaces({ setting, cohorts, senders, throughput, offeredLoads }: Result): void {
  const { senders: named, traffic, carriers } = setting;
  const check = (at: string, place: number, length: number, what: string): void => {
    if (place >= length) throw new Misfit(at, `the place of one of the ${length} ${what}`);
  };
  for (const [i, cohort] of cohorts.entries()) {
    check(`report.result.cohorts[${i}].traffic`, cohort.traffic, traffic.length, 'streams');
    check(`report.result.cohorts[${i}].sender`, cohort.sender, named.length, 'senders');
    check(`report.result.cohorts[${i}].carrier`, cohort.carrier, carriers.length, 'carriers');
  }
  for (const [i, stream] of traffic.entries())
    for (const sender of stream.senders)
      check(`report.result.setting.traffic[${i}].senders`, sender, named.length, 'senders');
  checkLength('report.result.senders', senders, named.length);
  checkLength('report.result.throughput.senders', throughput.senders, named.length);
  if (offeredLoads.length > 0) checkLength('report.result.offeredLoads', offeredLoads, traffic.length);
}

function checkLength(at: string, list: readonly unknown[], length: number): void {
  if (list.length !== length) throw new Misfit(at, `a list of ${length}, not of ${list.length}`);
}
