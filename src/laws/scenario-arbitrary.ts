import fc from 'fast-check';

type Json = unknown;
type Entry = Readonly<Record<string, Json>>;

/** Every third of these keys, each with a value of its own: what is undefined is not written. */
function some(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Entry> {
  const none = { weight: 2, arbitrary: fc.constant(undefined) };
  const each = Object.entries(keys).map(([key, value]) => [key, fc.oneof(none, value)] as const);
  return fc.record(Object.fromEntries(each));
}

/** One of these in three cases of four, so that most of what a scenario asks for is in order. */
function mostly(usual: readonly Json[], ...odd: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

const NAMES = ['promo', 'promo#2', 'canada', 'free', 'code', 'uk'];
const POOLS = ['pool', 'other'];
/** A full queue is soon reached, or never. */
const SENDERS: fc.Arbitrary<readonly Entry[]> = fc
  .tuple(fc.constantFrom('12s', '4h'), fc.constantFrom<Entry>({}, { burst: 3 }))
  .map(([horizon, burst]) => [
    { id: 'promo', numbers: { from: '+14155550100', count: 3 }, 'queue-horizon': horizon },
    { id: 'canada', number: '+14165550100', 'queue-horizon': horizon, ...burst },
    { id: 'free', number: '+18005550100', 'queue-horizon': horizon },
    { id: 'code', 'short-code': { code: '12345', country: 'US' } },
    { id: 'uk', number: '+447400123456', 'segments-per-second': 2.5, ...burst },
    { id: 'brand', alphanumeric: 'ACME' },
  ]);

const service = (id: string): fc.Arbitrary<Entry> =>
  fc
    .tuple(
      fc.subarray(['promo', 'canada', 'free', 'uk'], { minLength: 1 }),
      fc.subarray(['code', 'brand']),
      fc.constantFrom('round-robin', 'least-backlog', 'random', 'sticky'),
      some({
        'sticky-sender': fc.constant(true),
        'area-code-match': fc.constant(true),
        'mms-converter': fc.constant(true),
        validity: fc.constantFrom('2s', '10m'),
        'segments-per-second': fc.constantFrom(2, 0.5),
        burst: fc.integer({ min: 1, max: 5 }),
      }),
    )
    .map(([numbers, others, spread, settings]) => {
      const { burst, ...own } = settings;
      const held = own['segments-per-second'] === undefined || burst === undefined ? own : settings;
      return { id, senders: [...numbers, ...others], spread, ...held };
    });

const account: fc.Arbitrary<Entry> = fc
  .tuple(
    some({ 'segments-per-second': fc.constantFrom(5, 1), 'daily-limit': fc.integer({ min: 20, max: 90 }) }),
    mostly([{}], { concurrency: 3, 'request-time': '100ms' }),
    fc.constantFrom<Entry>(
      {},
      {},
      { type: 'trial', 'verified-callers': ['+14155550111', '+14165550111'] },
      { 'geo-permissions': ['US', 'CA'], 'opted-out': ['+14155550112'] },
    ),
  )
  .map(([limits, requests, rights]) => ({
    ...limits,
    ...(requests as Entry),
    ...rights,
  }));

const LISTED = ['+14155550111', '+14155550112', '+14165550111', '+447400123457'];
const recipients = mostly(
  [{ US: '70%', CA: '20%', GB: '10%' }, { US: '100%' }, LISTED],
  ['+14155550111', '+18765550100', '+493012345678'],
);
const content: fc.Arbitrary<Entry> = fc.constantFrom<Entry>(
  { body: 'Hello…' },
  {
    body: ['Hi', { text: 'Привет'.repeat(20), weight: 2 }, { template: 'Hi {n}', fields: { n: ['A', 'é'] } }],
  },
  { segments: { 1: '50%', 3: '50%' } },
);
const arrivals: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { batch: 30, at: '0s' },
  { batch: 70, at: '1s' },
  { rate: '2/s', until: '20s' },
  [
    { poisson: '1/s', from: '0s', count: 15 },
    { batch: 15, at: '5s' },
  ],
);
const media: fc.Arbitrary<Json> = mostly(
  [{ type: 'image/png', size: '30KB' }],
  { type: 'image/png', size: '6MB' },
  { type: 'image/png', 'served-as': 'text/plain' },
);
const retry: fc.Arbitrary<Entry> = some({
  factor: fc.constantFrom('x1', 'x2.5'),
  'max-backoff': fc.constantFrom('3s', '1h'),
  jitter: fc.constantFrom('none', 'full'),
}).map((settings) => ({
  codes: [21611, 30001, 20429, 30036, 63038, 30003, 30023],
  attempts: 4,
  backoff: '1s',
  ...settings,
}));

const stream = (id: string): fc.Arbitrary<Entry> =>
  fc
    .tuple(
      fc.constantFrom(...POOLS, ...POOLS, ...POOLS, 'promo', ...NAMES),
      content,
      recipients,
      arrivals,
      some({
        media,
        validity: fc.constantFrom('1s', '4s', '3h'),
        cancel: fc.constantFrom({ share: '20%', after: '3s' }, { share: 1, after: '0s' }),
        'opted-out': fc.constant('5%'),
        filtered: fc.constant('5%'),
        'smart-encoding': fc.boolean(),
        priority: fc.constant('high'),
        // It is half past eight where the run begins.
        hours: fc.constantFrom(
          { from: '08:30:10', until: '21:00' },
          {
            from: '08:00',
            until: '08:30:15',
            zones: { 'America/New_York': '60%', 'America/Chicago': '40%' },
          },
        ),
        pace: fc.constantFrom('5/s', '90/m'),
        retry,
      }),
      some({
        'send-at': fc.constant({ after: '20m' }),
        sender: fc.option(fc.constantFrom(...NAMES), { nil: undefined }),
      }),
    )
    .map(([from, body, to, when, options, ofService]) => ({
      id,
      from,
      to,
      ...body,
      arrivals: when,
      ...options,
      ...(POOLS.includes(from) ? ofService : {}),
    }));

const callbacks: fc.Arbitrary<Entry> = some({
  failures: fc.constantFrom({ connect: '10%' }, { connect: '10%', error: '20%' }),
  capacity: fc.constantFrom('50/s', '90/m'),
  retries: fc.integer({ min: 0, max: 3 }),
  'retry-on': fc.subarray(['connect', 'timeout', 'error'], { minLength: 1 }),
  timeout: fc.constantFrom('1s', '20s'),
}).map((settings) => ({ latency: { constant: '80ms' }, ...settings }));

const campaigns: fc.Arbitrary<Json> = some({
  'trust-score': fc.constantFrom(10, 60, 90),
  'daily-cap': fc.constantFrom(3, 20),
  'segments-per-second': fc.constantFrom({ 't-mobile': 0.5 }, { 't-mobile': 1, att: 5, verizon: 2 }),
}).map((settings) => [{ id: 'offers', senders: ['promo'], brand: 'acme', 'daily-cap': 5, ...settings }]);

const incident: fc.Arbitrary<Entry> = fc.constantFrom<Entry>(
  { at: '10s', for: '1m', sender: 'promo', rate: 'x0.5' },
  { at: '2s', for: '5s', sender: 'uk', down: true },
  { at: '5s', for: '1h', carrier: 'default', latency: 'x3' },
  { at: '5s', for: '10s', carrier: 'default', outcomes: { undelivered: { 30003: '100%' } } },
);
/** Trial accounts write to numbers that they have verified, so their streams must have numbers. */
function isTrial({ account: own }: Entry): boolean {
  return (own as Entry | undefined)?.type === 'trial';
}

const CAMPAIGN_DOWN: Entry = { at: '1s', for: '20s', campaign: 'offers', down: true };

/**
 * Scenarios over all that a provider offers, as values whose JSON is YAML, for fast-check. Most of what they ask for is
 * accepted, so that queues fill, levels run dry, deadlines pass and clients try again.
 *
 * @example
 * fc.property(busyScenarios, (scenario) => readScenarioText('any.yaml', JSON.stringify(scenario), files).ok)
 */
export const busyScenarios: fc.Arbitrary<Entry> = fc
  .constantFrom('twilio-guide', 'twilio-2022', 'twilio-2026', 'twilio-2026')
  .chain((rulebook) => {
    const has10dlc = rulebook === 'twilio-2026';
    return fc
      .tuple(
        SENDERS,
        fc.tuple(...POOLS.map(service)),
        fc.tuple(stream('blast'), stream('otp'), stream('news')),
        fc.record({ account, callbacks: fc.option(callbacks, { nil: undefined, freq: 2 }) }),
        campaigns,
        fc.array(incident, { minLength: 1, maxLength: 2 }),
        fc.constantFrom('drained', 'drained', '30s'),
      )
      .map(([senders, services, streams, provider, registered, incidents, end]) => ({
        rulebook,
        seed: 5,
        start: '2026-03-09T08:30:00-04:00',
        zone: 'America/New_York',
        run: end === 'drained' ? { until: end } : { for: end },
        senders,
        'messaging-services': services,
        traffic: streams.map((own) => (isTrial(provider) ? { ...own, to: LISTED } : own)),
        ...provider,
        ...(has10dlc ? { campaigns: registered } : {}),
        carriers: {
          default: {
            latency: { constant: '2s' },
            outcomes: { delivered: '70%', undelivered: { 30003: '20%' }, 'no-receipt': '10%' },
          },
          't-mobile': { to: { US: '40%' } },
          att: { to: { US: '30%' } },
          verizon: { to: { US: '30%' } },
        },
        incidents: has10dlc && incidents.length === 2 ? [...incidents, CAMPAIGN_DOWN] : incidents,
      }));
  });
