import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

let here: Served;
beforeAll(async () => {
  here = await served(TORONTO);
});
afterAll(() => here.stop());

/** The HTTP status of what bytes are answered with; undefined when the connection is closed without an answer. */
function statusOf(bytes: string | Uint8Array): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(here.url).port), '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (piece) => {
      answer += piece.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || undefined));
  });
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
