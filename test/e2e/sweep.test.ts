import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('s.yaml', SALE);
});
afterEach(() => here.remove());

const SALE = `senders:
  - { id: promo, numbers: { from: "+14155550100", count: 1 }, queue-horizon: 1000s }
traffic:
  - { id: blast, from: promo, to: { US: 100% }, body: hi, arrivals: { batch: 10, at: 0s } }
expect:
  - { metric: failed, of: { code: 30001 }, count: { at-most: 0 } }
sweep:
  vary:
    "traffic[0].arrivals.batch": 500..4000:8
    "senders[0].numbers.count": [1, 2, 4]
  replications: 3
`;
const RUNS = 8 * 3 * 3;

function bytesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(join(here.path, folder)).toSorted();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(here.path, folder, name), 'base64')]),
  );
}

/** Runs that a folder keeps, each by what it is known by. */
function runsIn(folder: string): readonly string[] {
  const path = join(here.path, folder, 'jobs.ndjson');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .filter((line) => 'figures' in line)
    .map(({ changes, replication }) => JSON.stringify([changes, replication]));
}

/** Starts a sweep in a folder and waits until it has made so many runs. */
async function sweepUntil(folder: string, runs: number): Promise<ReturnType<Workplace['start']>> {
  const sweep = here.start(['sweep', 's.yaml', '--out', folder, '--workers', '2']);
  while (runsIn(folder).length < runs) await setTimeout(5);
  return sweep;
}

describe('mpsim sweep', () => {
  it('writes the same bytes with one and with three workers, each cell as often as asked', () => {
    const outcomes = ['1', '3'].map((workers) =>
      here.mpsim(['sweep', 's.yaml', '--workers', workers, '--out', `w${workers}`]),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(outcomes[1]?.stdout).toBe(outcomes[0]?.stdout);
    expect(bytesIn('w3')).toEqual(bytesIn('w1'));
    expect(Object.keys(bytesIn('w1'))).toEqual(FILES);
    const runs = runsIn('w1');
    expect([runs.length, new Set(runs).size]).toEqual([RUNS, RUNS]);
  });

  it('goes on after kill -9, makes no run twice, and ends with the bytes of an undisturbed one', async () => {
    here.mpsim(['sweep', 's.yaml', '--out', 'whole']);
    const killed = await sweepUntil('cut', RUNS / 3);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    // What a crash of the machine leaves: half a line.
    const path = join(here.path, 'cut/jobs.ndjson');
    const before = runsIn('cut');
    expect(before.length).toBeGreaterThanOrEqual(RUNS / 3);
    expect(before.length).toBeLessThan(RUNS);
    writeFileSync(path, '{"changes":["traffic[0].arr', { flag: 'a' });
    const again = here.start(['sweep', 's.yaml', '--out', 'cut']);
    let told = '';
    again.stderr?.on('data', (text) => {
      told += text;
    });
    const [code] = await once(again, 'close');
    expect(told).toContain(`${before.length} runs finished before, ${RUNS - before.length} made now\n`);
    const most = runsIn('cut');
    expect(code).toBe(0);
    expect(new Set(most).size).toBe(most.length);
    expect(most.slice().toSorted()).toEqual(runsIn('whole').toSorted());
    expect(bytesIn('cut')).toEqual(bytesIn('whole'));
  });

  it('says on Ctrl-C how to go on, with 130, and runs nothing that was finished', async () => {
    const stopped = await sweepUntil('cut', 5);
    let told = '';
    stopped.stderr?.on('data', (text) => {
      told += text;
    });
    stopped.kill('SIGINT');
    const [code] = await once(stopped, 'close');
    expect([code, told]).toEqual([
      130,
      expect.stringMatching(
        /^mpsim: interrupted after \d+ runs, which are kept; the same command goes on from there\n$/,
      ),
    ]);
    expect(Object.keys(bytesIn('cut'))).toEqual(['jobs.ndjson']);
    expect(here.mpsim(['sweep', 's.yaml', '--out', 'cut']).code).toBe(0);
    here.mpsim(['sweep', 's.yaml', '--out', 'whole']);
    expect(bytesIn('cut')).toEqual(bytesIn('whole'));
  });

  it('takes the runs of a smaller sweep over into a larger one, and none of another scenario', () => {
    const small = ['sweep', 's.yaml', '--vary', 'traffic[0].arrivals.batch=500,1000', '--out', 'd'];
    here.mpsim(small);
    const first = runsIn('d');
    here.mpsim(['sweep', 's.yaml', '--vary', 'traffic[0].arrivals.batch=500,1000,1500', '--out', 'd']);
    expect([first.length, runsIn('d').length]).toEqual([6, 9]);
    here.write('s.yaml', SALE.replace('body: hi', 'body: hello'));
    const { code, stderr } = here.mpsim(small);
    expect([code, stderr]).toEqual([
      0,
      '9 runs in d are of another scenario or version of mpsim; they are kept, and not used\nReport in d\n',
    ]);
    expect(runsIn('d').length).toBe(9 + 6);
    here.write('s.yaml', SALE);
    expect(here.mpsim(small).code).toBe(0);
    expect(runsIn('d').length).toBe(9 + 6);
  });

  it('tells every mistake before it runs anything, with 2', () => {
    const { code, stdout, stderr } = here.mpsim([
      'sweep',
      's.yaml',
      '--vary',
      'traffic[0].arrivals.batch=0,9..1:3',
    ]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('(MP391)');
    expect(here.mpsim(['sweep', 's.yaml', '--vary', 'traffic[0].arrivals.batch=5,0']).stderr).toContain(
      '(MP394)',
    );
    expect(existsSync(join(here.path, 'reports'))).toBe(false);
    here.write('plain.yaml', SALE.slice(0, SALE.indexOf('sweep:')));
    expect(here.mpsim(['sweep', 'plain.yaml']).stderr).toContain('does not say what to sweep');
    expect(here.mpsim(['sweep', 's.yaml', '--of', 'luck']).stderr).toContain('--of takes a metric');
    expect(here.mpsim(['sweep', 's.yaml', '--shard', '4/3']).stderr).toContain('--shard takes');
  });

  it('prints the summary for programs', () => {
    const { stdout } = here.mpsim(['sweep', 's.yaml', '--format', 'json']);
    expect(readFileSync(join(here.path, 'reports/s@sweep/summary.json'), 'utf8')).toBe(stdout);
    const { schema, cells, design } = JSON.parse(stdout);
    expect([schema, design, cells.length, cells[3].changes]).toEqual([
      'mpsim-sweep/1',
      'grid',
      24,
      { 'traffic[0].arrivals.batch': '1000', 'senders[0].numbers.count': '1' },
    ]);
    expect(cells[3].messages.failed).toBe(0);
    expect(cells[6].messages.failed).toBe(3 * 500);
  });
});

describe('mpsim merge', () => {
  const part = (shard: string, out: string, more: readonly string[] = []): number | null =>
    here.mpsim(['sweep', 's.yaml', '--shard', shard, '--out', out, ...more]).code;
  const refusal = (...folders: readonly string[]): string => {
    const { code, stdout, stderr } = here.mpsim(['merge', ...folders, '--out', 'merged']);
    expect([code, stdout, existsSync(join(here.path, 'merged'))]).toEqual([2, '', false]);
    return stderr;
  };

  it('makes the bytes of the whole sweep of its parts', () => {
    expect(['1/3', '2/3', '3/3'].map((shard) => part(shard, `p${shard[0]}`))).toEqual([0, 0, 0]);
    expect(['p1', 'p2', 'p3'].map((folder) => runsIn(folder).length)).toEqual([24, 24, 24]);
    const { code, stdout } = here.mpsim(['merge', 'p3', 'p1', 'p2', '--out', 'merged']);
    expect(code).toBe(0);
    expect(stdout).toBe(here.mpsim(['sweep', 's.yaml', '--out', 'whole']).stdout);
    const { 'jobs.ndjson': _, ...whole } = bytesIn('whole');
    expect(bytesIn('merged')).toEqual(whole);
  });

  it('refuses parts that are missing, twice there, or of something else', () => {
    part('1/2', 'a');
    part('2/2', 'b');
    expect(refusal('a')).toContain('1 part of 2 is missing: 2; run with --shard 2/2');
    expect(refusal('a', 'b', 'a')).toContain('a and a are both part 1 of 2');
    part('2/2', 'c', ['--replications', '2']);
    expect(refusal('a', 'c')).toContain('c is of another sweep than a');
    part('2/3', 'd');
    expect(refusal('a', 'd')).toContain('d is of another division (3 parts) than a');
    here.write('s.yaml', SALE.replace('body: hi', 'body: hello'));
    part('2/2', 'e');
    expect(refusal('a', 'e')).toContain('e is of another scenario than a');
    expect(here.mpsim(['merge', 'nowhere'])).toMatchObject({ code: 1 });
  });

  it('refuses a part that is not finished, and says how to go on', () => {
    part('1/2', 'a');
    part('2/2', 'b');
    const path = join(here.path, 'b/jobs.ndjson');
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.slice(0, -3).join('\n'));
    expect(refusal('a', 'b')).toContain(
      'b is not finished; this goes on with it: mpsim sweep s.yaml --shard 2/2',
    );
  });
});

const FILES = ['jobs.ndjson', 'report.txt', 'summary.json', 'sweep.csv', 'sweep.parquet'];
