import type { Anchor } from '../kernel/civil-time.ts';
import { US_PER_SECOND } from '../kernel/time.ts';
import { allCountries } from '../messaging/addresses.ts';
import type { AccountFacts } from '../messaging/request.ts';
import type { OverflowRow, Rulebook } from '../rulebooks/rulebook.ts';
import { accountFactsOf } from './compile/account-facts.ts';
import { assumptionsOf } from './compile/compile-assumptions.ts';
import { compileCallbacks } from './compile/compile-callbacks.ts';
import { compileCampaigns } from './compile/compile-campaigns.ts';
import { carrierEntries, carriersByCountry, compileCarriers } from './compile/compile-carriers.ts';
import { compileExpectation } from './compile/compile-expectations.ts';
import { compileHours } from './compile/compile-hours.ts';
import { compileIncident } from './compile/compile-incidents.ts';
import { compileLanes } from './compile/compile-lanes.ts';
import { compilePrices } from './compile/compile-prices.ts';
import { COUNTRYLESS, Destinations } from './compile/compile-recipients.ts';
import { countryFaultsOf } from './compile/compile-routes.ts';
import { nameSenders } from './compile/compile-senders.ts';
import { compileService, poolsOf } from './compile/compile-services.ts';
import { compileStream } from './compile/compile-traffic.ts';
import { dayEndIn } from './compile/days.ts';
import { liveTraffic, overAllSenders, spareServices, withAnySender } from './compile/live-traffic.ts';
import { rateProblems } from './compile/rate-problems.ts';
import { readAnchor } from './forms/moments.ts';
import { parseDuration, required } from './forms/quantities.ts';
import type {
  Plan,
  PlanAccount,
  PlanIncident,
  PlanOverflow,
  PlanService,
  PlanStream,
  PlanWarmUp,
} from './plan.ts';
import { rulebookOf } from './rulebook-of.ts';
import type { AccountEntry, Scenario, ServiceEntry } from './scenario.ts';

/**
 * Makes a scenario ready to run: names become indices, texts become microseconds and exact fractions, and what is left
 * out follows from the rulebook. O(senders + rows of the files).
 *
 * @throws RangeError naming the place, when the scenario is wrong; one that `readScenario` has read is not.
 */
export function compile(scenario: Scenario): Plan {
  return compileWith(scenario, []).plan;
}

/** A plan, and what requests are judged by before they enter it. */
interface Compiled {
  readonly plan: Plan;
  readonly account: AccountFacts;
  readonly rulebook: Rulebook;
}

/** A plan for requests that come from outside. */
export interface LivePlan extends Compiled {
  /**
   * By service of the scenario: its senders, by index in the plan. Behind these services in the plan stand empty ones,
   * which requests may fill.
   */
  readonly ownPools: readonly (readonly number[])[];
  /** The service that an entry describes, with these senders in its pool, by index in the plan. */
  readonly serviceWith: (entry: ServiceEntry, pool: readonly number[]) => PlanService;
}

/**
 * Makes a scenario ready for requests from outside, in place of its own traffic: to any country, text or media, from
 * any sender, through any service. It has no end, and no expectations.
 *
 * @throws RangeError as {@link compile}.
 */
export function compileLive(scenario: Scenario): LivePlan {
  const own = scenario['messaging-services'] ?? [];
  const withSpare = { ...scenario, 'messaging-services': [...own, ...spareServices(scenario)] };
  const traffic = liveTraffic(withSpare);
  const live: Scenario = { ...withSpare, run: { until: 'drained' }, traffic, expect: [] };
  const compiled = compileWith(live, [...allCountries(), COUNTRYLESS]);
  const plan = withAnySender(compiled.plan);
  const { senders, countries } = plan;
  const everySender = senders.map((_, index) => index);
  return {
    ...compiled,
    plan,
    ownPools: compiled.plan.services.slice(0, own.length).map(({ pool }) => pool),
    serviceWith: (entry, pool) =>
      overAllSenders(
        compileService({ entry, senders: pool }, senders, countries, compiled.rulebook),
        everySender,
      ),
  };
}

/** @param reachable countries that are destinations although no stream of the scenario goes there; media go there, too. */
function compileWith(scenario: Scenario, reachable: readonly string[]): Compiled {
  const rulebook = rulebookOf(scenario);
  const { start, zone, account: accountEntry = {}, callbacks } = scenario;
  const anchor = start === undefined ? undefined : required('start', readAnchor(start, zone));
  const horizonUs = 'for' in scenario.run ? required('run.for', parseDuration(scenario.run.for)) : Infinity;
  const acceptance = acceptanceOf(rulebook);
  const named = nameSenders(scenario.senders);
  const pools = poolsOf(scenario['messaging-services'] ?? [], named);
  const account = accountFactsOf(accountEntry, named, pools, rulebook);
  const { streams, countries } = streamsOf(scenario, {
    anchor,
    horizonUs,
    senders: named,
    pools,
    rulebook,
    rules: acceptance,
    account,
    reachable,
  });
  const entries = carrierEntries(scenario, rulebook);
  const carriers = [...entries.keys()];
  const served = carriersByCountry(entries, countries);
  const campaignEntries = scenario.campaigns ?? [];
  const routeContext = { rulebook, account, acceptance, countries };
  const table = compileCampaigns(campaignEntries, {
    rulebook,
    anchor,
    senders: named,
    countries,
    carriers,
    carriersByCountry: served,
    firstLane: named.senders.length,
  });
  const { senders, lanes, levels } = compileLanes(named, table, pools, {
    ...routeContext,
    entry: accountEntry,
    hasMedia: reachable.length > 0 || streams.some(({ media }) => media !== undefined),
  });
  const selectable = new Map([
    ...named.byName,
    ...pools.map((pool) => [pool.entry.id, pool.senders] as const),
  ]);
  const priced = {
    prices: compilePrices(scenario, rulebook.prices, countries),
    senders,
    countries,
    carriers: compileCarriers(entries),
  };
  const selectors = {
    anchor,
    senders: { byName: selectable },
    streams: streams.map(({ id }) => id),
    carriers,
    priced,
  };
  const plan: Plan = {
    name: scenario.name,
    rulebook: rulebook.name,
    seed: scenario.seed,
    anchor,
    horizonUs,
    ...priced,
    warmUp: warmUpOf(scenario),
    lanes,
    levels,
    campaigns: table.campaigns,
    services: pools.map((pool) => compileService(pool, senders, countries, rulebook)),
    dailyCaps: table.dailyCaps,
    streams,
    carriersByCountry: served,
    countryFaults: countryFaultsOf(routeContext),
    scheduleAheadUs: {
      least: rulebook.scheduling.minimumSeconds * US_PER_SECOND,
      most: rulebook.scheduling.maximumSeconds * US_PER_SECOND,
    },
    mediaCountries: countries.map((country) => rulebook.media.countries.includes(country)),
    incidents: incidentsOf(scenario, { anchor, senders: named, carriers, campaigns: table.ids }, rulebook),
    acceptance,
    overflow: {
      direct: surfaceOf(rulebook.overflow.direct),
      service: surfaceOf(rulebook.overflow.service),
    },
    expiryCode: rulebook.validity.code,
    account: limitsOf(accountEntry, anchor, rulebook.scheduling),
    callbacks: callbacks && compileCallbacks(callbacks, rulebook.callbacks),
    expectations: scenario.expect.flatMap((entry) => compileExpectation(entry, selectors)),
    assumptions: assumptionsOf(scenario, { carriers: entries, senders: named, countries, rulebook }),
  };
  return { plan, account, rulebook };
}

function warmUpOf({ run }: Scenario): PlanWarmUp | undefined {
  const given = 'for' in run ? run['warm-up'] : undefined;
  if (given === undefined) return undefined;
  if (given === 'mser-5') return { method: 'mser-5', untilUs: undefined, isRunTooShort: false };
  const untilUs = required('run.warm-up', parseDuration(given));
  return { method: 'fixed', untilUs, isRunTooShort: false };
}

function acceptanceOf({ acceptance }: Rulebook): Plan['acceptance'] {
  return acceptance.map(({ rule, code, throughService = 'refused' }) => ({ rule, code, throughService }));
}

/** The streams, and the countries that they reach. */
function streamsOf(
  { traffic, files }: Scenario,
  shared: Omit<Parameters<typeof compileStream>[1], 'files' | 'destinations'> & {
    readonly account: AccountFacts;
    readonly reachable: readonly string[];
  },
): Pick<Plan, 'streams' | 'countries'> {
  const destinations = new Destinations(shared.rules, shared.account);
  for (const country of shared.reachable) destinations.indexOf(country);
  const hourless = traffic.map((entry) => compileStream(entry, { ...shared, files, destinations }));
  const { countries } = destinations;
  const streams = hourless.map((stream, index): PlanStream => {
    const { hours, id } = traffic[index]!;
    const place = `traffic ${id}: hours`;
    return { ...stream, hours: hours && compileHours(hours, place, shared.anchor, countries) };
  });
  return { streams, countries };
}

function incidentsOf(
  { incidents, campaigns = [] }: Scenario,
  names: Parameters<typeof compileIncident>[2],
  rulebook: Rulebook,
): readonly PlanIncident[] {
  const compiled = incidents.map((entry, index) => compileIncident(entry, `incidents[${index}]`, names));
  for (const { incident, why } of rateProblems({ senders: names.senders, campaigns, rulebook }, compiled)) {
    throw new RangeError(`incidents[${incident}]: ${why}`);
  }
  return compiled.flat();
}

function limitsOf(
  entry: AccountEntry,
  anchor: Anchor | undefined,
  { maximumPending }: Rulebook['scheduling'],
): PlanAccount {
  const { concurrency, 'request-time': requestTime, 'daily-limit': daily } = entry;
  if (concurrency !== undefined && requestTime === undefined)
    throw new RangeError('account: concurrency needs request-time');
  return {
    concurrency:
      concurrency === undefined
        ? undefined
        : {
            limit: concurrency,
            requestUs: required('account: request-time', parseDuration(requestTime ?? '')),
          },
    scheduledAtMost: maximumPending,
    daily: daily === undefined ? undefined : { limit: daily, dayEndUs: dayEndIn(anchor) },
  };
}

function surfaceOf({ code, surface }: OverflowRow): PlanOverflow {
  return { code, surface };
}
