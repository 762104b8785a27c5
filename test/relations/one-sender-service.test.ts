import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import type { History } from '../../src/laws/history.ts';
import { STATUS_CODE } from '../../src/messaging/status.ts';
import { REFUSED } from '../../src/pipeline/facts.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { type Fate, fatesOf, runOf } from '../runs.ts';
import { providerScenario } from '../scenario/provider-scenarios.ts';
import { cases } from '../seed.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What a service does beside choosing a sender, and what a stream may ask for of a service only. */
const MORE_THAN_CHOICE = ['mms-converter', 'segments-per-second', 'burst', 'validity', 'smart-encoding'];
const OF_SERVICES_ONLY = ['send-at', 'sender'];
const SINGLE = ['promo#2', 'canada', 'free', 'code', 'brand', 'uk'];

function without(entry: Entry, keys: readonly string[]): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key)));
}

/** The random scenario under the guide, all of whose traffic leaves from one sender: named, or by a service. */
function sentBy(scenario: Entry, sender: string, from: string): Entry {
  const account = scenario.account as Entry | undefined;
  return {
    ...scenario,
    rulebook: 'twilio-guide',
    // Test credentials send through no messaging service.
    account: { ...account, ...(account?.type === 'test' && { type: 'full' }) },
    campaigns: undefined,
    // Short queues, so that some overflow.
    senders: (scenario.senders as readonly Entry[]).map((each) => ({ ...each, 'queue-horizon': '10s' })),
    incidents: (scenario.incidents as readonly Entry[]).filter((incident) => !('campaign' in incident)),
    'messaging-services': (scenario['messaging-services'] as readonly Entry[]).map((service) => ({
      ...without(service, MORE_THAN_CHOICE),
      senders: [sender],
    })),
    traffic: (scenario.traffic as readonly Entry[]).map((stream) => ({
      ...without(stream, OF_SERVICES_ONLY),
      from,
    })),
  };
}

function planOf(scenario: Entry): Plan | undefined {
  const reading = readScenarioText('random.yaml', JSON.stringify(scenario), filesFromRecord({}));
  return reading.ok ? compile(reading.scenario) : undefined;
}

/** How each message fared, stream by stream. Of a refused request with several faults either may be told. */
function fates(plan: Plan): readonly Fate[] {
  return [...fatesOf(plan, runOf(plan).history).values()]
    .flat()
    .map((fate) => (fate.status === REFUSED ? { ...fate, errorCode: 0 } : fate));
}

function planned(stream: Entry): [Plan, History] {
  const plan = planOf({
    senders: [{ id: 'brand', alphanumeric: 'ACME' }],
    'messaging-services': [{ id: 'pool', senders: ['brand'] }],
    traffic: [{ id: 't', body: 'Hi', arrivals: { batch: 2, at: '0s' }, ...stream }],
  });
  if (plan === undefined) throw new Error('the scenario is wrong');
  return [plan, runOf(plan).history];
}

describe('under the guide a messaging service with one sender', () => {
  it('gives every message the times and the outcome that it has from that sender directly', () => {
    const met = new Set<string>();
    let compared = 0;
    fc.assert(
      fc.property(providerScenario, fc.constantFrom(...SINGLE), (scenario, sender) => {
        const direct = planOf(sentBy(scenario, sender, sender));
        const served = planOf(sentBy(scenario, sender, 'pool'));
        expect(served === undefined).toBe(direct === undefined);
        if (direct === undefined || served === undefined) return;
        compared += 1;
        const expected = fates(direct);
        for (const { status, errorCode } of expected) met.add(`${status} ${errorCode}`);
        expect(fates(served)).toEqual(expected);
      }),
      cases(100),
    );
    expect(compared).toBeGreaterThan(20);
    const [failed, delivered] = [STATUS_CODE.failed, STATUS_CODE.delivered];
    for (const fate of [`${REFUSED} 0`, `${delivered} 0`, `${failed} 30001`, `${failed} 11751`])
      expect(met).toContain(fate);
  });

  it('refuses what that sender cannot send with the same code', () => {
    const codes = (from: string, to: string, media?: Entry): readonly number[] =>
      [...fatesOf(...planned({ from, to: { [to]: '100%' }, media })).values()]
        .flat()
        .map((fate) => fate.errorCode);
    const picture = { type: 'image/png' };
    for (const from of ['brand', 'pool']) expect(codes(from, 'US')).toEqual([21612, 21612]);
    for (const from of ['brand', 'pool']) expect(codes(from, 'DE', picture)).toEqual([21612, 21612]);
  });
});
