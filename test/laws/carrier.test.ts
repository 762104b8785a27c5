import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import type { Outcomes, Plan, PlanIncident } from '../../src/scenario/plan.ts';
import { plans } from '../plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** The uniform numbers of one purpose of a stream, by the index of the message. */
function luckOf(plan: Plan, stream: number, purpose: string): (index: number) => number {
  const draw = namedStream(plan.seed, 0, plan.streams[stream]!.id, purpose);
  const drawn: number[] = [];
  return (index) => {
    while (drawn.length <= index) drawn.push(draw());
    return drawn[index]!;
  };
}

/** The incidents of a carrier that hold at an instant, in the order in which they began. */
function activeAt(plan: Plan, carrier: number, atUs: number): readonly PlanIncident[] {
  return plan.incidents
    .filter((incident) => 'carrier' in incident && incident.carrier === carrier)
    .filter((incident) => incident.atUs <= atUs && atUs < incident.untilUs)
    .sort((a, b) => a.atUs - b.atUs);
}

function outcomesAt(plan: Plan, carrier: number, atUs: number): Outcomes {
  const latest = activeAt(plan, carrier, atUs).findLast((incident) => incident.kind === 'carrier-outcomes');
  return latest?.kind === 'carrier-outcomes' ? latest.outcomes : plan.carriers[carrier]!.outcomes;
}

function factorAt(plan: Plan, carrier: number, atUs: number): number {
  return activeAt(plan, carrier, atUs).reduce(
    (factor, incident) => (incident.kind === 'carrier-latency' ? factor * incident.factor : factor),
    1,
  );
}

describe('a carrier', () => {
  it('gives each message the latency and the outcome of its luck, as its state is at the instant sent', () => {
    let receipts = 0;
    fc.assert(
      fc.property(plans, (plan) => {
        const latencyLuck = plan.streams.map((_, stream) => luckOf(plan, stream, 'latency'));
        const outcomeLuck = plan.streams.map((_, stream) => luckOf(plan, stream, 'outcome'));
        for (const fact of runOf(plan).history) {
          const sent = fact.status === STATUS_CODE.sent && fact.kind === 'leftOpen';
          if (fact.kind !== 'concluded' && !sent) continue;
          const { carrier, lastSegmentAtUs } = fact;
          const { cumulative, outcomes } = outcomesAt(plan, carrier, lastSegmentAtUs);
          const luck = outcomeLuck[fact.stream]!(fact.index);
          const outcome = outcomes[cumulative.findIndex((upTo) => luck < upTo)]!;
          const us = plan.carriers[carrier]!.latencyUs(latencyLuck[fact.stream]!(fact.index));
          const latencyUs =
            outcome.status === 'sent' ? 0 : Math.round(us * factorAt(plan, carrier, lastSegmentAtUs));
          if (sent) expect(lastSegmentAtUs + latencyUs).toBeGreaterThanOrEqual(plan.horizonUs);
          else {
            expect(fact.finalAtUs - lastSegmentAtUs).toBe(latencyUs);
            expect([fact.status, fact.errorCode]).toEqual([STATUS_CODE[outcome.status], outcome.code]);
            receipts += 1;
          }
        }
      }),
      cases(150),
    );
    expect(receipts).toBeGreaterThan(1000);
  });
});
