import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  mkdirSync(join(here.path, 'scenarios'));
  here.write('scenarios/ten.yaml', tenMessages());
});
afterEach(() => here.remove());

describe('mpsim test and mpsim lock', () => {
  it('pass as locked, and fail with 5 and say what differs once behaviour has changed', () => {
    expect(here.mpsim(['lock']).stderr).toBe('scenarios/mpsim.lock holds 1 scenario\n');
    expect(here.mpsim(['test', 'scenarios', '--locked'])).toMatchObject({ code: 0, stderr: '' });
    here.write('scenarios/ten.yaml', tenMessages().replace('batch: 10', 'batch: 11'));
    const changed = here.mpsim(['test', 'scenarios/', '--locked']);
    expect(changed.code).toBe(5);
    expect(changed.stdout).toContain('differs: messages submitted: 11, locked 10\n');
    expect(here.mpsim(['test']).code).toBe(0);
  });

  it('fail with 5 where a scenario is not in the lock, or the lock holds one that is gone', () => {
    here.mpsim(['lock']);
    here.write('scenarios/more.yaml', tenMessages());
    const more = here.mpsim(['test', '--locked']);
    expect([more.code, more.stdout]).toEqual([5, expect.stringContaining('it is not in the lock')]);
    rmSync(join(here.path, 'scenarios/ten.yaml'));
    here.mpsim(['lock', '--lock', 'other.lock']);
    here.write('scenarios/third.yaml', tenMessages());
    rmSync(join(here.path, 'scenarios/more.yaml'));
    const gone = here.mpsim(['test', '--lock', 'other.lock', '--locked']);
    expect([gone.code, gone.stdout]).toEqual([
      5,
      expect.stringContaining('the lock holds more, and no scenario'),
    ]);
  });

  it('give 99 for a broken expectation, 3 for no data, and write each report where it is wanted', () => {
    const expected = 'expect:\n  - { metric: delivered, count: { at-most: 1 } }\n';
    here.write('scenarios/ten.yaml', tenMessages(expected));
    const words = ['test', '--reporter', 'junit=out/junit.xml', '--reporter', 'github'];
    const broken = here.mpsim(words);
    expect(broken.code).toBe(99);
    expect(broken.stdout).toMatch(/^::error file=scenarios\/ten.yaml,line=6,title=ten%3A fail::/);
    expect(readFileSync(join(here.path, 'out/junit.xml'), 'utf8')).toContain('failures="1"');
    const unmatched = 'run: { for: 1ms }\nexpect:\n  - { metric: carrier_latency, p95: { at-most: 1s } }\n';
    here.write('scenarios/ten.yaml', tenMessages(unmatched));
    expect(here.mpsim(['test']).code).toBe(3);
  });

  it('say what stands in the way', () => {
    mkdirSync(join(here.path, 'empty'));
    expect(here.mpsim(['test', 'empty'])).toMatchObject({
      code: 2,
      stderr: 'mpsim: folder empty holds no scenarios: no file in it ends in .yaml or .yml; name another\n',
    });
    expect(here.mpsim(['test', '--locked'])).toMatchObject({
      code: 1,
      stderr: 'mpsim: the lock scenarios/mpsim.lock cannot be read: it is missing; mpsim lock writes it\n',
    });
    here.write('scenarios/same.yaml', `name: ten\n${tenMessages()}`);
    expect(here.mpsim(['lock'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('both named ten'),
    });
    rmSync(join(here.path, 'scenarios/same.yaml'));
    here.write('scenarios/mpsim.lock', 'schema: "mpsim-lock/1\n');
    expect(here.mpsim(['test'])).toMatchObject({ code: 2, stderr: expect.stringContaining('mpsim.lock:') });
    expect(here.mpsim(['test', '--reporter', 'html']).stderr).toContain('--reporter takes table, junit');
  });

  it('say of a lock that another version wrote that it is one', () => {
    here.mpsim(['lock']);
    const lock = readFileSync(join(here.path, 'scenarios/mpsim.lock'), 'utf8');
    here.write('scenarios/mpsim.lock', lock.replace(/^mpsim: .*$/m, 'mpsim: "0.0.9"'));
    const other = here.mpsim(['test', '--locked']);
    expect([other.code, other.stdout]).toEqual([0, expect.stringContaining('written by mpsim 0.0.9')]);
  });
});
