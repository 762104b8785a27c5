import type { Distribution } from '../measure/distribution.ts';
import type { PlanExpectation } from '../scenario/plan.ts';
import type { Finding } from './finding.ts';

/** A statistic of durations; without any of them there is none. */
export function durationFinding(
  distribution: Distribution,
  statistic: PlanExpectation['statistic'],
): Finding {
  return { value: statisticOf(distribution, statistic), unit: 'us', n: distribution.n };
}

function statisticOf(
  distribution: Distribution,
  statistic: PlanExpectation['statistic'],
): number | undefined {
  switch (statistic.kind) {
    case 'mean':
      return distribution.meanUs;
    case 'quantile':
      return distribution.quantileUs(statistic.share);
    case 'min':
      return distribution.n === 0 ? undefined : distribution.minUs;
    case 'max':
      return distribution.n === 0 ? undefined : distribution.maxUs;
    default:
      return undefined;
  }
}
