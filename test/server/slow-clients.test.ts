import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpHandler, type Listening, listen } from '../../src/server/http.ts';

let heard = 0;
let here: Listening;
beforeAll(async () => {
  const handler: HttpHandler = {
    vet() {},
    answer: () => ({ status: 200, body: {} }),
    headers: () => [],
    answered: (_, { status }) => {
      if (status === 200) heard += 1;
    },
  };
  here = await listen(handler, 0, { headMs: 200, wholeMs: 400, everyMs: 50 });
});
afterAll(() => here.stop());

it.each([
  ['half a head', 'POST / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['half a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'],
  ['half a chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n'],
])(
  'a client that sends %s, and then now and then a byte, is answered with 4xx and hung up on',
  async (_, begin) => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(new URL(here.url).port), '127.0.0.1', () => socket.write(begin));
      const drip = setInterval(() => socket.write('y'), 30);
      socket.on('data', (piece) => {
        text += piece;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve(text);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(heard).toBe(0);
  },
);
