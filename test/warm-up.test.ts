import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../src/document/files.ts';
import { judge } from '../src/experiment/judge.ts';
import { inThisThread, replicate } from '../src/experiment/replicate.ts';
import { replicationOf } from '../src/experiment/replication.ts';
import { US_PER_HOUR } from '../src/kernel/time.ts';
import { LATENCIES, type Result } from '../src/measure/result.ts';
import { totalsOf } from '../src/measure/select.ts';
import type { Facts, MessageView } from '../src/pipeline/facts.ts';
import { batchSummary } from '../src/report/batch-summary.ts';
import { batchVerdictText } from '../src/report/batch-text.ts';
import { summaryJson } from '../src/report/summary.ts';
import { textReport } from '../src/report/text.ts';
import { compile } from '../src/scenario/compile.ts';
import { readScenario } from '../src/scenario/read.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { settleWarmUp, simulate } from '../src/simulate.ts';
import { PLAIN_STYLE, reportOf } from './report/results.ts';
import { DEAF } from './theory/runs.ts';

/** A single number that is busy .9 of its time, and begins empty. */
function scenarioOf(run: string, more = ''): Scenario {
  const text = `run: ${run}
senders: [{ id: a, number: "+14155550100" }]
traffic: [{ id: t, from: a, to: { US: 100% }, segments: { 1: 100% }, arrivals: { poisson: 0.9/s, from: 0s, until: 10h } }]
${more}`;
  const reading = readScenario('s.yaml', filesFromRecord({ 's.yaml': text }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.scenario;
}

const WHOLE = scenarioOf('{ for: 3h }');
const CUT = scenarioOf('{ for: 3h, warm-up: 1h }');
const FOUND = scenarioOf('{ for: 3h, warm-up: mser-5 }');

/** Queue waits in order of submission, with the instants of submission, as an observer sees them. */
function waitsOf(scenario: Scenario): readonly (readonly [submittedAtUs: number, waitUs: number])[] {
  const waits: [number, number][] = [];
  const observer = (view: MessageView): Facts => ({
    ...DEAF,
    inTimeOrder: true,
    sent: (row) => {
      const submittedAtUs = view.submittedAtUs[row]!;
      waits.push([submittedAtUs, view.firstSegmentAtUs[row]! - submittedAtUs]);
    },
  });
  simulate(scenario, { observers: [observer] });
  return waits;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const waitOf = (result: Result) => totalsOf(result).latencies.queue_wait;

describe('a warm-up', () => {
  it('of a fixed length leaves just the latencies of messages submitted in it out', () => {
    const timed = waitsOf(CUT).filter(([submittedAtUs]) => submittedAtUs >= US_PER_HOUR);
    const wait = waitOf(simulate(CUT));
    expect(timed.length).toBeGreaterThan(6000);
    expect(wait.n).toBe(timed.length);
    expect(wait.sumUs).toBe(BigInt(sum(timed.map(([, waitUs]) => waitUs))));
    expect(waitOf(simulate(WHOLE)).n).toBe(waitsOf(CUT).length);
  });

  it('changes nothing else: no event, no count, no throughput', () => {
    const [cut, whole] = [simulate(CUT), simulate(WHOLE)];
    expect(cut.fingerprint).toBe(whole.fingerprint);
    expect(totalsOf(cut).counts).toEqual(totalsOf(whole).counts);
    expect(cut.throughput.total).toEqual(whole.throughput.total);
    for (const latency of LATENCIES)
      expect(totalsOf(cut).latencies[latency].n).toBeLessThan(totalsOf(whole).latencies[latency].n);
  });

  it('is found by MSER-5 where a queue that begins empty has filled', () => {
    // An hour of nothing, then a queue that is busy.
    const late = scenarioOf('{ for: 10h, warm-up: mser-5 }').traffic[0]!;
    const scenario: Scenario = {
      ...scenarioOf('{ for: 10h, warm-up: mser-5 }'),
      traffic: [{ ...late, arrivals: { poisson: '0.9/s', from: '1h', until: '10h' } }],
    };
    const { warmUp } = simulate(scenario).setting;
    expect(warmUp?.method).toBe('mser-5');
    expect(warmUp?.isRunTooShort).toBe(false);
    expect(warmUp?.untilUs).toBeGreaterThanOrEqual(US_PER_HOUR);
    expect(warmUp?.untilUs).toBeLessThan(5 * US_PER_HOUR);
    expect(waitsOf(scenario)[0]![0]).toBeGreaterThan(US_PER_HOUR);
  });

  it('that is found is the same for all replications of a seed, and that of replication 0', async () => {
    const plan = compile(FOUND);
    const settled = settleWarmUp(plan);
    expect(settled.warmUp?.untilUs).toBeDefined();
    expect(settleWarmUp(settled)).toBe(settled);
    for (const replication of [0, 3])
      expect(simulate(FOUND, { replication }).setting.warmUp).toEqual(settled.warmUp);
    const batch = await replicate(plan, inThisThread(plan), { replications: 4 });
    expect(batch.setting.warmUp).toEqual(settled.warmUp);
    expect(batch.replications[3]).toEqual(replicationOf(plan, 3));
    expect(JSON.parse(batchSummary(batch)).warm_up.method).toBe('mser-5');
    expect(batchVerdictText(batch, PLAIN_STYLE)).toContain('MSER-5');
  });

  it('is left out of what an expectation is held against', () => {
    const more = 'expect: [{ metric: queue_wait, mean: { at-most: 10m } }]\n';
    const found = (run: string): number => {
      const scenario = scenarioOf(run, more);
      return judge(simulate(scenario), compile(scenario).expectations)[0]!.value!;
    };
    expect(found('{ for: 3h, warm-up: 1h }')).toBe(waitOf(simulate(CUT)).meanUs);
    expect(found('{ for: 3h }')).toBe(waitOf(simulate(WHOLE)).meanUs);
    expect(found('{ for: 3h }')).not.toBe(found('{ for: 3h, warm-up: 1h }'));
  });

  it('is said in the report and in summary.json', () => {
    const sayings = ([scenario, words]: readonly [Scenario, string]) => {
      const result = simulate(scenario);
      expect(textReport(reportOf(result), PLAIN_STYLE)).toContain(words);
      return JSON.parse(summaryJson(reportOf(result))).warm_up;
    };
    expect(sayings([CUT, 'Warm-up of 1 h: messages submitted in it are counted'])).toEqual({
      method: 'fixed',
      until_s: 3600,
      found: true,
    });
    expect(sayings([scenarioOf('{ for: 40s, warm-up: mser-5 }'), 'run longer'])).toMatchObject({
      found: false,
    });
    expect(JSON.parse(summaryJson(reportOf(simulate(WHOLE)))).warm_up).toBeUndefined();
  });

  it('leaves no broken law behind, and no law that would speak of other waits', () => {
    const { proof } = simulate(CUT);
    expect(proof?.breaks).toEqual([]);
    expect(proof?.little).toBeUndefined();
    expect(proof?.closedForms).toEqual([]);
  });
});
