import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import { CALLBACK_LIMITS } from '../../../src/server/callbacks/callback-sender.ts';
import {
  AUTH_TOKEN,
  deadPort,
  due,
  type Endpoint,
  endpoint,
  outcomeOf,
  rawEndpoint,
  sender,
} from './endpoints.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function live(...answer: Parameters<typeof endpoint>): Promise<Endpoint> {
  const made = await endpoint(...answer);
  closers.push(made.close);
  return made;
}

async function raw(
  ...meet: Parameters<typeof rawEndpoint>
): Promise<Awaited<ReturnType<typeof rawEndpoint>>> {
  const made = await rawEndpoint(...meet);
  closers.push(made.close);
  return made;
}

describe('a callback on the wire', () => {
  it('is a signed form that the helper library accepts, with its query and port, and without its fragment', async () => {
    const { port, got } = await live();
    const { sender: one, outcomes } = sender();
    const parameters = [
      ['To', '+14155550123'],
      ['Body', 'Grüße & 100 % + 😀\r\n'],
      ['MessageStatus', 'sent'],
    ] as const;
    one.send(due(`http://localhost:${port}/cb/é?a=1&b=x y#rc=0`, { parameters, token: 'abc' }));
    await one.settled();
    one.stop();
    const [request] = got;
    expect(outcomes).toMatchObject([{ result: 'answered', status: 204, attempts: 1 }]);
    expect(request).toMatchObject({ method: 'POST', path: '/cb/%C3%A9?a=1&b=x%20y' });
    expect(request?.form).toEqual(Object.fromEntries(parameters));
    const { headers, path, form } = request!;
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(headers['i-twilio-idempotency-token']).toBe('abc');
    const signature = String(headers['x-twilio-signature']);
    expect(twilio.validateRequest(AUTH_TOKEN, signature, `http://${headers.host}${path}`, form)).toBe(true);
  });

  it('carries the user and password of the address', async () => {
    const { port, got } = await live();
    await outcomeOf(`http://us%40er:p%3Ass@127.0.0.1:${port}/`);
    expect(got[0]?.headers.authorization).toBe(`Basic ${btoa('us@er:p:ss')}`);
  });

  it('goes over a connection of an earlier one, and over no more than go out at once', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
    const { port, connections } = await raw((socket) => socket.on('data', () => socket.write(answer)));
    const { sender: one, outcomes } = sender({ limits: { ...CALLBACK_LIMITS, perEndpoint: 3 } });
    for (let message = 0; message < 100; message += 1)
      one.send(due(`http://127.0.0.1:${port}/`, { message }));
    await one.settled();
    one.stop();
    expect(outcomes.every(({ result }) => result === 'answered')).toBe(true);
    expect(connections()).toBe(3);
  });
});

describe('an endpoint that answers', () => {
  it.each([400, 404, 500, 503])('with %i has failed it with 11200, and gets it once only', async (status) => {
    const { url, got } = await live((response) => response.writeHead(status).end('no'));
    expect(await outcomeOf(url)).toMatchObject({
      result: 'given up',
      status,
      errorCode: 11200,
      attempts: 1,
      why: `It was answered with ${status}.`,
    });
    expect(got.length).toBe(1);
  });

  it('with 500 gets it again where the address asks for that, with the same token and signature', async () => {
    const { url, got } = await live((response, _, nth) => response.writeHead(nth < 3 ? 500 : 200).end());
    expect(await outcomeOf(`${url}#rc=2&rp=5xx`)).toMatchObject({ result: 'answered', attempts: 3 });
    for (const name of ['i-twilio-idempotency-token', 'x-twilio-signature'])
      expect(new Set(got.map(({ headers }) => headers[name])).size).toBe(1);
  });

  it('with 404 does not get it again because 5xx is retried', async () => {
    const { url } = await live((response) => response.writeHead(404).end());
    expect(await outcomeOf(`${url}#rc=2&rp=ct,rt,5xx`)).toMatchObject({ attempts: 1, status: 404 });
  });

  it('with 500 gets it as often as the address says at most', async () => {
    const { url, got } = await live((response) => response.writeHead(500).end());
    expect(await outcomeOf(`${url}#rc=5&rp=all`)).toMatchObject({ result: 'given up', attempts: 6 });
    expect(got.length).toBe(6);
  });

  it('with a redirect has failed it with 11215, and nobody follows', async () => {
    const other = await live();
    const { url } = await live((response) => response.writeHead(307, { location: other.url }).end());
    expect(await outcomeOf(`${url}#rc=2&rp=all`)).toMatchObject({
      result: 'given up',
      errorCode: 11215,
      status: 307,
      attempts: 1,
    });
    expect(other.got).toEqual([]);
  });

  it('with a long body has answered once more of it came than is read', async () => {
    const { url } = await live((response) => {
      response.writeHead(200);
      response.write('x'.repeat(200_000));
    });
    const limits = { ...CALLBACK_LIMITS, responseBytes: 1000 };
    expect(await outcomeOf(url, { limits })).toMatchObject({ result: 'answered', status: 200 });
  });

  it('in time, part by part, has answered though all of it takes longer than one part may', async () => {
    const { url } = await live((response) => {
      response.writeHead(200);
      let parts = 0;
      const timer = setInterval(() => {
        parts += 1;
        if (parts < 5) response.write('x');
        else {
          clearInterval(timer);
          response.end();
        }
      }, 60);
    });
    const outcome = await outcomeOf(`${url}#rt=200`);
    expect(outcome).toMatchObject({ result: 'answered' });
    expect(outcome.durationMs).toBeGreaterThan(200);
  });
});

describe('an endpoint that does not answer', () => {
  it('because nobody listens is tried twice and has failed it with 11205', async () => {
    const outcome = await outcomeOf(`http://127.0.0.1:${await deadPort()}/`);
    expect(outcome).toMatchObject({ result: 'given up', errorCode: 11205, attempts: 2, status: undefined });
    expect(outcome.why).toBe('There is no connection: ECONNREFUSED.');
  });

  it('because nobody listens at any address of localhost has failed it alike', async () => {
    expect(await outcomeOf(`http://localhost:${await deadPort()}/#rc=0`)).toMatchObject({
      errorCode: 11205,
      attempts: 1,
    });
  });

  it('within rt has failed it with 11200, and is not tried again by default', async () => {
    const { port, connections } = await raw(() => {});
    const outcome = await outcomeOf(`http://127.0.0.1:${port}/#rt=100`);
    expect(outcome).toMatchObject({ result: 'given up', errorCode: 11200, attempts: 1 });
    expect(outcome.why).toBe('No whole answer came within 100 ms (rt).');
    expect(outcome.durationMs).toBeGreaterThanOrEqual(95);
    expect(connections()).toBe(1);
  });

  it('within rt is tried again where the address asks for that, but never beyond tt', async () => {
    const { port, connections } = await raw(() => {});
    const outcome = await outcomeOf(`http://127.0.0.1:${port}/#rt=100&tt=250&rc=5&rp=rt`);
    expect(outcome).toMatchObject({ result: 'given up', errorCode: 11200, attempts: 3 });
    expect(outcome.durationMs).toBeLessThan(1000);
    expect(connections()).toBe(3);
  });

  it('is tried again on a new connection where only one at a time may stand', async () => {
    const { port, connections } = await raw(() => {});
    const limits = { ...CALLBACK_LIMITS, perEndpoint: 1 };
    const outcome = await outcomeOf(`http://127.0.0.1:${port}/#rt=100&rp=rt`, { limits });
    expect(outcome).toMatchObject({ errorCode: 11200, attempts: 2 });
    expect(outcome.why).toBe('No whole answer came within 100 ms (rt).');
    expect(connections()).toBe(2);
  });

  it('to the greeting of TLS within ct has failed it with 11205, and is tried twice', async () => {
    const { port, connections } = await raw(() => {});
    const outcome = await outcomeOf(`https://127.0.0.1:${port}/#ct=100`);
    expect(outcome).toMatchObject({ result: 'given up', errorCode: 11205, attempts: 2 });
    expect(outcome.why).toBe('No connection stood within 100 ms (ct).');
    expect(connections()).toBe(2);
  });

  it('to the end of its body has failed it', async () => {
    const { port } = await raw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab'));
    expect(await outcomeOf(`http://127.0.0.1:${port}/#rt=100`)).toMatchObject({
      result: 'given up',
      errorCode: 11200,
      status: 200,
    });
  });

  it('but closes the connection has failed it with 11200', async () => {
    const { port, connections } = await raw((socket) => socket.once('data', () => socket.destroy()));
    const outcome = await outcomeOf(`http://127.0.0.1:${port}/`);
    expect(outcome).toMatchObject({ result: 'given up', errorCode: 11200, attempts: 1 });
    expect(connections()).toBe(1);
  });

  it('but closes the connection in the middle of its answer has failed it', async () => {
    const { port } = await raw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab')),
    );
    expect(await outcomeOf(`http://127.0.0.1:${port}/`)).toMatchObject({
      result: 'given up',
      errorCode: 11200,
    });
  });

  it.each([
    'nonsense\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
  ])('but says something that is no answer has failed it: %j', async (bytes) => {
    const { port } = await raw((socket) => socket.once('data', () => socket.end(bytes)));
    expect(await outcomeOf(`http://127.0.0.1:${port}/`)).toMatchObject({
      result: 'given up',
      errorCode: 11200,
    });
  });

  it('on a connection that it had closed meanwhile gets it on another one, which is no retry', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
    const { port, connections } = await raw((socket, nth) => {
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (nth === 1 && requests === 2) socket.resetAndDestroy();
        else socket.write(answer);
      });
    });
    const { sender: one, outcomes } = sender();
    for (const status of ['queued', 'sent', 'delivered'] as const)
      one.send(due(`http://127.0.0.1:${port}/#rc=0`, { status }));
    await one.settled();
    one.stop();
    expect(outcomes.map(({ result, attempts }) => [result, attempts])).toEqual([
      ['answered', 1],
      ['answered', 1],
      ['answered', 1],
    ]);
    expect(connections()).toBe(2);
  });

  it('by TLS has failed it with 11220', async () => {
    const { port } = await live();
    expect(await outcomeOf(`https://127.0.0.1:${port}/#rc=0`)).toMatchObject({ errorCode: 11220 });
  });
});
