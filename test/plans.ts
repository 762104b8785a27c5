import fc from 'fast-check';
import { constant, empirical, exponential, type Quantile, uniform } from '../src/kernel/quantiles.ts';
import { type Rate, rateOf } from '../src/kernel/rate.ts';
import { US_PER_SECOND } from '../src/kernel/time.ts';
import { faultOf, NO_FAULT } from '../src/messaging/request-rules.ts';
import type {
  AcceptanceCheck,
  Content,
  Outcomes,
  Plan,
  PlanArrivals,
  PlanBodies,
  PlanCarrier,
  PlanHours,
  PlanIncident,
  PlanLane,
  PlanRecipients,
  PlanSender,
  PlanStream,
  PlanZone,
} from '../src/scenario/plan.ts';
import { NO_COUNTRY } from '../src/scenario/plan.ts';

/** What acceptance asks in these plans: every rule, each with a code of its own. */
export const ACCEPTANCE: readonly AcceptanceCheck[] = [
  { rule: 'to-given', code: 21604, throughService: 'refused' },
  { rule: 'to-possible', code: 21211, throughService: 'refused' },
  { rule: 'from-owned', code: 21606, throughService: 'refused' },
  { rule: 'body-given', code: 21602, throughService: 'refused' },
  { rule: 'body-length', code: 21617, throughService: 'refused' },
  { rule: 'opted-out', code: 21610, throughService: 'refused' },
];
/** Recipients of test rows that acceptance refuses: none given, and no possible number. */
export const TO_MISSING = -1;
export const TO_INVALID = -2;
const TO_GIVEN: number = faultOf(ACCEPTANCE, 'to-given');
const TO_POSSIBLE: number = faultOf(ACCEPTANCE, 'to-possible');
/** The code of a message that its queue cannot take. */
export const OVERFLOW = 30001;
/** The code of a message that waited too long. */
export const EXPIRED = 30036;

/** A message of so many segments, its text unknown. */
export function contentOf(segments: number): Content {
  return { encoding: 'GSM-7', segments, linked: undefined, fault: NO_FAULT };
}

/** A sender of one segment a second, burst 1 and no limit, but for what is said. */
export function senderOf(id: string, own: Partial<PlanSender> = {}): PlanSender {
  return {
    id,
    entry: id,
    address: '+14155550100',
    class: 'long-code',
    country: 'US',
    rate: rateOf(1, US_PER_SECOND),
    burst: 1,
    queueLimitSegments: Infinity,
    lane: 0,
    campaign: -1,
    routeFaults: new Uint8Array(0),
    mediaRouteFaults: new Uint8Array(0),
    routeFailures: new Uint16Array(0),
    ...own,
  };
}

/** A stream of one-segment messages through sender 0 to country 0, but for what is said. */
export function streamOf(
  id: string,
  arrivals: readonly PlanArrivals[],
  own: Partial<PlanStream> = {},
): PlanStream {
  return {
    id,
    senders: [0],
    arrivals,
    recipients: { kind: 'shares', cumulative: [1], countries: [0] },
    bodies: { kind: 'choice', cumulative: [1], variants: [{ kind: 'content', content: contentOf(1) }] },
    senderByRow: undefined,
    service: -1,
    namesSender: false,
    text: { prefix: '', smartEncoded: false, links: '' },
    media: undefined,
    fault: NO_FAULT,
    validityUs: Infinity,
    sendAt: undefined,
    cancel: undefined,
    optedOut: 0,
    filtered: 0,
    priority: 0,
    retry: undefined,
    pace: undefined,
    hours: undefined,
    ...own,
  };
}

/** Instants in whole microseconds, as a stream's trace. */
export function traceOf(instants: readonly number[]): PlanArrivals {
  return { kind: 'trace', atUs: Float64Array.from(instants) };
}

/** A body of so many segments for each message in turn. */
export function segmentsInTurn(segments: readonly number[]): PlanBodies {
  return { kind: 'rows', contents: segments.map(contentOf) };
}

export const DELIVERED: Outcomes = { cumulative: [1], outcomes: [{ status: 'delivered', code: 0 }] };

/** A plan with one carrier that delivers everything after two seconds, but for what is said. */
export function planOf(
  senders: readonly PlanSender[],
  streams: readonly PlanStream[],
  own: Partial<Plan> = {},
): Plan {
  return {
    name: 'test',
    rulebook: 'twilio-guide',
    seed: '1',
    anchor: undefined,
    horizonUs: Infinity,
    warmUp: undefined,
    ...lanesFor(senders),
    levels: [],
    campaigns: [],
    services: [],
    dailyCaps: [],
    streams,
    carriers: [{ id: 'default', latencyUs: constant(2 * US_PER_SECOND), outcomes: DELIVERED }],
    countries: ['US'],
    carriersByCountry: [{ cumulative: [1], carriers: [0] }],
    countryFaults: new Uint8Array(0),
    scheduleAheadUs: { least: 0, most: Infinity },
    mediaCountries: [],
    incidents: [],
    acceptance: ACCEPTANCE,
    overflow: {
      direct: { code: OVERFLOW, surface: 'failed' },
      service: { code: OVERFLOW, surface: 'failed' },
    },
    expiryCode: EXPIRED,
    account: { concurrency: undefined, daily: undefined, scheduledAtMost: Infinity },
    callbacks: undefined,
    prices: {
      currency: 'USD',
      date: '2022',
      segments: [],
      media: [],
      carrierFees: [],
      numbers: [],
      failed: undefined,
    },
    expectations: [],
    assumptions: [],
    ...own,
  };
}

/** The senders of a plan, and a lane of its own for each. */
export function lanesFor(senders: readonly PlanSender[]): Pick<Plan, 'senders' | 'lanes'> {
  return { senders: senders.map((sender, lane) => ({ ...sender, lane })), lanes: senders.map(laneOf) };
}

/** The lane of a sender that shares nothing. */
function laneOf({ id, rate, burst, queueLimitSegments }: PlanSender): PlanLane {
  return {
    id,
    rate,
    burst,
    queueLimitTokens: queueLimitSegments,
    tokensByCountry: undefined,
    media: undefined,
    levels: [],
    mediaLevels: [],
  };
}

/** Recipients in turn, each another one; `invalid` ones have no country and an impossible number. */
export function recipientRows(countries: readonly number[]): PlanRecipients {
  return {
    kind: 'rows',
    countries: Int16Array.from(countries, (country) => Math.max(country, NO_COUNTRY)),
    keys: Int32Array.from(countries, (_, place) => place),
    areaCodes: new Int16Array(countries.length).fill(-1),
    faults: Uint8Array.from(countries, (country) =>
      country === TO_MISSING ? TO_GIVEN : country === TO_INVALID ? TO_POSSIBLE : NO_FAULT,
    ),
  };
}

/** Rates that divide a second and rates that do not, slow ones, fast ones, and one above a segment a microsecond. */
export const RATES: readonly Rate[] = [
  rateOf(1, US_PER_SECOND),
  rateOf(10, US_PER_SECOND),
  rateOf(3, US_PER_SECOND),
  rateOf(5, 4 * US_PER_SECOND),
  rateOf(7, 3 * US_PER_SECOND),
  rateOf(1, 7 * US_PER_SECOND),
  rateOf(999_983, 7 * US_PER_SECOND),
  rateOf(5, 2),
];

const LATENCIES: readonly Quantile[] = [
  constant(0),
  constant(US_PER_SECOND),
  uniform(0, 5 * US_PER_SECOND),
  exponential(3 * US_PER_SECOND),
  empirical([
    [0, 0],
    [0.5, 10],
    [1, 20 * US_PER_SECOND],
  ]),
];

const OUTCOMES: readonly Outcomes[] = [
  DELIVERED,
  {
    cumulative: [0.5, 0.75, 1],
    outcomes: [
      { status: 'delivered', code: 0 },
      { status: 'undelivered', code: 30003 },
      { status: 'sent', code: 0 },
    ],
  },
  { cumulative: [1], outcomes: [{ status: 'sent', code: 0 }] },
  { cumulative: [1], outcomes: [{ status: 'undelivered', code: 30008 }] },
];

/** A zone whose hours are `[fromUs, untilUs)` of every day of so many microseconds; beyond the day's end: overnight. */
export function dailyZone(id: string, dayUs: number, fromUs: number, untilUs: number): PlanZone {
  return {
    id,
    openAtUs: (atUs) => {
      const sinceUs = (atUs - fromUs + dayUs) % dayUs;
      return sinceUs < untilUs - fromUs ? atUs : atUs + dayUs - sinceUs;
    },
  };
}

/** What random hours are made of: zones with short days, and how the three countries share them. */
export const hourParts: fc.Arbitrary<HourParts> = fc.record({
  zones: fc.array(
    fc.record({
      dayUs: fc.constantFrom(7 * US_PER_SECOND, 10 * US_PER_SECOND, 20 * US_PER_SECOND),
      begins: fc.constantFrom(0, 0.25, 0.5),
      lasts: fc.constantFrom(1e-6, 0.1, 0.5, 1),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  first: fc.constantFrom(0.1, 0.5, 1),
});

interface HourParts {
  readonly zones: readonly { readonly dayUs: number; readonly begins: number; readonly lasts: number }[];
  readonly first: number;
}

/** Hours for the countries of random plans. */
export function hoursOf({ zones, first }: HourParts): PlanHours {
  return {
    zones: zones.map(({ dayUs, begins, lasts }, i) =>
      dailyZone(`z${i}`, dayUs, begins * dayUs, begins * dayUs + lasts * dayUs),
    ),
    zonesByCountry: [0, 1, 2].map((country) => ({
      cumulative: [first, 1],
      zones: [country % zones.length, (country + 1) % zones.length],
    })),
  };
}

/** What a random plan may or may not have: features are switched off whole, so that each is also met alone. */
const features = fc.record({
  severalSenders: fc.boolean(),
  unlimited: fc.boolean(),
  oddRates: fc.boolean(),
  burst: fc.boolean(),
  queueLimits: fc.boolean(),
  severalStreams: fc.boolean(),
  phases: fc.boolean(),
  traces: fc.boolean(),
  invalid: fc.boolean(),
  longMessages: fc.boolean(),
  templates: fc.boolean(),
  carriers: fc.boolean(),
  outcomes: fc.boolean(),
  carrierIncidents: fc.boolean(),
  senderIncidents: fc.boolean(),
  horizon: fc.boolean(),
  hours: fc.boolean(),
  pace: fc.boolean(),
  optOuts: fc.boolean(),
});

/** Instants within 20 s, often on a whole second, so that several things meet. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((seconds) => seconds * US_PER_SECOND),
  fc.integer({ min: 0, max: 20 * US_PER_SECOND }),
);
const span = fc.oneof(
  fc.integer({ min: 1, max: 10 }).map((seconds) => seconds * US_PER_SECOND),
  fc.integer({ min: 1, max: 10 * US_PER_SECOND }),
);
const place = fc.nat({ max: 59 });

const phase: fc.Arbitrary<PlanArrivals> = fc.oneof(
  fc.record({ kind: fc.constant('batch' as const), atUs: instant, count: fc.integer({ min: 1, max: 150 }) }),
  fc
    .record({
      kind: fc.constantFrom('rate' as const, 'poisson' as const),
      rate: fc.constantFrom(rateOf(1, US_PER_SECOND), rateOf(7, 3 * US_PER_SECOND), rateOf(9, US_PER_SECOND)),
      fromUs: instant,
      spanUs: span,
      count: fc.constantFrom(3, 40, Infinity),
    })
    .map(({ spanUs, ...own }) => ({ ...own, untilUs: own.fromUs + spanUs })),
  fc
    .record({
      kind: fc.constant('ramp' as const),
      fromRate: fc.constantFrom(rateOf(0, 1), rateOf(4, US_PER_SECOND)),
      toRate: fc.constantFrom(rateOf(1, US_PER_SECOND), rateOf(10, US_PER_SECOND)),
      fromUs: instant,
      spanUs: span,
    })
    .map(({ spanUs, ...own }) => ({ ...own, untilUs: own.fromUs + spanUs })),
  fc
    .record({ fromUs: instant, spans: fc.array(span, { minLength: 1, maxLength: 3 }) })
    .map(({ fromUs, spans }) => {
      let untilUs = fromUs;
      const pieces = spans.map((spanUs, i) => {
        const start = untilUs;
        untilUs += spanUs;
        return { fromUs: start, untilUs, perUs: [2e-6, 0, 9e-6][i]! };
      });
      return { kind: 'profile' as const, pieces };
    }),
);

const senderPart = fc.record({
  rate: fc.constantFrom(...RATES),
  burst: fc.constantFrom(1, 2, 3, 20),
  limit: fc.constantFrom(1, 2, 3, 7, 40, 100),
  unlimited: fc.boolean(),
});

const rowPart = fc.record({
  atUs: instant,
  country: fc.constantFrom(0, 0, 1, 2, TO_INVALID, TO_MISSING),
  senderPosition: fc.integer({ min: -1, max: 3 }),
  content: fc.constantFrom(0, 0, 1, 2, 3, 4),
});

/** The bodies of traces: the last two are turned away. */
const CONTENTS: readonly Content[] = [
  contentOf(1),
  { encoding: 'UCS-2', segments: 2, linked: undefined, fault: NO_FAULT },
  contentOf(3),
  { encoding: 'GSM-7', segments: 1, linked: undefined, fault: faultOf(ACCEPTANCE, 'body-given') },
  { encoding: 'GSM-7', segments: 11, linked: undefined, fault: faultOf(ACCEPTANCE, 'body-length') },
];

const streamPart = fc.record({
  senders: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
  phases: fc.array(phase, { minLength: 1, maxLength: 3 }),
  trace: fc.boolean(),
  rows: fc.array(rowPart, { minLength: 1, maxLength: 60 }),
  template: fc.boolean(),
  turns: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  hours: fc.option(hourParts, { nil: undefined }),
  pace: fc.option(fc.constantFrom(...RATES), { nil: undefined }),
});

const carrierPart = fc.record({
  latency: fc.constantFrom(...LATENCIES),
  outcomes: fc.constantFrom(...OUTCOMES),
});

const incidentPart = fc.record({
  kind: fc.constantFrom('carrier-latency' as const, 'carrier-outcomes' as const, 'sender-rate' as const),
  atUs: instant,
  spanUs: fc.oneof({ weight: 5, arbitrary: span }, { weight: 1, arbitrary: fc.constant(Infinity) }),
  target: place,
  alsoNext: fc.boolean(),
  factor: fc.constantFrom([0, 1], [1, 2], [3, 7], [2, 1], [1, 16]),
  outcomes: fc.constantFrom(...OUTCOMES),
});

const parts = fc.record({
  features,
  seed: fc.nat({ max: 1000 }).map(String),
  senders: fc.array(senderPart, { minLength: 1, maxLength: 4 }),
  streams: fc.array(streamPart, { minLength: 1, maxLength: 4 }),
  carriers: fc.array(carrierPart, { minLength: 1, maxLength: 3 }),
  incidents: fc.array(incidentPart, { maxLength: 6 }),
  horizonUs: span.map((us) => 3 * us),
});

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;
type Features = Parts['features'];

/** Random plans of up to some hundred messages, with every feature of the model on or off. */
export const plans: fc.Arbitrary<Plan> = parts.map(assemble);

function assemble({ features: on, ...part }: Parts): Plan {
  const senders = part.senders
    .slice(0, on.severalSenders ? 4 : 1)
    .map((sender, i) => assembleSender(sender, i, on));
  const carriers = part.carriers.slice(0, on.carriers ? 3 : 1).map(
    (carrier, i): PlanCarrier => ({
      id: `c${i}`,
      latencyUs: on.carriers ? carrier.latency : constant(2 * US_PER_SECOND),
      outcomes: on.outcomes ? carrier.outcomes : DELIVERED,
    }),
  );
  const everyCarrier = carriers.map((_, i) => i);
  return planOf(
    senders,
    part.streams
      .slice(0, on.severalStreams ? 4 : 1)
      .map((stream, i) => assembleStream(stream, i, senders.length, on)),
    {
      seed: part.seed,
      horizonUs: on.horizon ? part.horizonUs : Infinity,
      carriers,
      countries: ['US', 'GB', 'DE'],
      carriersByCountry: [
        { cumulative: [1], carriers: [0] },
        { cumulative: everyCarrier.map((i) => (i + 1) / carriers.length), carriers: everyCarrier },
        { cumulative: [1], carriers: [carriers.length - 1] },
      ],
      incidents: part.incidents
        .filter(({ kind }) => (kind === 'sender-rate' ? on.senderIncidents : on.carrierIncidents))
        .map((incident) => assembleIncident(incident, senders.length, carriers.length)),
    },
  );
}

function assembleSender(part: Parts['senders'][number], i: number, on: Features): PlanSender {
  const unlimited = on.unlimited && part.unlimited;
  const rate = on.oddRates ? part.rate : RATES[1];
  return senderOf(`s${i}`, {
    rate: unlimited ? undefined : rate,
    burst: on.burst && !unlimited ? part.burst : 1,
    queueLimitSegments: on.queueLimits && !unlimited ? part.limit : Infinity,
  });
}

function assembleStream(
  part: Parts['streams'][number],
  i: number,
  senderCount: number,
  on: Features,
): PlanStream {
  const senders = [...new Set(part.senders.map((sender) => sender % senderCount))];
  const stream = assembleSource(part, i, senders, on);
  return {
    ...stream,
    hours: on.hours && part.hours !== undefined ? hoursOf(part.hours) : undefined,
    pace: on.pace ? part.pace : undefined,
    optedOut: on.optOuts ? 0.1 : 0,
  };
}

function assembleSource(
  part: Parts['streams'][number],
  i: number,
  senders: readonly number[],
  on: Features,
): PlanStream {
  if (on.traces && part.trace) return assembleTrace(part.rows, i, senders, on);
  return streamOf(`t${i}`, on.phases ? part.phases : part.phases.slice(0, 1), {
    senders,
    recipients: { kind: 'shares', cumulative: [0.5, 0.8, 1], countries: [0, 1, 2] },
    bodies: on.templates && part.template ? TEMPLATES : segmentsInTurn(on.longMessages ? part.turns : [1]),
  });
}

function assembleTrace(
  all: Parts['streams'][number]['rows'],
  i: number,
  senders: readonly number[],
  on: Features,
): PlanStream {
  const rows = [...all].sort((a, b) => a.atUs - b.atUs);
  const position = (wanted: number): number =>
    wanted < 0 && on.invalid ? -1 : Math.abs(wanted) % senders.length;
  return streamOf(`t${i}`, [traceOf(rows.map((row) => row.atUs))], {
    senders,
    recipients: recipientRows(rows.map((row) => (on.invalid ? row.country : Math.max(row.country, 0)))),
    bodies: {
      kind: 'rows',
      contents: rows.map((row) => CONTENTS[on.invalid ? row.content : row.content % 3]!),
    },
    senderByRow: Int32Array.from(rows, (row) => position(row.senderPosition)),
  });
}

/** Empty now and then, GSM-7 or UCS-2, of one to three segments. */
const TEMPLATES: PlanBodies = {
  kind: 'choice',
  cumulative: [0.5, 1],
  variants: [
    { kind: 'content', content: { encoding: 'GSM-7', segments: 2, linked: undefined, fault: NO_FAULT } },
    {
      kind: 'template',
      literals: ['', '', ''],
      fields: [
        { name: 'greeting', kind: 'draw', values: ['', 'Hello', 'Привет', 'x'.repeat(161)] },
        { name: 'text', kind: 'rows', values: ['', 'y', 'ж'.repeat(71), 'z'.repeat(307)] },
      ],
    },
  ],
};

function assembleIncident(
  part: Parts['incidents'][number],
  senderCount: number,
  carrierCount: number,
): PlanIncident {
  const time = { atUs: part.atUs, untilUs: part.atUs + part.spanUs };
  const carrier = part.target % carrierCount;
  const [numerator = 0, denominator = 1] = part.factor;
  switch (part.kind) {
    case 'carrier-latency':
      return { ...time, kind: part.kind, carrier, factor: numerator / denominator };
    case 'carrier-outcomes':
      return { ...time, kind: part.kind, carrier, outcomes: part.outcomes };
    case 'sender-rate': {
      const first = part.target % senderCount;
      const next = (first + 1) % senderCount;
      const senders = part.alsoNext && next !== first ? [first, next] : [first];
      return { ...time, kind: part.kind, senders, numerator, denominator };
    }
  }
}
