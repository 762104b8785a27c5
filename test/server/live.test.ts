import { describe, expect, it } from 'vitest';
import { US_PER_HOUR, US_PER_SECOND } from '../../src/kernel/time.ts';
import type { LiveMessage } from '../../src/server/live-message.ts';
import { advanceBy, advanceToIdle, advanceToNextEvent, liveFrom, TORONTO } from './sessions.ts';

const HELLO = { from: '+14165550100', to: '+14165550111', body: 'Hello' };

function tally(messages: readonly LiveMessage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, errorCode } of messages) {
    const key = errorCode === 0 ? status : `${status} ${errorCode}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('a live session', () => {
  it('delivers 14,400 of 14,401 messages of one instant within five hours and fails the last with 30001', () => {
    const live = liveFrom(TORONTO);
    const messages = Array.from({ length: 14_401 }, () => live.submit(HELLO));
    expect(tally(messages)).toEqual({ queued: 14_400, 'failed 30001': 1 });
    expect(messages.at(-1)).toMatchObject({ firstStatus: 'queued', status: 'failed', errorCode: 30001 });
    advanceBy(live, 5 * US_PER_HOUR);
    expect(tally(messages)).toEqual({ delivered: 14_400, 'failed 30001': 1 });
    expect(live.nowUs).toBe(5 * US_PER_HOUR);
    expect(messages[14_399]).toMatchObject({ sentAtUs: 14_399_000_000, updatedAtUs: 14_401_000_000 });
  });

  it('admits all requests of an instant before any segment of it leaves, also behind an advance', () => {
    const live = liveFrom(TORONTO);
    live.submit(HELLO);
    advanceBy(live, US_PER_SECOND);
    const second = live.submit(HELLO);
    expect(second.status).toBe('queued');
    advanceBy(live, 0);
    expect(second.status).toBe('queued');
    advanceBy(live, 1);
    expect(second).toMatchObject({ status: 'sent', sentAtUs: US_PER_SECOND });
  });

  it('runs and closes the whole instant of the next event', () => {
    const live = liveFrom(TORONTO);
    const [first, second] = [live.submit(HELLO), live.submit({ ...HELLO, body: 'x'.repeat(161) })];
    advanceToNextEvent(live);
    expect([first.status, second.status, live.nowUs]).toEqual(['sent', 'queued', 1]);
    advanceToNextEvent(live);
    expect([first.status, second.status, live.nowUs]).toEqual(['sent', 'sending', US_PER_SECOND + 1]);
    advanceToNextEvent(live);
    expect([first.status, second.status]).toEqual(['delivered', 'sent']);
  });

  it('is idle once every message is at its end, and no later', () => {
    const live = liveFrom(`${TORONTO}incidents: [{ at: 9h, for: 1h, carrier: default, latency: x2 }]\n`);
    live.submit(HELLO);
    advanceToIdle(live);
    expect([live.open, live.nowUs]).toEqual([0, 2 * US_PER_SECOND]);
    advanceToIdle(live);
    expect(live.nowUs).toBe(2 * US_PER_SECOND);
  });

  it('waits for a sender that is down', () => {
    const live = liveFrom(`${TORONTO}incidents: [{ at: 0s, for: 1h, sender: toronto, down: true }]\n`);
    const message = live.submit(HELLO);
    advanceToIdle(live);
    expect(message).toMatchObject({ status: 'delivered', sentAtUs: US_PER_HOUR });
  });

  it('takes back what has not begun to leave, and nothing else', () => {
    const live = liveFrom(TORONTO);
    const [first, second, third] = [live.submit(HELLO), live.submit(HELLO), live.submit(HELLO)];
    advanceBy(live, 1);
    expect([live.cancel(first), live.cancel(second), live.cancel(second)]).toEqual([false, true, false]);
    advanceToIdle(live);
    expect([first.status, second.status, third.status]).toEqual(['delivered', 'canceled', 'delivered']);
    expect(third.sentAtUs).toBe(US_PER_SECOND);
  });

  it.each([
    [{ ...HELLO, to: '123' }, 21211],
    [{ ...HELLO, from: '+14165550199' }, 21606],
    [{ ...HELLO, from: undefined }, 21603],
    [{ ...HELLO, body: '' }, 21602],
    [{ ...HELLO, body: 'x'.repeat(1601) }, 21617],
  ])('refuses what acceptance refuses: %j', (request, code) => {
    const live = liveFrom(TORONTO);
    expect(live.submit(request)).toMatchObject({ status: 'refused', errorCode: code });
    expect(live.open).toBe(0);
  });

  it('lets a messaging service choose the sender, unless the request names one', () => {
    const live = liveFrom(`senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"] }
  - { id: other, number: "+14155550102" }
messaging-services: [{ id: pool, senders: [pair] }]
`);
    const through = { messagingService: 'pool', to: '+14155550111', body: 'Hello' };
    const messages = [
      live.submit(through),
      live.submit(through),
      live.submit({ ...through, from: '+14155550102' }),
    ];
    expect(messages.map(({ sender }) => sender)).toEqual([0, 1, 2]);
    expect(messages.map(({ firstStatus, status }) => [firstStatus, status])).toEqual(
      Array.from({ length: 3 }, () => ['accepted', 'queued']),
    );
  });

  it('sends an MMS as one unit', () => {
    const live = liveFrom(TORONTO);
    const media = [{ url: 'https://example.com/cat.jpg' }];
    expect(live.submit({ ...HELLO, body: 'x'.repeat(400), media })).toMatchObject({
      segments: 1,
      isMms: true,
    });
  });
});
