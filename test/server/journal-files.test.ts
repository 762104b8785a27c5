import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdJournal } from '../../src/server/journal/hold-journal.ts';
import { Journal, type Write } from '../../src/server/journal/journal.ts';
import { JournalError } from '../../src/server/journal/read-journal.ts';
import { takeUp } from '../../src/server/journal/take-up.ts';
import { scenarioFrom, TORONTO } from './sessions.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpsim-files-'));
  path = join(folder, 'session.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a journal that is held', () => {
  it('is refused to another process for as long as its own is there', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(`${path}.lock`, `${holder.pid}\n`);
    expect(() => holdJournal(path)).toThrow(`process ${holder.pid} writes it; stop that or name another`);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(`${holder.pid}\n`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const letGo = holdJournal(path);
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(`${process.pid}\n`);
    letGo();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it.each(['', 'nobody', '-1', '0'])('is taken over from a lock that names no process: %j', (text) => {
    writeFileSync(`${path}.lock`, text);
    holdJournal(path)();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});

describe('a file that is no journal', () => {
  const scenario = scenarioFrom(TORONTO);

  it.each([
    ['a text without a line feed', Buffer.from('my notes')],
    ['binary content', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255])],
    ['a text of lines', Buffer.from('one\ntwo\n')],
    ['a journal of another form', Buffer.from('{"schema":"mpsim-journal/9"}\n')],
  ])('is left as it is: %s', (_, bytes) => {
    writeFileSync(path, bytes);
    expect(() => takeUp(path, scenario, {}, '0.0.0')).toThrow(JournalError);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('is a folder, or something that never ends', () => {
    mkdirSync(path);
    expect(() => takeUp(path, scenario, {}, '0.0.0')).toThrow('EISDIR');
    expect(() => takeUp('/dev/zero', scenario, {}, '0.0.0')).toThrow('/dev/zero: it is no regular file');
  });

  it('becomes one if it is empty', () => {
    writeFileSync(path, '');
    takeUp(path, scenario, {}, '0.0.0');
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"schema":"mpsim-journal\/1"/);
  });
});

it('a line that a full disk cut short does not spoil the next one', () => {
  let room = Infinity;
  const write: Write = (file, bytes, offset, length) => {
    if (room === 0) throw new Error('ENOSPC');
    const count = writeSync(file, bytes, offset, Math.min(length, room));
    room -= count;
    return count;
  };
  const scenario = scenarioFrom(TORONTO);
  const journal = Journal.begin(
    path,
    { schema: 'mpsim-journal/1', mpsim: '0', accountSid: 'AC', scenario },
    write,
  );
  const before = readFileSync(path, 'utf8');
  room = 7;
  expect(() => journal.append({ kind: 'clock', atUs: 4 })).toThrow('ENOSPC');
  room = Infinity;
  journal.append({ kind: 'clock', atUs: 5 });
  journal.close();
  expect(readFileSync(path, 'utf8')).toBe(`${before}{"kind":"clock","atUs":5}\n`);
});
