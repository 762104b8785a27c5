import {
  country,
  duration,
  either,
  flag,
  id,
  list,
  map,
  may,
  needs,
  number,
  record,
  text,
  whole,
  word,
} from './build.ts';
import type { MapShape, Shape } from './shape.ts';

/** Numbers of one sender entry. */
const NUMBERS_MAX = 100_000;
/** Segments that may leave at once. */
const BURST_MAX = 1_000_000;
/** Messages of a day. */
const MESSAGES_MAX = 1_000_000_000;

/** An entry of `senders`. */
export function sender(): MapShape {
  const phone = text('a phone number', '+14155550100');
  const row = map('a row of numbers', {
    from: needs(phone),
    count: needs(whole('a number of senders', 1, NUMBERS_MAX)),
  });
  const shortCode = map('a short code', {
    code: needs(text('the digits of a short code', '12345')),
    country: needs(country()),
  });
  return map('a sender', {
    id: needs(id('the id of a sender', 'promo'), 'Name in from and in reports.'),
    number: may(phone, 'One phone number in E.164.'),
    numbers: may(
      either('several numbers', list(phone, 'a list of phone numbers'), row),
      'Several equal numbers; promo#1, promo#2 in reports.',
    ),
    'short-code': may(shortCode, 'A short code and its country.'),
    alphanumeric: may(text('an alphanumeric sender id', 'ACME'), '1 to 11 letters, digits or spaces.'),
    'segments-per-second': may(
      either('a rate of segments', number('a number', 10), word('unlimited')),
      "Rate of each number. Default: the rulebook's.",
    ),
    burst: may(whole('a burst', 1, BURST_MAX), 'Segments that may leave at once. Default: 1.'),
    'queue-horizon': may(
      duration(),
      "Traffic that the queue takes, in time of sending. Default: the rulebook's (4h).",
    ),
  });
}

/** An entry of `campaigns`. */
export function campaign(): MapShape {
  return map('a campaign', {
    id: needs(id('the id of a campaign', 'offers'), 'Name in incidents and reports.'),
    senders: needs(senderList(), 'The long codes that are registered with it.'),
    kind: may(word('standard', 'low-volume', 'sole-proprietor'), 'Default: standard.'),
    'trust-score': may(whole('a trust score', 0, 100), 'Of a standard campaign: 0 to 100.'),
    brand: may(
      id('the id of a brand', 'acme'),
      'Campaigns of one brand share its daily cap. Default: all do.',
    ),
    'segments-per-second': may(
      record(number('a rate of segments', 40), 'rates by carrier'),
      "Rates by carrier in place of the rulebook's.",
    ),
    'daily-cap': may(whole('a daily cap', 1, MESSAGES_MAX), "In place of the rulebook's."),
  });
}

/** An entry of `messaging-services`. */
export function service(): MapShape {
  return map('a messaging service', {
    id: needs(id('the id of a messaging service', 'pool'), 'Name in from; no sender has it.'),
    senders: needs(
      senderList(0),
      'Its pool: ids of senders, or of one number of them (promo#2); [] for a pool without any.',
    ),
    spread: may(
      word('round-robin', 'least-backlog', 'random', 'sticky'),
      'How messages are spread over the senders of one kind. Default: round-robin.',
    ),
    'sticky-sender': may(flag(), 'A recipient keeps the sender that first wrote to it. Default: false.'),
    'area-code-match': may(flag(), "Prefers numbers of the recipient's area code (US, CA). Default: false."),
    validity: may(duration(), "How long a message may wait to be sent. Default: the rulebook's."),
    'smart-encoding': may(
      flag(),
      'Replaces characters that force UCS-2 where a like one exists. Default: false.',
    ),
    'mms-converter': may(flag(), 'Sends a link in a text to countries that take no media. Default: false.'),
    'status-callback': may(
      text('an address', 'http://localhost:3000/status'),
      'Where mpsim serve posts the status callbacks of its messages, unless a request says.',
    ),
    'segments-per-second': may(
      number('a rate of segments', 20),
      'Rate of the whole pool. Default: no limit.',
    ),
    burst: may(whole('a burst', 1, BURST_MAX), "Segments that may leave at once. Default: a second's."),
  });
}

function senderList(lengthMin: 0 | 1 = 1): Shape {
  return list(text('the id of a sender', 'promo'), 'a list of senders', lengthMin);
}
