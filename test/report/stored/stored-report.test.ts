import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../src/cli/node-files.ts';
import { filesFromRecord } from '../../../src/document/files.ts';
import type { RunReport } from '../../../src/experiment/report-input.ts';
import { busyScenarios } from '../../../src/laws/scenario-arbitrary.ts';
import { readStoredReport } from '../../../src/report/stored/stored-report.ts';
import { compile } from '../../../src/scenario/compile.ts';
import { readScenarioText } from '../../../src/scenario/read.ts';
import { cases } from '../../seed.ts';
import { filesOf, readBack, reportOfRun, storedText } from './run-reports.ts';

/** Every file of the report is the same to the byte, and so is what is stored of what was stored. */
function expectSame(path: string, text: string): string {
  const reading = readScenarioText(path, text, path === 'random.yaml' ? filesFromRecord({}) : nodeFiles);
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  const report = reportOfRun(compile(reading.scenario));
  const stored = storedText(report);
  const { report: again, command } = readBack(stored);
  expect(command).toBe('mpsim run sale.yaml --seed 7');
  expect(filesOf(again)).toEqual(filesOf(report));
  expect(storedText(again)).toBe(stored);
  return stored;
}

describe('a stored report', () => {
  it.each(readdirSync('scenarios').filter((name) => name.endsWith('.yaml')))(
    'of %s makes the very report again, and takes little room',
    (name) => {
      const path = `scenarios/${name}`;
      expect(expectSame(path, readFileSync(path, 'utf8')).length).toBeLessThan(8_000_000);
    },
  );

  it('of any scenario makes the very report again', () => {
    fc.assert(
      fc.property(busyScenarios, (scenario) => {
        expectSame('random.yaml', JSON.stringify(scenario));
      }),
      cases(100),
    );
  });

  it('says in one line where it is damaged, or still makes a report', () => {
    const whole = JSON.parse(storedText(SMALL)) as Json;
    const places = placesOf(whole);
    let refused = 0;
    const junk = fc.oneof(fc.constantFrom(undefined, null, -1, 0.5, 1e300, 'x9', '', [], {}, [0]), fc.nat());
    fc.assert(
      fc.property(fc.constantFrom(...places), junk, (place, value) => {
        const reading = readStoredReport(JSON.stringify(replaced(whole, place, value)));
        if (reading.ok) return void filesOf(reading.stored.report);
        expect(reading.problem).toMatch(/^does not fit: [^\n]+ should be [^\n]+$/);
        refused += 1;
      }),
      cases(600),
    );
    expect(refused).toBeGreaterThan(200);
  });

  it('that ends too early is no report, wherever it ends', () => {
    const text = storedText(SMALL).trimEnd();
    for (let length = 0; length < text.length; length += 97)
      expect(readStoredReport(text.slice(0, length)).ok).toBe(false);
  });

  it.each([
    ['', 'is no JSON, or a part of it is missing'],
    ['[]', 'does not fit: the whole should be an object'],
    ['{}', 'does not fit: schema should be "mpsim-result/1", not null'],
    ['{"schema":"mpsim-result/2"}', 'does not fit: schema should be "mpsim-result/1", not "mpsim-result/2"'],
    ['{"schema":"mpsim-result/1"}', 'does not fit: command should be a text'],
  ])('that is none says why: %s', (text, problem) => {
    expect(readStoredReport(text)).toEqual({ ok: false, problem });
  });

  it('may have what a later mpsim adds', () => {
    const text = storedText(SMALL);
    expect(storedText(readBack(text.replace('{', '{ "later": [1],')).report)).toBe(text);
  });
});

/** A run in which much happens to few: overflow, expiry, retries, callbacks, a hold, an end before the end. */
const SMALL: RunReport = reportOfText(`start: 2026-03-02T09:00:00-05:00
zone: America/New_York
run: { for: 30s }
senders:
  - { id: two, numbers: { from: "+14155550100", count: 2 }, queue-horizon: 8s }
  - { id: brand, alphanumeric: ACME }
traffic:
  - { id: blast, from: two, to: { US: 100% }, body: hi, arrivals: { batch: 20, at: 0s }, retry: { codes: [30001], attempts: 2, backoff: 1s } }
  - { id: short, from: two, to: { US: 50%, CA: 50% }, body: hi, validity: 2s, arrivals: { batch: 4, at: 9s } }
  - { id: paced, from: brand, to: { GB: 100% }, body: hi, pace: 1/s, arrivals: { batch: 5, at: 27s } }
callbacks: { latency: { constant: 1s }, failures: { error: 10% } }
incidents:
  - { at: 5s, for: 10s, carrier: default, latency: x2 }
expect:
  - { metric: failed, count: { at-most: 0 } }
  - { metric: queue_wait, of: { traffic: blast }, p95: { at-most: 1s } }
`);

function reportOfText(text: string): RunReport {
  const reading = readScenarioText('small.yaml', text, filesFromRecord({}));
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  return reportOfRun(compile(reading.scenario));
}

type Json = unknown;
type Place = readonly (string | number)[];

/** Every place of a document but the whole. */
function placesOf(json: Json, at: Place = []): readonly Place[] {
  const own = at.length === 0 ? [] : [at];
  if (typeof json !== 'object' || json === null) return own;
  const deeper = Object.entries(json).flatMap(([key, value]) => placesOf(value, [...at, key]));
  return [...own, ...deeper];
}

/** A copy in which one place holds something else. */
function replaced(json: Json, [first, ...rest]: Place, value: Json): Json {
  if (first === undefined) return value;
  const copy = (Array.isArray(json) ? [...json] : { ...(json as object) }) as Record<string | number, Json>;
  copy[first] = replaced(copy[first], rest, value);
  return copy;
}
