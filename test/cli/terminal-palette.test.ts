import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paletteFor } from '../../src/cli/terminal-palette.ts';
import { PLAIN } from '../../src/report/palette.ts';

const { NO_COLOR, TERM } = process.env;

function setEnvironment(noColor: string | undefined, term: string | undefined): void {
  for (const [name, value] of Object.entries({ NO_COLOR: noColor, TERM: term })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

beforeEach(() => setEnvironment(undefined, 'xterm'));
afterEach(() => setEnvironment(NO_COLOR, TERM));

describe('colour', () => {
  it('is for terminals', () => {
    expect(paletteFor({ isTTY: true }).bad('broken')).toBe('\u001b[31mbroken\u001b[39m');
    expect(paletteFor({ isTTY: false })).toBe(PLAIN);
    expect(paletteFor({})).toBe(PLAIN);
  });

  it('is not for terminals that cannot show it', () => {
    setEnvironment(undefined, 'dumb');
    expect(paletteFor({ isTTY: true })).toBe(PLAIN);
  });

  it('goes with NO_COLOR, unless that is empty', () => {
    setEnvironment('1', 'xterm');
    expect(paletteFor({ isTTY: true })).toBe(PLAIN);
    setEnvironment('', 'xterm');
    expect(paletteFor({ isTTY: true })).not.toBe(PLAIN);
  });
});
