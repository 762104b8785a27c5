import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONG_RUN, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

/** Half as busy as it can be, so that a wait is a matter of chance. */
function poisson(more = ''): string {
  return `senders:
  - { id: one, number: "+14155550100" }
traffic:
  - { id: some, from: one, to: { US: 100% }, body: hi, arrivals: { poisson: 0.5/s, from: 0s, count: 200 } }
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
${more}`;
}

function read(path: string): string {
  return readFileSync(join(here.path, path), 'utf8');
}

describe('mpsim run --replications', () => {
  it('gives the same bytes with one, two and three workers', () => {
    here.write('s.yaml', poisson());
    const reports = ['1', '2', '3'].map((workers) => {
      const words = ['run', 's.yaml', '--replications', '8', '--workers', workers, '--out', `w${workers}`];
      const { code, stdout } = here.mpsim(words);
      return [code, stdout, read(`w${workers}/summary.json`), read(`w${workers}/report.txt`)];
    });
    expect(reports[0]?.[0]).toBe(0);
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
    expect(readdirSync(join(here.path, 'w1')).toSorted()).toEqual(['report.txt', 'summary.json']);
  });

  it('lists each replication with its fingerprint, which that one has when it is run alone', () => {
    here.write('s.yaml', poisson());
    const { stdout } = here.mpsim(['run', 's.yaml', '--replications', '7', '--format', 'json']);
    const batch = JSON.parse(stdout);
    expect(read('reports/s@replications=7/summary.json')).toBe(stdout);
    const { replications } = batch;
    expect(replications.map((one: { replication: number }) => one.replication)).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
    const alone = JSON.parse(here.mpsim(['run', 's.yaml', '--replication', '5', '--format', 'json']).stdout);
    expect(replications[5]).toEqual({
      replication: 5,
      fingerprint: alone.fingerprint,
      messages: alone.messages,
    });
    expect(new Set(replications.map((one: { fingerprint: string }) => one.fingerprint)).size).toBe(7);
  });

  it('gives each figure its interval and n, and pools the counts', () => {
    here.write('s.yaml', poisson());
    const { stdout } = here.mpsim(['run', 's.yaml', '--replications', '6', '--format', 'json']);
    const { messages, metrics, per_replication: each, by } = JSON.parse(stdout);
    expect([messages.submitted, messages.delivered, metrics.queue_wait.n]).toEqual([1200, 1200, 1200]);
    expect(each.delivered).toEqual({ value: 200, low: 200, high: 200, n: 6 });
    for (const { queue_wait: wait } of [metrics, by.traffic.some.metrics]) {
      for (const figure of ['mean', 'p50', 'p90', 'p95', 'p99']) {
        const { value, low, high, n } = wait[figure];
        expect(n).toBe(6);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }
      expect(wait.mean.high).toBeGreaterThan(wait.mean.low);
    }
  });

  it('repeats itself by the command that its report ends with', () => {
    here.write('s.yaml', poisson());
    const words = ['run', 's.yaml', '--replications', '6', '--set', 'senders[0].burst=2'];
    const first = here.mpsim(words).stdout;
    const command = first.trim().split('\n').at(-1)!.trim();
    expect(command).toBe("mpsim run s.yaml --seed 1 --replications 6 --set 'senders[0].burst=2'");
    expect(here.shell(command).stdout).toBe(first);
  });

  it('says that nothing is left to chance, and runs once', () => {
    here.write(
      's.yaml',
      tenMessages('carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }\n'),
    );
    const { code, stdout } = here.mpsim(['run', 's.yaml', '--replications', '30', '--quiet']);
    expect([code, stdout]).toEqual([
      0,
      `s
  Rulebook twilio-guide, 1 sender

  Nothing in this scenario is left to chance, so it was run once: its figures
    are exact.
`,
    ]);
    const summary = JSON.parse(read('reports/s@replications=30/summary.json'));
    expect([summary.random, summary.replications.length]).toEqual([false, 1]);
    expect(summary.metrics.end_to_end.p95).toEqual({ value: 11, low: 11, high: 11, n: 1 });
  });

  it('tells of files of an earlier single run in its folder', () => {
    here.write('s.yaml', poisson());
    here.mpsim(['run', 's.yaml', '--out', 'o', '--quiet']);
    const { stderr } = here.mpsim(['run', 's.yaml', '--out', 'o', '--quiet', '--replications', '2']);
    expect(stderr).toBe(
      'throughput.csv and latency.csv in o are of an earlier single run; delete what is old\n',
    );
  });

  it.each([
    [['--replications', '0'], '--replications takes a whole number from 1 to 100000, not "0"'],
    [['--workers', '2'], '--workers is of replications: add --replications N, or leave it out'],
    [['--replications', '3', '--replication', '1'], '--replication repeats one replication'],
    [['--replications', '3', '--messages'], '--messages, --trace and --result are of one run'],
    [['--replications', '3', '--result'], '--messages, --trace and --result are of one run'],
    [['--replications', '3', '--trace'], '--messages, --trace and --result are of one run'],
    [['--replications', '3', '--until-precision', 'p95=2%'], 'bound it with --max-replications N'],
    [['--replications', '3', '--max-replications', '9'], '--replications is the number itself'],
    [['--max-replications', '9'], '--max-replications bounds --until-precision, which is missing'],
    [['--until-precision', 'p42=2%'], 'figures mean, p50, p90, p95, p99'],
    [['--until-precision', 'p95=0%'], '--until-precision takes a figure and a part of it'],
  ])('refuses %j in words', (words, message) => {
    here.write('s.yaml', poisson());
    const { code, stdout, stderr } = here.mpsim(['run', 's.yaml', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(readdirSync(here.path)).toEqual(['s.yaml']);
  });

  it('refuses a journal, which was as it was', () => {
    const { code, stderr } = here.mpsim(['run', '--journal', 'j', '--replications', '3']);
    expect([code, stderr]).toEqual([
      2,
      'mpsim: a journal is replayed as it was, once; leave out --replications and the like\n',
    ]);
  });
});

describe('an expectation over replications', () => {
  const wait = (bound: string): string => `expect: [{ metric: queue_wait, mean: { at-most: ${bound} } }]\n`;

  it.each([
    ['holds when its whole interval does', wait('30s'), 0, 'The expectation holds.'],
    ['is broken when no part of its interval holds', wait('1ms'), 99, 'Expectation broken (line 6)'],
    ['is inconclusive when the bound lies within the interval', wait('480ms'), 3, 'Inconclusive (line 6)'],
    [
      'has no data where nothing matches it',
      'expect: [{ metric: queue_wait, of: { carrier: other }, mean: { at-most: 1s } }]\n',
      3,
      'No data for an expectation (line 6)',
    ],
  ])('%s', (_, expectation, status, words) => {
    here.write(
      's.yaml',
      poisson(expectation).replace(
        'carriers: {',
        'carriers: { other: { latency: { constant: 2s }, outcomes: { delivered: 100% } },',
      ),
    );
    const { code, stdout } = here.mpsim(['run', 's.yaml', '--replications', '10', '--quiet']);
    expect(stdout).toContain(words);
    expect(code).toBe(status);
  });

  it('is broken where one is broken and another inconclusive', () => {
    here.write(
      's.yaml',
      poisson(
        'expect: [{ metric: queue_wait, mean: { at-most: 480ms } }, { metric: queue_wait, mean: { at-most: 1ms } }]\n',
      ),
    );
    const { code, stdout } = here.mpsim(['run', 's.yaml', '--replications', '10', '--quiet']);
    expect(code).toBe(99);
    expect(stdout.indexOf('Expectation broken')).toBeLessThan(stdout.indexOf('Inconclusive'));
  });
});

describe('mpsim run --until-precision', () => {
  it('stops when the figure is precise, and says how precise it is', () => {
    here.write('s.yaml', poisson());
    const words = ['run', 's.yaml', '--until-precision', 'queue_wait.mean=50%', '--format', 'json'];
    const { code, stdout } = here.mpsim(words);
    const { precision, replications } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(precision).toMatchObject({ metric: 'queue_wait', statistic: 'mean', asked: 0.5, reached: true });
    expect(precision.found).toBeLessThanOrEqual(0.5);
    expect(replications.length % 10).toBe(0);
  });

  it('ends at its bound with the status of an open question when it is not', () => {
    here.write('s.yaml', poisson());
    const words = ['run', 's.yaml', '--until-precision', 'queue_wait.mean=0.01%', '--max-replications', '12'];
    const { code, stdout } = here.mpsim([...words, '--quiet']);
    expect(code).toBe(3);
    expect(stdout).toContain('Not precise enough: mean of queue wait was to be known to 0.01%');
    expect(stdout).toContain('12 replications');
  });
});

describe('replications that are interrupted', () => {
  it.each([
    ['SIGINT', 'the program'],
    ['SIGTERM', 'the program'],
    ['SIGINT', 'its whole group, as a terminal does'],
  ] as const)('by %s to %s stop at once, leave nothing behind and end with 130', async (signal, whom) => {
    here.write('long.yaml', LONG_RUN);
    const run = here.start(['run', 'long.yaml', '--replications', '30'], { ownGroup: true });
    let stderr = '';
    run.stderr?.on('data', (piece) => {
      stderr += piece;
    });
    await setTimeout(3000);
    expect(existsSync(join(here.path, 'reports'))).toBe(true);
    const sentAt = performance.now();
    process.kill(whom === 'the program' ? run.pid! : -run.pid!, signal);
    const [code] = await once(run, 'exit');
    // A tenth of a second is the promise; the rest is for a machine that is busy with other tests.
    expect(performance.now() - sentAt).toBeLessThan(1000);
    expect(code).toBe(130);
    expect(stderr).toBe('mpsim: interrupted after 0 replications; nothing was written\n');
    expect(readdirSync(here.path)).toEqual(['long.yaml']);
  });

  it('leave no process behind when the program is killed', async () => {
    here.write('long.yaml', LONG_RUN);
    const run = here.start(['run', 'long.yaml', '--replications', '30'], { ownGroup: true });
    await setTimeout(3000);
    run.kill('SIGKILL');
    await once(run, 'exit');
    const isGone = (): boolean => {
      try {
        return !process.kill(-run.pid!, 0);
      } catch {
        return true;
      }
    };
    for (let i = 0; i < 200 && !isGone(); i += 1) await setTimeout(25);
    expect(isGone()).toBe(true);
  });
});
