import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

const ACME = '{ title: Acme, url: "https://acme.example", date: "2026" }';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

describe('mpsim init', () => {
  it('writes a scenario that is valid and runs, and never overwrites', () => {
    expect(here.mpsim(['init', 'mine.yaml']).code).toBe(0);
    expect(here.mpsim(['validate', 'mine.yaml']).stdout).toBe('mine.yaml is valid\n');
    expect(here.mpsim(['run', 'mine.yaml', '--quiet']).code).toBe(0);
    here.write('mine.yaml', 'precious');
    const again = here.mpsim(['init', 'mine.yaml']);
    expect(again.code).toBe(1);
    expect(again.stderr).toBe('mpsim: mine.yaml is not written: there is a file of that name\n');
    expect(readFileSync(join(here.path, 'mine.yaml'), 'utf8')).toBe('precious');
  });
});

describe('a word that begins with a dash', () => {
  it('is a file after --', () => {
    expect(here.mpsim(['init', '--', '-odd.yaml']).stderr).toBe(
      'Wrote -odd.yaml. Next: mpsim run -- -odd.yaml\n',
    );
    expect(here.mpsim(['validate', '--', '-odd.yaml']).stdout).toBe('-odd.yaml is valid\n');
    expect(here.mpsim(['run', '--quiet', '--', '-odd.yaml']).code).toBe(0);
  });

  it('is told as it was written', () => {
    expect(here.mpsim(['explain', '-']).stderr).toContain('nothing is known of code "-"');
  });
});

describe('mpsim validate', () => {
  it('tells every mistake of every file, and ends with 2', () => {
    here.write('good.yaml', tenMessages());
    here.write('bad.yaml', 'sender: []\ntrafic: []\n');
    const { code, stdout } = here.mpsim(['validate', 'good.yaml', 'bad.yaml']);
    expect(code).toBe(2);
    expect(stdout).toContain('good.yaml is valid');
    expect(stdout).toContain('Did you mean "senders"');
    expect(stdout).toContain('Did you mean "traffic"');
  });

  it('speaks JSON', () => {
    here.write('bad.yaml', 'sender: []\n');
    const { code, stdout } = here.mpsim(['validate', 'bad.yaml', '--format', 'json']);
    expect(code).toBe(2);
    const { schema, diagnostics } = JSON.parse(stdout);
    expect(schema).toBe('mpsim-diagnostics/1');
    expect(diagnostics[0]).toMatchObject({ file: 'bad.yaml', line: 1, severity: 'error' });
  });

  it('reads standard input', () => {
    expect(here.mpsim(['validate', '-'], { input: tenMessages() }).stdout).toBe('standard input is valid\n');
  });
});

describe('mpsim explain', () => {
  it('explains an error code with its source and what to do', () => {
    const { code, stdout } = here.mpsim(['explain', '30001']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^30001 {2}Queue overflow\n/);
    expect(stdout).toMatch(/What to do: .*Source: .*https:/s);
  });

  it('says in which rulebooks a code occurs, and as what', () => {
    const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
    expect(flat(here.mpsim(['explain', '21219']).stdout)).toContain(
      'Rulebooks: twilio-guide (refused by the rule verified).',
    );
    expect(flat(here.mpsim(['explain', '30003']).stdout)).toContain('Rulebooks: none gives it by itself');
  });

  it('explains a code of validate, in small letters too', () => {
    expect(here.mpsim(['explain', 'mp101']).stdout).toMatch(/^MP101 {2}file not found\n/);
  });

  it('names the likeliest code for an unknown one', () => {
    const { code, stderr } = here.mpsim(['explain', '3001']);
    expect(code).toBe(2);
    expect(stderr).toBe('mpsim: nothing is known of code "3001"; did you mean 30001?\n');
  });
});

describe('mpsim rulebook', () => {
  it('lists the rulebooks', () => {
    const { code, stdout } = here.mpsim(['rulebook']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^twilio-guide$.*^twilio-2022$.*^twilio-2026$/ms);
    const { schema, rulebooks } = JSON.parse(here.mpsim(['rulebook', '--format', 'json']).stdout);
    expect([schema, rulebooks.length]).toEqual(['mpsim-rulebooks/1', 3]);
  });

  it('prints one with its sources, for people and for programs', () => {
    const { code, stdout } = here.mpsim(['rulebook', 'twilio-2026']);
    expect(code).toBe(0);
    expect(stdout).toContain('Campaigns');
    expect(stdout).toMatch(/Sources\n {2}\[1\] /);
    expect(JSON.parse(here.mpsim(['rulebook', 'twilio-2026', '--format', 'json']).stdout)).toMatchObject({
      schema: 'mpsim-rulebook/1',
      name: 'twilio-2026',
      queueHorizon: { seconds: 36_000 },
    });
  });

  it('reads a file of the user, and compares it', () => {
    here.write(
      'acme.yaml',
      `extends: twilio-2022\nname: acme\nqueue-horizon: { seconds: 60, source: ${ACME} }\n`,
    );
    expect(here.mpsim(['rulebook', './acme.yaml']).stdout).toContain('Acme, 2026');
    const { code, stdout } = here.mpsim(['rulebook', '--diff', 'twilio-2022', 'acme.yaml']);
    expect(code).toBe(0);
    expect(stdout).toBe(`From twilio-2022 to acme

Queue and validity
  changed: queue of a sender
      was 4 h of its rate
      is 1 m of its rate
`);
    const json = here.mpsim(['rulebook', '--diff', 'twilio-2022', 'acme.yaml', '--format', 'json']).stdout;
    expect(JSON.parse(json)).toMatchObject({
      schema: 'mpsim-rulebook-diff/1',
      changes: [{ to: '1 m of its rate' }],
    });
  });

  it('tells every mistake of a file, and ends with 2', () => {
    here.write('bad.yaml', 'extends: twilio-2023\nrate: []\n');
    const { code, stdout, stderr } = here.mpsim(['rulebook', 'bad.yaml']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('bad.yaml:1:10');
    expect(stderr).toContain('Did you mean "rates"?');
    expect(here.mpsim(['rulebook', 'none.yaml']).code).toBe(1);
  });

  it('tells what is meant by a name that is none, and how many it takes', () => {
    expect(here.mpsim(['rulebook', 'twilio-2023']).stderr).toBe(
      'mpsim: there is no rulebook "twilio-2023"; did you mean twilio-2022?\n',
    );
    expect(here.mpsim(['rulebook', '--diff', 'twilio-2022']).code).toBe(2);
    expect(here.mpsim(['rulebook', 'twilio-2022', 'twilio-2026']).stderr).toContain('--diff compares two');
  });
});

describe('mpsim', () => {
  it.each(['run', 'init', 'report', 'diff', 'validate', 'segments', 'rulebook', 'schema', 'explain'])(
    '%s --help shows an example within 80 columns',
    (command) => {
      const { code, stdout } = here.mpsim([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`mpsim ${command}`);
      expect(stdout).toContain('Examples:');
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('prints its schema as JSON', () => {
    expect(JSON.parse(here.mpsim(['schema']).stdout).$schema).toBe('http://json-schema.org/draft-07/schema#');
  });

  it('tells its version, and prints a completion script', () => {
    expect(here.mpsim(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(here.mpsim(['completion']).stdout).toContain('mpsim');
  });

  it('lists its commands when none is named', () => {
    const { code, stderr } = here.mpsim([]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'run, init, report, validate, test, lock, diff, fuzz, compare, sweep, merge, segments, serve, rulebook, schema, explain',
    );
  });
});
