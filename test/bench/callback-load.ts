import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AllowedHosts } from '../../src/server/callbacks/allowed-hosts.ts';
import { callbackRequest } from '../../src/server/callbacks/callback-request.ts';
import { readDestination } from '../../src/server/callbacks/destination.ts';
import type { DueCallback } from '../../src/server/callbacks/due-callback.ts';
import { serve } from '../../src/server/serve.ts';
import { loadSession } from './load.ts';
import { type Loaded, type Speeds, speedsInTurn, startLoad } from './load-process.ts';

const MESSAGES = 20_000;
/** `queued`, `sent` and `delivered`. */
const CALLBACKS: number = 3 * MESSAGES;
const AT_ONCE = 64;
const PATH = '/status?from=bench';

/** What an endpoint has got since it was last asked. */
interface Got {
  readonly posts: number;
  /** How many different idempotency tokens these had. */
  readonly tokens: number;
}

/** An endpoint that reads what it is posted and answers 200 without a body. @returns its port. */
export async function serveEndpoint(): Promise<string> {
  let posts = 0;
  const tokens = new Set<unknown>();
  const server = createServer((incoming, response) => {
    if (incoming.method === 'GET') {
      const got: Got = { posts, tokens: tokens.size };
      posts = 0;
      tokens.clear();
      return void response.end(JSON.stringify(got));
    }
    incoming.resume();
    incoming.on('end', () => {
      posts += 1;
      tokens.add(incoming.headers['i-twilio-idempotency-token']);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A port that is listened at has an address of this kind.
  return String((server.address() as AddressInfo).port);
}

/** Messages that ask for status callbacks, all sent in one advance of the clock. @returns milliseconds. */
export async function postByMpsim(port: number): Promise<number> {
  const session = loadSession();
  const { url, stop } = await serve(session, { port: 0, speed: 0 });
  const statusCallback = `http://127.0.0.1:${port}${PATH}`;
  for (let message = 0; message < MESSAGES; message += 1)
    session.submit({ from: '12345', to: '+14155550111', body: 'Your code is 123456.', statusCallback });
  const start = performance.now();
  const { status } = await fetch(`${url}/_mpsim/clock/advance`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ to: 'idle' }),
  });
  const tookMs = performance.now() - start;
  await stop();
  if (status !== 200) throw new Error(`the clock did not advance: ${status}`);
  return tookMs;
}

/** As many posts of the same form with the same headers by the client of node:http, as many at once. */
export async function postByBareClient(port: number): Promise<number> {
  const reading = readDestination(`http://127.0.0.1:${port}${PATH}`, new AllowedHosts([]));
  if (!reading.ok) throw new Error(reading.why);
  const { body, headers } = callbackRequest(DUE, reading.destination, 'secret');
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE, maxFreeSockets: AT_ONCE });
  let begun = 0;
  const post = (): Promise<void> =>
    new Promise((resolve, reject) => {
      begun += 1;
      const own = headers.with(headers.indexOf(DUE.token), String(begun));
      const options = { host: '127.0.0.1', port, path: PATH, method: 'POST', headers: own, agent };
      const posted = request(options, (response) => {
        response.resume();
        response.on('end', resolve);
      });
      posted.on('error', reject);
      posted.end(body);
    });
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (begun < CALLBACKS) await post();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const tookMs = performance.now() - start;
  agent.destroy();
  return tookMs;
}

const DUE: DueCallback = {
  message: 0,
  status: 'delivered',
  url: '',
  parameters: [
    ['MessageSid', `SM${'0'.repeat(32)}`],
    ['MessageStatus', 'delivered'],
    ['SmsSid', `SM${'0'.repeat(32)}`],
    ['SmsStatus', 'delivered'],
    ['AccountSid', `AC${'0'.repeat(32)}`],
    ['From', '12345'],
    ['To', '+14155550111'],
    ['ApiVersion', '2010-04-01'],
  ],
  token: '00000000-0000-0000-0000-000000000000',
};

/** Callbacks a second of both, in processes of their own, to the same endpoint. `self` as for {@link startLoad}. */
export async function benchCallbacks(self: string, turns: number): Promise<Speeds> {
  const endpoint = await startLoad(self, 'endpoint');
  try {
    return await speedsInTurn(
      turns,
      () => perSecond(self, 'bare-client', endpoint),
      () => perSecond(self, 'mpsim-client', endpoint),
    );
  } finally {
    endpoint.stop();
  }
}

/** @throws Error when one is lost or comes twice. */
async function perSecond(
  self: string,
  kind: 'bare-client' | 'mpsim-client',
  { said: port }: Loaded,
): Promise<number> {
  const client = await startLoad(self, kind, String(port));
  client.stop();
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  // The endpoint answers nothing else.
  const { posts, tokens } = (await answer.json()) as Got;
  if (posts !== CALLBACKS || tokens !== CALLBACKS)
    throw new Error(`of ${CALLBACKS} callbacks ${posts} came, with ${tokens} tokens`);
  return (CALLBACKS / client.said) * 1000;
}
