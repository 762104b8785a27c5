import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AllowedHosts } from '../../../src/server/callbacks/allowed-hosts.ts';
import { endpoint, outcomeOf } from './endpoints.ts';

/** Whether a host may be connected to when others are allowed by name. */
function allowed(address: string, names: readonly string[] = []): boolean {
  return new AllowedHosts(names).allows(new URL(address));
}

describe('the hosts of callbacks', () => {
  it.each([
    'http://localhost/',
    'http://LOCALHOST:3000/',
    'https://127.0.0.1/',
    'http://127.255.0.9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]:80/',
    'http://[0:0:0:0:0:0:0:1]/',
  ])('are this machine without being named: %s', (address) => {
    expect(allowed(address)).toBe(true);
  });

  it.each([
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://localhost./',
    'http://a.localhost/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/',
    'http://10.0.0.1/',
    'http://127.0.0.1@example.com/',
  ])('are no other ones: %s', (address) => {
    expect(allowed(address)).toBe(false);
  });

  it('are those that are named, in any case and with any port, and not the names below them', () => {
    const names = ['App.Example', 'bücher.example', '10.0.0.1', '[::2]'];
    for (const host of ['app.example', 'app.example:8080', 'bücher.example', '10.0.0.1', '[0::2]'])
      expect(allowed(`http://${host}/`, names)).toBe(true);
    for (const host of ['a.app.example', 'app.example.org', '10.0.0.2'])
      expect(allowed(`http://${host}/`, names)).toBe(false);
  });

  it('are none that a name allows which is no host', () => {
    const names = ['', '*', 'http://example.com', 'example.com:80', 'example.com/a', 'a@example.com', ' '];
    expect(allowed('http://example.com/', names)).toBe(false);
  });
});

describe('a callback to a host that is not allowed', () => {
  it('is given up without a connection, with the reason', async () => {
    // A server that the address leads to, were the name looked up or the number taken as any address of this machine.
    const { port, got, close } = await endpoint();
    for (const host of ['0.0.0.0', '[::ffff:127.0.0.1]', 'localhost.']) {
      const { hostname } = new URL(`http://${host}`);
      expect(await outcomeOf(`http://${host}:${port}/`)).toMatchObject({
        attempts: 0,
        result: 'given up',
        errorCode: undefined,
        why: `The host ${hostname} is not this machine, and is not among the hosts that are allowed by name.`,
        durationMs: 0,
      });
    }
    await close();
    expect(got).toEqual([]);
  });

  it('is given up alike where only its fragment is wrong, too', async () => {
    expect(await outcomeOf('http://example.com/#rc=9')).toMatchObject({ errorCode: undefined, attempts: 0 });
  });

  it.each(['ftp://localhost/', '/status', 'localhost:80', '', 'http://', 'http://a b/'])(
    'is given up with 21609 where the address is none: %j',
    async (address) => {
      expect(await outcomeOf(address)).toMatchObject({ errorCode: 21609, attempts: 0 });
    },
  );

  it('is given up with 11243 where its connection overrides are wrong', async () => {
    const { url, got, close } = await endpoint();
    expect(await outcomeOf(`${url}#rc=6`)).toMatchObject({
      errorCode: 11243,
      attempts: 0,
      why: '#rc=6: rc takes 0 to 5 retries.',
    });
    await close();
    expect(got).toEqual([]);
  });
});

describe('a callback to a host that is allowed by name', () => {
  it('fails with 11210 where nobody knows the name', async () => {
    const allowedHosts = ['nobody.invalid'];
    expect(await outcomeOf('http://nobody.invalid/#rc=0', { allowedHosts })).toMatchObject({
      errorCode: 11210,
      attempts: 1,
    });
  });

  it('goes to localhost by either of its addresses', async () => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    });
    const port = await new Promise<number | undefined>((resolve) => {
      server.once('error', () => resolve(undefined));
      server.listen(0, '::1', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
    // A machine without IPv6 has the one address only.
    if (port === undefined) return;
    expect(await outcomeOf(`http://localhost:${port}/`)).toMatchObject({ result: 'answered' });
    server.close();
  });
});
