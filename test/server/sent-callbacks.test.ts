import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

interface Heard {
  readonly status: string;
  readonly sid: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly token: string;
  readonly url: string;
}

/** An application that hears of status callbacks, and may act on each before it answers. */
async function application(act: (heard: Heard) => Promise<void> = async () => {}) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const parameters = Object.fromEntries(new URLSearchParams(await textOf(request)));
    const { MessageStatus = '', MessageSid = '' } = parameters;
    const one: Heard = {
      status: MessageStatus,
      sid: MessageSid,
      parameters,
      signature: String(request.headers['x-twilio-signature']),
      token: String(request.headers['i-twilio-idempotency-token']),
      url: `http://127.0.0.1:${port}${request.url}`,
    };
    heard.push(one);
    await act(one);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A port that is listened at has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/status?of=test`, heard, stop };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

let here: Served;
let app: Awaited<ReturnType<typeof application>>;
afterEach(async () => {
  app.stop();
  await here.stop();
});

describe('the callbacks of a served session', () => {
  it('have all come, signed, when an advance is answered', async () => {
    here = await served(TORONTO);
    app = await application();
    const { json } = await here.create({ ...HELLO, StatusCallback: app.url });
    await here.create(HELLO);
    await here.control('POST', 'clock/advance', { by: '1h' });
    expect(app.heard.map(({ status, sid }) => [status, sid])).toEqual([
      ['queued', json.sid],
      ['sent', json.sid],
      ['delivered', json.sid],
    ]);
    for (const { parameters, signature, url } of app.heard)
      expect(twilio.validateRequest(here.authToken, signature, url, parameters)).toBe(true);
    expect(app.heard.at(-1)?.parameters).toMatchObject({
      AccountSid: here.accountSid,
      To: HELLO.To,
      From: HELLO.From,
      RawDlrDoneDate: '2601010000',
    });
    expect(new Set(app.heard.map(({ token }) => token)).size).toBe(3);
  });

  it('of the very instant at which an advance ends are answered before it is', async () => {
    here = await served(TORONTO);
    let answered = 0;
    app = await application(async () => {
      await pause(20);
      answered += 1;
    });
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { by: '2s' });
    expect(answered).toBe(3);
  });

  it('stop the clock until they are answered: what an application then sends arrives at that time', async () => {
    here = await served(TORONTO);
    const times: number[] = [];
    app = await application(async ({ status }) => {
      if (status !== 'delivered' || times.length === 3) return;
      await here.create({ ...HELLO, StatusCallback: app.url });
      times.push((await here.control('GET', 'clock')).json.now_us);
    });
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    // Each is sent at once, for it comes later than a second after the one before, and delivered two seconds later.
    expect(times).toEqual([2_000_000, 4_000_000, 6_000_000]);
    expect(app.heard).toHaveLength(12);
    expect((await here.control('GET', 'state')).json.messages).toEqual({ delivered: 4 });
  });

  it('tell of a failure in the instant of the request, without an advance', async () => {
    here = await served(TORONTO.replace('"+14165550100" }', '"+14165550100", queue-horizon: 1s }'));
    app = await application();
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { by: '0s' });
    expect(app.heard.map(({ parameters }) => parameters)).toMatchObject([
      { MessageStatus: 'queued' },
      { MessageStatus: 'failed', ErrorCode: '30001' },
    ]);
  });

  it('refuse a second advance while they hold the first one', async () => {
    here = await served(TORONTO);
    const answers: number[] = [];
    app = await application(async ({ status }) => {
      if (status === 'queued') return;
      answers.push((await here.control('POST', 'clock/advance', { by: '1h' })).status);
      answers.push((await here.control('POST', 'reset', {})).status);
    });
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { to: 'next-event' });
    expect(answers).toEqual([409, 409]);
  });

  it('that are under way when everything begins anew are broken off, and none comes behind that', async () => {
    here = await served(TORONTO);
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    app = await application(() => opened);
    // More than go out at once.
    for (let count = 0; count < 80; count += 1) await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'reset', {});
    await expect.poll(() => app.heard.length).toBe(64);
    open();
    const { json } = await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { by: '0s' });
    expect(app.heard.slice(64).map(({ sid, status }) => [sid, status])).toEqual([[json.sid, 'queued']]);
  });

  it('that no endpoint takes are told of in the log, with the reason and without the address', async () => {
    const lines: object[] = [];
    here = await served(TORONTO, { log: (line) => lines.push(line) });
    app = await application();
    const json = (await here.create({ ...HELLO, StatusCallback: 'https://example.com/hook?key=hush' })).json;
    await here.control('POST', 'clock/advance', { by: '0s' });
    expect(lines).toContainEqual({
      simulated_us: 0,
      sid: json.sid,
      message_status: 'queued',
      callback_host: 'example.com',
      attempts: 0,
      error_code: undefined,
      why: 'The host example.com is not this machine, and is not among the hosts that are allowed by name.',
    });
    await here.create({ ...HELLO, StatusCallback: `${app.url}#rc=9` });
    await here.create({ ...HELLO, StatusCallback: 'http://127.0.0.1:1/hook?key=hush#rc=0' });
    await here.create({ ...HELLO, StatusCallback: app.url });
    await here.control('POST', 'clock/advance', { by: '0s' });
    expect(lines.filter((line) => 'why' in line)).toMatchObject([
      {},
      { error_code: 11243, attempts: 0 },
      { error_code: 11205, attempts: 1 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  it('go to the address of the service where a request names none', async () => {
    app = await application();
    here = await served(`${TORONTO}messaging-services:
  - { id: pool, senders: [toronto], status-callback: "${app.url}" }
`);
    const [service] = (await here.control('GET', 'state')).json.messaging_services;
    await here.create({ MessagingServiceSid: service.sid, To: HELLO.To, Body: 'Hello' });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect(app.heard.map(({ status }) => status)).toEqual(['queued', 'sent', 'delivered']);
    expect(app.heard[0]?.parameters).toMatchObject({ MessagingServiceSid: service.sid });
  });

  it('come late, by simulated time, when they are told to', async () => {
    here = await served(TORONTO);
    const times: [string, number][] = [];
    app = await application(async ({ status }) => {
      times.push([status, (await here.control('GET', 'clock')).json.now_us]);
    });
    await here.control('POST', 'callback-faults', { late: { share: '100%', by: '30s' } });
    await here.create({ ...HELLO, StatusCallback: app.url });
    const { json } = await here.control('POST', 'clock/advance', { by: '10s' });
    expect([times, json.next_event_us]).toEqual([[], 30_000_000]);
    await here.control('POST', 'clock/advance', { to: 'idle' });
    expect(times).toEqual([
      ['queued', 30_000_000],
      ['sent', 30_000_000],
      ['delivered', 32_000_000],
    ]);
  });

  it('come twice, in another order, or not at all, when they are told to', async () => {
    here = await served(TORONTO.replace('delivered: 100%', 'no-receipt: 100%'));
    app = await application();
    const statuses = async (faults: object): Promise<readonly string[]> => {
      await here.control('POST', 'reset', {});
      app.heard.length = 0;
      await here.control('POST', 'callback-faults', faults);
      await here.create({ ...HELLO, StatusCallback: app.url });
      await here.control('POST', 'clock/advance', { to: 'idle' });
      return app.heard.map(({ status }) => status);
    };
    expect(await statuses({ duplicated: 1 })).toEqual(['queued', 'queued', 'sent', 'sent']);
    expect(new Set(app.heard.map(({ token }) => token)).size).toBe(2);
    expect(await statuses({ out_of_order: 1 })).toEqual(['queued', 'sent']);
    expect(await statuses({ dropped: 1 })).toEqual([]);
    expect(await statuses({})).toEqual(['queued', 'sent']);
    expect((await here.control('POST', 'callback-faults', { slow: 1 })).status).toBe(400);
  });
});
