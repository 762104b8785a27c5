import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkJunit, elementsIn, parseXml } from '../report/junit.ts';
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
    const other = here.mpsim(['test', '--locked', '--reporter', 'github']);
    expect([other.code, other.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^::warning file=scenarios\/mpsim.lock,line=1::the lock was written by mpsim 0.0.9/,
      ),
    ]);
  });

  it.each([
    ['a broken expectation', 99, 'fail', '{ metric: delivered, count: { at-most: 1 } }'],
    ['a broken warning', 0, 'warn', '{ metric: delivered, count: { at-most: 1 }, severity: warn }'],
    [
      'one without data',
      3,
      'no data',
      '{ metric: queue_wait, of: { carrier: spare }, p95: { at-most: 1s } }',
    ],
    [
      'a warning without data',
      0,
      'warn',
      '{ metric: queue_wait, of: { carrier: spare }, p95: { at-most: 1s }, severity: warn }',
    ],
    ['one that holds', 0, 'pass', '{ metric: drained, at-most: 9s }'],
  ])('of %s end with %d, and so does a run', (_, code, verdict, expectation) => {
    const carriers = 'carriers: { spare: { to: GB }, default: { outcomes: { delivered: 100% } } }\n';
    here.write('scenarios/ten.yaml', tenMessages(`${carriers}expect:\n  - ${expectation}\n`));
    const tested = here.mpsim(['test']);
    expect([tested.code, /^ +ten +(\S+(?: data)?)/m.exec(tested.stdout)?.[1]]).toEqual([code, verdict]);
    expect(here.mpsim(['run', 'scenarios/ten.yaml', '--quiet']).code).toBe(code);
  });

  it('show a scenario that cannot be read in every report, and run the others', () => {
    here.write('scenarios/bad.yaml', 'senders:\n  - { id: one }\ntraffic: 5\n');
    const reporters = ['table', 'markdown', 'github', 'junit=j.xml'].flatMap((one) => ['--reporter', one]);
    const { code, stdout } = here.mpsim(['test', ...reporters]);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^ +bad +error +- +- +-$/m);
    expect(stdout).toMatch(/^ +ten +pass +10 /m);
    expect(stdout).toContain('\n| bad | error | - | - | - |\n| ten | pass | 10 | - | - |\n');
    expect(stdout).toMatch(
      /^::error file=scenarios\/bad.yaml,line=3,title=bad%3A error::invalid: traffic: /m,
    );
    const root = parseXml(readFileSync(join(here.path, 'j.xml'), 'utf8'));
    checkJunit(root);
    expect(
      elementsIn(root).map((suite) => [suite.getAttribute('name'), suite.getAttribute('errors')]),
    ).toEqual([
      ['bad', '1'],
      ['ten', '0'],
    ]);
    expect(here.mpsim(['lock'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('tell a crash in one scenario, with the command that repeats it, and run the others', () => {
    // A fault planted in what every distribution is read through, which is felt once.
    const fault = `const { reduce } = Float64Array.prototype;
      let isPlanted = true;
      Float64Array.prototype.reduce = function (...words) {
        if (isPlanted) {
          isPlanted = false;
          throw new Error('planted');
        }
        return reduce.apply(this, words);
      };`;
    here.write('scenarios/first.yaml', tenMessages());
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` };
    const words = ['test', '--reporter', 'table', '--reporter', 'junit=j.xml'];
    const { code, stdout, stderr } = here.mpsim(words, { env });
    expect(code).toBe(70);
    expect(stderr).toContain('mpsim: internal error: planted');
    expect(stderr).toContain('to repeat: mpsim run scenarios/first.yaml --seed 1');
    expect(stdout).toMatch(/^ +first +error +- +- +-$/m);
    expect(stdout).toMatch(/^ +ten +pass +10 /m);
    const root = parseXml(readFileSync(join(here.path, 'j.xml'), 'utf8'));
    checkJunit(root);
    expect(elementsIn(root).map((suite) => suite.getAttribute('errors'))).toEqual(['1', '0']);
    expect(root.getElementsByTagName('error')[0]?.getAttribute('message')).toContain('planted');
  });
});
