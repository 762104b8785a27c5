import { describe, expect, it } from 'vitest';
import { readLock } from '../../src/cli/read-lock.ts';
import { differencesOf, type LockBlock, lockText } from '../../src/experiment/lock.ts';

const BLOCK: LockBlock = new Map<string, string | number>([
  ['fingerprint', '0000000000000001'],
  ['seed', '007'],
  ['messages.delivered', 10],
  ['errors.30001', 2],
  ['queue_wait.p95', 1.5],
]);

function changed(leaf: string, value: string | number): LockBlock {
  return new Map([...BLOCK, ['fingerprint', '0000000000000002'], [leaf, value]]);
}

describe('a lock', () => {
  it('is read as it was written, whatever the names of its scenarios, and sorts them', () => {
    const names = ['b: "x" #', 'a\u2028\n', 'no', '~', '1'];
    const text = lockText({ version: '0.1.0', blocks: new Map(names.map((name) => [name, BLOCK])) });
    const reading = readLock({ file: 'mpsim.lock', text });
    expect(reading).toEqual({
      ok: true,
      lock: { version: '0.1.0', blocks: new Map(names.toSorted().map((name) => [name, BLOCK])) },
    });
  });

  it('may be empty', () => {
    const reading = readLock({ file: 'mpsim.lock', text: lockText({ version: '1', blocks: new Map() }) });
    expect(reading).toEqual({ ok: true, lock: { version: '1', blocks: new Map() } });
  });

  it.each([
    [
      'schema: mpsim-lock/9',
      'l:1:9  this lock is of the form "mpsim-lock/9", and this mpsim reads mpsim-lock/1',
    ],
    ['- 1', 'l:1:1  the lock should be a map'],
    ['schema: mpsim-lock/1\nmpsim: "1"\nscenarios: { a: 3 }', 'l:3:17  the block of a should be a map'],
    ['schema: mpsim-lock/1\nmpsim: "1"\nscenarios: { a: {} }', 'l:3:17  "fingerprint" is missing here'],
  ])('that is none says where and why: %s', (text, problem) => {
    const reading = readLock({ file: 'l', text });
    expect(reading).toMatchObject({ ok: false, problem: `${problem}; write the lock anew with mpsim lock` });
  });

  it('says what differs in words: counts, errors, quantiles, and only then the fingerprint', () => {
    expect(differencesOf(BLOCK, BLOCK)).toEqual([]);
    expect(differencesOf(BLOCK, changed('messages.delivered', 9))).toEqual([
      'messages delivered: 9, locked 10',
    ]);
    expect(differencesOf(BLOCK, changed('errors.30003', 1))).toEqual(['error 30003: 1, locked 0']);
    expect(differencesOf(BLOCK, changed('queue_wait.p95', 2))).toEqual(['queue_wait p95: 2 s, locked 1.5 s']);
    expect(differencesOf(BLOCK, changed('seed', '007'))).toEqual([
      'the fingerprint is 0000000000000002, locked 0000000000000001: counts and latencies are as locked, but some event has another time, message or outcome',
    ]);
  });
});
