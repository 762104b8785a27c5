import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { busyScenarios } from '../../src/laws/scenario-arbitrary.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenarioText } from '../../src/scenario/read.ts';
import { runOf } from '../runs.ts';
import { cases } from '../seed.ts';
import { callbacksTold, scenarioBreaches } from './scenario-breaches.ts';
import { ScenarioPaths } from './scenario-paths.ts';

describe('a run of any scenario over all that a provider offers', () => {
  it('keeps every law, and the batch has taken every rare path', () => {
    const paths = new ScenarioPaths();
    fc.assert(
      fc.property(busyScenarios, (scenario) => {
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

  it('may turn media into links at the second attempt, where the first was refused unseen', () => {
    const text = `senders: [{ id: uk, number: "+447400123456" }]
messaging-services: [{ id: pool, senders: [uk], mms-converter: true }]
account: { concurrency: 1, request-time: 100ms }
traffic:
  - id: pictures
    from: pool
    to: { GB: 100% }
    body: Hello
    media: { type: image/png, size: 30KB }
    arrivals: { batch: 2, at: 0s }
    retry: { codes: [20429], attempts: 2, backoff: 1s }
`;
    const reading = readScenarioText('links.yaml', text, filesFromRecord({}));
    if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
    const plan = compile(reading.scenario);
    const run = { plan, ...runOf(plan), callbacks: callbacksTold(plan) };
    const submitted = run.history.filter(({ kind }) => kind === 'submitted');
    expect(submitted.map(({ attempt, media }) => [attempt, media])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(scenarioBreaches(run)).toEqual([]);
  });
});
