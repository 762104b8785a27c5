import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../src/laws/history.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { networkPlans } from '../plans/network-plans.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';

/** Plans whose service reaches every country with every sender of its pool, and how it spreads. */
function everywhere(plan: Plan, spread: Plan['services'][number]['spread'], sticky: boolean): Plan {
  const services = plan.services.map((service) => {
    const places = service.pool.map((_, place) => place);
    const candidates = [places, places, places];
    return { ...service, candidates, mediaCandidates: candidates, byAreaCode: undefined, spread, sticky };
  });
  return { ...plan, services };
}

/** The messages whose sender the service chose, in the order of their submission. */
function chosen(plan: Plan, history: History) {
  const served = plan.streams.map(({ service, namesSender }) => service !== -1 && !namesSender);
  return history.filter(
    ({ kind, stream, sender }) => kind === 'submitted' && served[stream] && sender !== -1,
  );
}

describe('a messaging service', () => {
  it('takes the senders of its pool in turn', () => {
    let turns = 0;
    fc.assert(
      fc.property(networkPlans, (random) => {
        const plan = everywhere(random, 'round-robin', false);
        const senders = chosen(plan, runOf(plan).history).map(({ sender }) => sender);
        const pool = plan.services[0]?.pool ?? [];
        expect(senders).toEqual(senders.map((_, turn) => pool[turn % pool.length]));
        turns += pool.length > 1 ? senders.length : 0;
      }),
      cases(600),
    );
    expect(turns).toBeGreaterThan(100);
  });

  it.each([
    ['sticky', false],
    ['random', true],
    ['least-backlog', true],
  ] as const)('that keeps senders writes to a recipient from one only, spreading: %s', (spread, sticky) => {
    let again = 0;
    fc.assert(
      fc.property(networkPlans, (random) => {
        const plan = everywhere(random, spread, sticky);
        const first = new Map<number, number>();
        for (const { stream, index, sender } of chosen(plan, runOf(plan).history)) {
          const { recipients } = plan.streams[stream]!;
          const key = recipients.kind === 'rows' ? recipients.keys[index % recipients.keys.length]! : -1;
          expect(sender).toBe(first.get(key) ?? sender);
          again += first.has(key) ? 1 : 0;
          first.set(key, sender);
        }
      }),
      cases(150),
    );
    expect(again).toBeGreaterThan(100);
  });
});
