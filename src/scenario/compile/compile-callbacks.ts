import { US_PER_SECOND } from '../../kernel/time.ts';
import type { CallbackRules } from '../../rulebooks/rulebook.ts';
import { MILLIONTHS, parseDuration, parsePerTime, parseShare, required } from '../forms/quantities.ts';
import type { PlanCallbacks } from '../plan.ts';
import type { CallbacksEntry } from '../scenario.ts';
import { compileLatency } from './compile-carriers.ts';

const US_PER_MS = US_PER_SECOND / 1000;

/** The endpoint of status callbacks, and the provider's way to deliver them with what the scenario overrides. */
export function compileCallbacks(entry: CallbacksEntry, rules: CallbackRules): PlanCallbacks {
  const { latency, failures = {}, capacity, retries, timeout } = entry;
  const place = 'callbacks';
  const shareOf = (share: string | number | undefined): number =>
    required(`${place}.failures`, parseShare(share ?? 0)) / MILLIONTHS;
  const totalTimeoutUs =
    timeout === undefined
      ? rules.totalTimeoutMs * US_PER_MS
      : required(`${place}.timeout`, parseDuration(timeout));
  return {
    statuses: rules.statuses,
    initialQueued: rules.initialQueued,
    latencyUs: compileLatency(latency, `${place}.latency`),
    connectFailures: shareOf(failures.connect),
    errorReplies: shareOf(failures.error),
    capacity: capacity === undefined ? undefined : required(`${place}.capacity`, parsePerTime(capacity)),
    policy: {
      connectTimeoutUs: Math.min(rules.connectTimeoutMs * US_PER_MS, totalTimeoutUs),
      totalTimeoutUs,
      retries: retries ?? rules.retries,
      retryOn: entry['retry-on'] ?? rules.retryOn,
    },
  };
}
