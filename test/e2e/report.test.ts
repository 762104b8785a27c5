import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages('expect:\n  - { metric: queue_wait, max: { at-most: 1s } }\n'));
});
afterEach(() => here.remove());

function textOf(...path: readonly string[]): string {
  return readFileSync(join(here.path, ...path), 'utf8');
}

describe('mpsim report', () => {
  it('prints what mpsim run printed, in each form, with the status of its verdict', () => {
    for (const form of [[], ['--quiet'], ['--format', 'json']]) {
      const run = here.mpsim(['run', 'ten.yaml', '--result', '--out', 'kept', ...form]);
      const again = here.mpsim(['report', 'kept', ...form]);
      expect(again).toEqual({ code: 99, stdout: run.stdout, stderr: '' });
    }
    expect(here.mpsim(['report', 'kept/result.json']).stdout).toBe(textOf('kept/report.txt'));
  });

  it('writes the files of the report again, byte for byte, from the result alone', () => {
    here.mpsim([
      'run',
      'ten.yaml',
      '--result',
      '--out',
      'kept',
      '--seed',
      '7',
      '--set',
      'senders[0].burst=2',
    ]);
    cpSync(join(here.path, 'kept/result.json'), join(here.path, 'moved.json'));
    expect(here.mpsim(['report', 'moved.json', '--out', 'again', '--quiet']).code).toBe(99);
    const files = readdirSync(join(here.path, 'again')).toSorted();
    expect(files).toEqual(['latency.csv', 'report.txt', 'summary.json', 'throughput.csv']);
    for (const name of files) expect(textOf('again', name)).toBe(textOf('kept', name));
  });

  it('makes the page that mpsim run made, beside the result or in the folder that is named', () => {
    here.mpsim(['run', 'ten.yaml', '--result', '--html', '--out', 'kept']);
    const page = textOf('kept', 'report.html');
    expect(page.length).toBeLessThan(1_200_000);
    expect(page).toContain('mpsim run ten.yaml --seed 1');
    expect(page).not.toContain(here.path);
    rmSync(join(here.path, 'kept/report.html'));
    const again = here.mpsim(['report', 'kept', '--html', '--quiet']);
    expect([again.code, again.stderr]).toEqual([99, '']);
    expect(textOf('kept', 'report.html')).toBe(page);
    here.mpsim(['report', 'kept/result.json', '--html', '--quiet', '--out', 'other']);
    expect(textOf('other', 'report.html')).toBe(page);
    expect(textOf('other', 'summary.json')).toBe(textOf('kept', 'summary.json'));
  });

  it('reads a result that is the same wherever it was made', () => {
    here.mpsim(['run', 'ten.yaml', '--result', '--out', 'a']);
    here.shell('mkdir deep && mpsim run ./ten.yaml --result --out deep/b --trace --quiet');
    expect(textOf('deep/b/result.json')).toBe(textOf('a/result.json'));
    expect(textOf('a/result.json')).not.toContain(here.path);
  });

  it('is told of a result of an earlier run that it is one', () => {
    here.mpsim(['run', 'ten.yaml', '--result']);
    expect(here.mpsim(['run', 'ten.yaml']).stderr).toContain(
      'result.json in reports/ten is of an earlier run; add --result to write anew, or delete what is old\n',
    );
  });

  it.each([
    [['report', 'nowhere'], 1, 'there is no nowhere; mpsim run --result writes it'],
    [['report', '.'], 1, 'there is no result.json; mpsim run --result writes it'],
    [
      ['report', 'ten.yaml'],
      2,
      'ten.yaml is no JSON, or a part of it is missing; mpsim run --result writes it anew',
    ],
    [
      ['report', 'other.json'],
      2,
      'other.json does not fit: schema should be "mpsim-result/1", not "x"; mpsim run --result writes it anew',
    ],
    [['report'], 2, 'name a folder; see mpsim report --help'],
    [
      ['report', 'kept', '--out', 'ten.yaml'],
      1,
      'folder ten.yaml cannot be made: there is a file of that name',
    ],
  ])('says in one line why it cannot: %j', (words, status, message) => {
    here.write('other.json', '{ "schema": "x" }');
    here.mpsim(['run', 'ten.yaml', '--result', '--out', 'kept']);
    expect(here.mpsim(words)).toEqual({ code: status, stdout: '', stderr: `mpsim: ${message}\n` });
  });
});
