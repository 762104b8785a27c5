import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
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

/** A rulebook of the user's own, whose queues hold so many seconds of traffic. */
function rulebookOf(queueSeconds: number): string {
  return `extends: twilio-guide
name: mine
source: { title: Our contract, url: "https://acme.example/limits", date: 2026-03 }
queue-horizon: { seconds: ${queueSeconds} }
`;
}

describe('mpsim run --watch', () => {
  /** Starts it, and tells what it printed and how often it has run. */
  function startWatching(words: readonly string[]): {
    readonly output: () => string;
    readonly hasRun: (times: number) => Promise<void>;
    readonly end: () => Promise<number | null>;
  } {
    const run = here.start(['run', ...words, '--watch', '--quiet']);
    let output = '';
    for (const stream of [run.stdout, run.stderr]) {
      stream?.on('data', (piece) => {
        output += piece;
      });
    }
    return {
      output: () => output,
      hasRun: (times) => until(() => output.split('Watching ').length - 1 === times),
      end: async () => {
        run.kill('SIGINT');
        const [code] = await once(run, 'exit');
        return code;
      },
    };
  }

  it('runs again on each save, tells mistakes and goes on, until Ctrl-C', async () => {
    here.write('w.yaml', tenMessages());
    const { output, hasRun, end } = startWatching(['w.yaml']);
    await hasRun(1);
    expect(output()).toContain('Watching w.yaml; Ctrl-C ends.');
    here.write('w.yaml', tenMessages().replace('batch: 10', 'batch: 20'));
    await hasRun(2);
    expect(output()).toContain('All 20 messages are delivered.');
    here.write('w.yaml', tenMessages('wrong: key\n'));
    await hasRun(3);
    expect(output()).toContain('Unknown key "wrong"');
    expect(await end()).toBe(130);
  });

  it('runs again on each save of a file that the scenario names, in another folder and not there yet, too', async () => {
    mkdirSync(join(here.path, 'lists'));
    here.write('mine.yaml', rulebookOf(3600));
    here.write(
      'w.yaml',
      `rulebook: ./mine.yaml
senders:
  - { id: one, number: "+14155550100" }
traffic:
  - { id: two, from: one, arrivals: { trace: lists/trace.csv } }
`,
    );
    const { output, hasRun, end } = startWatching(['w.yaml']);
    await hasRun(1);
    expect(output()).toContain('There is no file "lists/trace.csv"');
    expect(output()).toContain('Watching w.yaml and the 2 files that it names; Ctrl-C ends.');
    here.write('lists/trace.csv', 'time,to,body\n0s,+14155550123,hi\n0s,+14155550123,hi\n');
    await hasRun(2);
    expect(output()).not.toContain('30001');
    here.write('mine.yaml', rulebookOf(1));
    await hasRun(3);
    expect(output()).toContain('30001');
    expect(await end()).toBe(130);
  });
});
