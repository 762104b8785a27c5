import type { Problem } from '../../document/diagnostic.ts';
import type { Path } from '../../document/path.ts';
import { quoted, sentences } from '../../document/phrases.ts';
import { isCountry, numbersFrom, parseE164 } from '../../messaging/addresses.ts';
import { isAlphanumericId, isShortCode } from '../../messaging/senders.ts';
import { parseDecimalRate } from '../forms/quantities.ts';
import type { SenderEntry } from '../scenario.ts';
import { repeated, requireExactlyOne } from './check-keys.ts';
import { countryProblem } from './check-shares.ts';
import { notZero } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';
import { countOf, isList, isUnlimited } from './sender-names.ts';

/** Senders of a scenario, all numbers of all entries. */
const SENDERS_MAX = 100_000;

type Sender = Draft<SenderEntry>;

/** Senders: what they are, their rates and limits, and that no two are one. */
export function* checkSenders(context: Context): Iterable<Problem> {
  const { senders } = context.draft;
  yield* repeated('MP301', 'sender', senders, ['senders']);
  for (const [sender, path] of entriesOf(senders, ['senders'])) {
    yield* requireExactlyOne(sender, ['number', 'numbers', 'short-code', 'alphanumeric'], path, 'A sender');
    yield* checkAddress(sender, path);
    yield* checkLimits(sender, path, context);
  }
  const total = (senders ?? []).reduce(
    (sum, sender) => sum + (sender === undefined ? 0 : (countOf(sender) ?? 0)),
    0,
  );
  if (total > SENDERS_MAX) {
    yield {
      code: 'MP311',
      path: ['senders'],
      at: 'key',
      message: `There are ${total} senders; at most ${SENDERS_MAX} are possible.`,
    };
  } else {
    yield* checkNumbersOnce(context);
  }
}

function* checkAddress(sender: Sender, path: Path): Iterable<Problem> {
  const { number, numbers, alphanumeric } = sender;
  if (number !== undefined) yield* checkNumber(number, [...path, 'number']);
  if (numbers !== undefined) yield* checkNumbers(numbers, [...path, 'numbers']);
  if (alphanumeric !== undefined && !isAlphanumericId(alphanumeric)) {
    yield {
      code: 'MP307',
      path: [...path, 'alphanumeric'],
      message: `${quoted(alphanumeric)} cannot be an alphanumeric sender id.`,
      help: alphanumericHelp(alphanumeric),
    };
  }
  const { code, country } = sender['short-code'] ?? {};
  if (code !== undefined && !isShortCode(code)) {
    yield {
      code: 'MP306',
      path: [...path, 'short-code', 'code'],
      message: `${quoted(code)} is not a short code: it needs 3 to 8 digits and nothing else.`,
    };
  }
  if (country !== undefined && !isCountry(country))
    yield countryProblem(country, [...path, 'short-code', 'country']);
}

function alphanumericHelp(id: string): string {
  if (id.length > 11) return `It has ${id.length} characters; shorten it to 11.`;
  return /[A-Za-z]/.test(id)
    ? 'Use only letters A to Z, digits and spaces.'
    : 'Use at least one letter A to Z.';
}

function* checkNumbers(numbers: NonNullable<Sender['numbers']>, path: Path): Iterable<Problem> {
  if (isList(numbers)) {
    for (const [number, at] of entriesOf(numbers, path)) yield* checkNumber(number, at);
    return;
  }
  const { from, count } = numbers;
  if (from === undefined) return;
  const first = [...checkNumber(from, [...path, 'from'])];
  yield* first;
  if (first.length > 0 || count === undefined) return;
  const last = `+${Number(from.slice(1)) + count - 1}`;
  if (last.length === from.length && parseE164(last) !== undefined) return;
  yield {
    code: 'MP305',
    path: [...path, 'count'],
    message: `${count} numbers from ${from} end at ${last}, which is not a possible number.`,
  };
}

function* checkNumber(number: string, path: Path): Iterable<Problem> {
  if (parseE164(number) === undefined) yield { code: 'MP303', path, ...impossibleNumber(number) };
}

/** What is wrong with a text that is no possible phone number, and what to write. */
export function impossibleNumber(text: string): { message: string; help: string | undefined } {
  const digits = text.replaceAll(/\D/g, '');
  const message = (why: string): string => `${quoted(text)} is not a possible phone number: ${why}.`;
  if (digits === '') return { message: message('it has no digits'), help: undefined };
  const compact = `+${digits}`;
  if (text !== compact && parseE164(compact) !== undefined) {
    const why = text.startsWith('+') ? 'only digits may follow the plus' : 'E.164 begins with a plus';
    return { message: message(why), help: `Write "${compact}".` };
  }
  if (!text.startsWith('+'))
    return { message: message('the plus and the country calling code are missing'), help: undefined };
  if (/[^\d+]/.test(text)) return { message: message('only digits may follow the plus'), help: undefined };
  return { message: message(`numbers of its country do not have ${digits.length} digits`), help: undefined };
}

function* checkLimits(sender: Sender, path: Path, context: Context): Iterable<Problem> {
  const rate = sender['segments-per-second'];
  const reading = rate === undefined ? undefined : parseDecimalRate(rate);
  if (reading?.ok === false)
    yield { code: 'MP309', path: [...path, 'segments-per-second'], ...sentences(reading.why) };
  yield* notZero(
    sender['queue-horizon'],
    [...path, 'queue-horizon'],
    'With a queue-horizon of zero the queue takes nothing',
  );
  if (!isUnlimited(sender, context.rulebook)) return;
  for (const key of ['burst', 'queue-horizon'] as const) {
    if (sender[key] !== undefined)
      yield {
        code: 'MP313',
        path: [...path, key],
        at: 'key',
        message: `"${key}" has no effect: this sender is unlimited.`,
      };
  }
}

/** Every number, short code and alphanumeric id belongs to one sender. */
function* checkNumbersOnce({ draft }: Context): Iterable<Problem> {
  const owners = new Map<string, string>();
  for (const [sender, path] of entriesOf(draft.senders, ['senders'])) {
    for (const [address, at] of addressesOf(sender, path)) {
      const owner = owners.get(address);
      if (owner === undefined) owners.set(address, sender.id ?? 'another sender');
      else {
        const who = owner === sender.id ? 'stands twice in this sender' : `belongs to "${owner}" already`;
        yield { code: 'MP304', path: at, message: `${quoted(address)} ${who}.` };
        // One row inside another would repeat this for each of its numbers.
        break;
      }
    }
  }
}

function* addressesOf(sender: Sender, path: Path): Iterable<readonly [address: string, path: Path]> {
  const { number, numbers, alphanumeric } = sender;
  if (number !== undefined) yield [number, [...path, 'number']];
  if (alphanumeric !== undefined) yield [alphanumeric, [...path, 'alphanumeric']];
  const { code, country } = sender['short-code'] ?? {};
  if (code !== undefined && country !== undefined)
    yield [`${code} ${country}`, [...path, 'short-code', 'code']];
  if (numbers === undefined) return;
  if (isList(numbers)) yield* entriesOf(numbers, [...path, 'numbers']);
  else if (
    numbers.from !== undefined &&
    numbers.count !== undefined &&
    isCountable(numbers.from, numbers.count)
  ) {
    for (const each of numbersFrom(numbers.from, numbers.count)) yield [each, [...path, 'numbers']];
  }
}

function isCountable(from: string, count: number): boolean {
  return (
    parseE164(from) !== undefined && String(Number(from.slice(1)) + count - 1).length === from.length - 1
  );
}
