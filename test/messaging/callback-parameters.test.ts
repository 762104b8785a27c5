import { describe, expect, it } from 'vitest';
import { callbackParameters, type StatusNews } from '../../src/messaging/callback-parameters.ts';
import { STATUSES } from '../../src/messaging/status.ts';

const news: StatusNews = {
  messageSid: `SM${'0123456789abcdef'.repeat(2)}`,
  accountSid: `AC${'fedcba9876543210'.repeat(2)}`,
  from: '+15017122661',
  to: '+15558675310',
  status: 'delivered',
};
const CODED = {
  errorCode: 30003,
  receipt: { epochMs: Date.UTC(2026, 10, 27, 14, 5, 59), offsetMinutes: -300 },
};

describe('the parameters of a status callback', () => {
  it('hold what the sample of the guide shows for a delivered message', () => {
    expect(callbackParameters(news)).toMatchObject({
      SmsStatus: 'delivered',
      MessageStatus: 'delivered',
      To: '+15558675310',
      From: '+15017122661',
      ApiVersion: '2010-04-01',
    });
  });

  it('name message and account, and nothing that does not apply', () => {
    expect(Object.entries(callbackParameters(news))).toEqual([
      ['MessageSid', news.messageSid],
      ['SmsSid', news.messageSid],
      ['AccountSid', news.accountSid],
      ['From', '+15017122661'],
      ['To', '+15558675310'],
      ['MessageStatus', 'delivered'],
      ['SmsStatus', 'delivered'],
      ['ApiVersion', '2010-04-01'],
    ]);
  });

  it('tell the error code of messages that failed or were not delivered, and of no others', () => {
    const told = STATUSES.filter(
      (status) => 'ErrorCode' in callbackParameters({ ...news, ...CODED, status }),
    );
    expect(told).toEqual(['undelivered', 'failed']);
    expect(callbackParameters({ ...news, ...CODED, status: 'failed' }).ErrorCode).toBe('30003');
    expect(callbackParameters({ ...news, status: 'failed' })).not.toHaveProperty('ErrorCode');
  });

  it("tell the carrier's stamp with receipts only, by the carrier's clock, the seconds cut off", () => {
    const told = STATUSES.filter(
      (status) => 'RawDlrDoneDate' in callbackParameters({ ...news, ...CODED, status }),
    );
    expect(told).toEqual(['delivered', 'undelivered']);
    expect(callbackParameters({ ...news, ...CODED }).RawDlrDoneDate).toBe('2611270905');
  });

  it('name the messaging service, and no sender before it has chosen one', () => {
    const messagingServiceSid = `MG${'00112233445566778899aabbccddeeff'}`;
    const parameters = callbackParameters({
      ...news,
      messagingServiceSid,
      from: undefined,
      status: 'failed',
    });
    expect(parameters.MessagingServiceSid).toBe(messagingServiceSid);
    expect(parameters).not.toHaveProperty('From');
  });
});
