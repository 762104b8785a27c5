import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BINARY, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  here.write('ten.yaml', tenMessages());
});
afterEach(() => here.remove());

/** What a terminal of so many columns shows of a command; needs script(1) of Debian's bsdutils. */
function onTerminal(columns: number, words: string, env: NodeJS.ProcessEnv = {}): string {
  const line = `stty cols ${columns}; '${process.execPath}' '${BINARY}' ${words}`;
  const { stdout, error } = spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd: here.path,
    encoding: 'utf8',
    env: {
      ...process.env,
      FORCE_COLOR: undefined,
      NO_COLOR: undefined,
      TERM: 'xterm',
      SHELL: '/bin/sh',
      ...env,
    },
  });
  if (error !== undefined) throw new Error(`script(1) makes the terminal for this test: ${error.message}`);
  return stdout.replaceAll('\r', '');
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('charts', () => {
  it('are on terminals, as wide as the window, and not in pipes', () => {
    for (const columns of [60, 120]) {
      const shown = onTerminal(columns, 'run ten.yaml', { NO_COLOR: '1' });
      expect(shown).not.toContain('\u001b[3');
      const chart = shown.split('\n\n').find((section) => section.startsWith('Over time')) ?? '';
      expect(chart).toContain('Backlog, segments; peak 10');
      expect(widestLine(chart)).toBe(columns);
    }
    const piped = here.mpsim(['run', 'ten.yaml']).stdout;
    expect(piped).not.toContain('Over time');
  });

  it('have colours on a terminal that add nothing but colour', () => {
    const coloured = onTerminal(80, 'run ten.yaml');
    expect(coloured).toContain('\u001b[32m█');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes begin with a control character.
    const bare = coloured.replaceAll(/\u001b\[[\d;]*[mK]/g, '');
    const plain = onTerminal(80, 'run ten.yaml', { NO_COLOR: '1' });
    expect(bare.slice(bare.indexOf('ten\n'))).toBe(plain.slice(plain.indexOf('ten\n')));
  });

  it('are where they are asked for, and nowhere where they are not wanted', () => {
    here.mpsim(['run', 'ten.yaml', '--result', '--out', 'kept', '--quiet']);
    const asked = here.mpsim(['report', 'kept', '--charts', 'always']);
    expect(asked.stdout).toContain('Over time');
    expect(here.mpsim(['run', 'ten.yaml', '--charts', 'always']).stdout).toContain('Over time');
    expect(onTerminal(80, 'report kept --charts never')).not.toContain('Over time');
    expect(onTerminal(80, 'run ten.yaml --quiet')).not.toContain('Over time');
    const wrong = here.mpsim(['run', 'ten.yaml', '--charts', 'maybe']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('--charts takes "auto" or "always" or "never", not "maybe"');
  });

  it('never reach the files of a report', () => {
    here.mpsim(['run', 'ten.yaml', '--out', 'plain']);
    here.mpsim(['run', 'ten.yaml', '--out', 'drawn', '--charts', 'always', '--ascii']);
    expect(here.shell('cmp plain/report.txt drawn/report.txt').code).toBe(0);
  });
});

describe('--ascii', () => {
  it('prints nothing else, with charts and without', () => {
    for (const charts of ['always', 'never']) {
      const { code, stdout } = here.mpsim(['run', 'ten.yaml', '--ascii', '--charts', charts]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^[\n -~]*$/);
    }
  });

  it('holds for replications, too, where meanings of codes are clipped', () => {
    const words = ['run', 'ten.yaml', '--replications', '2'];
    expect(here.mpsim(words).stdout).toContain('Handset u…eachable');
    const { stdout } = here.mpsim([...words, '--ascii']);
    expect(stdout).toContain('Handset u~eachable');
    expect(stdout).toMatch(/^[\n -~]*$/);
  });
});
