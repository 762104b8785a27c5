import { describe, expect, it } from 'vitest';
import { callbackParameters } from '../../src/messaging/callback-parameters.ts';
import { ALL_DELIVERED, fromOneNumber, run } from './guide.ts';

const ONE = '{ id: t, from: a, to: { US: 100% }, body: "Hi", arrivals: { batch: 1, at: 0s } }';
const ASKED = 'callbacks: { latency: { constant: 50ms } }';

describe('the status callback', () => {
  it('comes at each change: queued, sent, delivered', () => {
    const { callbacks } = run(fromOneNumber([ONE], ASKED)).result;
    const due = Object.fromEntries(
      (callbacks?.byStatus ?? []).map(({ status, counts }) => [status, counts.due]),
    );
    expect(due).toMatchObject({ queued: 1, sent: 1, delivered: 1 });
  });

  it('tells of the queue whoever chose the sender, and of no message that found it full', () => {
    const queued = (from: string): number => {
      const yaml = [
        'senders: [{ id: a, number: "+14155550100", queue-horizon: 2s }]',
        'messaging-services: [{ id: pool, senders: [a] }]',
        ASKED,
        `traffic: [{ id: t, from: ${from}, to: { US: 100% }, body: "Hi", arrivals: { batch: 3, at: 0s } }]`,
      ].join('\n');
      const { callbacks } = run(yaml).result;
      return callbacks?.byStatus.find(({ status }) => status === 'queued')?.counts.due ?? 0;
    };
    expect([queued('a'), queued('pool')]).toEqual([2, 2]);
  });

  it('is not made unless it is asked for', () => {
    expect(run(fromOneNumber([ONE])).result.callbacks).toBeUndefined();
  });

  it('tells of failed and undelivered messages too', () => {
    const yaml = [
      'senders: [{ id: a, number: "+14155550100", queue-horizon: 2s }]',
      'carriers: { default: { latency: { constant: 2s }, outcomes: { undelivered: { 30003: 100% } } } }',
      ASKED,
      'traffic: [{ id: t, from: a, to: { US: 100% }, body: "Hi", arrivals: { batch: 3, at: 0s } }]',
    ].join('\n');
    const { callbacks } = run(yaml).result;
    const due = Object.fromEntries(
      (callbacks?.byStatus ?? []).map(({ status, counts }) => [status, counts.due]),
    );
    expect(due).toMatchObject({ queued: 2, sent: 2, undelivered: 2, failed: 1 });
  });

  it('tells that a message was queued under the dated rulebooks only when it was something else before', () => {
    const direct = run(`rulebook: twilio-2022\n${fromOneNumber([ONE], ASKED)}`).result.callbacks;
    expect(direct?.byStatus.find(({ status }) => status === 'queued')?.counts.due ?? 0).toBe(0);
    const service = run(
      [
        'rulebook: twilio-2022',
        'senders: [{ id: a, number: "+14155550100" }]',
        'messaging-services: [{ id: pool, senders: [a] }]',
        ALL_DELIVERED,
        ASKED,
        'traffic: [{ id: t, from: pool, to: { US: 100% }, body: "Hi", arrivals: { batch: 1, at: 0s } }]',
      ].join('\n'),
    ).result.callbacks;
    expect(service?.byStatus.find(({ status }) => status === 'queued')?.counts.due).toBe(1);
  });

  it('has the parameters of the example: SmsStatus, MessageStatus, To, From and ApiVersion', () => {
    const parameters = callbackParameters({
      messageSid: `SM${'0'.repeat(32)}`,
      accountSid: `AC${'0'.repeat(32)}`,
      from: '+15017122661',
      to: '+15558675310',
      status: 'delivered',
    } as Parameters<typeof callbackParameters>[0]);
    expect(parameters).toMatchObject({
      SmsStatus: 'delivered',
      MessageStatus: 'delivered',
      To: '+15558675310',
      From: '+15017122661',
      ApiVersion: '2010-04-01',
    });
  });
});
