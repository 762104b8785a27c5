import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/experiment/report-input.ts';
import type { TestOutcome, TestReport } from '../../src/experiment/test-outcome.ts';
import { REPORTERS } from '../../src/report/test-reporters.ts';
import { checkJunit, elementsIn, parseXml } from './junit.ts';

const HOSTILE = 'a<b>&"|`x`\n%,:\u0001@all';

const BROKEN: Judgement = {
  line: 7,
  text: HOSTILE,
  verdict: 'fail',
  severity: 'fail',
  value: 2,
  unit: 'count',
  atMost: 1,
  atLeast: undefined,
  n: 2,
};

const OUTCOME: TestOutcome = {
  file: 's/a,b.yaml',
  scenario: HOSTILE,
  errors: [],
  submitted: 10,
  expectations: [BROKEN],
  differences: ['p95: 2 s'],
  anchor: undefined,
};

const REPORT: TestReport = { outcomes: [OUTCOME], notes: [], locked: true };

/** One of each: what `mpsim test` can find. */
const ALL: TestReport = {
  outcomes: [
    outcomeOf('held', [{ ...BROKEN, text: 'held', verdict: 'pass' }], []),
    outcomeOf('broken', [{ ...BROKEN, text: 'broken' }]),
    outcomeOf('warned', [{ ...BROKEN, text: 'warned', severity: 'warn' }], ['p95: 2 s']),
    outcomeOf('unsure', [{ ...BROKEN, text: 'unsure', verdict: 'inconclusive', low: 0, high: 4 }]),
    outcomeOf('empty', [{ ...BROKEN, text: 'empty', verdict: 'no data', value: undefined }]),
    outcomeOf('unsure-warned', [{ ...BROKEN, text: 'either', verdict: 'inconclusive', severity: 'warn' }]),
    { ...outcomeOf('crashed', []), errors: [{ kind: 'internal error', line: 0, text: 'a\nb' }] },
    {
      ...outcomeOf('mistaken', []),
      errors: [
        { kind: 'invalid', line: 3, text: 'senders: none (MP202)' },
        { kind: 'invalid', line: 9, text: 'traffic: none (MP202)' },
      ],
    },
  ],
  notes: [{ file: 's/mpsim.lock', kind: 'version', text: 'written by mpsim 0.0.9' }],
  locked: false,
};

function outcomeOf(
  scenario: string,
  expectations: readonly Judgement[],
  differences?: readonly string[],
): TestOutcome {
  return { ...OUTCOME, file: `s/${scenario}.yaml`, scenario, expectations, differences };
}

describe('reports of mpsim test', () => {
  it('escape hostile names in JUnit XML and leave out what XML cannot hold', () => {
    const name = 'a&lt;b&gt;&amp;&quot;|`x`&#10;%,:\uFFFD@all';
    expect(REPORTERS.junit(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mpsim">
  <testsuite name="${name}" file="s/a,b.yaml" tests="2" failures="2" errors="0">
    <testcase classname="${name}" name="${name}">
      <failure type="fail" message="s/a,b.yaml:7: fail: ${name}. It is 2."/>
    </testcase>
    <testcase classname="${name}" name="as locked">
      <failure type="differs" message="p95: 2 s"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('escape hostile names in Markdown, so that a row stays one and nobody is called', () => {
    const text = REPORTERS.markdown(REPORT);
    const row = text.split('\n')[4]!;
    expect(row.match(/\|/g)).toHaveLength(6);
    expect(text).not.toMatch(/[<>`@]/);
    expect(text).toContain('&#64;all');
  });

  it('point annotations to the line of the expectation, with commas, colons and lines escaped', () => {
    expect(REPORTERS.github(REPORT).split('\n')).toEqual([
      '::error file=s/a%2Cb.yaml,line=7,title=a<b>&"|`x`%0A%25%2C%3A\u0001@all%3A fail::fail: a<b>&"|`x`%0A%25,:\u0001@all. It is 2.',
      '::error file=s/a%2Cb.yaml,line=1,title=a<b>&"|`x`%0A%25%2C%3A\u0001@all%3A differs::differs: p95: 2 s',
      '',
    ]);
  });

  it('annotate all that fails the test as an error, and all else as a warning', () => {
    const lines = REPORTERS.github(ALL).trimEnd().split('\n');
    expect(lines).toEqual([
      '::error file=s/broken.yaml,line=7,title=broken%3A fail::fail: broken. It is 2.',
      '::warning file=s/warned.yaml,line=7,title=warned%3A warn::warn: warned. It is 2.',
      '::warning file=s/warned.yaml,line=1,title=warned%3A differs::differs: p95: 2 s',
      '::error file=s/unsure.yaml,line=7,title=unsure%3A inconclusive::inconclusive: unsure. It is 2, with 95%25 confidence from 0 to 4.',
      '::error file=s/empty.yaml,line=7,title=empty%3A no data::no data: empty',
      '::warning file=s/unsure-warned.yaml,line=7,title=unsure-warned%3A inconclusive::inconclusive: either. It is 2, of 2 values, too few to tell.',
      '::error file=s/crashed.yaml,line=1,title=crashed%3A error::internal error: a%0Ab',
      '::error file=s/mistaken.yaml,line=3,title=mistaken%3A error::invalid: senders: none (MP202)',
      '::error file=s/mistaken.yaml,line=9,title=mistaken%3A error::invalid: traffic: none (MP202)',
      '::warning file=s/mpsim.lock,line=1::written by mpsim 0.0.9',
    ]);
  });

  it('give every scenario a row with its verdict, those that crash or cannot be read too', () => {
    const verdicts = ['pass', 'fail', 'warn', 'inconclusive', 'no data', 'warn', 'error', 'error'];
    const rows = REPORTERS.markdown(ALL).split('\n').slice(4, 12);
    expect(rows.map((row) => row.split(' | ')[1])).toEqual(verdicts);
    expect(rows.at(-1)).toBe('| mistaken | error | - | - | - |');
    const lines = REPORTERS.table(ALL).split('\n');
    expect(lines).toContain('s/mistaken.yaml:3  invalid: senders: none (MP202)');
    expect(lines).toContain('s/crashed.yaml  internal error: a');
    expect(lines).toContain('written by mpsim 0.0.9');
  });

  it('count in JUnit what fails as failures, what cannot be run as errors, and let warnings pass', () => {
    const root = parseXml(REPORTERS.junit(ALL));
    checkJunit(root);
    const suites = elementsIn(root).map((suite) => ({
      name: suite.getAttribute('name'),
      counts: ['tests', 'failures', 'errors'].map((count) => Number(suite.getAttribute(count))),
      told: elementsIn(suite)
        .flatMap(elementsIn)
        .map((what) => [what.tagName, what.getAttribute('type') ?? what.textContent]),
    }));
    expect(suites).toEqual([
      { name: 'held', counts: [2, 0, 0], told: [] },
      { name: 'broken', counts: [1, 1, 0], told: [['failure', 'fail']] },
      {
        name: 'warned',
        counts: [2, 0, 0],
        told: [
          ['system-out', 's/warned.yaml:7: warn: warned. It is 2.'],
          ['system-out', 'p95: 2 s'],
        ],
      },
      { name: 'unsure', counts: [1, 1, 0], told: [['failure', 'inconclusive']] },
      { name: 'empty', counts: [1, 1, 0], told: [['failure', 'no data']] },
      {
        name: 'unsure-warned',
        counts: [1, 0, 0],
        told: [['system-out', expect.stringContaining('too few to tell')]],
      },
      { name: 'crashed', counts: [1, 0, 1], told: [['error', 'internal error']] },
      { name: 'mistaken', counts: [1, 0, 1], told: [['error', 'invalid']] },
      {
        name: 'mpsim.lock',
        counts: [1, 0, 0],
        told: [['system-out', 's/mpsim.lock: written by mpsim 0.0.9']],
      },
    ]);
  });

  it('are JUnit XML whose hostile names a parser reads as they were', () => {
    const root = parseXml(REPORTERS.junit(REPORT));
    checkJunit(root);
    const readable = HOSTILE.replace('\u0001', '\uFFFD');
    const [suite] = elementsIn(root);
    expect(suite?.getAttribute('name')).toBe(readable);
    expect(elementsIn(suite!)[0]?.getAttribute('name')).toBe(readable);
  });
});
