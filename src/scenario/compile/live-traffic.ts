import type { Plan, PlanService } from '../plan.ts';
import type { Scenario, ServiceEntry, StreamEntry } from '../scenario.ts';

/** The id of the stream of requests from outside that name their sender, and go through no service. */
export const LIVE_STREAM = 'live';

/**
 * The streams that requests from outside come by: one for those that only name a sender, then two for each messaging
 * service, which chooses the sender or finds one named. What a stream says of its requests stands for them until they
 * come.
 */
export function liveTraffic(scenario: Scenario): readonly StreamEntry[] {
  const services = scenario['messaging-services'] ?? [];
  const senders = scenario.senders.map(({ id }) => id);
  return [
    { ...PLACEHOLDER, id: LIVE_STREAM, from: senders },
    ...services.flatMap(({ id }) => {
      const chosen = { ...PLACEHOLDER, id: `${LIVE_STREAM} ${id}`, from: id };
      return [chosen, { ...chosen, id: `${chosen.id} named`, sender: senders[0]! }];
    }),
  ];
}

/** Messaging services that requests may make at the most; fewer where there are very many senders. */
const SPARE_SERVICES = 20;
/** Senders times services that figures are kept for without need. */
const SPARE_COHORTS = 40_000;

/** Empty services behind those of the scenario, for requests to fill. */
export function spareServices({
  senders,
  'messaging-services': services = [],
}: Scenario): readonly ServiceEntry[] {
  const numbers = senders.reduce((sum, { numbers: own }) => sum + countOf(own), 0);
  const count = Math.max(1, Math.min(SPARE_SERVICES, Math.floor(SPARE_COHORTS / numbers)));
  return Array.from({ length: count }, (_, place) => ({
    id: `${LIVE_STREAM} service ${services.length + place + 1}`,
    senders: [],
  }));
}

function countOf(numbers: Scenario['senders'][number]['numbers']): number {
  return numbers === undefined ? 1 : 'count' in numbers ? numbers.count : numbers.length;
}

/** A stream may have any sender of the account: one that its requests name, or that a pool has in time to come. */
export function withAnySender(plan: Plan): Plan {
  const senders = plan.senders.map((_, index) => index);
  return {
    ...plan,
    streams: plan.streams.map((stream) => ({ ...stream, senders })),
    services: plan.services.map((service) => overAllSenders(service, senders)),
  };
}

/** A service whose places are those in the list of all senders, so that its pool may change. */
export function overAllSenders(service: PlanService, senders: readonly number[]): PlanService {
  const { pool, candidates, mediaCandidates, byAreaCode } = service;
  const inAll = (places: readonly number[]): readonly number[] => places.map((place) => pool[place]!);
  return {
    ...service,
    pool: pool.length === 0 ? [] : senders,
    candidates: candidates.map(inAll),
    mediaCandidates: mediaCandidates.map(inAll),
    byAreaCode: byAreaCode && new Map([...byAreaCode].map(([code, places]) => [code, inAll(places)])),
  };
}

const PLACEHOLDER: Omit<StreamEntry, 'id' | 'from'> = {
  to: { US: '100%' },
  segments: { 1: '100%' },
  arrivals: { batch: 1, at: '0s' },
};
