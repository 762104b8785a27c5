import { parseE164 } from '../../messaging/addresses.ts';
import { parseCsvColumn } from '../forms/csv.ts';
import { required } from '../forms/quantities.ts';
import { cumulativeOf, parseWhole } from '../forms/shares.ts';
import { type PlanRecipients, RECIPIENT_INVALID, RECIPIENT_MISSING } from '../plan.ts';
import type { Scenario, StreamEntry } from '../scenario.ts';

/** The country of a number that belongs to none, such as +800. */
const NO_COUNTRY = 'ZZ';

/** The destination countries of a plan, numbered as they turn up. */
export class Destinations {
  /** ISO 3166 alpha-2; `ZZ` for none. */
  readonly countries: string[] = [];
  readonly #indexByCountry = new Map<string, number>();
  /** Recipients come again and again, and to classify one takes some twenty microseconds. */
  readonly #indexByRecipient = new Map<string, number>([['', RECIPIENT_MISSING]]);

  /** Index of a country. */
  indexOf(country: string): number {
    let index = this.#indexByCountry.get(country);
    if (index === undefined) {
      index = this.countries.push(country) - 1;
      this.#indexByCountry.set(country, index);
    }
    return index;
  }

  /** Index of the country of a recipient as written, or a RECIPIENT_ constant. */
  indexOfRecipient(to: string): number {
    let index = this.#indexByRecipient.get(to);
    if (index === undefined) {
      const number = parseE164(to);
      index = number === undefined ? RECIPIENT_INVALID : this.indexOf(number.country ?? NO_COUNTRY);
      this.#indexByRecipient.set(to, index);
    }
    return index;
  }
}

/** Recipients taken in turn. */
export function recipientRows(to: readonly string[], destinations: Destinations): PlanRecipients {
  return {
    kind: 'rows',
    countries: Int16Array.from(to, (recipient) => destinations.indexOfRecipient(recipient)),
  };
}

/** The recipients of a stream that is not a trace. */
export function compileRecipients(
  { id, to }: StreamEntry,
  files: Scenario['files'],
  destinations: Destinations,
): PlanRecipients {
  const place = `traffic ${id}: to`;
  if (to === undefined) throw new RangeError(`${place} is missing`);
  if (isList(to)) return recipientRows(to, destinations);
  if (isCsvColumn(to)) {
    const column = required(place, parseCsvColumn(files[to.csv] ?? '', to.column));
    return recipientRows(column, destinations);
  }
  const parts = required(place, parseWhole(to));
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
