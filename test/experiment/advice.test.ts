import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { adviseOn } from '../../src/experiment/advice.ts';
import { judge } from '../../src/experiment/judge.ts';
import type { Advice } from '../../src/experiment/report-input.ts';
import { compile } from '../../src/scenario/compile.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { simulate } from '../../src/simulate.ts';

interface Found {
  readonly advice: readonly Advice[];
  readonly steps: number;
  readonly verdict: string | undefined;
  readonly failed: number;
}

/** A batch of messages of one to three segments at once from some long codes, of which half are to leave in a minute. */
function runOf({ count = 2, batch = 3000, sender = '', stream = '' } = {}): Found {
  const text = `
senders:
  - { id: shop, numbers: { from: "+14155550100", count: ${count} }${sender} }
traffic:
  - { id: sale, from: shop, to: { US: 100% }, segments: { 1: 70%, 2: 20%, 3: 10% }, arrivals: { batch: ${batch}, at: 0s }${stream} }
expect:
  - { metric: queue_wait, of: { traffic: sale }, p50: { at-most: 1m } }
`;
  const reading = readScenario('sale.yaml', filesFromRecord({ 'sale.yaml': text }));
  if (!reading.ok) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
  const plan = compile(reading.scenario);
  const result = simulate(reading.scenario);
  const judgements = judge(result, plan.expectations);
  const advice = adviseOn(plan, result, judgements);
  let steps = 0;
  let step = advice.next();
  for (; step.done !== true; step = advice.next()) steps += 1;
  const failed = result.cohorts.reduce((sum, { figures }) => sum + figures.counts.failed, 0);
  return { advice: step.value, steps, verdict: judgements[0]?.verdict, failed };
}

describe('the advice on a batch', () => {
  it('names the fewest senders with which it leaves in time: one fewer does not do', () => {
    const [advice] = runOf().advice;
    expect(advice).toMatchObject({ traffic: 'sale', entry: 'shop', have: 2 });
    expect(runOf({ count: advice!.need }).verdict).toBe('pass');
    expect(runOf({ count: advice!.need - 1 }).verdict).toBe('fail');
  });

  it('names the fewest senders with which nothing overflows', () => {
    const small = { sender: ', queue-horizon: 10m' };
    const advice = runOf(small).advice.find(({ goal }) => goal === 'nothing overflows');
    expect(runOf({ ...small, count: advice!.need }).failed).toBe(0);
    expect(runOf({ ...small, count: advice!.need - 1 }).failed).toBeGreaterThan(0);
  });

  it('is given in steps, so that a shell can listen while a large batch is counted', () => {
    expect(runOf({ batch: 50_000 }).steps).toBeGreaterThan(5);
  });

  it('is not given where all is well, nor where messages wait for more than their turn', () => {
    expect(runOf({ batch: 10 }).advice).toEqual([]);
    expect(runOf({ stream: ', pace: 1/s' }).advice).toEqual([]);
  });
});
