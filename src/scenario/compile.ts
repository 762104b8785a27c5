import { RULEBOOK_NAMES, rulebookNamed } from '../rulebooks/catalogue.ts';
import type { OverflowRow, Rulebook } from '../rulebooks/rulebook.ts';
import { assumptionsOf } from './compile/compile-assumptions.ts';
import { carrierEntries, carriersByCountry, compileCarriers } from './compile/compile-carriers.ts';
import { compileExpectation } from './compile/compile-expectations.ts';
import { compileIncident, rateProblems } from './compile/compile-incidents.ts';
import { Destinations } from './compile/compile-recipients.ts';
import { compileSenders, lanesOf } from './compile/compile-senders.ts';
import { compileStream } from './compile/compile-traffic.ts';
import { readAnchor } from './forms/moments.ts';
import { parseDuration, required } from './forms/quantities.ts';
import type { Plan, PlanOverflow } from './plan.ts';
import type { Scenario } from './scenario.ts';

/**
 * Makes a scenario ready to run: names become indices, texts become microseconds and exact fractions, and what is left
 * out follows from the rulebook. O(senders + rows of the files).
 *
 * @throws RangeError naming the place, when the scenario is wrong; one that `readScenario` has read is not.
 */
export function compile(scenario: Scenario): Plan {
  const rulebook = rulebookOf(scenario);
  const { start, zone, files } = scenario;
  const anchor = start === undefined ? undefined : required('start', readAnchor(start, zone));
  const horizonUs = 'for' in scenario.run ? required('run.for', parseDuration(scenario.run.for)) : Infinity;
  const senders = compileSenders(scenario.senders, rulebook);
  const entries = carrierEntries(scenario);
  const carriers = [...entries.keys()];
  const incidents = scenario.incidents.map((entry, index) =>
    compileIncident(entry, `incidents[${index}]`, { anchor, senders, carriers }),
  );
  for (const { incident, why } of rateProblems(senders, incidents)) {
    throw new RangeError(`incidents[${incident}]: ${why}`);
  }
  const acceptance = rulebook.acceptance.map(({ rule, code, throughService = 'refused' }) => ({
    rule,
    code,
    throughService,
  }));
  const destinations = new Destinations(acceptance);
  const context = { files, anchor, horizonUs, senders, destinations, rules: acceptance };
  const streams = scenario.traffic.map((entry) => compileStream(entry, context));
  const named = { anchor, senders, streams: streams.map(({ id }) => id), carriers };
  return {
    name: scenario.name,
    rulebook: rulebook.name,
    seed: scenario.seed,
    anchor,
    horizonUs,
    senders: senders.senders,
    lanes: lanesOf(senders.senders),
    levels: [],
    campaigns: [],
    services: [],
    dailyCaps: [],
    streams,
    carriers: compileCarriers(entries),
    countries: destinations.countries,
    carriersByCountry: carriersByCountry(entries, destinations.countries),
    countryFaults: new Uint8Array(0),
    incidents: incidents.flat(),
    acceptance,
    overflow: {
      direct: surfaceOf(rulebook.overflow.direct),
      service: surfaceOf(rulebook.overflow.service),
    },
    expiryCode: rulebook.validity.code,
    account: { concurrency: undefined, daily: undefined },
    callbacks: undefined,
    expectations: scenario.expect.flatMap((entry) => compileExpectation(entry, named)),
    assumptions: assumptionsOf(scenario, entries, senders, rulebook),
  };
}

function surfaceOf({ code, surface }: OverflowRow): PlanOverflow {
  return { code, surface };
}

function rulebookOf({ rulebook: name }: Scenario): Rulebook {
  const rulebook = rulebookNamed(name);
  if (rulebook === undefined)
    throw new RangeError(`rulebook: "${name}" is none of ${RULEBOOK_NAMES.join(', ')}`);
  return rulebook;
}
