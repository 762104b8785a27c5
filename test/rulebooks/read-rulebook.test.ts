import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticCodes } from '../../src/document/diagnostic-codes.ts';
import { RULEBOOK_NAMES, rulebookNamed } from '../../src/rulebooks/catalogue.ts';
import { fileKey } from '../../src/rulebooks/form.ts';
import { rulebookFrom } from '../../src/rulebooks/read-rulebook.ts';
import type { Rulebook } from '../../src/rulebooks/rulebook.ts';
import { twilio2022 } from '../../src/rulebooks/twilio-2022.ts';
import { twilio2026 } from '../../src/rulebooks/twilio-2026.ts';
import { twilioGuide } from '../../src/rulebooks/twilio-guide.ts';
import { cases } from '../seed.ts';

function rulebookOf(text: string, file = 'acme.yaml'): Rulebook {
  const reading = rulebookFrom({ file, text });
  if (reading.ok) return reading.rulebook;
  throw new Error(reading.diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}

/** Each mistake as `CODE line:column path  message help`. */
function mistakesOf(text: string, file = 'acme.yaml'): readonly string[] {
  const reading = rulebookFrom({ file, text });
  if (reading.ok) return [];
  return reading.diagnostics.map(
    ({ code, line, column, path, message, help }) => `${code} ${line}:${column} ${path}  ${message} ${help}`,
  );
}

const SOURCE = 'source: { title: Acme, url: "https://acme.example/limits", date: 2026-03 }';
const ACME = { title: 'Acme', url: 'https://acme.example/limits', date: '2026-03' };
const FROM_2026 = `extends: twilio-2026\n${SOURCE}\n`;

describe('a rulebook file', () => {
  test.each(RULEBOOK_NAMES)('that only extends %s is that rulebook under another name', (name) => {
    const { name: own, about, ...rest } = rulebookOf(`extends: ${name}`);
    const { name: _, about: __, ...base } = rulebookNamed(name) as Rulebook;
    expect(own).toBe('acme');
    expect(about).toBe(`A rulebook of your own that extends ${name}.`);
    expect(rest).toEqual(base);
  });

  test('replaces lists, whose rows have the source of the file or their own', () => {
    const { rates } = rulebookOf(`${FROM_2026}
rates:
  - { classes: [long-code], to: [US], segments-per-second: 2.5, note: "As promised." }
  - segments-per-second: unlimited
    source: { title: Other, url: "http://other.example", date: "2025" }
`);
    expect(rates).toEqual([
      { classes: ['long-code'], to: ['US'], segmentsPerSecond: 2.5, note: 'As promised.', source: ACME },
      {
        segmentsPerSecond: 'unlimited',
        source: { title: 'Other', url: 'http://other.example', date: '2025' },
      },
    ]);
  });

  test('merges maps, and then cites its own source', () => {
    const rulebook = rulebookOf(`${FROM_2026}
queue-horizon: { seconds: 3600 }
validity: { default-seconds: none }
services: { order-by-country: { GB: [[alphanumeric], [long-code]] }, no-sender: { surface: refused } }
`);
    expect(rulebook.queueHorizon).toEqual({ seconds: 3600, source: ACME });
    expect(rulebook.validity).toEqual({ ...twilio2026.validity, defaultSeconds: undefined, source: ACME });
    expect(Object.keys(rulebook.services.orderByCountry)).toEqual(['CA', 'GB']);
    expect(rulebook.services.noSender).toEqual({ code: 21703, surface: 'refused' });
    expect(rulebook.callbacks).toBe(twilio2026.callbacks);
  });

  test('may do without campaigns and without a fee for failures', () => {
    const rulebook = rulebookOf('extends: twilio-2026\ncampaigns: none\nprices: { failed: none }\n');
    expect(rulebook.campaigns).toBeUndefined();
    expect(rulebook.prices.failed).toBeUndefined();
    expect(rulebook.prices.segments).toBe(twilio2026.prices.segments);
  });

  test('keeps prices as they are written', () => {
    const { prices } = rulebookOf(`${FROM_2026}prices: { segments: [{ price: 0.00750 }] }`);
    expect(prices.segments).toEqual([{ price: '0.00750', source: ACME }]);
  });

  test('may give its name, and takes that of the file otherwise', () => {
    expect(rulebookOf('extends: twilio-2022\nname: our-own\nabout: Ours.')).toMatchObject({
      name: 'our-own',
      about: 'Ours.',
    });
    expect(rulebookOf('extends: twilio-2022', 'folder/My Book.yml').name).toBe('my-book');
    expect(rulebookOf('extends: twilio-2022', '-').name).toBe('own');
  });
});

const BAD: readonly (readonly [title: string, text: string, mistakes: readonly string[]])[] = [
  [
    'is a list',
    '- rates',
    ['MP951 1:1   A rulebook is a map of keys, and this is none. Begin with extends: twilio-2026.'],
  ],
  [
    'extends nothing',
    `${SOURCE}\n`,
    ['MP952 1:1   The rulebook does not say what it extends. Add extends: twilio-2026.'],
  ],
  [
    'extends what there is not',
    'extends: twilio-2025\n',
    ['MP952 1:10 extends  There is no bundled rulebook "twilio-2025". Did you mean "twilio-2022"?'],
  ],
  [
    'has unknown keys',
    `${FROM_2026}rate: []\nprices: { segmets: [], zzz: 1 }`,
    [
      'MP953 3:1 rate  "rate" is no key of a rulebook. Did you mean "rates"?',
      'MP953 4:11 prices.segmets  "segmets" is no key of a price card. Did you mean "segments"?',
      'MP953 4:24 prices.zzz  "zzz" is no key of a price card. Known are currency, date, segments, media, carrier-fees, numbers, failed.',
    ],
  ],
  [
    'leaves keys of a row out',
    `${FROM_2026}media-rates: [{ clases: [long-code] }, { }]`,
    [
      'MP954 3:15 media-rates[0]  "messages-per-second" is missing in a rate of media. Add the key.',
      'MP953 3:17 media-rates[0].clases  "clases" is no key of a rate of media. Did you mean "classes"?',
      'MP954 3:40 media-rates[1]  "messages-per-second" is missing in a rate of media. Add the key.',
    ],
  ],
  [
    'has values of another kind',
    `${FROM_2026}rates: 5\nqueue-horizon: [1]\ntrial: { prefix: true }`,
    [
      'MP955 3:8 rates  Expected a list, not 5. Correct it.',
      'MP955 4:16 queue-horizon  Expected a queue horizon, not a list. Correct it.',
      'MP955 5:18 trial.prefix  Expected a text, not true. Correct it.',
    ],
  ],
  [
    'has numbers out of range',
    `${FROM_2026}rates: [{ segments-per-second: 0 }]\nqueue-horizon: { seconds: 1.5 }`,
    [
      'MP955 3:32 rates[0].segments-per-second  Expected a number above 0 with six decimals at the most, not 0. Correct it.',
      'MP955 4:27 queue-horizon.seconds  Expected a whole number from 1 to 3155760000, not 1.5. Correct it.',
    ],
  ],
  [
    'has keys without values',
    `${FROM_2026}rates:\nrefusals: { listed: }`,
    [
      'MP956 3:1 rates  There is no value; here stands a list. Write a value, or remove the key to keep the old one.',
      'MP956 4:13 refusals.listed  There is no value; here stands true or false. Write a value, or remove the key to keep the old one.',
    ],
  ],
  [
    'has rows without a source',
    'extends: twilio-2026\nrates: [{ segments-per-second: 5 }]',
    [
      'MP957 2:9 rates[0]  Where does a rate come from? It has no source. Add source: { title, url, date } to the row, or once at the head of the file.',
    ],
  ],
  [
    'has unknown words',
    `${FROM_2026}acceptance: [{ rule: to-givn, code: 1, http: 400, message: no }]\nmedia: { countries: [UK] }`,
    [
      'MP958 3:22 acceptance[0].rule  There is no rule "to-givn". Did you mean "to-given"?',
      'MP958 4:22 media.countries[0]  There is no country "UK". Write a country such as US.',
    ],
  ],
  [
    'bears a name that is taken',
    'extends: twilio-2026\nname: twilio-guide',
    [
      'MP959 2:7 name  "twilio-guide" is the name of a bundled rulebook. Write name with up to 64 small letters, digits, dots and dashes.',
    ],
  ],
  [
    'bears a name that is none',
    'extends: twilio-2026\nname: Our Own',
    [
      'MP959 2:7 name  "Our Own" is no name for a rulebook. Write name with up to 64 small letters, digits, dots and dashes.',
    ],
  ],
  [
    'has no rate for all',
    `${FROM_2026}rates: [{ classes: [long-code], segments-per-second: 5 }]`,
    [
      'MP960 3:8 rates  No rate fits every sender. End the list with a row without classes, countries and to.',
    ],
  ],
  [
    'asks a rule twice',
    `${FROM_2026}acceptance: [{ rule: to-given, code: 1, http: 400, message: no }, { rule: to-given, code: 1, http: 400, message: no }]`,
    ['MP961 3:75 acceptance[1].rule  "to-given" stands further up already. Remove one of them.'],
  ],
  [
    'has limits upside down',
    `${FROM_2026}validity: { minimum-seconds: 40000 }\nscheduling: { maximum-seconds: 1 }`,
    [
      'MP962 3:11 validity  The minimum is above the maximum. Correct one of them.',
      'MP962 4:13 scheduling  The minimum is above the maximum. Correct one of them.',
    ],
  ],
  ['is no YAML', 'extends: [', ['MP118 1:10   The [ that opens here is never closed. Close it.']],
];

describe('a rulebook file with mistakes', () => {
  test.each(BAD)('that %s is told exactly as agreed on', (_, text, mistakes) => {
    expect(mistakesOf(text)).toEqual(mistakes);
  });

  test('has an example for every code', () => {
    const told = new Set(BAD.flatMap(([, , mistakes]) => mistakes.map((mistake) => mistake.slice(0, 5))));
    expect(diagnosticCodes().filter((code) => code >= 'MP951' && !told.has(code))).toEqual([]);
  });

  test('tells them all at once, from top to bottom', () => {
    const lines = BAD[3]![2].map((mistake) => Number(/ (\d+):/.exec(mistake)?.[1]));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});

test('any value at any key is read or told, without an exception', () => {
  const keys = Object.keys(twilio2026).map(fileKey);
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      const reading = rulebookFrom({
        file: 'a.yaml',
        text: `${FROM_2026}${key}: ${JSON.stringify(value)}\n`,
      });
      if (!reading.ok) expect(reading.diagnostics.length).toBeGreaterThan(0);
    }),
    cases(300),
  );
});

describe('the examples of other providers', () => {
  const folder = new URL('../../rulebooks/', import.meta.url);
  const files = readdirSync(folder);
  const example = (file: string): Rulebook => rulebookOf(readFileSync(new URL(file, folder), 'utf8'), file);

  test.each(files)('%s can be used, bears its name and cites its source', (file) => {
    expect(`${example(file).name}.yaml`).toBe(file);
  });

  test('are two, and give what those publish', () => {
    expect(files).toEqual(['plivo-toll-free-2021.yaml', 'telnyx-10dlc.yaml']);
    const { campaigns } = example('telnyx-10dlc.yaml');
    expect(campaigns?.tiers.map(({ segmentsPerSecond }) => segmentsPerSecond.att)).toEqual([75, 40, 4, 1.25]);
    expect(campaigns?.dailyCap).toBe(twilio2026.campaigns?.dailyCap);
    const { prices } = example('plivo-toll-free-2021.yaml');
    expect(prices.carrierFees.map((fee) => fee.price)).toEqual([
      '0.0025',
      '0.0025',
      '0.0025',
      '0.003',
      '0.01',
    ]);
    expect(prices.segments).toBe(twilio2022.prices.segments);
  });
});

test('what nobody changes is the guide to the letter', () => {
  expect(rulebookOf('extends: twilio-guide').acceptance).toBe(twilioGuide.acceptance);
});
