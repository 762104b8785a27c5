import { describe, expect, it } from 'vitest';
import { compileLive } from '../../src/scenario/compile.ts';
import { type Archive, MemoryArchive } from '../../src/server/archive.ts';
import { FileArchive } from '../../src/server/file-archive.ts';
import { Live } from '../../src/server/live.ts';
import type { LiveMessage } from '../../src/server/live-message.ts';
import { MessageStore } from '../../src/server/message-store.ts';
import { advanceToIdle, scenarioFrom, TORONTO } from './sessions.ts';

const HELLO = { from: '+14165550100', to: '+14165550111' };

/** A session of so many delivered messages, of which those ended earliest are in the archive. */
function ended(count: number, archive: Archive, endedAtHand = 3): { live: Live; messages: LiveMessage[] } {
  const store = new MessageStore(archive, endedAtHand);
  const live = new Live(compileLive(scenarioFrom(TORONTO)), [], undefined, [], store);
  const messages = Array.from({ length: count }, (_, n) => live.submit({ ...HELLO, body: `é ${n} \ud800` }));
  advanceToIdle(live);
  return { live, messages };
}

describe.each([
  ['in memory', () => new MemoryArchive()],
  ['in a file', () => new FileArchive()],
])('the messages of a session whose archive is %s', (_, newArchive) => {
  it('are the same wherever they are kept', () => {
    const { live, messages } = ended(20, newArchive());
    expect([...live.messages]).toEqual(messages);
    expect([...live.messages.newestFirst(12)]).toEqual(messages.slice(0, 12).reverse());
    expect(live.messages.at(20)).toBeUndefined();
    expect(live.counts).toEqual({ delivered: 20 });
  });

  it('lose their text when redacted, and are gone when deleted', () => {
    const archive = newArchive();
    const { live } = ended(20, archive);
    for (const index of [0, 19]) live.redact({ index });
    for (const index of [1, 18]) live.delete({ index });
    expect(live.messages.at(0)).toMatchObject({ text: '', to: HELLO.to });
    expect(live.messages.at(19)?.text).toBe('');
    expect([1, 18].map((index) => live.messages.at(index))).toEqual([undefined, undefined]);
    expect([...live.messages]).toHaveLength(18);
    expect([archive.at(0), archive.at(1)].join()).not.toContain('é');
  });

  it('go to the archive only beyond the number that stays at hand, the earliest ended first', () => {
    const archive = newArchive();
    ended(5, archive);
    const archived = [0, 1, 2, 3, 4].map((index) => archive.at(index) !== undefined);
    expect(archived).toEqual([true, true, false, false, false]);
  });

  it('are forgotten when everything begins anew', () => {
    const archive = newArchive();
    ended(20, archive);
    expect([...new MessageStore(archive)]).toEqual([]);
    expect(archive.at(0)).toBeUndefined();
    expect([...ended(20, archive).live.messages]).toHaveLength(20);
  });
});
