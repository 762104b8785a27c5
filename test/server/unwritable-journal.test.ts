import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimedInput } from '../../src/server/input.ts';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

let isFull: boolean;
let noted: TimedInput[];
let here: Served;

/** A journal whose disk is full at times. */
function note(input: TimedInput): void {
  if (isFull) throw new Error('ENOSPC: no space left on device, write');
  noted.push(input);
}

/** What hears of statuses. */
interface App {
  readonly url: string;
  readonly heard: string[];
  onFirst: () => void;
  readonly stop: () => void;
}

async function appAtWork(): Promise<App> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    if (heard.length === 0) one.onFirst();
    heard.push(new URLSearchParams(text).get('MessageStatus') ?? '');
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const heard: string[] = [];
  const one: App = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/status`,
    heard,
    onFirst() {},
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return one;
}

let app: App;
beforeEach(async () => {
  isFull = false;
  noted = [];
  app = await appAtWork();
});
afterEach(async () => {
  app.stop();
  await here.stop();
});

describe('a server whose journal cannot be written', () => {
  it('says so with 500, and nothing has happened', async () => {
    here = await served(TORONTO, { noted: note });
    const { sid } = (await here.create(HELLO)).json;
    const before = (await here.control('GET', 'state')).json;
    isFull = true;
    const path = here.messages.replace('.json', `/${sid}.json`);
    const replies = [
      await here.create(HELLO),
      await here.call('POST', path, { Status: 'canceled' }),
      await here.call('POST', path, { Body: '' }),
      await here.call('POST', '/v1/Services', { FriendlyName: 'made' }),
      await here.control('POST', 'clock', { speed: '60x' }),
      await here.control('POST', 'callback-faults', { dropped: '100%' }),
      await here.control('POST', 'incidents', { sender: 'toronto', down: true }),
      await here.control('POST', 'reset'),
    ];
    for (const { status, json } of replies) {
      expect(status).toBe(500);
      expect(json.message).toContain('The journal of mpsim serve cannot be written (ENOSPC: no space left');
    }
    expect((await here.control('GET', 'state')).json).toEqual(before);
    expect((await here.call('GET', path)).json).toMatchObject({ status: 'queued', body: 'Hello' });
    isFull = false;
    expect((await here.create(HELLO)).status).toBe(201);
    expect(noted.map(({ kind }) => kind)).toEqual(['request', 'request']);
  });

  it('outlives a running clock, and lets its callbacks out once it can be written', async () => {
    here = await served(TORONTO, { noted: note, speed: 10 });
    await here.create({ ...HELLO, StatusCallback: app.url });
    isFull = true;
    await pause(600);
    expect((await here.control('GET', 'clock')).status).toBe(500);
    expect(app.heard).not.toContain('delivered');
    isFull = false;
    await expect.poll(() => app.heard, { timeout: 5000 }).toContain('delivered');
  });

  it('ends an advance during which a callback was answered, and goes on with it later', async () => {
    here = await served(TORONTO, { noted: note });
    await here.create({ ...HELLO, StatusCallback: app.url });
    app.onFirst = () => {
      isFull = true;
    };
    expect((await here.control('POST', 'clock/advance', { to: 'idle' })).status).toBe(500);
    isFull = false;
    expect((await here.control('POST', 'clock/advance', { to: 'idle' })).status).toBe(200);
    expect((await here.control('GET', 'state')).json.messages).toEqual({ delivered: 1 });
    expect(app.heard.at(-1)).toBe('delivered');
  });
});
