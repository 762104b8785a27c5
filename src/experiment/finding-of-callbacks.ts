import type { CallbackGroup } from '../measure/callbacks.ts';
import { Distribution } from '../measure/distribution.ts';
import type { Result } from '../measure/result.ts';
import type { CallbackMetric } from '../scenario/plan.ts';
import type { Finding, Question } from './finding.ts';
import { durationFinding } from './finding-of-durations.ts';

/**
 * What became of status callbacks, of one status or of all. Shares are of those that fell due, the ones that the end of
 * the run found under way among them; the peak is of attempts within any one second. Of none a count is 0, and all else
 * has no data.
 */
export function callbackFinding(
  { callbacks }: Pick<Result, 'callbacks'>,
  metric: CallbackMetric | 'callback_delay',
  { statistic, of }: Question,
): Finding {
  const found =
    of.status === undefined ? callbacks : callbacks?.byStatus.find(({ status }) => status === of.status);
  const group = found ?? NONE;
  if (metric === 'callback_delay') return durationFinding(group.delay, statistic);
  const n = group.counts.due;
  if (statistic.kind === 'max') return { value: group.peak?.attempts, unit: 'rate', n };
  const count = group.counts[COUNT_OF[metric]];
  if (statistic.kind === 'share') return { value: n === 0 ? undefined : count / n, unit: 'share', n };
  return { value: count, unit: 'count', n };
}

const COUNT_OF = {
  callbacks: 'due',
  callbacks_answered: 'delivered',
  callbacks_lost: 'lost',
} as const satisfies Record<CallbackMetric, keyof CallbackGroup['counts']>;

const NONE: CallbackGroup = {
  counts: {
    due: 0,
    attempted: 0,
    delivered: 0,
    lost: 0,
    retried: 0,
    notConnected: 0,
    tooLate: 0,
    answeredWithError: 0,
  },
  delay: new Distribution(true),
  peak: undefined,
};
