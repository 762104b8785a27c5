import type { Scenario, StreamEntry } from '../../src/scenario/scenario.ts';

/** A stream of ten requests to the US. */
export const STREAM: StreamEntry = {
  id: 'blast',
  from: 'promo',
  to: { US: '100%' },
  body: 'Hello',
  arrivals: { batch: 10, at: '0s' },
};

/** A small scenario that is right, with what a test changes of it. */
export function scenarioWith(changes: Partial<Scenario>): Scenario {
  return {
    name: 'small',
    rulebook: 'twilio-guide',
    seed: '1',
    run: { until: 'drained' },
    senders: [{ id: 'promo', number: '+14155550100' }],
    traffic: [STREAM],
    incidents: [],
    expect: [],
    files: {},
    ...changes,
  };
}
