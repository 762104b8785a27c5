import type { Problem } from '../../document/diagnostic.ts';
import { didYouMean } from '../../document/did-you-mean.ts';
import type { Path } from '../../document/path.ts';
import { classifyNumber, type SenderClass } from '../../messaging/senders.ts';
import { type Rulebook, rateRowOf } from '../../rulebooks/rulebook.ts';
import type { SenderEntry } from '../scenario.ts';
import type { Draft } from './draft.ts';

/** Numbers of an entry beyond this are a mistake of their own. */
const COUNT_MAX = 100_000;

/** The ids by which senders can be named. */
export interface SenderNames {
  /** Entries by id; of two with one id the first. */
  readonly entries: ReadonlyMap<string, Draft<SenderEntry>>;
  /** Whether every entry has an id that could be read: only then is another id known to be unknown. */
  readonly complete: boolean;
}

/** The names of the senders of a scenario. */
export function senderNamesOf(senders: readonly (Draft<SenderEntry> | undefined)[] | undefined): SenderNames {
  const entries = new Map<string, Draft<SenderEntry>>();
  for (const entry of senders ?? []) {
    if (entry?.id !== undefined && !entries.has(entry.id)) entries.set(entry.id, entry);
  }
  const complete = senders?.every((entry) => entry?.id !== undefined) ?? false;
  return { entries, complete };
}

/** The entry that a name such as `promo` or `promo#2` speaks of. */
export function entryNamed(names: SenderNames, name: string): Draft<SenderEntry> | undefined {
  return names.entries.get(name) ?? names.entries.get(partsOf(name)?.id ?? name);
}

function partsOf(name: string): { id: string; place: string } | undefined {
  const hash = name.lastIndexOf('#');
  return hash === -1 ? undefined : { id: name.slice(0, hash), place: name.slice(hash + 1) };
}

/**
 * What is wrong with a name of a sender, or of one number of it.
 *
 * @param services ids of messaging services, where one may stand in place of a sender; undefined: not known.
 */
export function senderNameProblem(
  names: SenderNames,
  name: string,
  path: Path,
  services: readonly string[] | undefined = [],
): Problem | undefined {
  if (services === undefined || services.includes(name)) return undefined;
  if (names.entries.has(name)) return undefined;
  const parts = partsOf(name);
  const entry = parts && names.entries.get(parts.id);
  if (parts !== undefined && entry !== undefined) return placeProblem(parts.id, parts.place, entry, path);
  if (!names.complete) return undefined;
  const near = didYouMean(parts?.id ?? name, [...names.entries.keys(), ...services]);
  const help = near === undefined ? `Use one of the senders: ${fewOf(names)}.` : `Did you mean "${near}"?`;
  return { code: 'MP302', path, message: `There is no sender "${name}".`, help };
}

/** The first ids, as many as a line holds. */
function fewOf({ entries }: SenderNames): string {
  const few: string[] = [];
  for (const id of entries.keys()) {
    if (few.length === 8) return `${few.join(', ')}, …`;
    few.push(id);
  }
  return few.join(', ');
}

function placeProblem(id: string, place: string, entry: Draft<SenderEntry>, path: Path): Problem | undefined {
  const count = countOf(entry);
  const isPlace = /^[1-9]\d{0,6}$/.test(place);
  if (count === undefined || (isPlace && Number(place) <= count && entry.numbers !== undefined))
    return undefined;
  if (entry.numbers === undefined) {
    return {
      code: 'MP312',
      path,
      message: `The sender "${id}" is a single one, without places.`,
      help: `Write "${id}".`,
    };
  }
  const help = count === 1 ? `Write "${id}#1".` : `Write "${id}#1" to "${id}#${count}", or "${id}" for all.`;
  return {
    code: 'MP312',
    path,
    message: `The sender "${id}" has ${count} ${count === 1 ? 'number' : 'numbers'}, so no #${place}.`,
    help,
  };
}

/** How many senders an entry stands for; undefined when a mistake hides it. */
export function countOf(entry: Draft<SenderEntry>): number | undefined {
  const { numbers } = entry;
  if (numbers === undefined) return 1;
  return isList(numbers) ? numbers.length : numbers.count;
}

/** The names of a list that speak of a number which one before them speaks of, too. */
export function* namedTwice(
  names: SenderNames,
  list: Iterable<readonly [name: string, path: Path]>,
): Iterable<Problem> {
  const namedBy = new Map<string, string>();
  for (const [name, path] of list) {
    const numbers = numbersNamed(names, name);
    const again = numbers.find((number) => namedBy.has(number));
    if (again !== undefined) yield { code: 'MP436', path, message: againInWords(name, again, namedBy) };
    for (const number of numbers) if (!namedBy.has(number)) namedBy.set(number, name);
  }
}

function againInWords(name: string, number: string, namedBy: ReadonlyMap<string, string>): string {
  const before = namedBy.get(number);
  if (name === before) return `"${name}" stands here a second time.`;
  return name === number
    ? `"${name}" is one of "${before}", which stands before it.`
    : `"${name}" holds "${number}", which stands before it.`;
}

/** Names of the single senders that a name speaks of, as far as it can be told. */
export function numbersNamed(names: SenderNames, name: string): readonly string[] {
  const entry = names.entries.get(name);
  if (entry === undefined) return entryNamed(names, name) === undefined ? [] : [name];
  if (entry.numbers === undefined) return [name];
  return Array.from(
    { length: Math.min(countOf(entry) ?? 0, COUNT_MAX) },
    (_, place) => `${name}#${place + 1}`,
  );
}

/** Whether a value is a list: `Array.isArray` does not tell for read-only ones. */
export function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}

/** Whether the senders of an entry have no rate, by their own word or by the rulebook. */
export function isUnlimited(entry: Draft<SenderEntry>, rulebook: Rulebook | undefined): boolean {
  const rate = entry['segments-per-second'];
  if (rate !== undefined || rulebook === undefined) return rate === 'unlimited';
  const kind = kindOf(entry);
  return (
    kind !== undefined && rateRowOf(rulebook, kind.class, kind.country)?.segmentsPerSecond === 'unlimited'
  );
}

/** What a sender is, by its address. */
export interface SenderKind {
  readonly class: SenderClass;
  readonly country: string | undefined;
}

/** What the senders of an entry are; undefined when a mistake hides it. */
export function kindOf(entry: Draft<SenderEntry>): SenderKind | undefined {
  const shortCode = entry['short-code'];
  if (shortCode !== undefined) return { class: 'short-code', country: shortCode.country };
  if (entry.alphanumeric !== undefined) return { class: 'alphanumeric', country: undefined };
  const { numbers } = entry;
  const first = entry.number ?? (numbers !== undefined && isList(numbers) ? numbers[0] : numbers?.from);
  return first === undefined ? undefined : classifyNumber(first);
}
