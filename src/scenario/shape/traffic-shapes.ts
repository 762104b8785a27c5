import {
  duration,
  either,
  factor,
  flag,
  id,
  list,
  map,
  may,
  moment,
  needs,
  number,
  perTime,
  record,
  share,
  size,
  text,
  whole,
  word,
} from './build.ts';
import type { LeafShape, MapShape, Shape } from './shape.ts';

/** Requests of one phase of arrivals. */
const REQUESTS_MAX = 1_000_000_000;
/** Far more media than any provider takes. */
const MEDIA_MAX = 1000;
/** Attempts of one request. */
const ATTEMPTS_MAX = 1000;

function csvColumn(): MapShape {
  return map('a CSV column', {
    csv: needs(text('the path of a CSV file', 'numbers.csv')),
    column: needs(text('the name of a column', 'phone')),
  });
}

/** An entry of `traffic`. */
export function stream(): MapShape {
  const name = text('the id of a sender', 'promo');
  const from = either('a sender or a list of them', name, list(name, 'a list of senders'));
  const phones = list(text('a phone number', '+14155550100'), 'a list of phone numbers');
  const to = either('recipients', phones, csvColumn(), record(share(), 'shares by country'));
  const body = either('a body', ...bodies());
  const phase = either('arrivals', ...phases());
  return map('a traffic stream', {
    id: needs(id('the id of a stream', 'blast'), 'Name in reports.'),
    from: needs(
      from,
      'Id of a messaging service or of a sender, of one number of it (promo#2), or a list of senders, used in turn.',
    ),
    to: may(to, 'Shares by country, a list of numbers taken in turn, or a CSV column of them.'),
    body: may(
      either('a body or a list of them', ...bodies(), list(body, 'a list of bodies')),
      'Text, template, or several with weights.',
    ),
    segments: may(
      record(share(), 'shares by number of segments'),
      'Shares by number of segments, in place of body.',
    ),
    media: may(
      either('media', medium(), list(medium(), 'a list of media')),
      'What each message carries beside its text.',
    ),
    arrivals: needs(
      either('arrivals', ...phases(), list(phase, 'a list of arrivals')),
      'When: one phase or a list of them.',
    ),
    sender: may(
      text('the id of a sender', 'promo#1'),
      'The sender that requests name although they go through a service.',
    ),
    validity: may(
      duration(),
      "How long a message may wait to be sent. Default: the service's or rulebook's.",
    ),
    'send-at': may(
      either('a moment', moment(), map('a pause such as { after: 1h }', { after: needs(duration()) })),
      'When messages are queued, or how long after each request. Needs a messaging service.',
    ),
    cancel: may(
      map('a cancellation', { share: needs(share()), after: needs(duration()) }),
      'The client takes back a share of its messages, so long after each request.',
    ),
    'opted-out': may(share(), 'Share of the recipients who opted out.'),
    filtered: may(share(), 'Share of the messages that every carrier would filter.'),
    'smart-encoding': may(flag(), 'Replaces characters that force UCS-2 where a like one exists.'),
    priority: may(
      word('normal', 'high'),
      'What if: high goes before others that wait for the same sender or account.',
    ),
    hours: may(hours(), "Hours of the recipient's day in which the client sends; the rest waits."),
    pace: may(perTime(), 'Requests that the client makes at the most.'),
    retry: may(retry(), 'The client tries again after some refusals and failures.'),
  });
}

function medium(): MapShape {
  return map('a medium', {
    type: needs(text('a content type', 'image/png'), 'Its content type.'),
    size: may(size(), 'Size of each. Default: small enough.'),
    count: may(whole('a number of media', 1, MEDIA_MAX), 'How many of these. Default: 1.'),
    'served-as': may(
      text('a content type', 'image/jpeg'),
      'What its address answers with. Default: its own type.',
    ),
  });
}

function hours(): MapShape {
  return map('hours', {
    from: needs(text('a time of day', '09:00')),
    until: needs(
      text('a time of day', '21:00'),
      'The first moment outside; before from, it is of the next day.',
    ),
    zones: may(
      record(share(), 'shares by time zone'),
      'Where recipients live, by IANA zone. Default: the main zone of each country.',
    ),
  });
}

/** An error code; of an HTTP status the check tells which codes come with it. */
function errorOrStatus(): LeafShape {
  return { ...whole('an error code', 10_000, 99_999), checkedFrom: 100 };
}

function retry(): MapShape {
  return map('retries', {
    codes: needs(list(errorOrStatus(), 'a list of error codes'), 'What it reacts to.'),
    attempts: needs(whole('a number of attempts', 2, ATTEMPTS_MAX), 'In all, the first one included.'),
    backoff: needs(duration(), 'The first pause.'),
    factor: may(factor(), 'Each pause is so many times the one before. Default: x2.'),
    'max-backoff': may(duration(), 'No pause is longer.'),
    jitter: may(word('none', 'full'), 'full: a random part of each pause. Default: none.'),
  });
}

function bodies(): readonly Shape[] {
  const weight = may(number('a weight', 2), 'How often, in proportion to the other bodies. Default: 1.');
  const values = either('values of a field', list(text('a value'), 'a list of values'), csvColumn());
  return [
    text('a text', 'Your code is 123456'),
    map('a body', { text: needs(text('a text')), weight }),
    map('a template', {
      template: needs(text('a template', 'Hi {name}')),
      fields: needs(record(values, 'values by field')),
      weight,
    }),
  ];
}

function phases(): readonly Shape[] {
  const requests = whole('a number of requests', 1, REQUESTS_MAX);
  const from = may(moment(), 'When they begin. Default: 0s.');
  const until = may(moment(), 'When they end; nothing is sent at this instant.');
  const count = may(requests, 'How many at the most.');
  const rates = map('the rates of a ramp', { from: needs(perTime()), to: needs(perTime()) });
  const daily = may(word('daily'), 'Repeats the profile every day.');
  return [
    map('a batch', { batch: needs(requests, 'All at one instant.'), at: needs(moment()) }),
    map('a constant rate', {
      rate: needs(perTime(), 'Evenly spaced, the first one at from.'),
      from,
      until,
      count,
    }),
    map('Poisson arrivals', {
      poisson: needs(perTime(), 'At random, by this mean rate.'),
      from,
      until,
      count,
    }),
    map('a ramp', {
      ramp: needs(rates, 'The rate changes in a straight line.'),
      from,
      until: needs(moment()),
    }),
    map('a profile', {
      profile: needs(
        record(perTime(), 'rates by time of day'),
        'Each rate holds from its time of day to the next.',
      ),
      repeat: daily,
      from,
      until,
    }),
    map('a trace', {
      trace: needs(
        text('the path of a CSV file', 'trace.csv'),
        'CSV with header time,to,body or time,to,segments.',
      ),
    }),
  ];
}
