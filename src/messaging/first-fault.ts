import type { AccountFacts, MessageRequest } from './request.ts';
import { type Aspect, STATIC_RULES } from './request-predicates.ts';
import { NO_FAULT, type RequestRule } from './request-rules.ts';

/**
 * Whether a request breaks a rule. Rules that depend on what went before (a full queue, requests under way, a day's
 * limit) are decided where these are known: here nothing breaks them.
 */
export function breaks(rule: RequestRule, request: MessageRequest, account: AccountFacts): boolean {
  return STATIC_RULES[rule]?.isBroken(request, account) === true;
}

/** Whether the request and the account alone decide a rule. */
export function isStatic(rule: RequestRule): boolean {
  return STATIC_RULES[rule] !== undefined;
}

/**
 * The place in the provider's list of the first static rule that a request breaks; {@link NO_FAULT}: none. With
 * `aspects` only those rules are asked that look at nothing else, so that parts of requests can be judged on their
 * own: of the faults of the parts the smallest is the fault of the whole, as long as the parts cover every rule.
 */
export function firstFault(
  rules: readonly { readonly rule: RequestRule }[],
  request: MessageRequest,
  account: AccountFacts,
  aspects?: readonly Aspect[],
): number {
  const place = rules.findIndex(({ rule }) => isWithin(rule, aspects) && breaks(rule, request, account));
  return place === -1 ? NO_FAULT : place;
}

/** {@link firstFault} of one request after another: the rules are looked up once. */
export function faultFinder(
  rules: readonly { readonly rule: RequestRule }[],
): (request: MessageRequest, account: AccountFacts) => number {
  const asked = rules.map(({ rule }, place) => ({ place, ...STATIC_RULES[rule] }));
  const decided = asked.flatMap(({ place, isBroken }) => (isBroken ? [{ place, isBroken }] : []));
  return (request, account) => {
    for (const { place, isBroken } of decided) if (isBroken(request, account)) return place;
    return NO_FAULT;
  };
}

function isWithin(rule: RequestRule, aspects: readonly Aspect[] | undefined): boolean {
  return (
    aspects === undefined || STATIC_RULES[rule]?.aspects.every((aspect) => aspects.includes(aspect)) === true
  );
}
