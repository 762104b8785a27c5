import { describe, expect, it } from 'vitest';
import { expectedEndUs } from '../../src/cli/expected-end.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { ArrivalsEntry, Scenario } from '../../src/scenario/scenario.ts';

function endS(arrivals: ArrivalsEntry, run: Scenario['run'] = { until: 'drained' }): number {
  const scenario: Scenario = {
    name: 'x',
    rulebook: 'twilio-guide',
    seed: '1',
    run,
    senders: [{ id: 'a', numbers: { from: '+14155550100', count: 2 } }],
    traffic: [{ id: 't', from: 'a', to: { US: '100%' }, body: 'hi', arrivals }],
    incidents: [],
    expect: [],
    files: {},
  };
  return expectedEndUs(compile(scenario)) / 1e6;
}

describe('when a run will end, roughly', () => {
  it('is its horizon where it has one', () => {
    expect(endS({ batch: 10, at: '0s' }, { for: '1h' })).toBe(3600);
  });

  it('is when a batch has left its senders', () => {
    expect(endS({ batch: 1000, at: '0s' })).toBe(500);
  });

  it('is when the last request comes, where senders keep up', () => {
    expect(endS({ poisson: '1/s', until: '1h' })).toBe(3600);
    expect(endS({ rate: '1/s', count: 600 })).toBe(600);
  });

  it('is when an overload has left', () => {
    expect(endS({ rate: '4/s', until: '1h' })).toBe(7200);
  });
});
