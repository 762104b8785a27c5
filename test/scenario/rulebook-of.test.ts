import { describe, expect, test } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { scenarioWith } from './scenarios.ts';

const ACME = `extends: twilio-2022
name: acme
about: An example.
source: { title: An example, url: "https://example.com", date: 2026-11 }
rates:
  - { segments-per-second: 3 }
`;
const SCENARIO = `rulebook: ./books/acme.yaml
senders: [{ id: promo, number: "+14155550100" }]
traffic: [{ id: blast, from: promo, to: { US: 100% }, body: Hi, arrivals: { batch: 1, at: 0s } }]
`;

describe("a rulebook of the user's own", () => {
  test('is a file beside the scenario, and its content part of it', () => {
    const files = filesFromRecord({ 'sales/day.yaml': SCENARIO, 'sales/./books/acme.yaml': ACME });
    const reading = readScenario('sales/day.yaml', files);
    if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
    expect(reading.scenario.files).toEqual({ './books/acme.yaml': ACME });
    const plan = compile(reading.scenario);
    expect(plan.rulebook).toBe('acme');
    expect(plan.lanes[0]?.rate).toEqual({ units: 3, perUs: 1_000_000 });
    expect(plan.overflow.direct.code).toBe(21611);
  });

  test('that is wrong in a scenario from code is told with its place', () => {
    const broken = scenarioWith({ rulebook: './acme.yaml', files: { './acme.yaml': 'name: acme\n' } });
    expect(() => compile(broken)).toThrow(/^rulebook: \.\/acme\.yaml, line 1: The rulebook does not say/);
    expect(() => compile(scenarioWith({ rulebook: 'acme' }))).toThrow(
      'rulebook: "acme" is none of twilio-guide',
    );
  });
});
