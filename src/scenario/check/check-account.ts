import type { Problem } from '../../document/diagnostic.ts';
import { sentences } from '../../document/phrases.ts';
import { isCountry, parseE164 } from '../../messaging/addresses.ts';
import { parseDecimalRate } from '../forms/quantities.ts';
import type { AccountEntry } from '../scenario.ts';
import { impossibleNumber } from './check-senders.ts';
import { countryProblem } from './check-shares.ts';
import { notZero } from './check-time.ts';
import { type Context, entriesOf } from './context.ts';
import type { Draft } from './draft.ts';

type Account = Draft<AccountEntry>;

/** The account: whom it may write to, and how much. */
export function* checkAccount({ draft }: Context): Iterable<Problem> {
  const { account } = draft;
  if (account === undefined) return;
  for (const key of ['verified-callers', 'opted-out'] as const) {
    for (const [number, at] of entriesOf(account[key], ['account', key])) {
      if (parseE164(number) === undefined) yield { code: 'MP421', path: at, ...impossibleNumber(number) };
    }
  }
  for (const [country, at] of entriesOf(account['geo-permissions'], ['account', 'geo-permissions'])) {
    if (!isCountry(country)) yield countryProblem(country, at);
  }
  yield* checkSids(account);
  yield* checkTogether(account);
  yield* notZero(
    account['request-time'],
    ['account', 'request-time'],
    'Requests that take no time never overlap',
  );
  const rate = account['segments-per-second'];
  const reading = rate === undefined ? undefined : parseDecimalRate(rate);
  if (reading?.ok === false)
    yield { code: 'MP309', path: ['account', 'segments-per-second'], ...sentences(reading.why) };
}

/** The names of the account and of its keys in the API. */
function* checkSids(account: Account): Iterable<Problem> {
  const keys = entriesOf(account['api-keys'], ['account', 'api-keys']);
  const sids = [
    { prefix: 'AC', sid: account.sid, path: ['account', 'sid'] },
    ...[...keys].map(([key, at]) => ({ prefix: 'SK', sid: key.sid, path: [...at, 'sid'] })),
  ];
  for (const { prefix, sid, path } of sids)
    if (sid !== undefined && !new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(sid))
      yield { code: 'MP325', path, message: `"${sid}" is not ${prefix} and 32 hexadecimal digits.` };
}

/** Settings that mean something only together. */
function* checkTogether(account: Account): Iterable<Problem> {
  if ('concurrency' in account && !('request-time' in account))
    yield {
      code: 'MP901',
      path: ['account', 'concurrency'],
      at: 'key',
      message: 'The account limits requests under way, and they take no time.',
    };
  if ('request-time' in account && !('concurrency' in account))
    yield {
      code: 'MP902',
      path: ['account', 'request-time'],
      at: 'key',
      message: '"request-time" has no effect without concurrency.',
    };
  const { type = 'full' } = account;
  const isTypeBroken = 'type' in account && account.type === undefined;
  if ('verified-callers' in account && type !== 'trial' && !isTypeBroken)
    yield {
      code: 'MP902',
      path: ['account', 'verified-callers'],
      at: 'key',
      message: `"verified-callers" has no effect: the account is a ${type} one.`,
      help: 'Add type: trial, or remove it.',
    };
}
