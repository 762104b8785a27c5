import { firstFault } from '../../messaging/first-fault.ts';
import type { AccountFacts, MessageRequest } from '../../messaging/request.ts';
import type { Aspect } from '../../messaging/request-predicates.ts';
import { NO_FAULT } from '../../messaging/request-rules.ts';
import type { Rulebook } from '../../rulebooks/rulebook.ts';
import type { Plan, PlanSender } from '../plan.ts';
import type { NamedSender } from './compile-senders.ts';

/** What stands between a sender and the countries: by destination country, as in PlanSender. */
export type Routes = Pick<PlanSender, 'routeFaults' | 'mediaRouteFaults' | 'routeFailures'>;

/** What decides where a sender reaches. */
export interface RouteContext {
  readonly rulebook: Rulebook;
  readonly account: AccountFacts;
  readonly acceptance: Plan['acceptance'];
  readonly countries: readonly string[];
}

const TEXT: readonly Aspect[] = ['sender', 'destination'];
const MEDIA: readonly Aspect[] = [...TEXT, 'media'];

/** The routes of each sender; equal senders share theirs. */
export function routesOf(context: RouteContext): (sender: NamedSender, campaign: number) => Routes {
  const known = new Map<string, Routes>();
  return (sender, campaign) => {
    // By what the rules look at: some of them at the very address.
    const isPlain = context.account.type !== 'test' && sender.class !== 'alphanumeric';
    const key = [sender.class, sender.country, isPlain ? '' : sender.address, campaign === -1].join();
    const routes = known.get(key) ?? compileRoutes(context, sender, campaign === -1);
    known.set(key, routes);
    return routes;
  };
}

/** The fault of every request to each country, whoever sends it. */
export function countryFaultsOf({ acceptance, account, countries }: RouteContext): Uint8Array {
  return trimmed(
    Uint8Array.from(countries, (toCountry) =>
      firstFault(acceptance, { toCountry }, account, ['destination']),
    ),
    NO_FAULT,
  );
}

function compileRoutes(context: RouteContext, sender: NamedSender, isUnregistered: boolean): Routes {
  const { acceptance, countries, rulebook } = context;
  // Permissions are the countries' matter, whoever sends.
  const account = { ...context.account, geoPermissions: undefined };
  // Nobody registers the numbers with magic: what test credentials send goes nowhere.
  const isUngoverned = isUnregistered && account.type !== 'test';
  const faults = (request: MessageRequest, aspects: readonly Aspect[]): Uint8Array =>
    trimmed(
      Uint8Array.from(countries, (toCountry) =>
        firstFault(acceptance, { ...request, from: sender.address, toCountry }, account, aspects),
      ),
      NO_FAULT,
    );
  return {
    routeFaults: faults({}, TEXT),
    mediaRouteFaults: faults({ media: [{}] }, MEDIA),
    routeFailures: trimmed(
      Uint16Array.from(countries, (country) =>
        isUngoverned ? unregisteredCode(rulebook, sender, country) : 0,
      ),
      0,
    ),
  };
}

/** Nothing at all where every place says nothing. */
function trimmed<T extends Uint8Array | Uint16Array>(values: T, nothing: number): T {
  // A slice is of the same kind.
  return values.every((value) => value === nothing) ? (values.slice(0, 0) as T) : values;
}

/** The code with which a long code outside every campaign fails where campaigns are needed. */
function unregisteredCode({ campaigns }: Rulebook, sender: NamedSender, country: string): number {
  if (campaigns === undefined || sender.class !== 'long-code') return 0;
  const isGoverned = campaigns.senderCountries.some((own) => own === sender.country);
  return isGoverned && campaigns.countries.includes(country) ? campaigns.unregistered.code : 0;
}
