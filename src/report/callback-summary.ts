import { type CallbackFigures, type CallbackGroup, underWay } from '../measure/callbacks.ts';
import { metricOf, seconds } from './metric.ts';

/** `callbacks` of `summary.json`: of all status callbacks, then by status; undefined when nobody asks for them. */
export function callbackSummary(
  figures: CallbackFigures | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (figures === undefined) return undefined;
  const byStatus = figures.byStatus.map((group) => [group.status, groupOf(group)]);
  return { ...groupOf(figures), by_status: Object.fromEntries(byStatus) };
}

function groupOf({ counts, delay, peak }: CallbackGroup): Readonly<Record<string, unknown>> {
  return {
    due: counts.due,
    attempted: counts.attempted,
    delivered: counts.delivered,
    lost: counts.lost,
    retried: counts.retried,
    open: underWay(counts),
    failed_attempts: {
      connect: counts.notConnected,
      timeout: counts.tooLate,
      error: counts.answeredWithError,
    },
    delay: metricOf(delay),
    peak_attempts_per_second: peak?.attempts ?? 0,
    peak_from_s: seconds(peak?.startUs),
  };
}
