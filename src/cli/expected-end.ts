import { unitsPerSecond } from '../kernel/rate.ts';
import { US_PER_SECOND } from '../kernel/time.ts';
import type { Plan, PlanArrivals, PlanStream } from '../scenario/plan.ts';

/**
 * When a run will end, roughly, in microseconds: its horizon, or when the last request comes or the last segment of
 * the fullest stream leaves, with one segment a message. For the remaining time only; Infinity when it cannot be told.
 */
export function expectedEndUs(plan: Plan): number {
  if (plan.horizonUs !== Infinity) return plan.horizonUs;
  return plan.streams.reduce((latest, stream) => Math.max(latest, streamEndUs(plan, stream)), 0);
}

function streamEndUs(plan: Plan, stream: PlanStream): number {
  const count = stream.arrivals.reduce((sum, arrivals) => sum + countOf(arrivals), 0);
  const lastUs = stream.arrivals.reduce((latest, arrivals) => Math.max(latest, lastArrivalUs(arrivals)), 0);
  const perSecond = stream.senders.reduce((sum, sender) => sum + rateOf(plan, sender), 0);
  return Math.max(lastUs, (count / perSecond) * US_PER_SECOND);
}

function rateOf(plan: Plan, sender: number): number {
  const rate = plan.senders[sender]?.rate;
  return rate === undefined ? Infinity : unitsPerSecond(rate);
}

function countOf(arrivals: PlanArrivals): number {
  switch (arrivals.kind) {
    case 'batch':
      return arrivals.count;
    case 'trace':
      return arrivals.atUs.length;
    case 'rate':
    case 'poisson':
      return Math.min(
        arrivals.count,
        (unitsPerSecond(arrivals.rate) * (arrivals.untilUs - arrivals.fromUs)) / US_PER_SECOND,
      );
    default:
      return 0;
  }
}

function lastArrivalUs(arrivals: PlanArrivals): number {
  switch (arrivals.kind) {
    case 'batch':
      return arrivals.atUs;
    case 'trace':
      return arrivals.atUs.at(-1) ?? 0;
    case 'rate':
    case 'poisson': {
      const lasts = (arrivals.count / unitsPerSecond(arrivals.rate)) * US_PER_SECOND;
      return Math.min(arrivals.untilUs, arrivals.fromUs + lasts);
    }
    case 'ramp':
      return arrivals.untilUs;
    case 'profile':
      return arrivals.pieces.at(-1)?.untilUs ?? 0;
  }
}
