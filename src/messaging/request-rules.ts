/**
 * What a provider may ask of a request to send, by name. Which of them it asks, in which order and with which codes,
 * is the rulebook's matter.
 */
export type RequestRule =
  | 'provider-works'
  | 'provider-available'
  | 'provider-answers'
  | 'credentials'
  | 'api-path'
  | 'test-resource'
  | 'concurrency'
  | 'daily-limit'
  | 'to-given'
  | 'one-recipient'
  | 'to-possible'
  | 'to-not-short-code'
  | 'to-not-premium'
  | 'sender-given'
  | 'from-unambiguous'
  | 'from-possible'
  | 'from-owned'
  | 'from-of-account'
  | 'from-can-message'
  | 'from-receives'
  | 'from-address'
  | 'service-exists'
  | 'service-available'
  | 'service-sid'
  | 'to-not-from'
  | 'alphanumeric-on-trial'
  | 'short-code-country'
  | 'body-given'
  | 'body-length'
  | 'old-body-length'
  | 'media-urls'
  | 'media-count'
  | 'media-content'
  | 'from-media'
  | 'account-media'
  | 'media-country'
  | 'validity-range'
  | 'status-callback'
  | 'schedule-service'
  | 'schedule-type'
  | 'schedule-time'
  | 'schedule-window'
  | 'schedule-count'
  | 'test-to-invalid'
  | 'test-to-unroutable'
  | 'test-to-geo'
  | 'test-to-opted-out'
  | 'test-to-landline'
  | 'test-from-invalid'
  | 'test-from-unowned'
  | 'test-from-full'
  | 'verified'
  | 'trial-sandbox'
  | 'geo-permission'
  | 'opted-out'
  | 'route'
  | 'mobile'
  | 'queue-full'
  | 'content-filtered'
  | 'pool-sender'
  | 'pool-empty';

/** A place that no rule has: the request breaks none. */
export const NO_FAULT = 255;

/** The longest body that a request may have, in UTF-16 units. Source: the sending guide, parameter Body. */
export const BODY_LIMIT_UTF16 = 1600;

/**
 * The *fault* of a request that breaks a rule: the rule's place in the provider's list, so that of several faults the
 * smallest one counts; {@link NO_FAULT} when the provider does not ask for it.
 */
export function faultOf(rules: readonly { readonly rule: RequestRule }[], broken: RequestRule): number {
  const place = rules.findIndex(({ rule }) => rule === broken);
  return place === -1 ? NO_FAULT : place;
}

/** The fault of a body by its length in UTF-16 units; undefined where only its segments are known. */
export function bodyFault(
  rules: readonly { readonly rule: RequestRule }[],
  utf16Length: number | undefined,
): number {
  if (utf16Length === 0) return faultOf(rules, 'body-given');
  return utf16Length !== undefined && utf16Length > BODY_LIMIT_UTF16
    ? faultOf(rules, 'body-length')
    : NO_FAULT;
}
