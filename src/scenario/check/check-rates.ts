import type { Problem } from '../../document/diagnostic.ts';
import { sentences } from '../../document/phrases.ts';
import { carrierEntries } from '../compile/compile-carriers.ts';
import { compileIncident, rateProblems } from '../compile/compile-incidents.ts';
import { compileSenders } from '../compile/compile-senders.ts';
import type { Scenario } from '../scenario.ts';
import type { Context } from './context.ts';

/** Rates under incidents that overlap must stay exact. Asks for a scenario without other mistakes. */
export function checkRates(scenario: Scenario, { rulebook, anchor }: Context): readonly Problem[] {
  if (rulebook === undefined || scenario.incidents.every(({ rate }) => rate === undefined)) return [];
  const senders = compileSenders(scenario.senders, rulebook);
  const carriers = [...carrierEntries(scenario).keys()];
  const incidents = scenario.incidents.map((entry, place) =>
    compileIncident(entry, `incidents[${place}]`, { anchor, senders, carriers }),
  );
  return rateProblems(senders, incidents).map(({ incident, why }) => {
    return { code: 'MP517', path: ['incidents', incident, 'rate'], ...sentences(why) };
  });
}
