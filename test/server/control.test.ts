import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseForeign } from '../../src/server/control-api.ts';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

let here: Served;
beforeEach(async () => {
  here = await served(TORONTO);
});
afterEach(() => here.stop());

/** The HTTP status of a request with headers of its own, Host included. */
function statusWith(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${here.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end('{}');
  });
}

describe('the clock', () => {
  it('stands still until it is told to advance', async () => {
    const start = { now_us: 0, now: '2026-01-01T00:00:00.000Z', speed: 'manual', next_event_us: null };
    expect(await here.control('GET', 'clock')).toEqual({ status: 200, json: start });
    await here.create(HELLO);
    expect((await here.control('GET', 'clock')).json).toEqual({ ...start, next_event_us: 0 });
    const { json } = await here.control('POST', 'clock/advance', { by: '4h' });
    expect(json).toMatchObject({
      now_us: 14_400_000_000,
      now: '2026-01-01T04:00:00.000Z',
      next_event_us: null,
    });
  });

  it('advances to the next event, and until all is done', async () => {
    await here.create(HELLO);
    expect((await here.control('POST', 'clock/advance', { to: 'next-event' })).json.now_us).toBe(1);
    expect((await here.control('POST', 'clock/advance', { to: 'idle' })).json.now_us).toBe(2_000_000);
  });

  it.each([
    {},
    { by: '4' },
    { by: -1 },
    { by: '200y' },
    { by: '40000d' },
    { to: 'noon' },
    { by: '1s', to: 'idle' },
  ])('does not advance by %j', async (body) => {
    expect((await here.control('POST', 'clock/advance', body)).status).toBe(400);
    expect((await here.control('GET', 'clock')).json.now_us).toBe(0);
  });
});

describe('the control API', () => {
  it('shows what waits and what became of the rest', async () => {
    for (let count = 0; count < 3; count += 1) await here.create(HELLO);
    await here.create({ ...HELLO, To: '123' });
    await here.control('POST', 'clock/advance', { by: '500ms' });
    expect((await here.control('GET', 'state')).json).toMatchObject({
      rulebook: 'twilio-guide',
      account_sid: here.accountSid,
      requests: 4,
      open: 3,
      messages: { sent: 1, queued: 2, refused: 1 },
      senders: [{ id: 'toronto', address: '+14165550100', backlog_segments: 2 }],
    });
  });

  it('shows the buckets: what is in them, and what they earn', async () => {
    await here.stop();
    here = await served(`account: { segments-per-second: 4 }
senders:
  - { id: toronto, number: "+14165550100", burst: 3 }
  - { id: code, short-code: { code: "12345", country: US }, segments-per-second: unlimited }
messaging-services: [{ id: pool, senders: [toronto], segments-per-second: 2 }]
`);
    const buckets = async () => (await here.control('GET', 'state')).json.buckets;
    const toronto = { id: 'toronto', kind: 'sender', counts: 'segments', burst: 3, tokens_per_second: 1 };
    expect(await buckets()).toEqual(
      expect.arrayContaining([
        { ...toronto, tokens: 3 },
        { id: 'code', kind: 'sender', counts: 'segments', burst: 1, tokens_per_second: null, tokens: null },
        { id: 'pool', kind: 'service', counts: 'segments', burst: 2, tokens_per_second: 2, tokens: 2 },
        expect.objectContaining({ kind: 'account', tokens_per_second: 4, tokens: 4 }),
      ]),
    );
    await here.create(HELLO);
    await here.control('POST', 'clock/advance', { to: 'next-event' });
    expect(await buckets()).toContainEqual({ ...toronto, tokens: 2 });
    await here.control('POST', 'incidents', { sender: 'toronto', down: true });
    expect(await buckets()).toContainEqual({ ...toronto, tokens: 2, tokens_per_second: 0 });
  });

  it('begins anew', async () => {
    await here.create(HELLO);
    await here.control('POST', 'clock/advance', { by: '1h' });
    expect((await here.control('POST', 'reset')).json.now_us).toBe(0);
    expect((await here.control('GET', 'state')).json).toMatchObject({ requests: 0, open: 0 });
  });

  it('is closed to web pages, whatever the name that they reach it by', async () => {
    const json = { 'Content-Type': 'application/json' };
    const statusOf = (headers: Record<string, string>): Promise<number | undefined> =>
      statusWith('POST', '/_mpsim/reset', headers);
    expect(await statusOf({ ...json, Host: 'evil.example' })).toBe(403);
    expect(await statusOf({ ...json, Origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf({ 'Content-Type': 'text/plain' })).toBe(415);
    expect(await statusOf({ ...json, Host: here.url.replace('http://127.0.0.1', 'localhost') })).toBe(200);
  });

  it('is open at the port that goes without saying, too', () => {
    const asked = (port: number, host: string) => () =>
      refuseForeign({
        method: 'GET',
        path: '/_mpsim/clock',
        query: new URLSearchParams(),
        headers: { host },
        port,
      });
    expect(asked(80, '127.0.0.1')).not.toThrow();
    expect(asked(80, 'localhost:80')).not.toThrow();
    expect(asked(80, 'evil.example')).toThrow('does not serve the host');
    expect(asked(4010, '127.0.0.1')).toThrow('does not serve the host');
  });

  it('knows its paths and methods', async () => {
    expect((await here.control('GET', 'clocks')).status).toBe(404);
    expect((await here.control('GET', 'constructor')).status).toBe(404);
    expect((await here.control('POST', 'state', {})).status).toBe(405);
  });
});
