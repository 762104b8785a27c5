import type { Problem } from '../../document/diagnostic.ts';
import { sentences } from '../../document/phrases.ts';
import { carrierEntries } from '../compile/compile-carriers.ts';
import { compileIncident } from '../compile/compile-incidents.ts';
import { nameSenders } from '../compile/compile-senders.ts';
import { rateProblems } from '../compile/rate-problems.ts';
import type { Scenario } from '../scenario.ts';
import type { Context } from './context.ts';

/** Rates under incidents that overlap must stay exact. Asks for a scenario without other mistakes. */
export function checkRates(scenario: Scenario, { rulebook, anchor }: Context): readonly Problem[] {
  if (rulebook === undefined || scenario.incidents.every(({ rate }) => rate === undefined)) return [];
  const senders = nameSenders(scenario.senders);
  const carriers = [...carrierEntries(scenario, rulebook).keys()];
  const campaigns = scenario.campaigns ?? [];
  const names = { anchor, senders, carriers, campaigns: campaigns.map(({ id }) => id) };
  const incidents = scenario.incidents.map((entry, place) =>
    compileIncident(entry, `incidents[${place}]`, names),
  );
  return rateProblems({ senders, campaigns, rulebook }, incidents).map(({ incident, why }) => {
    return { code: 'MP517', path: ['incidents', incident, 'rate'], ...sentences(why) };
  });
}
