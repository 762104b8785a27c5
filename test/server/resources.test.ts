import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { redirectTo } from '../../src/testing/helper-library.ts';
import { type Served, served } from './served.ts';

const SCENARIO = `account:
  type: trial
  verified-callers: ["+14155550111", "+14165550111"]
  api-keys: [{ sid: SK00000000000000000000000000000000, secret: hush }]
senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"] }
  - { id: code, short-code: { code: "12345", country: US } }
  - { id: brand, alphanumeric: ACME }
messaging-services:
  - { id: pool, senders: [pair], smart-encoding: true }
  - { id: fixed, senders: [pair], segments-per-second: 5 }
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;

let here: Served;
let client: ReturnType<typeof twilio>;
beforeEach(async () => {
  here = await served(SCENARIO);
  client = twilio(here.accountSid, here.authToken, { httpClient: redirectTo(here.url, twilio) });
});
afterEach(() => here.stop());

const keysOf = (object: object): readonly string[] => Object.keys(object).sort();

describe('the numbers of an account', () => {
  it('are those of the scenario, in pages', async () => {
    const numbers = await client.incomingPhoneNumbers.list({ pageSize: 1 });
    expect(numbers.map(({ phoneNumber, friendlyName }) => [phoneNumber, friendlyName])).toEqual([
      ['+14155550100', 'pair#1'],
      ['+14155550101', 'pair#2'],
    ]);
    expect(numbers[0]).toMatchObject({ type: 'local', capabilities: { sms: true, mms: true, voice: false } });
    const [only] = await client.incomingPhoneNumbers.list({ phoneNumber: '+14155550101' });
    expect(only?.sid).toBe(numbers[1]?.sid);
  });

  it('and those that a trial account has verified', async () => {
    const callers = await client.outgoingCallerIds.list();
    expect(callers.map(({ phoneNumber }) => phoneNumber)).toEqual(['+14155550111', '+14165550111']);
    expect(callers[0]?.sid).toMatch(/^PN[0-9a-f]{32}$/);
  });
});

describe('messaging services', () => {
  it('are those of the scenario, and those that are made', async () => {
    const made = await client.messaging.v1.services.create({ friendlyName: 'Alerts', stickySender: false });
    expect(made).toMatchObject({
      friendlyName: 'Alerts',
      stickySender: false,
      smartEncoding: true,
      validityPeriod: 14_400,
    });
    const services = await client.messaging.v1.services.list({ pageSize: 2 });
    expect(services.map(({ friendlyName }) => friendlyName)).toEqual(['pool', 'fixed', 'Alerts']);
    expect((await client.messaging.v1.services(made.sid).fetch()).sid).toBe(made.sid);
    await client.messaging.v1.services(made.sid).remove();
    await expect(client.messaging.v1.services(made.sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
    expect((await client.messaging.v1.services.list()).length).toBe(2);
  });

  it('send from what is in their pools at that time', async () => {
    const service = await client.messaging.v1.services.create({ friendlyName: 'Alerts' });
    const send = () =>
      client.messages.create({ messagingServiceSid: service.sid, to: '+14155550111', body: 'Hello' });
    const fetched = async (): Promise<object> => {
      const { sid } = await send();
      await here.control('POST', 'clock/advance', { to: 'idle' });
      return client.messages(sid).fetch();
    };
    expect(await fetched()).toMatchObject({ status: 'failed', errorCode: 21704 });
    const [first, second] = await client.incomingPhoneNumbers.list();
    const pool = client.messaging.v1.services(service.sid).phoneNumbers;
    expect(await pool.create({ phoneNumberSid: second!.sid })).toMatchObject({
      phoneNumber: '+14155550101',
      countryCode: 'US',
      serviceSid: service.sid,
    });
    await expect(pool.create({ phoneNumberSid: second!.sid })).rejects.toMatchObject({ code: 21710 });
    expect(await fetched()).toMatchObject({
      from: '+14155550101',
      status: 'delivered',
      messagingServiceSid: service.sid,
    });
    await pool.create({ phoneNumberSid: first!.sid });
    await pool(second!.sid).remove();
    expect((await pool.list()).map(({ phoneNumber }) => phoneNumber)).toEqual(['+14155550100']);
    expect(await fetched()).toMatchObject({ from: '+14155550100' });
  });

  it('have lists of short codes and alphanumeric senders of their own', async () => {
    const service = await client.messaging.v1.services.create({ friendlyName: 'Alerts' });
    const { alphaSenders, shortCodes } = client.messaging.v1.services(service.sid);
    const alpha = await alphaSenders.create({ alphaSender: 'ACME' });
    expect(alpha).toMatchObject({ alphaSender: 'ACME', capabilities: ['SMS'] });
    expect((await alphaSenders(alpha.sid).fetch()).sid).toBe(alpha.sid);
    await expect(alphaSenders.create({ alphaSender: 'OTHER' })).rejects.toMatchObject({ status: 404 });
    expect(await shortCodes.list()).toEqual([]);
    const [code] = await client.shortCodes.list();
    expect(await shortCodes.create({ shortCodeSid: code!.sid })).toMatchObject({ shortCode: '12345' });
    expect((await shortCodes.list()).map(({ sid }) => sid)).toEqual([code!.sid]);
  });

  it('cannot change where their rate is over their senders', async () => {
    const fixed = (await client.messaging.v1.services.list()).find(
      ({ friendlyName }) => friendlyName === 'fixed',
    )!;
    const [number] = await client.messaging.v1.services(fixed.sid).phoneNumbers.list();
    await expect(
      client.messaging.v1.services(fixed.sid).phoneNumbers(number!.sid).remove(),
    ).rejects.toMatchObject({
      status: 400,
    });
  });

  it('are only so many', async () => {
    for (let count = 0; count < 20; count += 1)
      await client.messaging.v1.services.create({ friendlyName: `service ${count}` });
    await expect(client.messaging.v1.services.create({ friendlyName: 'one more' })).rejects.toMatchObject({
      status: 400,
    });
    await here.control('POST', 'reset', {});
    expect((await client.messaging.v1.services.list()).length).toBe(2);
  });

  it('show these fields and no others', async () => {
    const { json } = await here.call('GET', '/v1/Services');
    expect(keysOf(json)).toEqual(['meta', 'services']);
    expect(keysOf(json.services[0])).toEqual(
      'account_sid area_code_geomatch date_created date_updated fallback_method fallback_to_long_code fallback_url friendly_name inbound_method inbound_request_url links mms_converter scan_message_content smart_encoding status_callback sticky_sender sid synchronous_validation url us_app_to_person_registered use_inbound_webhook_on_number usecase validity_period'
        .split(' ')
        .sort(),
    );
  });
});

describe('the validity period of a messaging service that names none', () => {
  it.each([
    ['twilio-guide', 14_400],
    ['twilio-2022', 14_400],
    ['twilio-2026', 36_000],
  ])('is the longest that %s allows', async (rulebook, seconds) => {
    await here.stop();
    here = await served(`rulebook: ${rulebook}
senders: [{ id: shop, number: "+14155550100" }]
messaging-services: [{ id: pool, senders: [shop] }]
`);
    expect((await here.call('POST', '/v1/Services', { FriendlyName: 'new' })).json.validity_period).toBe(
      seconds,
    );
    expect((await here.call('GET', '/v1/Services')).json.services[0].validity_period).toBe(seconds);
  });
});

describe('test credentials', () => {
  it('send messages, and can do nothing else', async () => {
    await here.stop();
    here = await served(`account: { type: test }
senders: [{ id: magic, number: "+15005550006" }]
`);
    const { status, json } = await here.create({ From: '+15005550006', To: '+14155550111', Body: 'Hello' });
    expect(status).toBe(201);
    for (const [method, path] of [
      ['GET', here.messages],
      ['GET', json.uri],
      ['DELETE', json.uri],
      ['GET', '/v1/Services'],
    ] as const)
      expect(await here.call(method, path)).toMatchObject({ status: 403, json: { code: 20008 } });
  });
});

describe('another API of the provider', () => {
  it('is not taken for one that is served', async () => {
    for (const asked of [client.conversations.v1.services.list(), client.verify.v2.services.list()])
      await expect(asked).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(client.conversations.v1.services.list()).rejects.toThrow(
      '/conversations.twilio.com/v1/Services',
    );
    const regional = twilio(here.accountSid, here.authToken, {
      httpClient: redirectTo(here.url, twilio),
      region: 'ie1',
      edge: 'dublin',
    });
    expect(await regional.messages.list()).toEqual([]);
    expect(await regional.messaging.v1.services.list({ pageSize: 1 })).toHaveLength(2);
  });
});

describe('an API key', () => {
  it('stands for account SID and auth token', async () => {
    const key = `SK${'0'.repeat(32)}`;
    const httpClient = redirectTo(here.url, twilio);
    const { accountSid } = here;
    expect(await twilio(key, 'hush', { accountSid, httpClient }).messages.list()).toEqual([]);
    await expect(twilio(key, 'wrong', { accountSid, httpClient }).messages.list()).rejects.toMatchObject({
      status: 401,
      code: 20003,
    });
  });
});

describe('an answer', () => {
  it('has the headers that are true of it', async () => {
    const reply = await fetch(`${here.url}${here.messages}`);
    expect(reply.headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(reply.headers.get('twilio-request-duration')).toMatch(/^\d+\.\d{3}$/);
    expect(reply.headers.get('twilio-concurrent-requests')).toBe('1');
  });
});

describe('a price', () => {
  it('is known once a message is sent', async () => {
    const { sid, price } = await client.messages.create({
      from: '+14155550100',
      to: '+14155550111',
      body: 'x'.repeat(200),
    });
    expect(price).toBeNull();
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect(await client.messages(sid).fetch()).toMatchObject({
      price: '-0.01500',
      priceUnit: 'USD',
      numSegments: '2',
    });
  });
});
