import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testServer } from 'mpsim/testing';
import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCENARIO = `senders:
  - { id: toronto, number: "+14165550100" }
messaging-services: [{ id: pool, senders: [toronto] }]
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;
const HELLO = { from: '+14165550100', to: '+14165550111', body: 'Hello' };

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function begun(): ReturnType<typeof testServer> {
  const server = await testServer({ text: SCENARIO });
  stops.push(server.stop);
  return server;
}

describe('a test server', () => {
  it('gives a client, lets time pass and keeps the callbacks', async () => {
    const server = await begun();
    const { sid } = await server.client.messages.create({ ...HELLO, statusCallback: server.callbackUrl });
    expect(await server.advance('5h')).toMatchObject({ now_us: 5 * 3600 * 1e6 });
    expect((await server.client.messages(sid).fetch()).status).toBe('delivered');
    expect(server.callbacks.map(({ sid: of, status, atUs }) => [of, status, atUs])).toEqual([
      [sid, 'queued', 0],
      [sid, 'sent', 1],
      [sid, 'delivered', 2_000_000],
    ]);
    await server.reset();
    expect(server.callbacks).toEqual([]);
    expect(await server.client.messages.list()).toEqual([]);
  });

  it('serves a client that the application makes itself, through a service, disturbed', async () => {
    const { accountSid, authToken, httpClient, services, ...server } = await begun();
    const client = twilio(accountSid, authToken, { httpClient });
    await server.disturb({ carrier: 'default', latency: 'x5', for: '30m' });
    const { sid } = await client.messages.create({
      messagingServiceSid: services.pool!,
      to: HELLO.to,
      body: 'Hello',
    });
    await server.advanceToIdle();
    expect(await server.clock()).toMatchObject({ now_us: 10_000_000 });
    expect(await client.messages(sid).fetch()).toMatchObject({ status: 'delivered', from: HELLO.from });
  });

  it('keeps callbacks to an address that the application has added to, and none whose signature is wrong', async () => {
    const { callbackUrl, callbacks, client, advanceToIdle } = await begun();
    const overName = callbackUrl.replace('127.0.0.1', 'localhost');
    const asked = [`${callbackUrl}?order=7&name=%C3%A9t%C3%A9`, `${callbackUrl}/orders/7`, overName];
    for (const statusCallback of [...asked, `${callbackUrl}?order=8#rc=2`])
      await client.messages.create({ ...HELLO, statusCallback });
    await advanceToIdle();
    const delivered = callbacks.filter(({ status }) => status === 'delivered').map(({ url }) => url);
    expect(delivered.toSorted()).toEqual([...asked, `${callbackUrl}?order=8`].toSorted());

    const headers = { 'X-Twilio-Signature': 'forged' };
    const forged = await fetch(callbackUrl, { method: 'POST', headers, body: 'MessageStatus=delivered' });
    expect([forged.status, callbacks.length]).toEqual([403, 12]);
  });

  it('ends in the middle of an advance that waits for a callback, and says so to whoever asked', async () => {
    const { client, advance, stop } = await begun();
    const deaf = createServer();
    stops.push(
      () => deaf.closeAllConnections(),
      () => void deaf.close(),
    );
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    // A port that is listened at has an address of this kind.
    const { port } = deaf.address() as AddressInfo;
    const isAsked = once(deaf, 'request');
    await client.messages.create({ ...HELLO, statusCallback: `http://127.0.0.1:${port}/` });
    const cutOff = expect(advance('5h')).rejects.toThrow('stopped before it answered clock/advance');
    await isAsked;
    await stop();
    await cutOff;
    await expect(advance('5h')).rejects.toThrow('call stop() last');
    await stop();
  });

  it('tells what is wrong with a step of the clock', async () => {
    await expect((await begun()).advance('soon')).rejects.toThrow('by: "soon" is not a duration');
  });

  it('tells what is wrong with a scenario', async () => {
    await expect(testServer({ text: 'senders: []\n' })).rejects.toThrow(
      'scenario.yaml:1:10  senders  "senders" is an empty list',
    );
    await expect(testServer('nowhere.yaml')).rejects.toThrow('nowhere.yaml');
  });

  it('sends 14,401 messages in an instant: five hours on 14,400 are delivered, with a callback each, and one has failed', async () => {
    const server = await begun();
    const { accountSid, authToken, url, callbackUrl } = server;
    const path = `${url}/2010-04-01/Accounts/${accountSid}/Messages.json`;
    const headers = {
      Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    };
    const form = { From: HELLO.from, To: HELLO.to, Body: 'Hello', StatusCallback: callbackUrl };
    let left = 14_401;
    const create = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const reply = await fetch(path, { method: 'POST', headers, body: new URLSearchParams(form) });
        expect(reply.status).toBe(201);
        await reply.text();
      }
    };
    await Promise.all(Array.from({ length: 16 }, create));
    await server.advance('5h');
    const count = (status: string): number =>
      new Set(server.callbacks.filter((callback) => callback.status === status).map(({ sid }) => sid)).size;
    expect([count('delivered'), count('failed')]).toEqual([14_400, 1]);
    expect(server.callbacks.find(({ status }) => status === 'failed')).toMatchObject({ errorCode: 30001 });
    expect(server.callbacks.filter(({ status }) => status === 'delivered')).toHaveLength(14_400);
  });
});

/** A folder in which mpsim is installed, without what it depends on, and the helper library where it is wanted. */
function project(withTwilio = true): string {
  const folder = mkdtempSync(join(tmpdir(), 'mpsim-project-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const modules = join(folder, 'node_modules');
  for (const part of ['package.json', 'dist/testing.cjs'])
    cpSync(join(ROOT, part), join(modules, 'mpsim', part));
  if (withTwilio) symlinkSync(join(ROOT, 'node_modules/twilio'), join(modules, 'twilio'));
  writeFileSync(join(folder, 'scenario.yaml'), SCENARIO);
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "private": true }\n');
  return folder;
}

const STORY = `
  const server = await testServer('scenario.yaml');
  const { sid } = await server.client.messages.create(${JSON.stringify(HELLO)});
  await server.advance('5h');
  const { status } = await server.client.messages(sid).fetch();
  await server.stop();
`;

/** Where jest is installed: not among this project's own dependencies, of which it would be most. */
const JEST = join(process.env.MPSIM_JEST ?? ROOT, 'node_modules/jest/bin/jest.js');
const HOW_TO_GET_JEST = 'npm install --prefix DIR jest@30.5.2, then MPSIM_JEST=DIR npm test';

/** What a program prints that requires the test server. */
function printedIn(folder: string, work: string): readonly string[] {
  const story = `const { testServer } = require('mpsim/testing');\n(async () => {${work}})();\n`;
  writeFileSync(join(folder, 'story.js'), story);
  const { stdout, stderr } = spawnSync(process.execPath, ['story.js'], { cwd: folder, encoding: 'utf8' });
  return [stdout, stderr];
}

describe('a project in CommonJS', () => {
  it('requires the test server', () => {
    expect(printedIn(project(), `${STORY}console.log(status);`)).toEqual(['delivered\n', '']);
  });

  it('is told to install the helper library when it asks for a client without it', () => {
    const work = `
  const server = await testServer('scenario.yaml');
  try { server.client; } catch ({ message }) { console.log(message); }
  await server.advance('1s');
  await server.stop();
`;
    expect(printedIn(project(false), work)).toEqual([
      'the helper library is not installed: npm install twilio\n',
      '',
    ]);
  });

  it.runIf(existsSync(JEST) || process.env.CI === 'true')(
    `uses it in jest, which ends by itself (to run this test: ${HOW_TO_GET_JEST})`,
    () => {
      expect(existsSync(JEST), `jest is missing: ${HOW_TO_GET_JEST}`).toBe(true);
      const folder = project();
      writeFileSync(
        join(folder, 'story.test.js'),
        `const { testServer } = require('mpsim/testing');
test('is delivered', async () => {${STORY}  expect(status).toBe('delivered');
});
`,
      );
      const { status, stderr } = spawnSync(
        process.execPath,
        [JEST, '--detectOpenHandles', '--rootDir', folder],
        {
          cwd: folder,
          encoding: 'utf8',
          env: { ...process.env, CI: 'true' },
        },
      );
      expect(stderr).toContain('1 passed');
      expect(stderr).not.toContain('open handle');
      expect(status).toBe(0);
    },
  );
});
