import {
  country,
  duration,
  either,
  list,
  map,
  may,
  needs,
  number,
  perTime,
  record,
  share,
  text,
  whole,
  word,
} from './build.ts';
import { latency } from './carrier-shapes.ts';
import type { MapShape } from './shape.ts';

/** Requests under way at once. */
const CONCURRENCY_MAX = 1_000_000;
/** Messages of a day. */
const MESSAGES_MAX = 1_000_000_000;
/** Attempts after the first. */
const RETRIES_MAX = 100;

/** What stands behind `account`. */
export function account(): MapShape {
  const phones = list(text('a phone number', '+14155550111'), 'a list of phone numbers');
  return map('an account', {
    type: may(
      word('full', 'trial', 'test'),
      'test: test credentials with their magic numbers. Default: full.',
    ),
    'verified-callers': may(phones, 'Numbers that a trial account may write to.'),
    sid: may(
      text('an account SID', `AC${'0'.repeat(32)}`),
      'In mpsim serve: the account SID. Default: one that follows from the seed.',
    ),
    'auth-token': may(
      text('an auth token', 'secret'),
      'In mpsim serve: the auth token. Default: one that follows from the seed.',
    ),
    'api-keys': may(
      list(
        map('an API key', {
          sid: needs(text('the SID of an API key', `SK${'0'.repeat(32)}`), 'SK and 32 hexadecimal digits.'),
          secret: needs(text('a secret', 'secret'), 'What goes with it.'),
        }),
        'a list of API keys',
      ),
      'In mpsim serve: keys in place of account SID and auth token.',
    ),
    'geo-permissions': may(
      list(country(), 'a list of countries'),
      'Countries that may be written to. Default: all.',
    ),
    'opted-out': may(phones, 'Recipients who answered STOP.'),
    concurrency: may(whole('a number of requests', 1, CONCURRENCY_MAX), 'Requests under way at once.'),
    'request-time': may(duration(), 'How long each request takes; needed with concurrency.'),
    'daily-limit': may(whole('a number of messages', 1, MESSAGES_MAX), 'Messages a day of a new account.'),
    'segments-per-second': may(
      either('a rate of segments', number('a number', 2000), word('unlimited')),
      "Rate of all senders together. Default: the rulebook's.",
    ),
  });
}

/** What stands behind `callbacks`. */
export function callbacks(): MapShape {
  const failures = map('shares of failures', {
    connect: may(share(), 'Attempts that cannot connect.'),
    error: may(share(), 'Attempts that are answered with an error.'),
  });
  return map('the endpoint of status callbacks', {
    latency: needs(latency(), 'Until the endpoint answers.'),
    failures: may(failures, 'Shares of attempts that fail. Default: none.'),
    capacity: may(perTime(), 'Requests that it works off, one after another. Default: any number at once.'),
    retries: may(
      whole('a number of retries', 0, RETRIES_MAX),
      "Attempts after the first. Default: the rulebook's.",
    ),
    'retry-on': may(
      list(word('connect', 'timeout', 'error'), 'a list of failures'),
      "After which failures it is tried again. Default: the rulebook's.",
    ),
    timeout: may(duration(), "How long is waited for an answer. Default: the rulebook's."),
  });
}

/** What stands behind `prices`. */
export function prices(): MapShape {
  const price = number('a price', 0.0079);
  const byCountry = either('a price or prices by country', price, record(price, 'prices by country'));
  return map('prices', {
    segment: may(byCountry, 'Of a segment of a text.'),
    media: may(byCountry, 'Of a message with media.'),
    'carrier-fee': may(price, 'What carriers charge on top of each segment.'),
    failed: may(price, 'Of each message that fails.'),
    'number-per-month': may(price, 'Of each number.'),
  });
}
