import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages());
});
afterEach(() => here.remove());

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(here.path, folder)).toSorted();
}

describe('mpsim run', () => {
  it('prints the report within 80 columns and writes it to reports/NAME', () => {
    const { code, stdout, stderr } = here.mpsim(['run', 'ten.yaml']);
    expect(code).toBe(0);
    expect(stdout).toContain('All 10 messages are delivered.');
    expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(stderr).toBe('Report in reports/ten\n');
    expect(filesIn('reports/ten')).toEqual(['latency.csv', 'report.txt', 'summary.json', 'throughput.csv']);
    expect(readFileSync(join(here.path, 'reports/ten/report.txt'), 'utf8')).toBe(stdout);
  });

  it('gives the same bytes again, with and without records and observers', () => {
    here.mpsim(['run', 'ten.yaml', '--out', 'a']);
    here.mpsim(['run', 'ten.yaml', '--out', 'b', '--messages', '--trace']);
    for (const name of filesIn('a')) {
      expect(readFileSync(join(here.path, 'b', name))).toEqual(readFileSync(join(here.path, 'a', name)));
    }
    expect(filesIn('b')).toEqual([...filesIn('a'), 'messages.csv', 'trace.ndjson'].toSorted());
  });

  it('says of the records of an earlier run that they are none of this one, and leaves them there', () => {
    here.mpsim(['run', 'ten.yaml', '--messages', '--trace']);
    const records = filesIn('reports/ten');
    const { code, stderr } = here.mpsim(['run', 'ten.yaml', '--set', 'seed=1', '--out', 'reports/ten']);
    expect([code, stderr]).toEqual([
      0,
      `messages.csv and trace.ndjson in reports/ten are of an earlier run; \
add --messages or --trace to write anew, or delete what is old
Report in reports/ten
`,
    ]);
    expect(filesIn('reports/ten')).toEqual(records);
    expect(here.mpsim(['run', 'ten.yaml', '--messages', '--quiet']).stderr).toBe(
      'trace.ndjson in reports/ten is of an earlier run; add --trace to write anew, or delete what is old\n',
    );
    expect(here.mpsim(['run', 'ten.yaml', '--messages', '--trace', '--quiet']).stderr).toBe('');
  });

  it('prints the summary and nothing else with --format json, the same as in the file', () => {
    const { code, stdout } = here.mpsim(['run', 'ten.yaml', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).messages.delivered).toBe(10);
    expect(readFileSync(join(here.path, 'reports/ten/summary.json'), 'utf8')).toBe(stdout);
  });

  it('prints the verdict alone with --quiet', () => {
    const { stdout, stderr } = here.mpsim(['run', 'ten.yaml', '--quiet']);
    expect(stdout).toContain('The last message lands');
    expect(stdout).not.toContain('Latency');
    expect(stderr).toBe('');
  });

  it('puts another seed or a change into a folder that says so, and takes the file’s own seed for no change', () => {
    here.mpsim(['run', 'ten.yaml', '--seed', '1']);
    here.mpsim(['run', 'ten.yaml', '--seed', '2', '--set', 'senders[0].segments-per-second=5']);
    expect(filesIn('reports')).toEqual(['ten', 'ten@seed=2,senders[0].segments-per-second=5']);
  });

  it('overrides a value with --set', () => {
    const { stdout } = here.mpsim([
      'run',
      'ten.yaml',
      '--set',
      'senders[0].segments-per-second=5',
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout).by.sender.one.drained_at_s).toBe(1.8);
  });

  it('reads standard input', () => {
    const { code, stdout } = here.mpsim(['run', '-', '--format', 'json'], {
      input: tenMessages('name: piped\n'),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).scenario).toBe('piped');
    expect(filesIn('reports')).toEqual(['piped']);
  });

  it('runs several files, each into its own folder below --out', () => {
    here.write('two.yaml', tenMessages());
    expect(here.mpsim(['run', 'ten.yaml', 'two.yaml', '--out', 'all', '--quiet']).code).toBe(0);
    expect(filesIn('all')).toEqual(['ten', 'two']);
  });

  it('says how to repeat the run, and that command does', () => {
    const words = ['run', 'ten.yaml', '--seed', '5', '--set', "traffic[0].body=it's late"];
    const first = here.mpsim([...words, '--format', 'json']);
    const command = /To repeat:\n {2}(mpsim .*)$/m.exec(here.mpsim(words).stdout)![1]!;
    const again = here.shell(`${command} --format json`);
    expect(JSON.parse(again.stdout).fingerprint).toBe(JSON.parse(first.stdout).fingerprint);
  });

  it('never colours what is not a terminal, and writes no colour to files', () => {
    const { stdout } = here.mpsim(['run', 'ten.yaml']);
    expect(stdout).not.toContain('\u001b');
  });

  it.skipIf(!existsSync('/dev/full'))('tells in one line that its output cannot be written', () => {
    const { code, stderr } = here.shell('mpsim run ten.yaml --quiet > /dev/full');
    expect(code).toBe(1);
    expect(stderr).toBe('mpsim: standard output cannot be written: the disk is full\n');
  });

  it('takes a closed pipe for no error', () => {
    expect(here.shell('{ mpsim run ten.yaml; echo "status $?" >&2; } | head -1').stderr).toBe(
      'Report in reports/ten\nstatus 0\n',
    );
  });

  it('keeps its exit status when both outputs are closed', () => {
    here.shell('{ mpsim run ten.yaml 2>&1; echo "status $?" > status; } | true');
    expect(readFileSync(join(here.path, 'status'), 'utf8')).toBe('status 0\n');
  });
});

describe('the exit status', () => {
  const expecting = (bound: string): string => tenMessages(`expect:\n  - ${bound}\n`);

  it('is 99 when an expectation is broken, and the report is written all the same', () => {
    here.write('broken.yaml', expecting('{ metric: queue_wait, max: { at-most: 1s } }'));
    const { code, stdout } = here.mpsim(['run', 'broken.yaml']);
    expect(code).toBe(99);
    expect(stdout).toContain('Expectation broken (line 6): ');
    expect(filesIn('reports/broken')).toContain('summary.json');
  });

  it('is 3 when an expectation has no data', () => {
    here.write(
      'empty.yaml',
      expecting(
        '{ metric: queue_wait, of: { carrier: other }, p95: { at-most: 1s } }\ncarriers: { other: { to: [DE] } }',
      ),
    );
    expect(here.mpsim(['run', 'empty.yaml']).code).toBe(3);
  });

  it('of several files is the gravest', () => {
    here.write('broken.yaml', expecting('{ metric: queue_wait, max: { at-most: 1s } }'));
    expect(here.mpsim(['run', 'broken.yaml', 'ten.yaml', '--quiet']).code).toBe(99);
  });

  it('is 1 when one of several reports cannot be written, and the others are', () => {
    here.write('two.yaml', tenMessages());
    here.mpsim(['run', 'two.yaml', '--out', 'all/two']);
    here.write('all/ten', 'in the way');
    const { code, stderr } = here.mpsim(['run', 'ten.yaml', 'two.yaml', '--out', 'all', '--quiet']);
    expect(code).toBe(1);
    expect(stderr).toContain('folder all/ten cannot be made');
    expect(filesIn('all/two')).toContain('summary.json');
  });

  it('is 2 for wrong input: every mistake is told, nothing is run or written, not even the good files', () => {
    here.write('bad.yaml', 'sender: []\ntrafic: []\n');
    const { code, stdout, stderr } = here.mpsim(['run', 'ten.yaml', 'bad.yaml']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('bad.yaml:1:1');
    expect(stderr).toContain('bad.yaml:2:1');
    expect(filesIn('.')).toEqual(['bad.yaml', 'ten.yaml']);
  });

  it.each([
    [['run', 'ten.yaml', '--sede', '5'], 2, 'mpsim: unknown option --sede; did you mean --seed?\n'],
    [['run', 'ten.yaml', '--seed', '1', '--seed', '2'], 2, 'mpsim: --seed is given 2 times; give it once\n'],
    [['run', 'ten.yaml', '--format', 'xml'], 2, 'mpsim: --format takes "text" or "json", not "xml"\n'],
    [['run'], 2, 'mpsim: name a file; see mpsim run --help\n'],
    [['run', 'ten.yaml', 'ten.yaml'], 2, /both named ten/],
    [['run', '-', '--watch'], 2, /--watch needs files/],
    [['run', 'none.yaml'], 1, /^none.yaml {2}There is no file/],
    [['run', '.'], 1, /is a folder/],
    [
      ['run', 'ten.yaml', '--out', 'ten.yaml'],
      1,
      'mpsim: folder ten.yaml cannot be made: there is a file of that name\n',
    ],
    [['run', 'ten.yaml', '--out', 'ten.yaml/x'], 1, /a part of the path is a file/],
    [['run', 'ten.yaml', '--out', ''], 2, 'mpsim: --out needs a value\n'],
    [['run', 'ten.yaml', '--seed', ''], 2, 'mpsim: --seed needs a value\n'],
    [['init', 'none/mine.yaml'], 1, 'mpsim: none/mine.yaml is not written: there is no folder none\n'],
  ])('of mpsim %j is %d, with one clear line and nothing written', (words, status, message) => {
    const { code, stdout, stderr } = here.mpsim(words);
    expect(code).toBe(status);
    expect(stderr).toMatch(message);
    if (typeof message === 'string') expect(stderr).toBe(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(filesIn('.')).toEqual(['ten.yaml']);
  });
});
