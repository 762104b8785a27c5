import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages());
  here.write('down.yaml', tenMessages('incidents: [{ at: 3s, for: 2s, sender: one, down: true }]\n'));
});
afterEach(() => here.remove());

describe('mpsim diff', () => {
  it('tells what differs between scenarios, in counts and quantiles, with 5', () => {
    here.write('more.yaml', tenMessages().replace('batch: 10', 'batch: 11'));
    const { code, stdout, stderr } = here.mpsim(['diff', 'ten.yaml', 'more.yaml']);
    expect([code, stderr]).toEqual([5, '']);
    expect(stdout).toContain('A is ten.yaml, B is more.yaml.\n');
    expect(stdout).toContain('  messages submitted: A 10, B 11\n');
    expect(stdout).toContain('  queue_wait max: A 9 s, B 10 s\n');
  });

  it('takes the folder of a run for the run, and ends with 0 where nothing differs', () => {
    here.mpsim(['run', 'ten.yaml', '--trace', '--out', 'kept']);
    const figures = here.mpsim(['diff', 'kept', 'ten.yaml']);
    expect([figures.code, figures.stdout]).toEqual([
      0,
      expect.stringContaining('They are alike: fingerprint '),
    ]);
    const events = here.mpsim(['diff', 'ten.yaml', 'kept', '--first-divergence']);
    expect([events.code, events.stdout]).toEqual([
      0,
      expect.stringMatching(/are alike in all their \d+ events/),
    ]);
  });

  it('shows the first event that an incident changes, with those around it', () => {
    const { code, stdout } = here.mpsim(['diff', 'ten.yaml', 'down.yaml', '--first-divergence']);
    expect(code).toBe(5);
    expect(stdout).toMatch(
      /^A is ten.yaml, B is down.yaml.\nA and B part at event \d+, 3.00 s after the start./,
    );
    expect(stdout).toMatch(/^ {2}3 s +3 {2}ten +one +a segment leaves$/m);
  });

  it('finds the one line of a trace that was changed', () => {
    here.mpsim(['run', 'ten.yaml', '--trace', '--out', 'kept']);
    const lines = readFileSync(join(here.path, 'kept/trace.ndjson'), 'utf8').split('\n');
    const place = lines.findIndex((line) => line.includes('"kind":"sent","message":7'));
    here.write('changed.ndjson', lines.with(place, lines[place]!.replace('"t":7', '"t":8')).join('\n'));
    const { code, stdout } = here.mpsim(['diff', 'kept', 'changed.ndjson', '--first-divergence']);
    expect(code).toBe(5);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `A and B part at event ${place + 1}, 7.00 s after the start. Message 7, sent: in B 1.00 s later.`,
    );
  });

  it.each([
    [['diff', 'ten.yaml'], 2, 'mpsim: name a file or a folder for both A and B; see mpsim diff --help\n'],
    [['diff', 'ten.yaml', 'none.yaml'], 1, /^none.yaml {2}There is no file/],
    [
      ['diff', 'ten.yaml', '.'],
      1,
      'mpsim: summary.json cannot be read: it is missing; mpsim run writes it\n',
    ],
    [
      ['diff', '.', 'ten.yaml', '--first-divergence'],
      1,
      'mpsim: trace.ndjson cannot be read: it does not exist; mpsim run --trace writes it\n',
    ],
    [
      ['diff', 'bad.json', 'ten.yaml'],
      2,
      /^mpsim: bad.json is no JSON, or a part of it is missing; mpsim run/,
    ],
    [
      ['diff', 'bad.json', 'ten.yaml', '--first-divergence'],
      2,
      /^mpsim: bad.json holds figures and no events/,
    ],
    [['diff', 'bad.ndjson', 'ten.yaml'], 2, /^mpsim: bad.ndjson holds events and no figures/],
    [['diff', 'bad.ndjson', 'ten.yaml', '--first-divergence'], 2, /^mpsim: bad.ndjson:1 {2}this is no event/],
  ])('says in one line why it cannot: %j', (words, status, message) => {
    here.write('bad.json', '{');
    here.write('bad.ndjson', '{}\n');
    const { code, stdout, stderr } = here.mpsim(words);
    expect([code, stdout]).toEqual([status, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
