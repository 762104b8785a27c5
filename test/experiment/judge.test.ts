import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { findAll } from '../../src/experiment/find.ts';
import { judge } from '../../src/experiment/judge.ts';
import { inThisThread, replicate } from '../../src/experiment/replicate.ts';
import type { Judgement } from '../../src/experiment/report-input.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { startRun } from '../../src/simulate.ts';

/**
 * Ten texts of a segment at once, one segment a second: they leave at 0 s to 9 s and land two seconds later, at 2 s to
 * 11 s. A second number sends nothing.
 */
const TEN = `senders:
  - { id: one, number: "+14155550100" }
  - { id: two, number: "+14155550101" }
traffic:
  - { id: ten, from: one, to: { US: 100% }, body: hello, arrivals: { batch: 10, at: 0s } }
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
`;
const PRICES = 'prices: { segment: 0.01, carrier-fee: 0.003, number-per-month: 2 }\n';
const ANSWERING = 'callbacks: { latency: { constant: 100ms } }\n';

function planOf(scenario: string, expectation: string): Plan {
  const text = `${scenario}expect:\n  - ${expectation}\n`;
  const reading = readScenario('s.yaml', filesFromRecord({ 's.yaml': text }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return compile(reading.scenario);
}

function judged(scenario: string, expectation: string): Judgement {
  const plan = planOf(scenario, expectation);
  const run = startRun(plan);
  while (run.advance(Infinity));
  return judge(run.finish(), plan.expectations)[0]!;
}

describe('an expectation of a run', () => {
  it.each<[expectation: string, value: number, verdict: Judgement['verdict']]>([
    ['{ metric: queue_wait, max: { at-most: 9s } }', 9e6, 'pass'],
    ['{ metric: send_latency, mean: { at-most: 4s } }', 4.5e6, 'fail'],
    ['{ metric: carrier_latency, p50: { at-least: 2s, at-most: 2s } }', 2e6, 'pass'],
    ['{ metric: end_to_end, p90: { at-most: 10s } }', 10e6, 'pass'],
    ['{ metric: end_to_end_offered, of: { traffic: ten }, max: { at-most: 11s } }', 11e6, 'pass'],
    ['{ metric: backlog, at-most: 10 }', 10, 'pass'],
    ['{ metric: backlog, of: { sender: two }, max: { at-least: 1 } }', 0, 'fail'],
    ['{ metric: drained, at-most: 9s }', 9e6, 'pass'],
    ['{ metric: drained, at: { at-most: 8s } }', 9e6, 'fail'],
    ['{ metric: throughput, mean: { at-least: 0.9/s } }', 10 / 11, 'pass'],
    ['{ metric: throughput, max: { at-most: 60/m } }', 1, 'pass'],
    ['{ metric: throughput, of: { status: delivered }, mean: { at-least: 1/s } }', 10 / 11, 'fail'],
    ['{ metric: throughput, of: { sender: one, status: sent }, max: { at-most: 0.5/s } }', 1, 'fail'],
    ['{ metric: delivered, share: { at-least: 100% } }', 1, 'pass'],
    ['{ metric: failed, of: { code: 30001 }, count: { at-most: 0 } }', 0, 'pass'],
  ])('%s finds %d: %s', (expectation, value, verdict) => {
    expect(judged(TEN, expectation)).toMatchObject({ value, verdict, severity: 'fail', line: 8 });
  });

  it.each<[expectation: string, millionths: number]>([
    ['{ metric: cost, at-most: 10 USD }', 4_130_000],
    ['{ metric: cost, of: { traffic: ten }, at-most: 10 USD }', 130_000],
    ['{ metric: cost, of: { sender: two }, total: { at-most: 10 USD } }', 2_000_000],
    ['{ metric: cost, of: { item: numbers }, at-most: 10 USD }', 4_000_000],
    ['{ metric: cost, of: { sender: one, item: carrier-fee }, at-most: 10 USD }', 30_000],
    ['{ metric: cost, of: { carrier: default, item: numbers }, at-most: 10 USD }', 0],
  ])('%s finds what it costs', (expectation, value) => {
    expect(judged(TEN + PRICES, expectation)).toMatchObject({ value, unit: 'money', currency: 'USD' });
  });

  it('on a cost has no data where something has no price, and holds to the cent where all has', () => {
    const rulebook = 'rulebook: twilio-2022\n';
    const unpriced = TEN.replace('"+14155550101"', '"+447400123456"').replace('US: 100%', 'ZW: 100%');
    expect(judged(rulebook + unpriced, '{ metric: cost, at-most: 1000 USD }')).toMatchObject({
      verdict: 'no data',
      value: undefined,
    });
    expect(judged(TEN + PRICES, '{ metric: cost, at-most: 4.13 USD }').verdict).toBe('pass');
    expect(judged(TEN + PRICES, '{ metric: cost, at-most: 4.129999 USD }').verdict).toBe('fail');
  });

  it.each<[expectation: string, value: number]>([
    ['{ metric: callbacks, of: { status: delivered }, count: { at-least: 10 } }', 10],
    ['{ metric: callbacks, of: { status: sent }, max: { at-most: 1/s } }', 1],
    ['{ metric: callbacks_answered, share: { at-least: 100% } }', 1],
    ['{ metric: callbacks_lost, count: { at-most: 0 } }', 0],
    ['{ metric: callback_delay, of: { status: sent }, max: { at-most: 100ms } }', 100_000],
  ])('%s finds how callbacks fare', (expectation, value) => {
    expect(judged(TEN + ANSWERING, expectation)).toMatchObject({ value, verdict: 'pass' });
  });

  it('on callbacks counts those that an endpoint loses', () => {
    const losing = `${TEN}callbacks: { latency: { constant: 1s }, failures: { error: 100% } }\n`;
    expect(judged(losing, '{ metric: callbacks_lost, share: { at-most: 1% } }')).toMatchObject({
      value: 1,
      verdict: 'fail',
    });
    expect(judged(losing, '{ metric: callback_delay, p95: { at-most: 1s } }').verdict).toBe('no data');
  });

  it('on end to end from the first wish is later than from submission where the client keeps a pace', () => {
    const paced = TEN.replace('at: 0s } }', 'at: 0s }, pace: 1/m }');
    // The client wants to send all at once, and submits the last one after nine minutes.
    expect(judged(paced, '{ metric: end_to_end, max: { at-most: 1h } }').value).toBe(2e6);
    expect(judged(paced, '{ metric: end_to_end_offered, max: { at-most: 1h } }').value).toBe(542e6);
  });

  it.each([
    '{ metric: queue_wait, of: { sender: two }, max: { at-most: 1h } }',
    '{ metric: throughput, of: { sender: two }, mean: { at-most: 5/s } }',
    '{ metric: throughput, of: { sender: two }, max: { at-most: 5/s } }',
    '{ metric: delivered, of: { sender: two }, share: { at-least: 1% } }',
    '{ metric: drained, of: { sender: two }, at-most: 1h }',
    '{ metric: callbacks, max: { at-most: 1/s } }',
    '{ metric: callbacks_answered, share: { at-least: 1% } }',
  ])('has no data where nothing is looked at: %s', (expectation) => {
    expect(judged(TEN, expectation)).toMatchObject({ verdict: 'no data', value: undefined });
  });

  it('is broken by a queue that never drains', () => {
    const down = `${TEN}incidents: [{ at: 5s, sender: one, down: true }]\n`;
    expect(judged(down, '{ metric: drained, at-most: 10h }')).toMatchObject({
      verdict: 'fail',
      value: undefined,
    });
  });

  it('carries its severity', () => {
    expect(judged(TEN, '{ metric: backlog, at-most: 1, severity: warn }')).toMatchObject({
      verdict: 'fail',
      severity: 'warn',
    });
  });
});

describe('an expectation of a batch', () => {
  const random = `senders: [{ id: one, number: "+14155550100" }]
traffic:
  - { id: otp, from: one, to: { US: 100% }, body: hello, arrivals: { poisson: 0.5/s, from: 0s, count: 200 } }
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 90%, undelivered: { 30003: 10% } } } }
${PRICES}${ANSWERING}`;

  it.each<[subject: string, sure: string, broken: string]>([
    ['metric: throughput, mean', 'at-most: 1/s', 'at-least: 0.9/s'],
    ['metric: throughput, of: { status: delivered }, max', 'at-most: 5/s', 'at-most: 0.01/s'],
    ['metric: cost, of: { traffic: otp }, total', 'at-most: 2.6 USD', 'at-most: 2.5 USD'],
    ['metric: callbacks_answered, share', 'at-least: 100%', 'at-most: 50%'],
    ['metric: callbacks, max', 'at-most: 100/s', 'at-most: 1/s'],
    ['metric: callback_delay, p95', 'at-most: 1s', 'at-most: 10ms'],
    ['metric: end_to_end_offered, mean', 'at-most: 1h', 'at-most: 2s'],
    ['metric: undelivered, of: { code: 30003 }, share', 'at-most: 20%', 'at-most: 1%'],
    ['metric: drained, at', 'at-most: 2h', 'at-most: 10s'],
    ['metric: backlog, max', 'at-most: 200', 'at-most: 1'],
  ])('on { %s } is judged on its interval', async (subject, sure, broken) => {
    const plan = planOf(random, `{ ${subject}: { ${sure} } }\n  - { ${subject}: { ${broken} } }`);
    const batch = await replicate(plan, inThisThread(plan), { replications: 8 });
    const [held, failed] = batch.expectations;
    expect([held?.verdict, failed?.verdict]).toEqual(['pass', 'fail']);
    expect(held!.low!).toBeLessThanOrEqual(held!.value!);
    expect(held!.high!).toBeGreaterThanOrEqual(held!.value!);
    expect(held!.n).toBe(8);
    expect(held!.currency).toBe(subject.includes('cost') ? 'USD' : undefined);
  });

  it('is inconclusive where the interval lies on both sides of the bound, and where there is none', async () => {
    const shares = planOf(random, '{ metric: undelivered, share: { at-most: 10% } }');
    const batch = await replicate(shares, inThisThread(shares), { replications: 8 });
    expect(batch.expectations[0]?.verdict).toBe('inconclusive');
    const single = await replicate(shares, inThisThread(shares), { replications: 1 });
    expect(single.expectations[0]).toMatchObject({ verdict: 'inconclusive', low: undefined });
  });

  it('finds in each replication what a run of it finds', async () => {
    const plan = planOf(random, '{ metric: cost, of: { item: segments }, at-most: 9 USD }');
    const run = startRun(plan, { replication: 3 });
    while (run.advance(Infinity));
    const batch = await replicate(plan, inThisThread(plan), { replications: 4 });
    expect(batch.replications[3]?.findings).toEqual(findAll(run.finish(), plan.expectations));
  });
});
