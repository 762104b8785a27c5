import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONG_RUN, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages());
  here.write('twenty.yaml', tenMessages().replace('batch: 10', 'batch: 20'));
});
afterEach(() => here.remove());

describe('mpsim compare', () => {
  it('tells how two scenarios differ, and the command that repeats it', () => {
    const { code, stdout, stderr } = here.mpsim([
      'compare',
      'ten.yaml',
      'twenty.yaml',
      '--replications',
      '2',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('ten against twenty\n  A: ten.yaml\n  B: twenty.yaml\n');
    expect(stdout).toContain('  20 requests in both, 20 in B only.\n');
    const command = stdout.trimEnd().split('\n').at(-1)!.trim();
    expect(command).toBe('mpsim compare ten.yaml twenty.yaml --seed 1 --replications 2');
    expect(here.shell(command).stdout).toBe(stdout);
  });

  it('makes the other scenario of one and --set, and writes compare.json where it is asked to', () => {
    const set = ['--set', 'senders[0].segments-per-second=2'];
    const words = ['compare', 'ten.yaml', ...set, '--replications', '3', '--out', 'out', '--format', 'json'];
    const { code, stdout, stderr } = here.mpsim(words);
    expect([code, stderr]).toEqual([0, 'Comparison in out\n']);
    expect(readFileSync(join(here.path, 'out/compare.json'), 'utf8')).toBe(stdout);
    const { messages, b, figures } = JSON.parse(stdout);
    expect(b.changes).toEqual(['senders[0].segments-per-second=2']);
    // The ten leave a second apart, then half a second: the last, and the nine after the first, sooner.
    expect(messages.queue_wait).toEqual({
      n: 30,
      equal: 3,
      shorter: 27,
      longer: 0,
      mean: -2.25,
      min: -4.5,
      max: 0,
    });
    expect(figures[0]).toMatchObject({ metric: 'queue_wait', statistic: 'mean', a: 4.5, b: 2.25, n: 3 });
  });

  it('says that nothing differs where nothing does', () => {
    const { stdout } = here.mpsim(['compare', 'ten.yaml', 'ten.yaml', '--replications', '1']);
    expect(stdout).toContain('Nothing differs: each message fares the same in both.');
  });

  it.each([
    [['ten.yaml'], 'name a second scenario, or say with --set what is to be otherwise'],
    [['ten.yaml', 'twenty.yaml', 'ten.yaml'], 'compare takes two scenarios, not 3'],
    [['ten.yaml', '-'], 'compare needs files, not standard input'],
    [
      ['ten.yaml', 'twenty.yaml', '--set', 'seed=2'],
      '--set goes with one scenario, to make the other of it; with two, change their files',
    ],
    [
      ['ten.yaml', 'twenty.yaml', '--replications', '0'],
      '--replications takes a whole number from 1 to 10000, not "0"',
    ],
  ])('of %j says what is wrong', (words, message) => {
    expect(here.mpsim(['compare', ...words])).toEqual({ code: 2, stdout: '', stderr: `mpsim: ${message}\n` });
  });

  it('tells every mistake of a scenario once, and writes nothing', () => {
    here.write('bad.yaml', tenMessages().replace('batch: 10', 'batch: many'));
    const { code, stderr } = here.mpsim(['compare', 'bad.yaml', '--set', 'seed=2', '--out', 'out']);
    expect(code).toBe(2);
    expect(stderr.match(/batch/g)!.length).toBeGreaterThan(0);
    expect(stderr.match(/MP\d{3}/g)).toHaveLength(1);
    expect(existsSync(join(here.path, 'out'))).toBe(false);
    expect(here.mpsim(['compare', 'ten.yaml', 'missing.yaml']).code).toBe(1);
  });

  it('ends when it is interrupted, and writes nothing', async () => {
    here.write('long.yaml', LONG_RUN);
    const running = here.start(['compare', 'long.yaml', '--set', 'seed=2', '--out', 'out']);
    const folder = join(here.path, 'out');
    for (let i = 0; i < 400 && !existsSync(folder); i += 1) await setTimeout(25);
    expect(existsSync(folder)).toBe(true);
    await setTimeout(200);
    running.kill('SIGINT');
    const [code] = await once(running, 'exit');
    expect(code).toBe(130);
    expect(existsSync(folder)).toBe(false);
  });
});
