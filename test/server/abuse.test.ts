import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases, seed } from '../seed.ts';
import { anyAbuse } from './abuse-requests.ts';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

let here: Served;
beforeAll(async () => {
  here = await served(TORONTO);
});
afterAll(() => here.stop());

/** The HTTP status of what bytes are answered with; undefined when the connection is closed without an answer. */
async function statusOf(bytes: string | Uint8Array): Promise<number | undefined> {
  return (await statusesOf(bytes))[0];
}

/** The HTTP statuses of all answers, until the connection is closed. */
function statusesOf(bytes: string | Uint8Array): Promise<readonly number[]> {
  return new Promise((resolve) => {
    let answers = '';
    const socket = connect(Number(new URL(here.url).port), '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (piece) => {
      answers += piece.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () =>
      resolve([...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code))),
    );
  });
}

/** Kinds of abuse that fast-check draws, many at once: as many connections as a test runner has. */
const AT_ONCE = 20;
const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

describe('a swarm of malformed requests', () => {
  it('gets nothing but 4xx, and leaves no trace', async () => {
    const { sid } = (await here.create(HELLO)).json;
    const { accountSid, authToken } = here;
    const abuse = anyAbuse({
      port: Number(new URL(here.url).port),
      accountSid,
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(abuse, { minLength: AT_ONCE, maxLength: AT_ONCE, size: 'max' }),
        async (swarm) => {
          await Promise.all(
            swarm.map(async ({ name, text, isWhole }) => {
              const statuses = await statusesOf(Buffer.from(text, 'latin1'));
              const told = `${name}: ${JSON.stringify(text.slice(0, 300))} was answered ${statuses}`;
              if (isWhole) expect(statuses.length, told).toBeGreaterThan(0);
              for (const status of statuses) expect(status >= 400 && status < 500, told).toBe(true);
            }),
          );
        },
      ),
      { ...cases(1000), numRuns: swarms(), endOnFailure: true },
    );
    expect((await here.call('GET', here.messages)).json.messages).toMatchObject([{ sid, status: 'queued' }]);
    expect((await here.control('GET', 'clock')).json).toMatchObject({ now_us: 0, speed: 'manual' });
    expect((await here.control('GET', 'state')).json).toMatchObject({ open: 1, messages: { queued: 1 } });
    expect((await here.control('POST', 'clock/advance', { to: 'idle' })).json.now_us).toBe(2_000_000);
  });
});

/** A thousand requests by default, ten thousand in a deep run. */
function swarms(): number {
  return (seed.deep ? 10_000 : cases(1000).numRuns) / AT_ONCE;
}

describe('what is no proper request', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', 400],
    ['a path that is no address', 'GET //[ HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['an absolute address', 'GET http://evil.example/_mpsim/reset HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a path with dots', 'GET /x/../_mpsim/state HTTP/1.1\r\nHost: evil.example\r\n\r\n', 404],
    ['a broken escape', 'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['a flood of headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ])('gets its 4xx: %s', async (_, bytes, status) => {
    expect(await statusOf(bytes)).toBe(status);
  });

  it('leaves the server at work when it ends in the middle', async () => {
    await statusOf(`POST ${here.messages} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nTo=`);
    expect((await here.control('GET', 'clock')).status).toBe(200);
  });

  it('gets 400 for a body that is no JSON', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const reply = await fetch(`${here.url}/_mpsim/reset`, { method: 'POST', headers, body: '{' });
    expect(reply.status).toBe(400);
  });
});
