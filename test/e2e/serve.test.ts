import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkplace, type Workplace } from './mpsim.ts';

const SCENARIO = `start: 2026-11-27T09:00:00-05:00
senders:
  - { id: toronto, number: "+14165550100" }
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
messaging-services: [{ id: pool, senders: [toronto] }]
`;
const HELLO = { from: '+14165550100', to: '+14165550111', body: 'Hello' };

let here: Workplace;
const servers: ChildProcess[] = [];
beforeEach(() => {
  here = openWorkplace();
  here.write('toronto.yaml', SCENARIO);
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const hasEnded = server.exitCode !== null || server.signalCode !== null;
    if (!hasEnded && server.kill()) await once(server, 'exit');
  }
  here.remove();
});

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly greeting: string;
}

async function start(words: readonly string[] = []): Promise<Started> {
  const process = here.start(['serve', 'toronto.yaml', '--port', '0', ...words]);
  servers.push(process);
  let greeting = '';
  for await (const piece of process.stdout!) {
    greeting += piece;
    if (greeting.includes('Ctrl-C')) break;
  }
  return { process, greeting, url: /http:\S+/.exec(greeting)![0] };
}

function clientOf({ greeting, url }: Started): ReturnType<typeof twilio> {
  const [account = '', token = ''] = ['account', 'token'].map(
    (word) => greeting.match(`${word} +(\\S+)`)?.[1],
  );
  const client = twilio(account, token);
  client.api.baseUrl = url;
  return client;
}

async function advance({ url }: Started, body: object): Promise<void> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const reply = await fetch(`${url}/_mpsim/clock/advance`, { ...init, body: JSON.stringify(body) });
  expect(reply.status).toBe(200);
}

describe('mpsim serve and the Twilio helper library', () => {
  it('make, fetch and list messages, page after page', async () => {
    const server = await start();
    const client = clientOf(server);
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) made.unshift((await client.messages.create(HELLO)).sid);
    const first = await client.messages(made.at(-1)!).fetch();
    expect(first).toMatchObject({
      status: 'queued',
      numSegments: '1',
      errorCode: null,
      direction: 'outbound-api',
    });
    expect(first.dateCreated.toISOString()).toBe('2026-11-27T14:00:00.000Z');
    await advance(server, { to: 'idle' });
    expect((await client.messages(made[0]!).fetch()).dateSent.toISOString()).toBe('2026-11-27T14:00:06.000Z');
    const listed = await client.messages.list({ pageSize: 3 });
    expect(listed.map(({ sid, status }) => [sid, status])).toEqual(made.map((sid) => [sid, 'delivered']));
    expect(await client.messages.list({ to: '+14165550112' })).toEqual([]);
    expect(await client.messages.list({ dateSent: new Date('2026-11-27T14:00:00Z'), limit: 2 })).toHaveLength(
      2,
    );
  });

  it('send through a messaging service, cancel, redact and delete', async () => {
    const server = await start();
    const client = clientOf(server);
    const messagingServiceSid = /MG\w+/.exec(server.greeting)![0];
    const { from: _, ...hello } = HELLO;
    const message = await client.messages.create({ ...hello, messagingServiceSid });
    expect(message).toMatchObject({ status: 'accepted', from: null, messagingServiceSid });
    const canceled = await client.messages(message.sid).update({ status: 'canceled' });
    expect(canceled).toMatchObject({ status: 'canceled', from: HELLO.from });
    expect((await client.messages(message.sid).update({ body: '' })).body).toBe('');
    expect(await client.messages(message.sid).remove()).toBe(true);
    await expect(client.messages(message.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('schedule messages, list them, and take one back before its time', async () => {
    const server = await start();
    const client = clientOf(server);
    const messagingServiceSid = /MG\w+/.exec(server.greeting)![0];
    const { from: _, ...hello } = HELLO;
    const sendAt = new Date('2026-11-27T15:00:00Z');
    const scheduled = { ...hello, messagingServiceSid, scheduleType: 'fixed' as const, sendAt };
    const kept = await client.messages.create(scheduled);
    const canceled = await client.messages.create(scheduled);
    expect(kept).toMatchObject({ status: 'scheduled', from: null, dateSent: null });
    await expect(client.messages.create({ ...HELLO, scheduleType: 'fixed', sendAt })).rejects.toMatchObject({
      status: 400,
      code: 35118,
    });
    await advance(server, { by: '59m' });
    const statuses = async (): Promise<string[]> =>
      (await client.messages.list()).map(({ status }) => status);
    expect(await statuses()).toEqual(['scheduled', 'scheduled']);
    await client.messages(canceled.sid).update({ status: 'canceled' });
    await advance(server, { by: '2m' });
    expect(await statuses()).toEqual(['canceled', 'delivered']);
    const { dateSent } = await client.messages(kept.sid).fetch();
    expect(dateSent.toISOString()).toBe('2026-11-27T15:00:00.000Z');
  });

  it('agree on errors', async () => {
    const server = await start();
    const client = clientOf(server);
    await expect(client.messages.create({ ...HELLO, to: '123' })).rejects.toMatchObject({
      status: 400,
      code: 21211,
      message: "The 'To' number 123 is not a valid phone number.",
      moreInfo: 'https://www.twilio.com/docs/errors/21211',
    });
    const message = await client.messages.create(HELLO);
    await advance(server, { by: '1s' });
    await expect(client.messages(message.sid).update({ status: 'canceled' })).rejects.toMatchObject({
      code: 30409,
    });
    await expect(client.messages(message.sid).remove()).rejects.toMatchObject({ code: 20009 });
    const stranger = twilio(client.accountSid, 'wrong');
    stranger.api.baseUrl = server.url;
    await expect(stranger.messages.create(HELLO)).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});

describe('mpsim serve', () => {
  it('takes credentials of your own, and does not print the token', async () => {
    const accountSid = `AC${'0'.repeat(32)}`;
    const server = await start(['--account-sid', accountSid, '--auth-token', 'secret']);
    expect(server.greeting).toContain(accountSid);
    expect(server.greeting).not.toContain('secret');
    const client = twilio(accountSid, 'secret');
    client.api.baseUrl = server.url;
    expect((await client.messages.create(HELLO)).status).toBe('queued');
  });

  it('ends well when it is told to', async () => {
    const { process } = await start();
    process.kill('SIGINT');
    expect(await once(process, 'exit')).toEqual([0, null]);
  });

  it('says which port it cannot have', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = here.mpsim(['serve', 'toronto.yaml', '--port', String(port)]);
    other.close();
    expect([code, stderr]).toEqual([
      1,
      `mpsim: cannot listen on port ${port}: another program uses it; choose another with --port\n`,
    ]);
  });

  it.each([
    [['--port', '70000'], '--port takes a whole number from 0 to 65535, not "70000"'],
    [['--account-sid', 'AC1'], '--account-sid takes AC and 32 hexadecimal digits, not "AC1"'],
  ])('refuses %j', (words, message) => {
    const { code, stderr } = here.mpsim(['serve', 'toronto.yaml', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('tells every mistake of a scenario and serves nothing', () => {
    here.write('bad.yaml', 'sender: []\n');
    const { code, stdout, stderr } = here.mpsim(['serve', 'bad.yaml']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('bad.yaml:1:1');
  });
});
