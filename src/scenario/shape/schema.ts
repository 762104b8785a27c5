import { jsonSchemaOf } from './json-schema.ts';
import type { Form, Key, LeafShape, ListShape, MapShape, RecordShape, Shape } from './shape.ts';

/** Entries of a list that people write by hand or a program generates; longer lists belong into CSV files. */
const LIST_MAX = 100_000;
/** Requests of one phase of arrivals. */
const REQUESTS_MAX = 1_000_000_000;
/** Numbers of one sender entry. */
const NUMBERS_MAX = 100_000;
/** Segments that may leave at once. */
const BURST_MAX = 1_000_000;

let known: Shape | undefined;

/** The shape of a scenario file: every key, what stands behind it, and what it means. */
export function scenarioShape(): Shape {
  known ??= scenario();
  return known;
}

/** The JSON Schema (draft 7) of a scenario file, for editors. */
export function jsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    description: 'A scenario of mpsim: senders, traffic, carriers, incidents and what is expected.',
    ...jsonSchemaOf(scenarioShape()),
  };
}

type Example = string | number;

function leaf(form: Form, what: string, ...examples: readonly Example[]): LeafShape {
  return { kind: 'leaf', form, what, examples, words: [], min: -Infinity, max: Infinity };
}

const text = (what: string, ...examples: readonly Example[]): LeafShape => leaf('text', what, ...examples);
const id = (what: string, example: string): LeafShape => leaf('id', what, example);
const duration = (): LeafShape => leaf('duration', 'a duration', '4s', '90m', '1h30m');
const moment = (): LeafShape => leaf('moment', 'a moment', '0s', '90m', '09:00');
const perTime = (): LeafShape => leaf('per-time', 'a rate', '5/s', '90/m', '1000/h');
const share = (): LeafShape => leaf('share', 'a share', '12.5%', 0.125);
const factor = (): LeafShape => leaf('factor', 'a factor', 'x5', 'x0.25');
const number = (what: string, example: number): LeafShape => leaf('number', what, example);
const whole = (what: string, min: number, max: number): LeafShape => ({ ...leaf('whole', what), min, max });
const word = (...words: readonly string[]): LeafShape => ({ ...leaf('word', words.join(' or ')), words });
const list = (of: Shape, what: string): ListShape => ({ kind: 'list', what, of, lengthMax: LIST_MAX });
const record = (of: Shape, what: string): RecordShape => ({ kind: 'record', what, of });
const either = (what: string, ...options: readonly Shape[]): Shape => ({ kind: 'either', what, options });

/** A key that must be there. */
const needs = (shape: Shape, description?: string): Key => ({ shape, required: true, description });
/** A key that may be there. */
const may = (shape: Shape, description?: string): Key => ({ shape, required: false, description });

function map(what: string, keys: Readonly<Record<string, Key>>, rest?: Shape): MapShape {
  return { kind: 'map', what, keys: new Map(Object.entries(keys)), rest };
}

function scenario(): MapShape {
  return map('a scenario', {
    name: may(
      leaf('name', 'a name', 'flash-sale'),
      'Name in reports and of their folder. Default: that of the file.',
    ),
    rulebook: may(
      text('the name of a rulebook', 'twilio-guide'),
      'Limits, error codes and texts of the provider. Default: twilio-guide.',
    ),
    seed: may(text('a seed', 7), 'Any number or text; the same seed gives the same run. Default: 1.'),
    start: may(
      text('a date and time with offset', '2026-11-27T09:00:00-05:00'),
      'Wall clock at the start of the run; makes times of day possible.',
    ),
    zone: may(
      text('a time zone', 'America/New_York'),
      'IANA time zone for times of day and daily profiles. Default: the offset of start.',
    ),
    run: may(run(), 'How long: until everything is drained (default), or for a duration.'),
    senders: needs(list(sender(), 'a list of senders'), 'What messages are sent from.'),
    traffic: may(list(stream(), 'a list of traffic streams'), 'Who submits what and when.'),
    carriers: may(
      record(carrier(), 'a map of carriers'),
      'Mobile networks by name; what is absent follows the carrier default.',
    ),
    incidents: may(list(incident(), 'a list of incidents'), 'Disturbances of carriers or senders.'),
    expect: may(
      list(expectation(), 'a list of expectations'),
      'Bounds that the run must keep; if not, the exit status is 99.',
    ),
  });
}

function run(): Shape {
  return either(
    'a map such as { for: 6h }',
    map('a run until drained', { until: needs(word('drained')) }),
    map('a run for a duration', { for: needs(duration()) }),
  );
}

function sender(): MapShape {
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

function country(): LeafShape {
  return text('a country code', 'US');
}

function csvColumn(): MapShape {
  return map('a CSV column', {
    csv: needs(text('the path of a CSV file', 'numbers.csv')),
    column: needs(text('the name of a column', 'phone')),
  });
}

function stream(): MapShape {
  const name = text('the id of a sender', 'promo');
  const from = either('a sender or a list of them', name, list(name, 'a list of senders'));
  const phones = list(text('a phone number', '+14155550100'), 'a list of phone numbers');
  const to = either('recipients', phones, csvColumn(), record(share(), 'shares by country'));
  const body = either('a body', ...bodies());
  const phase = either('arrivals', ...phases());
  return map('a traffic stream', {
    id: needs(id('the id of a stream', 'blast'), 'Name in reports.'),
    from: needs(from, 'Id of a sender, of one number of it (promo#2), or a list of these, used in turn.'),
    to: may(to, 'Shares by country, a list of numbers taken in turn, or a CSV column of them.'),
    body: may(
      either('a body or a list of them', ...bodies(), list(body, 'a list of bodies')),
      'Text, template, or several with weights.',
    ),
    segments: may(
      record(share(), 'shares by number of segments'),
      'Shares by number of segments, in place of body.',
    ),
    arrivals: needs(
      either('arrivals', ...phases(), list(phase, 'a list of arrivals')),
      'When: one phase or a list of them.',
    ),
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

function outcomes(): MapShape {
  return map('outcomes', {
    delivered: may(share()),
    undelivered: may(record(share(), 'shares by error code')),
    'no-receipt': may(share()),
  });
}

function latency(): Shape {
  const lognormal = either(
    'a log-normal distribution',
    map('quantiles', { p50: needs(duration()), p95: needs(duration()) }),
    map('median and sigma', { p50: needs(duration()), sigma: needs(number('a sigma', 0.8)) }),
    map('mean and coefficient of variation', {
      mean: needs(duration()),
      cv: needs(number('a coefficient of variation', 1)),
    }),
  );
  const range = map('a range', { from: needs(duration()), to: needs(duration()) });
  const weibull = map('a Weibull distribution', {
    scale: needs(duration()),
    shape: needs(number('a shape', 1.5)),
  });
  return either(
    'a latency',
    map('a constant latency', { constant: needs(duration()) }),
    map('a uniform latency', { uniform: needs(range) }),
    map('an exponential latency', {
      exponential: needs(map('an exponential distribution', { mean: needs(duration()) })),
    }),
    map('a log-normal latency', { lognormal: needs(lognormal) }),
    map('a Weibull latency', { weibull: needs(weibull) }),
    map('an empirical latency', { empirical: needs(record(duration(), 'durations by share')) }),
  );
}

function carrier(): MapShape {
  const to = either(
    'countries',
    country(),
    list(country(), 'a list of countries'),
    record(share(), 'shares by country'),
  );
  return map('a carrier', {
    to: may(to, 'Countries it serves, or its share of them. The carrier default takes the rest.'),
    latency: may(latency(), 'Time from sent to the receipt.'),
    outcomes: may(outcomes(), 'Shares of what becomes of a message that was sent.'),
  });
}

function incident(): MapShape {
  return map('an incident', {
    at: needs(moment(), 'When it begins.'),
    for: may(duration(), 'How long it lasts. Default: for ever.'),
    carrier: may(text('the name of a carrier', 'default'), 'The carrier that it disturbs.'),
    latency: may(factor(), "Factor on the carrier's latency."),
    outcomes: may(outcomes(), "In place of the carrier's outcomes."),
    sender: may(text('the id of a sender', 'promo'), 'The sender that it disturbs.'),
    rate: may(factor(), "Factor on the sender's rate."),
    down: may(leaf('true', 'true'), 'The sender sends nothing.'),
  });
}

function expectation(): MapShape {
  const bound = leaf('any', 'a bound', '10s', 0, '1%');
  const bounds = map('bounds such as { at-most: 10s }', { 'at-most': may(bound), 'at-least': may(bound) });
  const of = map('selectors', {
    traffic: may(text('the id of a stream', 'otp')),
    sender: may(text('the id of a sender', 'promo')),
    carrier: may(text('the name of a carrier', 'default')),
    code: may(whole('an error code', 10_000, 99_999)),
  });
  const statistics = ['mean', 'min', 'max', 'p50', 'p90', 'p95', 'p99', 'count', 'share', 'at'];
  const keys = {
    metric: needs(
      text('the name of a metric', 'send_latency', 'failed'),
      'A latency, a count, backlog or drained.',
    ),
    of: may(of, 'The messages that are looked at. Default: all.'),
    ...Object.fromEntries(statistics.map((statistic) => [statistic, may(bounds)])),
  };
  return map('an expectation', keys, bounds);
}
