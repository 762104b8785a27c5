import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { keyedUniform } from '../../src/kernel/keyed-uniform.ts';
import { totalsOf } from '../../src/measure/select.ts';
import { RULEBOOK_NAMES } from '../../src/rulebooks/catalogue.ts';
import { describeError } from '../../src/rulebooks/errors.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { simulate } from '../../src/simulate.ts';
import { anyFrom, anyTo } from '../messaging/any-request.ts';
import { seed } from '../seed.ts';

/** Requests in all, over every rulebook and account. */
const REQUESTS = 100_000;

const SENDERS = [
  { id: 'us', numbers: { from: '+14155550100', count: 2 } },
  { id: 'uk', number: '+447400123456' },
  { id: 'code', 'short-code': { code: '12345', country: 'US' } },
  { id: 'brand', alphanumeric: 'ACME' },
  { id: 'magic', number: '+15005550008' },
];
const ACCOUNTS = [
  {},
  { type: 'trial', 'verified-callers': ['+14155550199'] },
  { type: 'test' },
  { 'geo-permissions': ['US'], 'opted-out': ['+14155550112'], 'daily-limit': 400 },
  { concurrency: 2, 'request-time': '1s' },
];
/** What the requests of each stream ask for beside what stands in their rows. */
const STREAMS = [
  { id: 'named', from: 'us' },
  { id: 'served', from: 'pool', 'opted-out': '10%', filtered: '10%' },
  { id: 'scheduled', from: 'pool', 'send-at': { after: '1h' }, validity: '10s' },
  {
    id: 'pictures',
    from: 'us',
    media: { type: 'image/png', size: '6MB', 'served-as': 'image/jpeg', count: 2 },
  },
  { id: 'links', from: 'other', media: { type: 'image/png', count: 3 } },
];
const ROWS = REQUESTS / (RULEBOOK_NAMES.length * ACCOUNTS.length * STREAMS.length);

const anyBody = fc.oneof(
  { weight: 30, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.constantFrom('', 'a'.repeat(1600), 'a'.repeat(1601), '😀'.repeat(801)) },
);

/** What stands in the fields, in CSV. Rows draw from these, as to make each text anew would take a minute. */
const FIELDS = {
  to: textsOf(anyTo, 4000),
  from: textsOf(anyFrom, 1000),
  body: textsOf(anyBody, 400),
};

function textsOf(any: fc.Arbitrary<string>, count: number): readonly string[] {
  // A text file holds no NUL.
  const quoted = (text: string): string => `"${text.replaceAll('"', '""').replaceAll('\0', '?')}"`;
  return fc.sample(any, { numRuns: count, seed: seed.value }).map(quoted);
}

/** A trace of random rows, ten a second. Rows through a service name no sender. */
function trace(columns: readonly (keyof typeof FIELDS)[], id: string): string {
  const draws = columns.map((column) => {
    const texts = FIELDS[column];
    const uniform = keyedUniform(String(seed.value), 0, id, column);
    return (row: number): string => texts[Math.floor(uniform(row, 0) * texts.length)]!;
  });
  const rows = Array.from(
    { length: Math.ceil(ROWS) },
    (_, row) => `${row / 10},${draws.map((draw) => draw(row)).join()}`,
  );
  return [`time,${columns.join()}`, ...rows].join('\n');
}

describe.each(RULEBOOK_NAMES)('under %s whatever requests say', (rulebook) => {
  const codes = new Set<number>();
  let ended = 0;

  it.each(ACCOUNTS)('each ends as a message or with a catalogued error: account %j', (account) => {
    const files = Object.fromEntries(
      STREAMS.map(({ id, from }) => [
        `${id}.csv`,
        trace(from === 'us' ? ['to', 'from', 'body'] : ['to', 'body'], `${id} ${JSON.stringify(account)}`),
      ]),
    );
    const scenario = {
      rulebook,
      start: '2026-03-02T09:00:00Z',
      account,
      senders: SENDERS,
      'messaging-services': [
        { id: 'pool', senders: ['us', 'uk', 'code', 'brand'] },
        { id: 'other', senders: ['uk'], 'mms-converter': true },
      ],
      traffic: STREAMS.map((stream) => ({ ...stream, arrivals: { trace: `${stream.id}.csv` } })),
    };
    const reading = readScenarioText('any.yaml', JSON.stringify(scenario), filesFromRecord(files));
    if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
    const { counts, errors } = totalsOf(simulate(reading.scenario));
    for (const { status, code } of errors) {
      if (describeError(code)?.surfaces.includes(status) !== true)
        expect.fail(`${code} is not catalogued as ${status}`);
      codes.add(code);
    }
    const refused = errors.filter(({ status }) => status === 'refused');
    expect(refused.reduce((sum, { count }) => sum + count, 0)).toBe(counts.refused);
    expect(counts.open).toBe(0);
    ended += counts.submitted;
  });

  it('and that were a third of a hundred thousand, with many different errors', () => {
    expect(ended).toBeGreaterThanOrEqual(REQUESTS / RULEBOOK_NAMES.length);
    expect(codes.size).toBeGreaterThan(12);
  });
});
