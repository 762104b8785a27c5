import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONG_RUN, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i += 1) await setTimeout(25);
  expect(condition()).toBe(true);
}

describe('a run that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s stops soon, says so, leaves nothing behind and ends with 130',
    async (signal) => {
      here.write('long.yaml', LONG_RUN);
      const run = here.start(['run', 'long.yaml', '--messages', '--trace']);
      let stderr = '';
      run.stderr?.on('data', (piece) => {
        stderr += piece;
      });
      const folder = join(here.path, 'reports/long');
      await until(() => existsSync(folder) && readdirSync(folder).length >= 2);
      await setTimeout(200);
      const sentAt = performance.now();
      run.kill(signal);
      const [code] = await once(run, 'exit');
      // A tenth of a second is the promise; the rest is for a machine that is busy with other tests.
      expect(performance.now() - sentAt).toBeLessThan(1000);
      expect(code).toBe(130);
      expect(stderr).toMatch(/^mpsim: interrupted at .* of simulated time; nothing was written\n$/);
      expect(readdirSync(here.path)).toEqual(['long.yaml']);
    },
  );
});

describe('mpsim run --watch', () => {
  it('runs again on each save, tells mistakes and goes on, until Ctrl-C', async () => {
    here.write('w.yaml', tenMessages());
    const run = here.start(['run', 'w.yaml', '--watch', '--quiet']);
    let output = '';
    for (const stream of [run.stdout, run.stderr]) {
      stream?.on('data', (piece) => {
        output += piece;
      });
    }
    const watching = (): number => output.split('Watching w.yaml').length - 1;
    await until(() => watching() === 1);
    here.write('w.yaml', tenMessages().replace('batch: 10', 'batch: 20'));
    await until(() => watching() === 2);
    expect(output).toContain('All 20 messages are delivered.');
    here.write('w.yaml', tenMessages('wrong: key\n'));
    await until(() => watching() === 3);
    expect(output).toContain('Unknown key "wrong"');
    run.kill('SIGINT');
    const [code] = await once(run, 'exit');
    expect(code).toBe(130);
  });
});
