import { parseE164 } from './addresses.ts';

/** What a message is sent from. Rates and limits go by class. */
export type SenderClass = 'long-code' | 'toll-free' | 'short-code' | 'alphanumeric';

/** Class and country of a sender that is a phone number. */
export interface NumberSender {
  readonly class: 'long-code' | 'toll-free';
  /** ISO 3166 alpha-2; undefined for a calling code of no country, such as +800. */
  readonly country: string | undefined;
}

/** Class and country of an E.164 number as a sender; undefined when it is not a possible number. */
export function classifyNumber(e164: string): NumberSender | undefined {
  const facts = parseE164(e164);
  if (facts === undefined) return undefined;
  return { class: facts.kind === 'toll-free' ? 'toll-free' : 'long-code', country: facts.country };
}

const ALPHANUMERIC_ID = /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/;

/**
 * Whether a text can be an alphanumeric sender id: 1 to 11 letters of A to Z, digits and spaces, at least one of them
 * a letter. Source: Twilio, alphanumeric sender id (2018); since then it also lets `-`, `+`, `_` and `&` through.
 */
export function isAlphanumericId(text: string): boolean {
  return ALPHANUMERIC_ID.test(text);
}

const SHORT_CODE = /^\d{3,8}$/;

/**
 * Whether a text can be a short code: 3 to 8 digits. Twilio calls short codes numbers of 5 or 6 digits (ShortCode
 * resource, 2024); other countries have shorter ones and, as Australia, ones of 8. Wide on purpose: no list of
 * lengths by country is kept here.
 */
export function isShortCode(text: string): boolean {
  return SHORT_CODE.test(text);
}
