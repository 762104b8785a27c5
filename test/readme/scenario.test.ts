import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { formatDiagnostic } from '../../src/document/format-diagnostic.ts';
import { rulebookFrom } from '../../src/rulebooks/read-rulebook.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { blocksOf, formsUnder } from './readme.ts';

/** The files that the forms name. */
const FILES = {
  'trace.csv': 'time,to,segments\n0.5,+14155550123,2\n',
  'customers.csv': 'phone\n+14155550123\n',
};

/** What is wrong with a scenario, as people read it; nothing when it can be run. */
function mistakesOf(text: string): string {
  const reading = readScenario('readme.yaml', filesFromRecord({ ...FILES, 'readme.yaml': text }));
  const told = reading.ok ? reading.warnings : reading.diagnostics;
  if (reading.ok) compile(reading.scenario);
  return told.map((mistake) => formatDiagnostic(mistake)).join('\n');
}

/** A scenario of which one sender, one stream, one carrier or the rest is written as given. */
function scenarioWith(part: { sender?: string; stream?: string; carrier?: string; rest?: string }): string {
  const { sender = '', stream = '', carrier = '', rest = '' } = part;
  const address = /^(?:number|short|alpha)/.test(sender)
    ? ''
    : 'numbers: { from: "+14155550100", count: 2 }, ';
  const to = /to: |trace/.test(stream.replace(/ramp: \{[^}]*\}/, '')) ? '' : 'to: { US: 100% }, ';
  const body = /body|segments|trace/.test(stream) ? '' : 'body: hi, ';
  const arrivals = stream.startsWith('arrivals') ? '' : 'arrivals: { batch: 1, at: 0s }, ';
  return `start: 2026-03-02T00:00:00-05:00
senders:
  - { id: shop, ${address}${sender} }
traffic:
  - { id: sale, from: shop, ${to}${body}${arrivals}${stream} }
${carrier === '' ? '' : `carriers: { default: { ${carrier} } }`}
${rest}
`;
}

describe('a scenario of the README', () => {
  const whole = blocksOf('yaml')
    .map(({ text }) => text)
    .filter((text) => !text.startsWith('extends:'));

  it.each(whole)('is read without a mistake or a warning: %#', (text) => {
    expect(text).toMatch(/^senders:/m);
    expect(mistakesOf(text)).toBe('');
  });

  it('is there', () => {
    expect(whole).toHaveLength(1);
  });
});

describe('the form of a sender', () => {
  it.each(formsUnder('### Senders'))('%s is read', (sender) => {
    expect(mistakesOf(scenarioWith({ sender }))).toBe('');
  });
});

describe('the form of traffic', () => {
  it.each(formsUnder('### Traffic'))('%s is read', (stream) => {
    expect(mistakesOf(scenarioWith({ stream }))).toBe('');
  });
});

describe('the form of what a stream may ask for', () => {
  it.each(formsUnder('### What a stream may ask for'))('%s is read', (form) => {
    const rest = 'messaging-services: [{ id: pool, senders: [shop] }]';
    const text = scenarioWith({ stream: form, rest }).replace('from: shop', 'from: pool');
    expect(mistakesOf(text)).toBe('');
  });
});

describe('the form of an account, a service or a campaign', () => {
  it.each(formsUnder('### Account, services and campaigns'))('%s is read', (form) => {
    const rulebook = form.startsWith('rulebook') ? '' : 'rulebook: twilio-2026\n';
    const stream = 'to: ["+14155550111"]';
    expect(mistakesOf(scenarioWith({ stream, rest: rulebook + form }))).toBe('');
  });
});

describe('the form of a carrier or an incident', () => {
  it.each(formsUnder('### Carriers and incidents'))('%s is read', (form) => {
    const part = /^(?:carriers|incidents)/.test(form) ? { rest: form } : { carrier: form };
    expect(mistakesOf(scenarioWith(part))).toBe('');
  });
});

describe('the form of an expectation', () => {
  it.each(formsUnder('### Expectations'))('%s is read', (form) => {
    const rest = `callbacks: { latency: { constant: 50ms } }\n${form}`;
    expect(mistakesOf(scenarioWith({ rest }))).toBe('');
  });
});

describe('the tables of the README', () => {
  it('show forms of every kind', () => {
    const headings = [
      '### Senders',
      '### Traffic',
      '### What a stream may ask for',
      '### Account, services and campaigns',
      '### Carriers and incidents',
      '### Expectations',
    ];
    expect(headings.filter((heading) => formsUnder(heading).length <= 3)).toEqual([]);
  });
});

describe('the rulebook of the README', () => {
  it('can be used', () => {
    const text = blocksOf('yaml').find((block) => block.text.startsWith('extends:'))?.text ?? '';
    const reading = rulebookFrom({ file: 'acme.yaml', text });
    expect(reading).toMatchObject({ ok: true, rulebook: { name: 'acme', queueHorizon: { seconds: 3600 } } });
  });
});
