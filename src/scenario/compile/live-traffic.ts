import type { Plan } from '../plan.ts';
import type { Scenario, StreamEntry } from '../scenario.ts';

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

/** A stream that names senders names any of the account's. */
export function withAnySender(plan: Plan): Plan {
  const senders = plan.senders.map((_, index) => index);
  return {
    ...plan,
    streams: plan.streams.map((stream) => (stream.namesSender ? { ...stream, senders } : stream)),
  };
}

const PLACEHOLDER: Omit<StreamEntry, 'id' | 'from'> = {
  to: { US: '100%' },
  segments: { 1: '100%' },
  arrivals: { batch: 1, at: '0s' },
};
