import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.ts';
import { LONG_RUN, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages());
  here.write('more.yaml', tenMessages().replace('batch: 10', 'batch: 11'));
});
afterEach(() => here.remove());

interface End {
  readonly code: number | null;
  readonly stderr: string;
}

function expecting(bound: string): string {
  return tenMessages(`run: { for: 1ms }\nexpect:\n  - ${bound}\n`);
}

/** Node, with a fault planted in what every distribution is read through. */
const FAULT = `Float64Array.prototype.reduce = () => { throw new Error('planted') };`;
const FAULTY = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FAULT)}` };

/** How each status comes about, and what standard error then says. */
const WAYS: Readonly<Record<string, readonly [status: number, end: () => End | Promise<End>, said: RegExp]>> =
  {
    'a run in which all is well': [
      EXIT.fine,
      () => here.mpsim(['run', 'ten.yaml']),
      /^Report in reports\/ten\n$/,
    ],
    'a file that is not there': [EXIT.couldNot, () => here.mpsim(['run', 'no.yaml']), /There is no file/],
    'a scenario with a mistake': [
      EXIT.invalidInput,
      () => {
        here.write('bad.yaml', 'sender: []\n');
        return here.mpsim(['run', 'bad.yaml']);
      },
      /^bad.yaml:1:1 /,
    ],
    'an expectation without data': [
      EXIT.noData,
      () => {
        here.write('none.yaml', expecting('{ metric: carrier_latency, p95: { at-most: 1s } }'));
        return here.mpsim(['run', 'none.yaml']);
      },
      /^Report in/,
    ],
    'behaviour that differs from the lock': [
      EXIT.differs,
      () => {
        here.mpsim(['lock', 'ten.yaml']);
        here.write('ten.yaml', tenMessages().replace('batch: 10', 'batch: 11'));
        return here.mpsim(['test', 'ten.yaml', '--locked']);
      },
      /^$/,
    ],
    'two runs that differ': [EXIT.differs, () => here.mpsim(['diff', 'ten.yaml', 'more.yaml']), /^$/],
    'a fault of ours, with the command that repeats it': [
      EXIT.internalError,
      () => here.mpsim(['run', 'ten.yaml', '--seed', '7'], { env: FAULTY }),
      /^mpsim: internal error: planted\n {2}scenario ten, seed 7, replication 0, at \d+ us of simulated time\n {2}to repeat: mpsim run ten.yaml --seed 7\nThis is a fault of mpsim/,
    ],
    'an expectation that is broken': [
      EXIT.expectationBroken,
      () => {
        here.write('broken.yaml', expecting('{ metric: submitted, count: { at-most: 1 } }'));
        return here.mpsim(['run', 'broken.yaml']);
      },
      /^Report in/,
    ],
    'Ctrl-C': [EXIT.interrupted, interrupted, /^mpsim: interrupted at /],
  };

async function interrupted(): Promise<End> {
  here.write('long.yaml', LONG_RUN);
  const run = here.start(['run', 'long.yaml']);
  let stderr = '';
  run.stderr?.on('data', (piece) => {
    stderr += piece;
  });
  while (!existsSync(join(here.path, 'reports/long'))) await pause(25);
  run.kill('SIGINT');
  const [code] = await once(run, 'close');
  return { code, stderr };
}

describe('the exit status', () => {
  it.each(Object.entries(WAYS))('tells of %s', async (_, [status, end, said]) => {
    const { code, stderr } = await end();
    expect({ code, stderr }).toEqual({ code: status, stderr: expect.stringMatching(said) });
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('has no value that is not reached here, but for a proof that fails, which takes a fault of its own', () => {
    const reached = new Set(Object.values(WAYS).map(([status]) => status));
    expect(Object.values(EXIT).filter((status) => !reached.has(status))).toEqual([EXIT.proofFailed]);
  });
});
