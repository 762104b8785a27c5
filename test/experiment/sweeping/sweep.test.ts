import { describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../../src/document/files.ts';
import { capacityMapOf, runsOf } from '../../../src/experiment/sweeping/capacity-map.ts';
import {
  type Job,
  type JobExecutor,
  type JobFigures,
  jobsInThisThread,
} from '../../../src/experiment/sweeping/cell-job.ts';
import { metricNamed } from '../../../src/experiment/sweeping/metrics.ts';
import { resultOf, type SweepResult, sheetOf, sweep } from '../../../src/experiment/sweeping/sweep.ts';
import { tornadoOf } from '../../../src/experiment/sweeping/tornado.ts';
import { sweepCsv } from '../../../src/report/sweep/sweep-csv.ts';
import { sweepSummary } from '../../../src/report/sweep/sweep-summary.ts';
import { readSweep, type SweepRequest, type SweptScenario } from '../../../src/scenario/read-sweep.ts';

const CERTAIN = 'carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }\n';

function sweptOf(request: SweepRequest, more = CERTAIN): SweptScenario {
  const text = `senders: [{ id: promo, numbers: { from: "+14155550100", count: 1 }, queue-horizon: 100s }]
traffic: [{ id: blast, from: promo, to: { US: 100% }, body: hi, arrivals: { batch: 10, at: 0s } }]
${more}`;
  const reading = readSweep('s.yaml', filesFromRecord({ 's.yaml': text }), request);
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.swept;
}

/** A long code sends a segment a second and queues 100 seconds of them: of a batch all above 100 a number are lost. */
const GRID = ['traffic[0].arrivals.batch=100..500:5', 'senders[0].numbers.count=1,2,4'];
const RANDOM =
  'carriers: { default: { latency: { lognormal: { p50: 2s, p95: 9s } }, outcomes: { delivered: 90%, undelivered: { 30003: 10% } } } }\n';

function bytesOf(result: SweepResult): string {
  return [...sweepCsv(result)].join('') + sweepSummary(result, undefined);
}

/** Finishes jobs in another order than it is given them, and counts them. */
function unruly(swept: SweptScenario): JobExecutor & { readonly jobs: Job[] } {
  const { run } = jobsInThisThread(swept.document());
  const jobs: Job[] = [];
  return {
    jobs,
    atOnce: 4,
    async run(job) {
      jobs.push(job);
      for (let turns = (jobs.length * 7) % 5; turns > 0; turns -= 1) await Promise.resolve();
      return run(job);
    },
  };
}

describe('a sweep', () => {
  it('loses in each cell what the queues cannot hold', async () => {
    const { outcomes } = await sweep(sweptOf({ vary: GRID }));
    const lost = outcomes.map((outcome) => outcome.lost.value);
    const expected = outcomes.map(({ values: [batch, count] }) =>
      Math.max(0, Number(batch) - 100 * Number(count)),
    );
    expect(lost).toEqual(expected);
    expect(expected.filter((one) => one > 0).length).toBe(8);
  });

  it('is the same whatever runs it, in whatever order', async () => {
    const swept = sweptOf({ vary: GRID, replications: 7 }, RANDOM);
    const executor = unruly(swept);
    const result = await sweep(swept, { executor });
    expect(bytesOf(result)).toBe(bytesOf(await sweep(swept)));
    expect(executor.jobs.length).toBe(15 * 7);
    expect(new Set(executor.jobs.map((job) => JSON.stringify(job))).size).toBe(15 * 7);
  });

  it('runs a cell once where nothing is left to chance', async () => {
    const swept = sweptOf({ vary: GRID, replications: 7 });
    const executor = unruly(swept);
    await sweep(swept, { executor });
    expect(executor.jobs.length).toBe(15);
  });

  it('never makes a run again that was finished, and gives the same bytes, out of JSON too', async () => {
    const swept = sweptOf({ vary: GRID, replications: 3 }, RANDOM);
    const kept = new Map<string, string>();
    const abort = new AbortController();
    const stopped = sweep(swept, {
      signal: abort.signal,
      onFinished(job, figures) {
        kept.set(JSON.stringify(job), JSON.stringify(figures));
        if (kept.size === 20) abort.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(kept.size).toBe(20);
    const executor = unruly(swept);
    const finished = (job: Job): JobFigures | undefined => {
      const text = kept.get(JSON.stringify(job));
      return text === undefined ? undefined : JSON.parse(text);
    };
    const resumed = await sweep(swept, { executor, finished });
    expect(executor.jobs.length).toBe(45 - 20);
    expect(executor.jobs.some((job) => kept.has(JSON.stringify(job)))).toBe(false);
    expect(bytesOf(resumed)).toBe(bytesOf(await sweep(swept)));
  });

  it('is put together from its parts', async () => {
    const swept = sweptOf({ vary: GRID });
    const figures = new Map<string, JobFigures>();
    for (const part of [1, 2, 3])
      await sweep(swept, {
        shard: { part, parts: 3 },
        onFinished: ({ changes }, one) => figures.set(changes.join(), one),
      });
    const sheet = sheetOf(swept)!;
    const merged = resultOf(sheet, undefined, (place) => [
      figures.get(sheet.swept.map(({ path }, index) => `${path}=${sheet.cells[place]![index]}`).join())!,
    ]);
    expect(bytesOf(merged)).toBe(bytesOf(await sweep(swept)));
  });

  it('judges expectations cell by cell: of a single run by its value', async () => {
    const more = `${RANDOM}expect: [{ metric: failed, of: { code: 30001 }, count: { at-most: 0 } }]\n`;
    const { outcomes } = await sweep(sweptOf({ vary: ['traffic[0].arrivals.batch=100,101'] }, more));
    expect(outcomes.map(({ verdicts }) => verdicts[0]?.verdict)).toEqual(['pass', 'fail']);
  });

  it('tells a cell that cannot be run before it runs any', async () => {
    const swept = sweptOf({
      vary: [
        'traffic[0].arrivals={ batch: 9, at: 0s },{ poisson: 1/s, from: 0s }',
        'run={ for: 1h },{ until: drained }',
      ],
    });
    const executor = unruly(swept);
    await expect(sweep(swept, { executor })).rejects.toThrow(
      'With { poisson: 1/s, from: 0s } at traffic[0].arrivals and { until: drained } at run',
    );
    expect(executor.jobs).toEqual([]);
  });
});

describe('the map of a sweep', () => {
  it('shows from where on there is loss', async () => {
    const result = await sweep(sweptOf({ vary: GRID }));
    const { across, down, fields } = capacityMapOf(result, undefined)!;
    expect([across.labels, down?.labels]).toEqual([
      ['100', '200', '300', '400', '500'],
      ['1', '2', '4'],
    ]);
    const frontier = fields.map((row) => runsOf(row.map((field) => field!.lost > 0)));
    expect(frontier).toEqual([[[1, 4]], [[2, 4]], [[4, 4]]]);
  });

  it('of more paths shows the two that matter most, and says where the others are held', async () => {
    const result = await sweep(sweptOf({ vary: ['seed=5,6', ...GRID] }));
    const { across, down, held } = capacityMapOf(result, tornadoOf(result, metricNamed('lost')!))!;
    expect([across.path, down?.path]).toEqual(['traffic[0].arrivals.batch', 'senders[0].numbers.count']);
    expect(held).toEqual([{ path: 'seed', value: '5' }]);
  });
});

describe('what matters most', () => {
  it('in a grid is told by the means of each value', async () => {
    const result = await sweep(sweptOf({ vary: ['seed=5,6', ...GRID] }));
    const tornado = tornadoOf(result, metricNamed('lost')!)!;
    expect(tornado.method).toBe('main effects');
    // Lost by batch: 0, 100/3, 300/3, 500/3, 800/3 over 1, 2 and 4 numbers; by numbers 1000/5, 600/5 and 100/5.
    expect(tornado.bars.map(({ path, effect }) => [path, Math.round(effect * 1000) / 1000])).toEqual([
      ['traffic[0].arrivals.batch', 266.667],
      ['senders[0].numbers.count', 180],
      ['seed', 0],
    ]);
  });

  it('in a Latin hypercube is told by a regression on ranks', async () => {
    const vary = ['traffic[0].arrivals.batch=100..500', 'senders[0].numbers.count=1..8', 'seed=1..1000'];
    const result = await sweep(sweptOf({ vary, design: 'latin-hypercube', cells: 60 }));
    const { method, bars } = tornadoOf(result, metricNamed('queue_wait.p95')!)!;
    expect(method).toBe('rank regression');
    expect(bars.map(({ path, effect }) => [path, Math.sign(effect)]).slice(0, 2)).toEqual([
      ['senders[0].numbers.count', -1],
      ['traffic[0].arrivals.batch', 1],
    ]);
    expect(Math.abs(bars[2]!.effect)).toBeLessThan(0.2);
  });
});
