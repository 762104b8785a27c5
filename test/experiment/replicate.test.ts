import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { poolProofs } from '../../src/experiment/pooled-proof.ts';
import { isRandom } from '../../src/experiment/randomness.ts';
import { type Executor, inThisThread, replicate } from '../../src/experiment/replicate.ts';
import { replicationOf } from '../../src/experiment/replication.ts';
import type { RunFigure } from '../../src/experiment/run-figures.ts';
import { batchSummary } from '../../src/report/batch-summary.ts';
import { batchText } from '../../src/report/batch-text.ts';
import { compile } from '../../src/scenario/compile.ts';
import type { Plan } from '../../src/scenario/plan.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { PLAIN_STYLE } from '../report/results.ts';

const CERTAIN = 'carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }';

function planOf(arrivals: string, more = CERTAIN): Plan {
  const text = `senders: [{ id: a, number: "+14155550100" }]
traffic: [{ id: t, from: a, to: { US: 100% }, body: hello, arrivals: ${arrivals} }]
${more}
`;
  const reading = readScenario('s.yaml', filesFromRecord({ 's.yaml': text }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return compile(reading.scenario);
}

const POISSON = '{ poisson: 0.5/s, from: 0s, count: 200 }';
const BATCH = '{ batch: 20, at: 0s }';

describe('replications', () => {
  it('are the same whatever order and number an executor runs them in', async () => {
    const plan = planOf(POISSON);
    let turn = 0;
    const unruly: Executor = {
      atOnce: 4,
      run: async (replication) => {
        turn += 1;
        for (let i = turn % 3; i > 0; i -= 1) await Promise.resolve();
        return replicationOf(plan, replication);
      },
    };
    const batch = await replicate(plan, inThisThread(plan), { replications: 12 });
    expect(await replicate(plan, unruly, { replications: 12 })).toEqual(batch);
    expect(batch.replications[7]).toEqual(replicationOf(plan, 7));
    expect(new Set(batch.replications.map(({ fingerprint }) => fingerprint)).size).toBe(12);
  });

  it('have figures that survive the way from one thread to another', () => {
    const figures = replicationOf(planOf(POISSON), 3);
    expect(structuredClone(figures)).toEqual(figures);
  });

  it('pool their counts, and give the mean its interval', async () => {
    const plan = planOf(POISSON);
    const { totals, replications } = await replicate(plan, inThisThread(plan), { replications: 6 });
    expect(totals.counts.submitted).toBe(1200);
    const { n, mean, p95 } = totals.latencies.queue_wait;
    const means = replications.map((one) => one.totals.latencies.queue_wait.mean!);
    expect([n, mean?.n, p95?.n]).toEqual([1200, 6, 6]);
    expect(mean?.value).toBeCloseTo(means.reduce((a, b) => a + b) / 6, 6);
    expect(mean!.low!).toBeLessThan(mean!.value);
  });

  it('are run until a figure is precise, or the most are done', async () => {
    const plan = planOf(POISSON);
    const asked = (relative: number) => ({ latency: 'queue_wait', figure: 'mean', relative }) as const;
    const wide = await replicate(plan, inThisThread(plan), { replications: 50, precision: asked(0.9) });
    expect([wide.replications.length, wide.precision?.isReached]).toEqual([10, true]);
    const narrow = await replicate(plan, inThisThread(plan), { replications: 25, precision: asked(0.0001) });
    expect([narrow.replications.length, narrow.precision?.isReached]).toEqual([25, false]);
  });

  it('are one where nothing is left to chance', async () => {
    const plan = planOf(BATCH);
    const batch = await replicate(plan, inThisThread(plan), { replications: 30 });
    expect([batch.isRandom, batch.replications.length]).toEqual([false, 1]);
  });
});

describe('a plan leaves something to chance', () => {
  it.each([
    [POISSON, CERTAIN],
    [
      BATCH,
      'carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 50%, no-receipt: 50% } } }',
    ],
    [
      BATCH,
      'carriers: { default: { latency: { lognormal: { p50: 4s, p95: 12s } }, outcomes: { delivered: 100% } } }',
    ],
  ])('with %s and %s, and its replications differ', (arrivals, carriers) => {
    const plan = planOf(arrivals, carriers);
    expect(isRandom(plan)).toBe(true);
    expect(replicationOf(plan, 1).fingerprint).not.toBe(replicationOf(plan, 0).fingerprint);
  });

  it('but not a batch with constant latencies and one outcome, whose replications are alike', () => {
    const plan = planOf(BATCH);
    expect(isRandom(plan)).toBe(false);
    expect(replicationOf(plan, 1).fingerprint).toBe(replicationOf(plan, 0).fingerprint);
  });
});

describe('an expectation over replications', () => {
  const verdicts = async (bound: string): Promise<readonly string[]> => {
    const plan = planOf(POISSON, `${CERTAIN}\nexpect: [{ metric: queue_wait, ${bound} }]`);
    const batch = await replicate(plan, inThisThread(plan), { replications: 8 });
    return batch.expectations.map(({ verdict }) => verdict);
  };

  it('holds or breaks where the whole interval does, and is inconclusive where it straddles the bound', async () => {
    const plan = planOf(POISSON);
    const { totals } = await replicate(plan, inThisThread(plan), { replications: 8 });
    const middle = Math.round(totals.latencies.queue_wait.mean!.value / 1000);
    expect(await verdicts(`mean: { at-most: ${middle}ms }`)).toEqual(['inconclusive']);
    expect(await verdicts(`mean: { at-most: ${middle * 5}ms }`)).toEqual(['pass']);
    expect(await verdicts('mean: { at-most: 1ms }')).toEqual(['fail']);
    expect(await verdicts('p95: { at-most: 1ms }')).toEqual(['fail']);
  });
});

describe('the runs of a batch as a whole', () => {
  it('have intervals: totals of their means, instants and peaks of their medians', async () => {
    const plan = planOf(POISSON);
    const batch = await replicate(plan, inThisThread(plan), { replications: 9 });
    const { run, replications, currency } = batch;
    const valuesOf = (figure: RunFigure): readonly number[] =>
      replications.map((one) => one.run[figure]!).toSorted((a, b) => a - b);
    expect(currency).toBe('USD');
    expect(run.peakBacklogSegments).toMatchObject({ n: 9, value: valuesOf('peakBacklogSegments')[4] });
    expect(run.drainedUs).toMatchObject({ n: 9, value: valuesOf('drainedUs')[4] });
    expect(run.drainedUs!.low).toBeLessThan(run.drainedUs!.value);
    expect(run.costMillionths!.n).toBe(9);
    expect(batch.isCostPartial).toBe(true);
    expect(batchText(batch, PLAIN_STYLE)).toContain('cost, USD in part');
    expect(JSON.parse(batchSummary(batch)).run.cost_is_partial).toBe(true);
    expect(run.callbacksDue).toBeUndefined();
  });

  it('count what an endpoint had to bear, where one is named', async () => {
    const plan = planOf(BATCH, `${CERTAIN}\ncallbacks: { latency: { constant: 10ms } }`);
    const { run } = await replicate(plan, inThisThread(plan), { replications: 9 });
    // Queued, sent and delivered of each of twenty; nothing is left to chance, so one run is enough.
    expect(run.callbacksDue).toEqual({ value: 60, low: 60, high: 60, n: 1 });
    expect(run.callbacksDelivered).toEqual(run.callbacksDue);
  });

  it('prove themselves, and a law that one of them breaks names it', async () => {
    const plan = planOf(POISSON);
    const { proof, replications } = await replicate(plan, inThisThread(plan), { replications: 3 });
    expect(proof).toMatchObject({
      breaks: [],
      conservation: { requests: 600, segments: 600 },
      lindley: { messages: 600, lanes: 1 },
      window: { segments: 600, buckets: 1 },
      little: { messages: 600 },
    });
    const broken = replications.map((one) =>
      one.replication === 1 ? { ...one, proof: { ...one.proof!, breaks: ['Lindley: too early'] } } : one,
    );
    expect(poolProofs(broken)?.breaks).toEqual(['Lindley: too early (replication 1)']);
    expect(poolProofs([...broken, replicationOf(plan, 3, false)])).toBeUndefined();
  });

  it('stand in the report and in summary.json', async () => {
    const plan = planOf(POISSON);
    const batch = await replicate(plan, inThisThread(plan), { replications: 6 });
    const text = batchText(batch, PLAIN_STYLE);
    expect(text).toMatch(/\n {2}peak backlog, segments +6 /);
    expect(text).toContain('conservation   1,200 requests, 1,200 segments sent, none lost');
    const { run, proof } = JSON.parse(batchSummary(batch));
    expect(run.cost).toEqual({
      value: batch.run.costMillionths!.value / 1_000_000,
      low: batch.run.costMillionths!.low! / 1_000_000,
      high: batch.run.costMillionths!.high! / 1_000_000,
      n: 6,
    });
    expect(run.peak_backlog_segments.n).toBe(6);
    expect(proof.holds).toBe(true);
  });
});
