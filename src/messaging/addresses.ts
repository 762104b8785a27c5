import {
  getCountries,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** What a number is for: as far as the numbering plan tells. */
export type NumberKind =
  | 'toll-free'
  | 'mobile'
  | 'fixed-line'
  /** Where a plan does not tell the two apart, as in the US and Canada. */
  | 'fixed-line-or-mobile'
  | 'premium-rate'
  /** Pager, VoIP, personal and the like. */
  | 'other'
  /** Possible by its length, but in no range that the numbering plan knows, as +1 555 is. */
  | 'unknown';

/** What an E.164 number tells about itself. */
export interface NumberFacts {
  /** The number as given: `+` and at most 15 digits. */
  readonly e164: string;
  /** ISO 3166 alpha-2; undefined for a calling code of no country, such as +800 or +881. */
  readonly country: string | undefined;
  readonly kind: NumberKind;
}

/** ITU-T E.164 (2010), section 6.2: at most 15 digits; no calling code begins with 0. */
const E164_SYNTAX = /^\+[1-9]\d{1,14}$/;

/**
 * Facts about a number in E.164 form, or undefined when it is none: wrong syntax (spaces and a trunk prefix behind
 * the calling code included), a calling code that is not assigned, or a length that its numbering plan does not
 * have. Whether its range is in use makes no difference: the metadata classifies, it does not refuse.
 *
 * About 20 microseconds. Numbering plans: libphonenumber-js 1.13 (2026), `max` metadata.
 */
export function parseE164(text: string): NumberFacts | undefined {
  // Rules ask one after the other about the same number.
  if (last?.text !== text) last = { text, facts: readE164(text) };
  return last.facts;
}

let last: { readonly text: string; readonly facts: NumberFacts | undefined } | undefined;

function readE164(text: string): NumberFacts | undefined {
  if (!E164_SYNTAX.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text);
  // The library drops a trunk prefix, as in +44 0 7400 123456, and so changes the number.
  if (number === undefined || number.number !== text || !number.isPossible()) return undefined;
  return { e164: text, ...classificationOf(number) };
}

type Classification = Pick<NumberFacts, 'country' | 'kind'>;

function classificationOf(number: PhoneNumber): Classification {
  if (number.countryCallingCode === '1' && !number.isValid())
    return ofAreaCode(number.nationalNumber.slice(0, 3));
  return { country: countryOf(number), kind: kindOf(number) };
}

/** Kept, because made-up recipients often share an area code such as 555, and to find that it has none is slow. */
const byAreaCode: Map<string, Classification> = new Map();

/** Under +1 the area code decides country and kind: those of a number in it that looks like one in use. */
function ofAreaCode(areaCode: string): Classification {
  const known = byAreaCode.get(areaCode);
  if (known !== undefined) return known;
  // Ten digits behind +1 always make a number, whatever the first three.
  const number = parsePhoneNumberFromString(`+1${areaCode}5550100`)!;
  const classification: Classification = { country: countryOf(number), kind: kindOf(number) };
  byAreaCode.set(areaCode, classification);
  return classification;
}

/** A calling code that several countries share falls to the first of them, such as US for +1, where none claims it. */
function countryOf(number: PhoneNumber): string | undefined {
  return number.country ?? number.getPossibleCountries()[0];
}

function kindOf(number: PhoneNumber): NumberKind {
  switch (number.getType()) {
    case 'TOLL_FREE':
      return 'toll-free';
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
      return 'fixed-line';
    case 'FIXED_LINE_OR_MOBILE':
      return 'fixed-line-or-mobile';
    case 'PREMIUM_RATE':
      return 'premium-rate';
    case undefined:
      return 'unknown';
    default:
      return 'other';
  }
}

/** The ISO 3166 alpha-2 codes of all countries with a numbering plan. */
export function allCountries(): readonly string[] {
  return getCountries();
}

/** Whether a code is the ISO 3166 alpha-2 code, in capitals, of a country with a numbering plan. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code);
}

/**
 * `count` consecutive numbers, ascending from `from`, each with as many digits as `from`. They need not be in use;
 * the caller sees to how many are sensible.
 *
 * @throws RangeError when `from` is not in E.164 syntax, `count` is not a whole number of 0 or more, or the numbers
 * run out of digits.
 */
export function numbersFrom(from: string, count: number): string[] {
  if (!E164_SYNTAX.test(from)) throw new RangeError(`expected a number such as +14155550100, not ${from}`);
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`expected a whole count of numbers, not ${count}`);
  }
  // Fifteen digits are exact in a double.
  const first = Number(from);
  if (String(first + count - 1).length > from.length - 1) {
    throw new RangeError(`${count} numbers from ${from} run out of its ${from.length - 1} digits`);
  }
  return Array.from({ length: count }, (_, i) => `+${first + i}`);
}
