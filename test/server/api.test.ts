import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

const SCENARIO = `start: 2026-11-27T09:00:00-05:00\n${TORONTO}messaging-services: [{ id: pool, senders: [toronto] }]\n`;
const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

let here: Served;
beforeEach(async () => {
  here = await served(SCENARIO);
});
afterEach(() => here.stop());

const one = (sid: string): string => here.messages.replace('.json', `/${sid}.json`);

describe('a message made by request', () => {
  it('is answered with the twenty fields of a message just made, and no others', async () => {
    const { status, json } = await here.create(HELLO);
    expect(status).toBe(201);
    const place = here.messages.replace('.json', `/${json.sid}`);
    expect(json).toEqual({
      body: 'Hello',
      num_segments: '1',
      direction: 'outbound-api',
      from: '+14165550100',
      date_updated: 'Fri, 27 Nov 2026 14:00:00 +0000',
      price: null,
      error_message: null,
      uri: `${place}.json`,
      account_sid: here.accountSid,
      num_media: '0',
      to: '+14165550111',
      date_created: 'Fri, 27 Nov 2026 14:00:00 +0000',
      status: 'queued',
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      date_sent: null,
      messaging_service_sid: null,
      error_code: null,
      price_unit: 'USD',
      api_version: '2010-04-01',
      subresource_uris: { media: `${place}/Media.json` },
    });
  });

  it('is delivered once the clock has advanced', async () => {
    const { json } = await here.create(HELLO);
    await here.control('POST', 'clock/advance', { by: '2s' });
    expect((await here.call('GET', one(json.sid))).json).toMatchObject({
      status: 'delivered',
      date_sent: 'Fri, 27 Nov 2026 14:00:00 +0000',
      date_updated: 'Fri, 27 Nov 2026 14:00:02 +0000',
      error_code: null,
    });
  });

  it('through a service has no sender and no segments at first, and then both', async () => {
    const { json: services } = await here.control('GET', 'state');
    const { sid: MessagingServiceSid } = services.messaging_services[0];
    const { json } = await here.create({ MessagingServiceSid, To: HELLO.To, Body: 'x'.repeat(161) });
    const service = { messaging_service_sid: MessagingServiceSid };
    expect(json).toMatchObject({ ...service, status: 'accepted', from: null, num_segments: '0' });
    const { json: later } = await here.call('GET', one(json.sid));
    expect(later).toMatchObject({ ...service, status: 'queued', from: HELLO.From, num_segments: '2' });
  });

  it('with media has an MM sid', async () => {
    const { json } = await here.create({ ...HELLO, MediaUrl: 'https://example.com/cat.jpg' });
    expect(json).toMatchObject({ sid: expect.stringMatching(/^MM/), num_media: '1', num_segments: '1' });
    expect((await here.call('GET', one(json.sid.replace('MM', 'SM')))).status).toBe(404);
  });

  it('has the same sid in an equal session', async () => {
    const { json } = await here.create(HELLO);
    await here.control('POST', 'reset');
    expect((await here.call('GET', one(json.sid))).status).toBe(404);
    expect((await here.create(HELLO)).json.sid).toBe(json.sid);
  });

  it('fails with 30001 where the queue is full, although it was answered queued', async () => {
    for (let count = 0; count < 1440; count += 1) await here.create({ ...HELLO, Body: 'x'.repeat(1530) });
    const { json } = await here.create(HELLO);
    expect(json).toMatchObject({ status: 'queued', error_code: null });
    expect((await here.call('GET', one(json.sid))).json).toMatchObject({
      status: 'failed',
      error_code: 30001,
      error_message: expect.any(String),
    });
  });
});

describe('an error', () => {
  it.each([
    [{ ...HELLO, To: '123' }, 400, 21211, "The 'To' number 123 is not a valid phone number."],
    [{ To: HELLO.To, Body: 'Hello' }, 400, 21603, "A 'From' phone number is required."],
    [{ ...HELLO, Body: '' }, 400, 21602, 'Message body is required.'],
  ])('says what acceptance says of %j', async (form, status, code, message) => {
    const more_info = `https://www.twilio.com/docs/errors/${code}`;
    expect(await here.create(form)).toEqual({ status, json: { code, message, more_info, status } });
    expect((await here.call('GET', here.messages)).json.messages).toEqual([]);
  });

  it('is 401 with 20003 for wrong or missing credentials', async () => {
    const wrong = Buffer.from(`${here.accountSid}:nonsense`).toString('base64');
    for (const headers of [{}, { authorization: `Basic ${wrong}` }, { authorization: 'Bearer x' }]) {
      const response = await fetch(`${here.url}${here.messages}`, { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 20003, status: 401, detail: expect.any(String) });
    }
  });

  it.each(['/', '/2010-04-01/Accounts/AC1/Messages.json', '/2010-04-01/accounts'])(
    'is 404 with 20404 at %s',
    async (path) => {
      expect(await here.call('GET', path)).toMatchObject({ status: 404, json: { code: 20404 } });
    },
  );

  it('is 405 for a method that there is not, and 413 for a body that is too long', async () => {
    expect((await here.call('DELETE', here.messages)).status).toBe(405);
    expect((await here.create({ ...HELLO, Body: 'x'.repeat(300_000) })).status).toBe(413);
  });
});

describe('the list of messages', () => {
  it('has the newest first, in pages that new messages do not shift', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1)
      made.unshift((await here.create({ ...HELLO, Body: `${count}` })).json.sid);
    const sidsOf = ({ json }: { json: { messages: { sid: string }[] } }): string[] =>
      json.messages.map(({ sid }) => sid);
    const first = await here.call('GET', `${here.messages}?PageSize=2`);
    expect(sidsOf(first)).toEqual(made.slice(0, 2));
    expect(first.json).toMatchObject({ page: 0, page_size: 2, start: 0, end: 1, previous_page_uri: null });
    await here.create(HELLO);
    const second = await here.call('GET', first.json.next_page_uri);
    const third = await here.call('GET', second.json.next_page_uri);
    expect([sidsOf(second), sidsOf(third)]).toEqual([made.slice(2, 4), made.slice(4)]);
    expect(third.json).toMatchObject({ page: 2, start: 4, end: 4, next_page_uri: null });
  });

  it('can be filtered by To, From and the day of sending', async () => {
    await here.create({ ...HELLO, To: '+14165550112' });
    await here.create(HELLO);
    const count = async (query: Record<string, string>): Promise<number> =>
      (await here.call('GET', `${here.messages}?${new URLSearchParams(query)}`)).json.messages.length;
    expect(await count({ To: '+14165550112' })).toBe(1);
    expect(await count({ From: '+14165550100' })).toBe(2);
    expect(await count({ From: '+14165550199' })).toBe(0);
    expect(await count({ DateSent: '2026-11-27' })).toBe(0);
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect(await count({ DateSent: '2026-11-27' })).toBe(2);
    expect(await count({ 'DateSent>': '2026-11-27T14:00:01Z' })).toBe(1);
    expect(await count({ 'DateSent<': '2026-11-27' })).toBe(0);
  });

  it.each(['PageSize=0', 'PageSize=x', 'Page=-1', 'PageToken=PAx', 'DateSent=today'])(
    'refuses %s',
    async (query) => {
      expect((await here.call('GET', `${here.messages}?${query}`)).status).toBe(400);
    },
  );
});

describe('an update', () => {
  it('takes a waiting message back, once', async () => {
    await here.create(HELLO);
    const { json } = await here.create(HELLO);
    await here.control('POST', 'clock/advance', { by: '1ms' });
    expect((await here.call('POST', one(json.sid), { Status: 'canceled' })).json.status).toBe('canceled');
    const again = await here.call('POST', one(json.sid), { Status: 'canceled' });
    expect(again).toMatchObject({ status: 409, json: { code: 30409 } });
  });

  it('erases the text', async () => {
    const { json } = await here.create(HELLO);
    expect((await here.call('POST', one(json.sid), { Body: '' })).json.body).toBe('');
    expect((await here.call('GET', one(json.sid))).json.body).toBe('');
  });

  it.each([{}, { Body: 'other' }, { Status: 'sent' }, { Body: '', Status: 'canceled' }])(
    'cannot be %j',
    async (form) => {
      const { json } = await here.create(HELLO);
      expect(await here.call('POST', one(json.sid), form)).toMatchObject({ json: { code: 30400 } });
    },
  );
});

describe('a deletion', () => {
  it('waits for the end of the message', async () => {
    const { json } = await here.create(HELLO);
    expect(await here.call('DELETE', one(json.sid))).toMatchObject({ json: { code: 20009 } });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect(await here.call('DELETE', one(json.sid))).toEqual({ status: 204, json: undefined });
    expect((await here.call('GET', one(json.sid))).status).toBe(404);
    expect((await here.call('GET', here.messages)).json.messages).toEqual([]);
  });
});
