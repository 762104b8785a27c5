import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { type Reading, readScenario, readScenarioText } from '../../src/scenario/read.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { cases } from '../seed.ts';

/** A scenario that uses most keys. */
const EXAMPLE = readFileSync(new URL('example.yaml', import.meta.url), 'utf8');

const NO_FILES = filesFromRecord({});
const SENDER = 'senders: [{ id: promo, number: "+14155550100" }]\n';
const TRAFFIC =
  'traffic: [{ id: blast, from: promo, to: { US: 100% }, body: Hi, arrivals: { batch: 1, at: 0s } }]\n';

function read(text: string, ...changes: string[]): Reading {
  return readScenarioText('scenarios/example.yaml', text, NO_FILES, changes);
}

function scenarioOf(reading: Reading): Scenario {
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return reading.scenario;
}

function codesOf(reading: Reading): string[] {
  return (reading.ok ? reading.warnings : reading.diagnostics).map(({ code }) => code);
}

describe('a scenario', () => {
  test('that uses most keys is read as it stands, without a warning', () => {
    const reading = read(EXAMPLE);
    expect(codesOf(reading)).toEqual([]);
    const scenario = scenarioOf(reading);
    expect(scenario).toMatchObject({
      name: 'flash-sale',
      rulebook: 'twilio-guide',
      seed: '7',
      run: { until: 'drained' },
      traffic: [{ id: 'blast', arrivals: { batch: 50000, at: '09:00' } }, { id: 'otp' }],
      files: {},
    });
    expect(scenario.senders[0]).toEqual({ id: 'promo', numbers: { from: '+14155550100', count: 10 } });
  });

  test('knows the line of each expectation', () => {
    const lines = EXAMPLE.split('\n');
    for (const { metric, line } of scenarioOf(read(EXAMPLE)).expect) {
      expect(lines[line - 1]).toContain(`metric: ${metric}`);
    }
  });

  test('of senders alone has the stated defaults, and a warning that it sends nothing', () => {
    const reading = read(SENDER);
    expect(codesOf(reading)).toEqual(['MP420']);
    expect(scenarioOf(reading)).toEqual({
      name: 'example',
      rulebook: 'twilio-guide',
      seed: '1',
      run: { until: 'drained' },
      senders: [{ id: 'promo', number: '+14155550100' }],
      traffic: [],
      incidents: [],
      expect: [],
      files: {},
    });
  });

  test.each([
    ['scenarios/Black Friday (v2).yml', 'Black-Friday-v2-'],
    ['-', 'stdin'],
    ['/tmp/.yaml', 'scenario'],
    ['C:\\work\\otp.yaml', 'otp'],
  ])('without a name is called after its file: %s', (file, name) => {
    expect(scenarioOf(readScenarioText(file, SENDER + TRAFFIC, NO_FILES)).name).toBe(name);
  });

  test('takes numbers as they are written where a text is wanted', () => {
    const text =
      'seed: 007\nsenders: [{ id: 1, number: +14155550100 }, { id: 2, short-code: { code: 012345, country: US } }]\n';
    expect(scenarioOf(read(text))).toMatchObject({
      seed: '007',
      senders: [
        { id: '1', number: '+14155550100' },
        { id: '2', 'short-code': { code: '012345' } },
      ],
    });
  });

  test('brings the content of the files that it names, seen from its folder', () => {
    const files = filesFromRecord({
      'scenarios/a.yaml': `${SENDER}traffic: [{ id: blast, from: promo, arrivals: { trace: data/trace.csv } }]`,
      'scenarios/data/trace.csv': 'time,to,body\n0,+14155550123,Hello\n',
    });
    expect(scenarioOf(readScenario('scenarios/a.yaml', files)).files).toEqual({
      'data/trace.csv': 'time,to,body\n0,+14155550123,Hello\n',
    });
  });

  test('may name a file as it likes', () => {
    const trace = 'time,to,body\n0,+14155550123,Hello\n';
    const files = filesFromRecord({
      'a/a.yaml': `${SENDER}traffic: [{ id: blast, from: promo, arrivals: { trace: __proto__ } }]`,
      'a/__proto__': trace,
    });
    const scenario = scenarioOf(readScenario('a/a.yaml', files));
    expect(Object.entries(scenario.files)).toEqual([['__proto__', trace]]);
  });

  test('that is not there is one clear line', () => {
    const reading = readScenario('none.yaml', NO_FILES);
    expect(reading).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'MP101', file: 'none.yaml', line: 0 }],
    });
  });
});

describe('a change on the command line', () => {
  test.each([
    ['seed=8', { seed: '8' }],
    ['senders[0].segments-per-second=5', { senders: [{ id: 'promo', 'segments-per-second': 5 }] }],
    ['traffic[0].to={ CA: 100% }', { traffic: [{ to: { CA: '100%' } }] }],
    ['run.for=6h', undefined],
    ['run={ for: 6h }', { run: { for: '6h' } }],
    ['carriers.default.latency.constant=2s', { carriers: { default: { latency: { constant: '2s' } } } }],
    ['senders[1]={ id: more, alphanumeric: ACME }', { senders: [{ id: 'promo' }, { id: 'more' }] }],
  ])('%s is made before the checks', (change, expected) => {
    const reading = read(`run: { until: drained }\n${SENDER}${TRAFFIC}`, change);
    if (expected === undefined) expect(codesOf(reading)).toEqual(['MP206']);
    else expect(scenarioOf(reading)).toMatchObject(expected);
  });

  test('repairs a file, or spoils it and is shown itself', () => {
    expect(read(`${SENDER}${TRAFFIC}seed:\n`, 'seed=1').ok).toBe(true);
    expect(read(SENDER + TRAFFIC, 'senders[0].burst=many')).toMatchObject({
      ok: false,
      diagnostics: [{ file: '--set', line: 1, column: 18, path: 'senders[0].burst' }],
    });
  });

  test('is applied after the one before it', () => {
    expect(scenarioOf(read(SENDER + TRAFFIC, 'seed=1', 'seed=2')).seed).toBe('2');
  });
});

describe('one mistake', () => {
  test.each([
    ['a bad sender makes no stream unknown', 'senders: [{ id: promo, number: "+1" }]\n', ['MP303']],
    ['a sender without id could be any', 'senders: [{ number: "+14155550100" }]\n', ['MP202']],
    ['senders that are no list could be any', 'senders: promo\n', ['MP203']],
    ['a misspelt key is not missing as well', 'sendrs: [{ id: promo, number: "+14155550100" }]\n', ['MP201']],
    [
      'a misspelt address is not missing as well',
      'senders: [{ id: promo, nubmer: "+14155550100" }]\n',
      ['MP201'],
    ],
    [
      'a bad start is not missing as well',
      `start: soon\nincidents: [{ at: 10:00, carrier: default, latency: x5 }]\n${SENDER}`,
      ['MP801'],
    ],
    [
      'a bad share spoils no sum',
      `${SENDER}carriers: { default: { outcomes: { delivered: most, no-receipt: 5% } } }\n`,
      ['MP218'],
    ],
    [
      'carriers that are no map could be any',
      `${SENDER}carriers: []\nincidents: [{ at: 0s, carrier: bell, latency: x5 }]\n`,
      ['MP203'],
    ],
    [
      'a bad run ends at no known time',
      `${SENDER}run: { for: ever }\nincidents: [{ at: 9h, carrier: default, latency: x5 }]\n`,
      ['MP215'],
    ],
    ['an unknown rulebook limits nobody', `rulebook: none\n${SENDER}`, ['MP806']],
  ])('is told once: %s', (_name, text, codes) => {
    expect(codesOf(read(text + TRAFFIC))).toEqual(codes);
  });
});

describe('a list of fifty thousand mistakes', () => {
  test('is told without a long wait', () => {
    const text = `senders:\n  - id: promo\n    numbers:\n${'      - x\n'.repeat(50_000)}${TRAFFIC}`;
    const begun = performance.now();
    expect(codesOf(read(text)).filter((code) => code === 'MP303')).toHaveLength(50_000);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('three thousand streams from unknown senders', () => {
  test('are told without a long wait', () => {
    const senders = Array.from({ length: 1_000 }, (_, i) => `  - { id: sender-${i}, alphanumeric: A${i} }\n`);
    const streams = Array.from(
      { length: 3_000 },
      (_, i) => `  - { id: s${i}, from: sneder-${i}, arrivals: { trace: x } }\n`,
    );
    const begun = performance.now();
    const codes = codesOf(read(`senders:\n${senders.join('')}traffic:\n${streams.join('')}`));
    expect(codes.filter((code) => code === 'MP302')).toHaveLength(3_000);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('whatever stands in a file', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '\n',
    '  ',
    '\t',
    '"',
    "'",
    '&a ',
    '*a',
    '!x',
    '#',
    '|',
    '>',
    '<<: ',
    '%',
    '0',
    '-1',
    '1e9',
    '.inf',
    'null',
    'true',
    '+',
    'x5',
    '100%',
    'promo',
    '__proto__: ',
    '\u{1f389}',
    '\r\n',
    '?',
    '---\n',
  ];
  const edit = fc.record({
    at: fc.nat(EXAMPLE.length),
    drop: fc.nat(30),
    insert: fc.constantFrom('', ...pieces),
  });

  test('is a scenario or diagnostics that stand in the file, and never an exception', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const text = edits.reduce(
          (t, { at, drop, insert }) => t.slice(0, at) + insert + t.slice(at + drop),
          EXAMPLE,
        );
        const reading = read(text);
        const lines = text.split('\n');
        const diagnostics = reading.ok ? reading.warnings : reading.diagnostics;
        expect(reading.ok || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        for (const { line, column, frame } of diagnostics) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
          expect(frame?.text).toBe(lines[line - 1]!.replace(/\r$/, ''));
        }
      }),
      cases(400),
    );
  });

  test('tells every mistake of a value that is replaced by nonsense at that value or its key', () => {
    const lines = EXAMPLE.split('\n');
    const nonsense = fc.constantFrom('[]', '{}', '~', 'true', '-3', '"?"', '[[1]]', '{ a: { b: c } }');
    const places = lines.flatMap((line, index) => (/^ {0,4}(- )?[a-z-]+: \S/.test(line) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), nonsense, (place, value) => {
        const changed = lines.with(place, lines[place]!.replace(/: \S.*$/, `: ${value}`)).join('\n');
        const reading = read(changed);
        if (reading.ok) return;
        expect(reading.diagnostics.some(({ line }) => line === place + 1)).toBe(true);
      }),
      cases(200),
    );
  });
});
