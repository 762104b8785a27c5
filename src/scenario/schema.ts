import { z } from 'zod';
import type { Form, LeafShape, Shape } from './shape.ts';

/** Entries of a list that people write by hand or a program generates; longer lists belong into CSV files. */
const LIST_MAX = 100_000;
/** Requests of one phase of arrivals. */
const REQUESTS_MAX = 1_000_000_000;
/** Numbers of one sender entry. */
const NUMBERS_MAX = 100_000;

/** Both are dear to make (milliseconds), so they are made on first use. */
let schema: z.ZodType | undefined;
let shape: Shape | undefined;
const forms = new WeakMap<z.ZodType, Form>();

/** The shape of a scenario file. */
export function scenarioShape(): Shape {
  shape ??= shapeOf(scenarioSchema());
  return shape;
}

/** The JSON Schema (draft 7) of a scenario file, for editors. */
export function jsonSchema(): object {
  return z.toJSONSchema(scenarioSchema(), { target: 'draft-7', io: 'input' });
}

/** Whether a plain value has the shape of a scenario file. */
export function hasScenarioShape(value: unknown): boolean {
  return scenarioSchema().safeParse(value).success;
}

function scenarioSchema(): z.ZodType {
  schema ??= buildSchema();
  return schema;
}

type Words = readonly [string, ...string[]];

function leaf<T extends z.ZodType>(form: Form, type: T, title: string, ...examples: readonly unknown[]): T {
  const described = type.meta(examples.length === 0 ? { title } : { title, examples: [...examples] });
  forms.set(described, form);
  return described;
}

const textOrNumber = (): z.ZodType => z.union([z.string(), z.number()]);
const text = (title: string, ...examples: readonly string[]): z.ZodType =>
  leaf('text', z.string(), title, ...examples);
const id = (title: string, example: string): z.ZodType => leaf('id', z.string(), title, example);
const duration = (): z.ZodType => leaf('duration', z.string(), 'a duration', '4s', '90m', '1h30m');
const moment = (): z.ZodType => leaf('moment', z.string(), 'a moment', '0s', '90m', '09:00');
const perTime = (): z.ZodType => leaf('per-time', z.string(), 'a rate', '5/s', '90/m', '1000/h');
const share = (): z.ZodType => leaf('share', textOrNumber(), 'a share', '12.5%', 0.125);
const factor = (): z.ZodType => leaf('factor', z.string(), 'a factor', 'x5', 'x0.25');
const number = (title: string, example: number): z.ZodType => leaf('number', z.number(), title, example);
const whole = (title: string, min: number, max: number): z.ZodType =>
  leaf('whole', z.int().min(min).max(max), title);
const word = (...words: Words): z.ZodType => leaf('word', z.enum(words), words.join(' or '));
const list = (of: z.ZodType, title: string): z.ZodArray => z.array(of).min(1).max(LIST_MAX).meta({ title });
const record = (of: z.ZodType, title: string, ...examples: readonly object[]): z.ZodType =>
  z.record(z.string(), of).meta({ title, examples: [...examples] });
const map = (title: string, keys: Readonly<Record<string, z.ZodType>>): z.ZodObject =>
  z.strictObject(keys).meta({ title });
const either = (title: string, ...options: readonly z.ZodType[]): z.ZodType =>
  z.union(options).meta({ title });

/** The description that an editor shows for a key; the form of a leaf stays known. */
function about(type: z.ZodType, description: string): z.ZodType {
  const described = type.meta({ ...type.meta(), description });
  const form = forms.get(type);
  if (form !== undefined) forms.set(described, form);
  return described;
}

function buildSchema(): z.ZodType {
  return map('a scenario', {
    name: about(
      leaf('name', z.string(), 'a name', 'flash-sale'),
      'Name in reports and of their folder. Default: that of the file.',
    ).optional(),
    rulebook: about(
      text('the name of a rulebook', 'twilio-guide'),
      'Limits, error codes and texts of the provider. Default: twilio-guide.',
    ).optional(),
    seed: about(
      leaf('text', textOrNumber(), 'a seed', 7),
      'Any number or text; the same seed gives the same run. Default: 1.',
    ).optional(),
    start: about(
      text('a date and time with offset', '2026-11-27T09:00:00-05:00'),
      'Wall clock at the start of the run; makes times of day possible.',
    ).optional(),
    zone: about(
      text('a time zone', 'America/New_York'),
      'IANA time zone for times of day and daily profiles. Default: the offset of start.',
    ).optional(),
    run: about(runSchema(), 'How long: until everything is drained (default), or for a duration.').optional(),
    senders: about(list(senderSchema(), 'a list of senders'), 'What messages are sent from.'),
    traffic: about(
      list(streamSchema(), 'a list of traffic streams'),
      'Who submits what and when.',
    ).optional(),
    carriers: about(
      record(carrierSchema(), 'a map of carriers'),
      'Mobile networks by name; what is absent follows the carrier default.',
    ).optional(),
    incidents: about(
      list(incidentSchema(), 'a list of incidents'),
      'Disturbances of carriers or senders.',
    ).optional(),
    expect: about(
      list(expectationSchema(), 'a list of expectations'),
      'Bounds that the run must keep; if not, the exit status is 99.',
    ).optional(),
  }).meta({
    title: 'a scenario',
    description: 'A scenario of mpsim: senders, traffic, carriers, incidents and what is expected.',
  });
}

function runSchema(): z.ZodType {
  return either(
    'a map such as { for: 6h }',
    map('a run until drained', { until: word('drained') }),
    map('a run for a duration', { for: duration() }),
  );
}

function senderSchema(): z.ZodType {
  const phone = (): z.ZodType => text('a phone number', '+14155550100');
  const row = map('a row of numbers', { from: phone(), count: whole('a number of senders', 1, NUMBERS_MAX) });
  const shortCode = map('a short code', {
    code: text('the digits of a short code', '12345'),
    country: text('a country code', 'US'),
  });
  const rate = either('a rate of segments', number('a number', 10), word('unlimited'));
  return map('a sender', {
    id: about(id('the id of a sender', 'promo'), 'Name in from and in reports.'),
    number: about(phone(), 'One phone number in E.164.').optional(),
    numbers: about(
      either('several numbers', list(phone(), 'a list of phone numbers'), row),
      'Several equal numbers; promo#1, promo#2 in reports.',
    ).optional(),
    'short-code': about(shortCode, 'A short code and its country.').optional(),
    alphanumeric: about(
      text('an alphanumeric sender id', 'ACME'),
      '1 to 11 letters, digits or spaces.',
    ).optional(),
    'segments-per-second': about(rate, "Rate of each number. Default: the rulebook's.").optional(),
    burst: about(whole('a burst', 1, 1_000_000), 'Segments that may leave at once. Default: 1.').optional(),
    'queue-horizon': about(
      duration(),
      "Traffic that the queue takes, in time of sending. Default: the rulebook's (4h).",
    ).optional(),
  });
}

function csvColumnSchema(): z.ZodType {
  return map('a CSV column', {
    csv: text('the path of a CSV file', 'numbers.csv'),
    column: text('the name of a column', 'phone'),
  });
}

function streamSchema(): z.ZodType {
  const from = either(
    'a sender or a list of them',
    text('the id of a sender', 'promo'),
    list(text('the id of a sender', 'promo'), 'a list of senders'),
  );
  const to = either(
    'recipients',
    list(text('a phone number', '+14155550100'), 'a list of phone numbers'),
    csvColumnSchema(),
    record(share(), 'shares by country', { US: '90%', CA: '10%' }),
  );
  const arrivals = arrivalsSchema();
  const body = bodySchema();
  return map('a traffic stream', {
    id: about(id('the id of a stream', 'blast'), 'Name in reports.'),
    from: about(from, 'Id of a sender, of one number of it (promo#2), or a list of these, used in turn.'),
    to: about(to, 'Shares by country, a list of numbers taken in turn, or a CSV column of them.').optional(),
    body: about(
      either('a body or a list of them', ...body, list(either('a body', ...body), 'a list of bodies')),
      'Text, template, or several with weights.',
    ).optional(),
    segments: about(
      record(share(), 'shares by number of segments', { 1: '70%', 2: '30%' }),
      'Shares by number of segments, in place of body.',
    ).optional(),
    arrivals: about(
      either('arrivals', ...arrivals, list(either('arrivals', ...arrivals), 'a list of arrivals')),
      'When: one phase or a list of them.',
    ),
  });
}

function bodySchema(): readonly z.ZodType[] {
  const weight = number('a weight', 2).optional();
  const values = either('values of a field', list(text('a value'), 'a list of values'), csvColumnSchema());
  return [
    text('a text', 'Your code is 123456'),
    map('a body', { text: text('a text'), weight }),
    map('a template', {
      template: text('a template', 'Hi {name}'),
      fields: record(values, 'values by field'),
      weight,
    }),
  ];
}

function arrivalsSchema(): readonly z.ZodType[] {
  const count = (): z.ZodType => whole('a number of requests', 1, REQUESTS_MAX);
  const from = moment().optional();
  const until = moment().optional();
  return [
    map('a batch', { batch: count(), at: moment() }),
    map('a constant rate', { rate: perTime(), from, until, count: count().optional() }),
    map('Poisson arrivals', { poisson: perTime(), from, until, count: count().optional() }),
    map('a ramp', {
      ramp: map('the rates of a ramp', { from: perTime(), to: perTime() }),
      from,
      until: moment(),
    }),
    map('a profile', {
      profile: record(perTime(), 'rates by time of day', { '09:00': '100/h', '17:00': '20/h' }),
      repeat: word('daily').optional(),
      from,
      until,
    }),
    map('a trace', { trace: text('the path of a CSV file', 'trace.csv') }),
  ];
}

function outcomesSchema(): z.ZodType {
  return map('outcomes', {
    delivered: share().optional(),
    undelivered: record(share(), 'shares by error code', { 30003: '2%' }).optional(),
    'no-receipt': share().optional(),
  });
}

function latencySchema(): z.ZodType {
  const lognormal = either(
    'a log-normal distribution',
    map('quantiles', { p50: duration(), p95: duration() }),
    map('median and sigma', { p50: duration(), sigma: number('a sigma', 0.8) }),
    map('mean and coefficient of variation', {
      mean: duration(),
      cv: number('a coefficient of variation', 1),
    }),
  );
  return either(
    'a latency',
    map('a constant latency', { constant: duration() }),
    map('a uniform latency', { uniform: map('a range', { from: duration(), to: duration() }) }),
    map('an exponential latency', { exponential: map('an exponential distribution', { mean: duration() }) }),
    map('a log-normal latency', { lognormal }),
    map('a Weibull latency', {
      weibull: map('a Weibull distribution', { scale: duration(), shape: number('a shape', 1.5) }),
    }),
    map('an empirical latency', {
      empirical: record(duration(), 'durations by share', { '50%': '4s', '95%': '12s' }),
    }),
  );
}

function carrierSchema(): z.ZodType {
  const country = (): z.ZodType => text('a country code', 'US');
  const to = either(
    'countries',
    country(),
    list(country(), 'a list of countries'),
    record(share(), 'shares by country', { US: '40%' }),
  );
  return map('a carrier', {
    to: about(
      to,
      'Countries it serves, or its share of them. The carrier default takes the rest.',
    ).optional(),
    latency: about(latencySchema(), 'Time from sent to the receipt.').optional(),
    outcomes: about(outcomesSchema(), 'Shares of what becomes of a message that was sent.').optional(),
  });
}

function incidentSchema(): z.ZodType {
  return map('an incident', {
    at: about(moment(), 'When it begins.'),
    for: about(duration(), 'How long it lasts. Default: for ever.').optional(),
    carrier: about(text('the name of a carrier', 'default'), 'The carrier that it disturbs.').optional(),
    latency: about(factor(), "Factor on the carrier's latency.").optional(),
    outcomes: about(outcomesSchema(), "In place of the carrier's outcomes.").optional(),
    sender: about(text('the id of a sender', 'promo'), 'The sender that it disturbs.').optional(),
    rate: about(factor(), "Factor on the sender's rate.").optional(),
    down: about(leaf('true', z.literal(true), 'true'), 'The sender sends nothing.').optional(),
  });
}

function expectationSchema(): z.ZodType {
  const bound = (): z.ZodType => leaf('any', textOrNumber(), 'a bound', '10s', 0, '1%');
  const bounds = (): z.ZodType =>
    map('bounds such as { at-most: 10s }', { 'at-most': bound().optional(), 'at-least': bound().optional() });
  const selectors = map('selectors', {
    traffic: text('the id of a stream', 'otp').optional(),
    sender: text('the id of a sender', 'promo').optional(),
    carrier: text('the name of a carrier', 'default').optional(),
    code: whole('an error code', 10_000, 99_999).optional(),
  });
  const statistics = ['mean', 'min', 'max', 'p50', 'p90', 'p95', 'p99', 'count', 'share', 'at'];
  return z
    .object({
      metric: about(
        text('the name of a metric', 'send_latency', 'failed'),
        'A latency, a count, backlog or drained.',
      ),
      of: about(selectors, 'The messages that are looked at. Default: all.').optional(),
      ...Object.fromEntries(statistics.map((statistic) => [statistic, bounds().optional()])),
    })
    .catchall(bounds())
    .meta({ title: 'an expectation' });
}

/** The plain form of a schema that is made of the parts above. */
function shapeOf(type: z.ZodType): Shape {
  const what = type.meta()?.title ?? 'a value';
  const form = forms.get(type);
  if (form !== undefined) return leafOf(form, type, what);
  if (type instanceof z.ZodOptional) return shapeOf(inner(type.unwrap()));
  if (type instanceof z.ZodArray)
    return { kind: 'list', what, of: shapeOf(inner(type.element)), lengthMax: LIST_MAX };
  if (type instanceof z.ZodRecord) return { kind: 'record', what, of: shapeOf(inner(type.valueType)) };
  if (type instanceof z.ZodUnion)
    return { kind: 'either', what, options: type.options.map((option) => shapeOf(inner(option))) };
  if (!(type instanceof z.ZodObject)) throw new TypeError(`no shape for ${what}`);
  const keys = Object.entries(type.shape).map(([key, value]) => {
    return [key, { shape: shapeOf(inner(value)), required: !(value instanceof z.ZodOptional) }] as const;
  });
  const { catchall } = type.def;
  const rest =
    catchall === undefined || catchall instanceof z.ZodNever ? undefined : shapeOf(inner(catchall));
  return { kind: 'map', what, keys: new Map(keys), rest };
}

/** zod types the parts of a schema as its core; all of ours are made by its classic face. */
function inner(type: z.core.$ZodType): z.ZodType {
  return type as z.ZodType;
}

function leafOf(form: Form, type: z.ZodType, what: string): LeafShape {
  const words = type instanceof z.ZodEnum ? type.options.map(String) : [];
  const limits = type instanceof z.ZodNumber ? type : undefined;
  const [min, max] = [limits?.minValue ?? -Infinity, limits?.maxValue ?? Infinity];
  return { kind: 'leaf', what, example: exampleOf(type), form, words, min, max };
}

function exampleOf(type: z.ZodType): string | undefined {
  const examples = type.meta()?.examples;
  return Array.isArray(examples) && examples.length > 0 ? String(examples[0]) : undefined;
}
