import seedrandom from 'seedrandom';
import { Distribution } from '../../src/measure/distribution.ts';
import type { Plan, PlanStream } from '../../src/scenario/plan.ts';

/** What the recursion finds out about one sender. */
export interface PlainSender {
  readonly queueWait: Distribution;
  readonly sendLatency: Distribution;
  readonly carrierLatency: Distribution;
  readonly endToEnd: Distribution;
  readonly undelivered: number;
}

/**
 * Workload W without a simulator: sender after sender, Lindley's recursion over the very draws that the pipeline
 * makes, and the four latencies in the same kind of distribution. No events, no queue, no overflow, no incidents, no
 * facts, no series: the least program that gives the same latencies by sender.
 */
export function recursion(plan: Plan): readonly PlainSender[] {
  return plan.streams.map((stream) => recurse(plan, stream));
}

function recurse(plan: Plan, stream: PlanStream): PlainSender {
  const [phase] = stream.arrivals;
  if (phase?.kind !== 'poisson') throw new Error('the recursion knows Poisson streams only');
  // From seedrandom itself, so that the yardstick does not change with what the simulator draws from.
  const uniformFor = (purpose: string) =>
    seedrandom.tychei([plan.seed, 0, stream.id, purpose].join('\u0000'));
  const arrival = uniformFor('arrivals 0');
  const body = uniformFor('body');
  const latency = uniformFor('latency');
  const outcome = uniformFor('outcome');
  const { latencyUs } = plan.carriers[0]!;
  const meanGapUs = phase.rate.perUs / phase.rate.units;
  const column = () => new Float64Array(phase.count);
  const [waits, sends, carriers, ends] = [column(), column(), column(), column()];
  let undelivered = 0;
  let elapsedUs = 0;
  let freeAtUs = 0;
  for (let i = 0; i < phase.count; i += 1) {
    elapsedUs -= meanGapUs * Math.log(1 - arrival());
    const submittedAtUs = Math.floor(elapsedUs);
    const u = body();
    const segments = u < 0.7 ? 1 : u < 0.9 ? 2 : 3;
    const firstAtUs = Math.max(submittedAtUs, freeAtUs);
    const sentAtUs = firstAtUs + (segments - 1) * 1_000_000;
    freeAtUs = sentAtUs + 1_000_000;
    const receiptAtUs = sentAtUs + Math.round(latencyUs(latency()));
    if (outcome() >= 0.97) undelivered += 1;
    waits[i] = firstAtUs - submittedAtUs;
    sends[i] = sentAtUs - submittedAtUs;
    carriers[i] = receiptAtUs - sentAtUs;
    ends[i] = receiptAtUs - submittedAtUs;
  }
  return {
    queueWait: distributionOf(waits),
    sendLatency: distributionOf(sends),
    carrierLatency: distributionOf(carriers),
    endToEnd: distributionOf(ends),
    undelivered,
  };
}

function distributionOf(values: Float64Array): Distribution {
  const distribution = new Distribution(false);
  distribution.addAll(values, 0, values.length);
  return distribution;
}
