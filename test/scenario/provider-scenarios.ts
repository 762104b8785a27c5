import fc from 'fast-check';

type Json = unknown;
type Entry = Readonly<Record<string, Json>>;

/** Some of these keys, each with a value of its own. */
function some(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Entry> {
  return fc.record(keys, { requiredKeys: [] });
}

const SENDERS: readonly Entry[] = [
  { id: 'promo', numbers: { from: '+14155550100', count: 3 } },
  { id: 'canada', number: '+14165550100' },
  { id: 'free', number: '+18005550100', 'queue-horizon': '1h' },
  { id: 'code', 'short-code': { code: '12345', country: 'US' } },
  { id: 'brand', alphanumeric: 'ACME', burst: 3 },
  { id: 'uk', number: '+447400123456', 'segments-per-second': 2.5 },
  { id: 'magic', number: '+15005550006' },
];
const NAMES = ['promo', 'promo#2', 'canada', 'free', 'code', 'brand', 'uk', 'magic'];
const POOLS = ['pool', 'other'];

const names = (from: readonly string[]): fc.Arbitrary<Json> => fc.subarray([...from], { minLength: 1 });

const service = (id: string): fc.Arbitrary<Entry> =>
  some({
    spread: fc.constantFrom('round-robin', 'least-backlog', 'random', 'sticky'),
    'sticky-sender': fc.boolean(),
    'area-code-match': fc.boolean(),
    validity: fc.constantFrom('1s', '10m', '4h'),
    'smart-encoding': fc.boolean(),
    'mms-converter': fc.boolean(),
    'segments-per-second': fc.constantFrom(20, 0.3),
    burst: fc.integer({ min: 1, max: 50 }),
  }).chain((settings) => names(NAMES).map((senders) => ({ id, senders, ...settings })));

const account: fc.Arbitrary<Entry> = some({
  type: fc.constantFrom('full', 'trial', 'test'),
  'verified-callers': fc.constant(['+14155550111']),
  'geo-permissions': fc.constantFrom(['US'], ['US', 'CA', 'GB']),
  'opted-out': fc.constant(['+14155550112']),
  'daily-limit': fc.integer({ min: 1, max: 1000 }),
  'segments-per-second': fc.constantFrom(5, 0.1, 'unlimited'),
}).chain((settings) =>
  fc
    .constantFrom({}, { concurrency: 3, 'request-time': '100ms' })
    .map((requests) => ({ ...settings, ...requests })),
);

const medium: fc.Arbitrary<Entry> = some({
  size: fc.constantFrom('300KB', '6MB', '12B'),
  count: fc.integer({ min: 1, max: 12 }),
  'served-as': fc.constantFrom('image/png', 'text/plain'),
}).map((settings) => ({ type: 'image/png', ...settings }));

const retry: fc.Arbitrary<Entry> = some({
  factor: fc.constantFrom('x1', 'x2.5'),
  'max-backoff': fc.constantFrom('10s', '1h'),
  jitter: fc.constantFrom('none', 'full'),
}).map((settings) => ({ codes: [21611, 30001, 20429, 30036], attempts: 3, backoff: '1s', ...settings }));

const hours: fc.Arbitrary<Entry> = some({
  zones: fc.constantFrom({ 'America/Denver': '60%', 'Asia/Kathmandu': '40%' }, { 'Europe/London': 1 }),
}).map((settings) => ({ from: '09:00', until: '02:30', ...settings }));

const content: fc.Arbitrary<Entry> = fc.constantFrom<Entry>(
  { body: 'Hello…' },
  { body: ['Hi', { text: 'Привет', weight: 2 }, { template: 'Hi {name}', fields: { name: ['Ada', ''] } }] },
  { segments: { 1: '50%', 3: '50%' } },
);
const recipients: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { US: '70%', CA: '20%', GB: '10%' },
  { DE: '100%' },
  ['+14155550111', '+14155550112', '+15005550001', '+493012345678', '+14155550100'],
);
const arrivals: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { batch: 40, at: '0s' },
  { rate: '2/s', until: '20s' },
  [
    { poisson: '1/s', from: '0s', count: 20 },
    { batch: 5, at: '1m' },
  ],
);

const stream = (id: string): fc.Arbitrary<Entry> =>
  fc
    .tuple(
      fc.constantFrom(...POOLS, ...NAMES),
      content,
      recipients,
      arrivals,
      some({
        media: fc.oneof(medium, fc.array(medium, { minLength: 1, maxLength: 3 })),
        validity: fc.constantFrom('5s', '3h'),
        cancel: fc.constantFrom({ share: '5%', after: '2m' }, { share: 1, after: '0s' }),
        'opted-out': fc.constantFrom('2%', 0),
        'smart-encoding': fc.boolean(),
        priority: fc.constantFrom('normal', 'high'),
        hours,
        pace: fc.constantFrom('5/s', '30/m'),
        retry,
      }),
      some({
        'send-at': fc.constantFrom<Json>('10:00', { after: '1h' }),
        sender: fc.constantFrom(...NAMES),
      }),
    )
    .map(([from, body, to, when, options, ofService]) => {
      return {
        id,
        from,
        to,
        ...body,
        arrivals: when,
        ...options,
        ...(POOLS.includes(from) ? ofService : {}),
      };
    });

const callbacks: fc.Arbitrary<Entry> = some({
  failures: fc.constantFrom({ connect: '1%' }, { connect: '10%', error: '20%' }),
  capacity: fc.constantFrom('50/s', '1/m'),
  retries: fc.integer({ min: 0, max: 3 }),
  'retry-on': fc.subarray(['connect', 'timeout', 'error'], { minLength: 1 }),
  timeout: fc.constantFrom('1s', '20s'),
}).map((settings) => ({ latency: { constant: '80ms' }, ...settings }));

const prices: fc.Arbitrary<Entry> = some({
  segment: fc.constantFrom<Json>(0.0079, { US: 0.0083, GB: 0.04 }),
  media: fc.constantFrom<Json>(0, { CA: 0.02 }),
  'carrier-fee': fc.constant(0.003),
  failed: fc.constant(0.001),
  'number-per-month': fc.constant(1.15),
});

const campaigns: fc.Arbitrary<Json> = some({
  'trust-score': fc.integer({ min: 0, max: 100 }),
  brand: fc.constantFrom('acme', 'other'),
  'segments-per-second': fc.constantFrom({ other: 2 }, { default: 0.25 }),
  'daily-cap': fc.integer({ min: 1, max: 1000 }),
}).map((settings) => [
  { id: 'offers', senders: ['promo'], ...settings },
  { id: 'codes', senders: ['canada'], kind: 'low-volume' },
]);

const incident: fc.Arbitrary<Entry> = fc.constantFrom<Entry>(
  { at: '10s', for: '1m', sender: 'promo', rate: 'x0.5' },
  { at: '0s', for: '5s', sender: 'uk', down: true },
  { at: '5s', for: '1h', carrier: 'default', latency: 'x3' },
);
const campaignIncident: Entry = { at: '1s', for: '20s', campaign: 'offers', rate: 'x0.3' };

/** Scenarios over all keys of a provider, as values whose JSON is YAML; most of them are right. */
export const providerScenario: fc.Arbitrary<Entry> = fc
  .constantFrom('twilio-guide', 'twilio-2022', 'twilio-2026')
  .chain((rulebook) => {
    const has10dlc = rulebook === 'twilio-2026';
    return fc
      .tuple(
        fc.tuple(...POOLS.map(service)),
        fc.tuple(stream('blast'), stream('otp')),
        some({ account, callbacks, prices, ...(has10dlc ? { campaigns } : {}) }),
        fc.array(incident, { minLength: 1, maxLength: 2 }),
        fc.constantFrom<Entry>({}, { carriers: { default: {}, bell: { to: { US: '40%', CA: '100%' } } } }),
      )
      .map(([services, traffic, provider, incidents, carriers]) => ({
        rulebook,
        seed: 5,
        start: '2026-03-08T01:30:00-05:00',
        zone: 'America/New_York',
        run: { for: '30h' },
        senders: SENDERS,
        'messaging-services': services,
        traffic,
        ...provider,
        ...carriers,
        incidents: 'campaigns' in provider ? [...incidents, campaignIncident] : incidents,
        expect: [{ metric: 'failed', of: { sender: 'pool' }, count: { 'at-most': 0 } }],
      }));
  });
