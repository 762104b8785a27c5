import { parseE164 } from '../../messaging/addresses.ts';
import { firstFault } from '../../messaging/first-fault.ts';
import type { AccountFacts } from '../../messaging/request.ts';
import { parseCsvColumn } from '../forms/csv.ts';
import { required } from '../forms/quantities.ts';
import { cumulativeOf, parseWhole } from '../forms/shares.ts';
import { NO_COUNTRY, type Plan, type PlanRecipients } from '../plan.ts';
import type { Scenario, StreamEntry } from '../scenario.ts';

/** The country of a number that belongs to none, such as +800. */
export const COUNTRYLESS = 'ZZ';
/** The area code of a number outside +1. */
const NO_AREA = -1;

/** What a recipient as written comes to. */
interface Recipient {
  readonly country: number;
  readonly areaCode: number;
  readonly fault: number;
}

/** The destinations of a plan: its countries and its recipients, numbered as they turn up. */
export class Destinations {
  /** ISO 3166 alpha-2; `ZZ` for none. */
  readonly countries: string[] = [];
  readonly #rules: Plan['acceptance'];
  readonly #account: AccountFacts;
  readonly #indexByCountry = new Map<string, number>();
  /** Recipients come again and again, and to classify one takes some twenty microseconds. */
  readonly #keys = new Map<string, number>();
  readonly #recipients: Recipient[] = [];

  constructor(rules: Plan['acceptance'], account: AccountFacts) {
    this.#rules = rules;
    this.#account = account;
  }

  /** Index of a country. */
  indexOf(country: string): number {
    let index = this.#indexByCountry.get(country);
    if (index === undefined) {
      index = this.countries.push(country) - 1;
      this.#indexByCountry.set(country, index);
    }
    return index;
  }

  /** Recipients taken in turn. */
  rows(to: readonly string[]): Extract<PlanRecipients, { kind: 'rows' }> {
    const keys = Int32Array.from(to, (recipient) => this.#keyOf(recipient));
    const recipients = Array.from(keys, (key) => this.#recipients[key]!);
    return {
      kind: 'rows',
      keys,
      countries: Int16Array.from(recipients, ({ country }) => country),
      areaCodes: Int16Array.from(recipients, ({ areaCode }) => areaCode),
      faults: Uint8Array.from(recipients, ({ fault }) => fault),
    };
  }

  #keyOf(to: string): number {
    let key = this.#keys.get(to);
    if (key === undefined) {
      key = this.#recipients.push(this.#recipient(to)) - 1;
      this.#keys.set(to, key);
    }
    return key;
  }

  #recipient(to: string): Recipient {
    const number = parseE164(to);
    const fault = firstFault(this.#rules, { to }, this.#account, ['recipient']);
    if (number === undefined) return { country: NO_COUNTRY, areaCode: NO_AREA, fault };
    const areaCode = to.startsWith('+1') ? Number(to.slice(2, 5)) : NO_AREA;
    return { country: this.indexOf(number.country ?? COUNTRYLESS), areaCode, fault };
  }
}

/** The recipients of a stream that is not a trace, as they are written; undefined when only their countries are. */
export function writtenRecipients(
  { id, to }: StreamEntry,
  files: Scenario['files'],
): readonly string[] | undefined {
  if (to === undefined) throw new RangeError(`traffic ${id}: to is missing`);
  if (isList(to)) return to;
  if (isCsvColumn(to)) return required(`traffic ${id}: to`, parseCsvColumn(files[to.csv] ?? '', to.column));
  return undefined;
}

/** The recipients of a stream of which the shares by country are known. */
export function sharedRecipients({ id, to }: StreamEntry, destinations: Destinations): PlanRecipients {
  if (to === undefined || isList(to) || isCsvColumn(to))
    throw new RangeError(`traffic ${id}: to has no shares`);
  const parts = required(`traffic ${id}: to`, parseWhole(to));
  return {
    kind: 'shares',
    cumulative: cumulativeOf(parts.map(({ millionths }) => millionths)),
    countries: parts.map(({ key }) => destinations.indexOf(key)),
  };
}

type To = NonNullable<StreamEntry['to']>;

/** Array.isArray does not narrow a readonly array out of a union. */
function isList(to: To): to is readonly string[] {
  return Array.isArray(to);
}

/** A map of shares has countries for keys. */
function isCsvColumn(
  to: Exclude<To, readonly string[]>,
): to is { readonly csv: string; readonly column: string } {
  return 'csv' in to;
}
