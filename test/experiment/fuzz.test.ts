import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { firstCases } from '../../src/experiment/first-cases.ts';
import { type FuzzOptions, type FuzzReport, fuzz, type Trial } from '../../src/experiment/fuzz.ts';
import { InternalError } from '../../src/kernel/assert.ts';
import { readVaried, type VariedScenario } from '../../src/scenario/read-varied.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** One number that queues 14,400 segments, and a batch for it. */
function variedOf(vary: string, batch = 10_000): VariedScenario {
  const text = `senders: [{ id: a, number: "+14155550100" }]
traffic: [{ id: t, from: a, to: { US: 100% }, body: hello, arrivals: { batch: ${batch}, at: 0s } }]
expect: [{ metric: failed, of: { code: 30001 }, count: { at-most: 0 } }]
vary:
${vary}
`;
  const reading = readVaried('s.yaml', filesFromRecord({ 's.yaml': text }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.varied;
}

const BATCH = '  traffic[0].arrivals.batch: 9000..60000';

/** What a case has at the places that vary. */
function batchOf({ traffic: [stream] }: Scenario): number {
  const { arrivals } = stream!;
  return 'batch' in arrivals ? arrivals.batch : 0;
}

/** A trial that breaks where a rule of the test's own says so. */
function breaking(rule: (scenario: Scenario) => boolean): NonNullable<FuzzOptions['tryCase']> {
  return async (scenario): Promise<Trial> => {
    const verdict = rule(scenario) ? 'fail' : 'pass';
    const common = { line: 0, text: 'rule', severity: 'fail', value: 1, unit: 'count', n: 1 } as const;
    const expectations = [{ ...common, verdict, atMost: 0, atLeast: undefined } as const];
    return { expectations, law: undefined, anchor: undefined };
  };
}

function valuesOf({ breach }: FuzzReport): Readonly<Record<string, string>> | undefined {
  return breach && Object.fromEntries(breach.changes.map(({ path, value }) => [path, value]));
}

describe('a search for what breaks a plan', () => {
  it('finds the very message that overflows the queue', async () => {
    const report = await fuzz(variedOf(BATCH));
    expect(report.breach?.changes).toEqual([
      { path: 'traffic[0].arrivals.batch', written: '10000', value: '14401' },
    ]);
    expect(report.breach?.expectations).toMatchObject([{ verdict: 'fail', value: 1, line: 3 }]);
    expect(report.breach?.text).toContain('batch: 14401,');
    expect(report.breach?.text).not.toContain('vary');
  });

  it('finds nothing where nothing breaks', async () => {
    const report = await fuzz(variedOf('  traffic[0].arrivals.batch: 9000..10500'), { runs: 8 });
    expect(report).toMatchObject({ breach: undefined, runs: 8, impossible: 0 });
    expect(report.tried).toBeGreaterThan(2);
    expect(report.tried).toBeLessThanOrEqual(8);
  });

  it('says of a scenario that breaks as written that nothing had to be changed', async () => {
    const report = await fuzz(variedOf(BATCH, 20_000));
    expect(report).toMatchObject({ tried: 1, breach: { changes: [] } });
  });

  it('keeps of several values only those that have to differ, each as near as it can be', async () => {
    const varied = variedOf(`${BATCH}
  traffic[0].arrivals.at: 0s..60s
  traffic[0].body: [Hi, Ho, Hey]`);
    const both = breaking((scenario) => {
      const [{ arrivals, body }] = scenario.traffic as [Scenario['traffic'][number]];
      const at = 'batch' in arrivals ? Number.parseInt(arrivals.at, 10) : 0;
      return batchOf(scenario) >= 12_345 && at >= 42 && body !== 'Ho';
    });
    const report = await fuzz(varied, { runs: 500, tryCase: both });
    expect(valuesOf(report)).toEqual({
      'traffic[0].arrivals.batch': '12345',
      'traffic[0].arrivals.at': '42s',
    });
  });

  it('goes down to the value nearest to the one written, too', async () => {
    const report = await fuzz(variedOf(BATCH), { tryCase: breaking((one) => batchOf(one) <= 9_876) });
    expect(valuesOf(report)).toEqual({ 'traffic[0].arrivals.batch': '9876' });
  });

  it('finds by drawing what breaks at no end, the same with the same seed', async () => {
    const tryCase = breaking((one) => batchOf(one) > 30_000 && batchOf(one) < 50_000);
    const first = await fuzz(variedOf(BATCH), { tryCase, seed: 7 });
    expect(valuesOf(first)).toBeDefined();
    expect(await fuzz(variedOf(BATCH), { tryCase, seed: 7 })).toEqual(first);
  });

  it('holds a broken law above a broken expectation', async () => {
    const law = breaking(() => false);
    const report = await fuzz(variedOf(BATCH), {
      tryCase: async (scenario) => {
        if (batchOf(scenario) > 20_000) throw new InternalError('a token leaked');
        return law(scenario);
      },
    });
    expect(report.breach).toMatchObject({ law: 'a token leaked', expectations: [] });
    expect(valuesOf(report)).toEqual({ 'traffic[0].arrivals.batch': '20001' });
  });

  it('counts draws whose values exclude each other and goes on', async () => {
    const varied = variedOf(`${BATCH}
  traffic[0].body: [Hi, Ho]`);
    const [first] = firstCases(varied.variables);
    const report = await fuzz(
      { ...varied, caseAt: (steps) => (String(steps) === String(first) ? varied.scenario : undefined) },
      { tryCase: breaking(() => false) },
    );
    expect(report).toMatchObject({ tried: 1, breach: undefined });
    expect(report.impossible).toBeGreaterThan(5);
  });

  it('ends at once with what else stops a run', async () => {
    let begun = 0;
    const tryCase = async (): Promise<Trial> => {
      begun += 1;
      throw new RangeError('stopped');
    };
    await expect(fuzz(variedOf(BATCH), { tryCase })).rejects.toThrow('stopped');
    expect(begun).toBe(1);
  });
});

describe('the first cases', () => {
  it('are the scenario as written, each end alone, then all corners', () => {
    const variables = [
      { down: -2, up: 3 },
      { down: 0, up: 1 },
    ];
    expect(firstCases(variables)).toEqual([
      [0, 0],
      [3, 0],
      [-2, 0],
      [0, 1],
      [3, 1],
      [-2, 1],
    ]);
  });

  it('leave corners out where these are too many', () => {
    const cases = firstCases(Array.from({ length: 6 }, () => ({ down: -1, up: 1 })));
    expect(cases).toHaveLength(13);
  });
});
