import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, type Workplace } from '../e2e/mpsim.ts';
import { blocksOf } from './readme.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
  cpSync('scenarios', join(here.path, 'scenarios'), { recursive: true });
  here.write('spring-sale.yaml', blocksOf('yaml')[0]!.text);
  here.write('greeting.txt', GREETING);
});
afterEach(() => here.remove());

/** The session that costs it shows it, too. */
const GREETING =
  'We’ve saved you a seat — bring a friend and a façade for the photo! Reply STOP to opt out.\n';

/** What a terminal shows for the commands of a session, without where the report went. */
function replayed(session: string): string {
  const commands = session.split('\n').filter((line) => line.startsWith('$ '));
  // Shows a command as it was typed and keeps the status of the one before it.
  const show = 'show() { status=$?; printf "%s\\n" "$1"; return $status; }';
  const script = commands.flatMap((line) => [
    `show '${line.replaceAll("'", "'\\''")}'`,
    line.slice(2).replaceAll('npx mpsim', 'mpsim'),
  ]);
  const { stdout } = here.shell(['exec 2>&1', show, ...script].join('\n'));
  return stdout.replaceAll(/^Report in .*\n/gm, '');
}

/** A line `…` stands for any lines; all others must be there, in their order. */
function patternOf(session: string): RegExp {
  const parts = session.split(/^…\n/m).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('(?:.*\\n)*?')}$`);
}

describe('a session of the README', () => {
  const sessions = blocksOf('console').map(({ text }) => text);

  it.each(sessions)('shows what the commands print: %#', (session) => {
    expect(replayed(session)).toMatch(patternOf(session));
  });

  it('is there', () => {
    expect(sessions).toHaveLength(8);
  });
});
