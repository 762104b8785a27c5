import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { runOf } from '../runs.ts';
import { busyScenario } from '../scenario/busy-scenarios.ts';
import { cases } from '../seed.ts';
import { callbacksTold, scenarioBreaches } from './scenario-breaches.ts';
import { ScenarioPaths } from './scenario-paths.ts';

describe('a run of any scenario over all that a provider offers', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const paths = new ScenarioPaths();
    fc.assert(
      fc.property(busyScenario, (scenario) => {
        const reading = readScenarioText('random.yaml', JSON.stringify(scenario), filesFromRecord({}));
        if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
        const plan = compile(reading.scenario);
        const run = { plan, ...runOf(plan), callbacks: callbacksTold(plan) };
        expect(scenarioBreaches(run)).toEqual([]);
        paths.see(run);
      }),
      cases(200),
    );
    expect(paths.missing).toEqual([]);
  });
});
