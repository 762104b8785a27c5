import { describe, expect, it } from 'vitest';
import { ALL_DELIVERED, fromOneNumber, run } from './guide.ts';

/** When each of a batch of ten leaves its sender, in seconds. */
function departures(sender: string, to: string, body = 'Hello'): readonly number[] {
  const told = run(
    [
      `senders: [{ id: a, ${sender} }]`,
      ALL_DELIVERED,
      `traffic: [{ id: t, from: a, to: { ${to}: 100% }, body: "${body}", arrivals: { batch: 10, at: 0s } }]`,
    ].join('\n'),
  );
  return told.messages.map(({ sentAtS }) => sentAtS);
}

const EVERY_SECOND = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const EVERY_TENTH = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

describe('the rate of a sender', () => {
  it('is one segment a second from a US or Canadian long code', () => {
    expect(departures('number: "+14155550100"', 'US')).toEqual(EVERY_SECOND);
    expect(departures('number: "+14165550100"', 'CA')).toEqual(EVERY_SECOND);
    expect(departures('number: "+14155550100"', 'GB')).toEqual(EVERY_SECOND);
  });

  it('counts segments, not messages', () => {
    const twoSegments = departures('number: "+14155550100"', 'US', 'a'.repeat(200));
    expect(twoSegments).toEqual(EVERY_SECOND.map((second) => 2 * second + 1));
  });

  it('is ten segments a second from any other long code and from an alphanumeric sender', () => {
    expect(departures('number: "+447400123456"', 'GB')).toEqual(EVERY_TENTH);
    expect(departures('number: "+18765550100"', 'US')).toEqual(EVERY_TENTH);
    expect(departures('alphanumeric: ACME', 'GB')).toEqual(EVERY_TENTH);
  });

  it('of long codes is not that of short codes', () => {
    expect(departures('short-code: { code: "12345", country: US }', 'US')).toEqual(EVERY_SECOND.map(() => 0));
  });

  it('makes what exceeds it wait in the queue', () => {
    const told = run(
      fromOneNumber([
        '{ id: t, from: a, to: { US: 100% }, body: "Hi", arrivals: { rate: 2/s, from: 0s, count: 20 } }',
      ]),
    );
    expect(told.messages.every(({ status }) => status === 'delivered')).toBe(true);
    expect(told.messages.at(-1)!.sentAtS).toBe(19);
  });
});

describe('the queue of a sender', () => {
  const canada = (count: number): string =>
    [
      'senders: [{ id: a, number: "+14165550100" }]',
      ALL_DELIVERED,
      `traffic: [{ id: t, from: a, to: { CA: 100% }, body: "Hi", arrivals: { batch: ${count}, at: 0s } }]`,
    ].join('\n');

  it('takes four hours of traffic: 14,400 segments to Canada over one long code, and the next fails with 30001', () => {
    const told = run(canada(14_402));
    expect(told.messages[14_399]).toMatchObject({ status: 'delivered', sentAtS: 14_399 });
    expect(told.messages.slice(14_400)).toEqual([
      expect.objectContaining({ status: 'failed', code: 30001, kinds: ['submitted', 'failed'] }),
      expect.objectContaining({ status: 'failed', code: 30001, kinds: ['submitted', 'failed'] }),
    ]);
  });

  it('is longer through a messaging service with more senders: throughput grows with the pool', () => {
    const pool = (count: number) =>
      run(
        [
          `senders: [{ id: a, numbers: { from: "+14165550100", count: ${count} } }]`,
          'messaging-services: [{ id: pool, senders: [a] }]',
          ALL_DELIVERED,
          'traffic: [{ id: t, from: pool, to: { CA: 100% }, body: "Hi", arrivals: { batch: 1000, at: 0s } }]',
        ].join('\n'),
      );
    const lastLeaves = (count: number) => Math.max(...pool(count).messages.map(({ sentAtS }) => sentAtS));
    expect([1, 4, 10].map(lastLeaves)).toEqual([999, 249, 99]);
  });

  it('of a short code knows no such limit', () => {
    const told = run(
      [
        'senders: [{ id: a, short-code: { code: "12345", country: US } }]',
        ALL_DELIVERED,
        'traffic: [{ id: t, from: a, to: { US: 100% }, body: "Hi", arrivals: { batch: 20000, at: 0s } }]',
      ].join('\n'),
    );
    expect(told.messages.every(({ status }) => status === 'delivered')).toBe(true);
  });
});
