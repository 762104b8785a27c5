import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { US_PER_SECOND } from '../../src/kernel/time.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { NO_FAULT } from '../../src/messaging/request-rules.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { type Reading, readScenarioText } from '../../src/scenario/read.ts';
import { simulate } from '../../src/simulate.ts';
import { cases } from '../seed.ts';
import { providerScenario } from './provider-scenarios.ts';
import { STREAM, scenarioWith } from './scenarios.ts';

function readAsYaml(scenario: object): Reading {
  return readScenarioText('random.yaml', JSON.stringify(scenario), filesFromRecord({}));
}

const isPlace = (index: number, list: readonly unknown[]): boolean =>
  Number.isInteger(index) && index >= 0 && index < list.length;

/** Every index of a plan must be a place in the list that it speaks of. */
function strayIndices(plan: Plan): readonly string[] {
  const { senders, lanes, levels, campaigns, services, countries, carriers, acceptance, dailyCaps } = plan;
  const stray: string[] = [];
  const check = (what: string, index: number, list: readonly unknown[], nothing = Number.NaN): void => {
    if (index !== nothing && !isPlace(index, list)) stray.push(`${what}: ${index}`);
  };
  for (const sender of senders) {
    check('lane', sender.lane, lanes);
    check('campaign', sender.campaign, campaigns, -1);
    for (const fault of sender.routeFaults) check('route fault', fault, acceptance, NO_FAULT);
    for (const fault of sender.mediaRouteFaults) check('media route fault', fault, acceptance, NO_FAULT);
  }
  for (const lane of lanes) {
    for (const level of [...lane.levels, ...lane.mediaLevels]) check('level', level, levels);
    if ((lane.tokensByCountry?.length ?? countries.length) !== countries.length)
      stray.push('tokens by country');
    if (lane.tokensByCountry?.some((tokens) => !Number.isSafeInteger(tokens) || tokens < 1))
      stray.push('tokens');
  }
  for (const campaign of campaigns) {
    if (campaign.laneByRoute.length !== countries.length * carriers.length)
      stray.push('routes of a campaign');
    for (const lane of campaign.laneByRoute) check('lane of a campaign', lane, lanes, -1);
    for (const cap of campaign.capByCarrier) check('cap', cap, dailyCaps, -1);
  }
  for (const service of services) {
    for (const sender of service.pool) check('pool', sender, senders);
    for (const places of [
      ...service.candidates,
      ...service.mediaCandidates,
      ...(service.byAreaCode?.values() ?? []),
    ])
      for (const place of places) check('candidate', place, service.pool);
  }
  for (const stream of plan.streams) {
    check('service', stream.service, services, -1);
    check('fault', stream.fault, acceptance, NO_FAULT);
    for (const { zones } of stream.hours?.zonesByCountry ?? [])
      for (const zone of zones) check('zone', zone, stream.hours?.zones ?? []);
  }
  return stray;
}

describe('a random scenario over all that a provider offers', () => {
  test('is read, compiled and, whatever it asks for, loses no message', () => {
    let whole = 0;
    let tried = 0;
    fc.assert(
      fc.property(providerScenario, (scenario) => {
        tried += 1;
        const reading = readAsYaml(scenario);
        if (!reading.ok) return;
        whole += 1;
        expect(strayIndices(compile(reading.scenario))).toEqual([]);
        simulate(reading.scenario);
      }),
      cases(150),
    );
    expect(whole).toBeGreaterThan(tried / 4);
  });
});

describe('a lane whose waiting messages have all expired', () => {
  const arrivals = [
    { batch: 5, at: '0s' },
    { batch: 2, at: '1500ms' },
  ];

  test.each([
    ['of its own', {}],
    ['below a level', { account: { 'segments-per-second': 100 } }],
  ])('%s sends what comes later at its rate', (_, changes) => {
    const traffic = [{ ...STREAM, arrivals, validity: '1s' }];
    const { counts, latencies } = totalsOf(simulate(scenarioWith({ traffic, ...changes })));
    // They leave at 0s, 1s, 2s; the seventh would have to wait until 3s, and has until 2.5s.
    expect(counts).toMatchObject({ submitted: 7, failed: 4 });
    expect(latencies.queue_wait.n).toBe(3);
    expect(latencies.queue_wait.maxUs).toBe(US_PER_SECOND);
  });
});
