import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { lockBlockOf } from '../../src/experiment/lock.ts';
import { busyScenarios } from '../../src/laws/scenario-arbitrary.ts';
import { readSummary } from '../../src/report/read-summary.ts';
import { summaryJson } from '../../src/report/summary.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { cases } from '../seed.ts';
import { reportOfRun } from './stored/run-reports.ts';

describe('a summary that is read', () => {
  it('has the figures that a lock keeps of the run', () => {
    fc.assert(
      fc.property(busyScenarios, (scenario) => {
        const reading = readScenarioText('random.yaml', JSON.stringify(scenario), filesFromRecord({}));
        if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
        const report = reportOfRun(compile(reading.scenario));
        const summary = readSummary(summaryJson(report));
        expect(summary.ok && [...summary.block]).toEqual([...lockBlockOf(report.result)]);
      }),
      cases(40),
    );
  });

  it.each([
    ['{', 'is no JSON, or a part of it is missing'],
    ['{}', 'does not fit: schema should be "mpsim-summary/1"'],
    ['{"schema":"mpsim-summary/1","fingerprint":"f","seed":7}', 'does not fit: seed should be a text'],
  ])('that is none says why: %s', (text, problem) => {
    expect(readSummary(text)).toEqual({ ok: false, problem });
  });
});
