import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../src/experiment/report-input.ts';
import type { TestReport } from '../../src/experiment/test-outcome.ts';
import { REPORTERS } from '../../src/report/test-reporters.ts';

const HOSTILE = 'a<b>&"|`x`\n%,:\u0001@all';

const BROKEN: Judgement = {
  line: 7,
  text: HOSTILE,
  verdict: 'fail',
  value: 2,
  unit: 'count',
  atMost: 1,
  atLeast: undefined,
  n: 2,
};

const REPORT: TestReport = {
  outcomes: [
    {
      file: 's/a,b.yaml',
      scenario: HOSTILE,
      submitted: 10,
      expectations: [BROKEN],
      differences: ['p95: 2 s'],
    },
  ],
  notes: [],
  locked: true,
};

describe('reports of mpsim test', () => {
  it('escape hostile names in JUnit XML and leave out what XML cannot hold', () => {
    const name = 'a&lt;b&gt;&amp;&quot;|`x`&#10;%,:\uFFFD@all';
    expect(REPORTERS.junit(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mpsim">
  <testsuite name="${name}" file="s/a,b.yaml" tests="2" failures="2">
    <testcase classname="${name}" name="${name}">
      <failure type="fail" message="s/a,b.yaml:7: fail"/>
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
      '::error file=s/a%2Cb.yaml,line=7,title=a<b>&"|`x`%0A%25%2C%3A\u0001@all%3A fail::fail: a<b>&"|`x`%0A%25,:\u0001@all',
      '::error file=s/a%2Cb.yaml,line=1,title=a<b>&"|`x`%0A%25%2C%3A\u0001@all%3A differs::differs: p95: 2 s',
      '',
    ]);
  });
});
