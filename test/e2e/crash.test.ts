import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';
import { cases, seed } from '../seed.ts';
import { openWorkplace, type Workplace } from './mpsim.ts';

/** How often the server is killed. */
const KILLS = cases(8).numRuns;
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SCENARIO = `seed: 3
senders:
  - { id: pair, numbers: ["+14155550100", "+14155550101"], queue-horizon: 20s }
  - { id: toronto, number: "+14165550100" }
messaging-services: [{ id: pool, senders: [pair] }]
carriers:
  default: { latency: { lognormal: { p50: 2s, p95: 9s } }, outcomes: { delivered: 80%, undelivered: { 30003: 10% }, no-receipt: 10% } }
`;

interface Message {
  readonly sid: string;
  readonly status: string;
  readonly body: string;
}

/** How far a message has come: a status never goes back. */
const PROGRESS = ['accepted', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'canceled'];

let here: Workplace;
let app: Server;
let server: ChildProcess | undefined;
/** What the application heard: by idempotency token, SID and status. */
let heard: Map<string, string>;
let callbackUrl: string;

beforeEach(async () => {
  here = openWorkplace();
  here.write('crash.yaml', SCENARIO);
  heard = new Map();
  app = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const form = new URLSearchParams(text);
    const news = `${form.get('MessageSid')} ${form.get('MessageStatus')}`;
    const token = String(request.headers['i-twilio-idempotency-token']);
    expect(heard.get(token) ?? news).toBe(news);
    heard.set(token, news);
    response.end();
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  callbackUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/status`;
});
afterEach(async () => {
  if (server !== undefined) await kill(server);
  app.closeAllConnections();
  app.close();
  here.remove();
});

async function start(): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const words = ['--port', '0', '--account-sid', ACCOUNT, '--auth-token', 'secret'];
  const process = here.start(['serve', 'crash.yaml', '--journal', 'crash.ndjson', '--quiet', ...words]);
  server = process;
  let greeting = '';
  for await (const piece of process.stdout!) {
    greeting += piece;
    if (greeting.includes('journal')) break;
  }
  return { process, url: /http:\S+/.exec(greeting)![0] };
}

async function kill(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.kill('SIGKILL');
  await once(process, 'exit');
}

/** Requests to a server that may die at any moment: undefined when it did before it answered. */
class Client {
  readonly #url: string;
  readonly #base = `/2010-04-01/Accounts/${ACCOUNT}/Messages`;

  constructor(url: string) {
    this.#url = url;
  }

  create(form: Record<string, string>): Promise<Message | undefined> {
    return this.#call('POST', `${this.#base}.json`, form);
  }

  update(sid: string, form: Record<string, string>): Promise<Message | undefined> {
    return this.#call('POST', `${this.#base}/${sid}.json`, form);
  }

  fetch(sid: string): Promise<Message | undefined> {
    return this.#call('GET', `${this.#base}/${sid}.json`);
  }

  async all(): Promise<readonly Message[]> {
    const messages: Message[] = [];
    let path: string | null = `${this.#base}.json?PageSize=1000`;
    while (path !== null) {
      // What the API answers to this path.
      const page = (await this.#call('GET', path)) as unknown as {
        readonly messages: readonly Message[];
        readonly next_page_uri: string | null;
      };
      messages.push(...page.messages);
      path = page.next_page_uri;
    }
    return messages;
  }

  async control(method: string, path: string, body?: object): Promise<Record<string, unknown> | undefined> {
    return this.#send(`/_mpsim/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  #call(method: string, path: string, form?: Record<string, string>): Promise<Message | undefined> {
    return this.#send(path, {
      method,
      headers: { Authorization: `Basic ${Buffer.from(`${ACCOUNT}:secret`).toString('base64')}` },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
  }

  async #send<Answer>(path: string, init: RequestInit): Promise<Answer | undefined> {
    let reply: Response;
    let text: string;
    try {
      reply = await fetch(`${this.#url}${path}`, init);
      text = await reply.text();
    } catch {
      return undefined;
    }
    // 409: too late to cancel, or the clock is held by another.
    if (!reply.ok && reply.status !== 409) throw new Error(`${path}: ${reply.status} ${text}`);
    return reply.ok ? JSON.parse(text) : undefined;
  }
}

it(
  'loses nothing and doubles nothing, whenever it is killed',
  async () => {
    const draw = namedStream(String(seed.value), 0, 'crash', 'test');
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(draw() * items.length)]!;
    /** Answered: by SID, its body and the furthest status that was seen. */
    const answered = new Map<string, { readonly body: string; seen: string }>();
    const asked = new Set<string>();
    const redacted = new Set<string>();
    const see = (message: Message | undefined): void => {
      const known = message === undefined ? undefined : answered.get(message.sid);
      if (message === undefined || known === undefined) return;
      expect(PROGRESS.indexOf(message.status)).toBeGreaterThanOrEqual(PROGRESS.indexOf(known.seen));
      known.seen = message.status;
    };
    let requests = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const { process, url } = await start();
      const client = new Client(url);
      const end = pause(20 + draw() * 250).then(() => kill(process));
      let isOver = false;
      void end.then(() => {
        isOver = true;
      });
      const work = async (): Promise<void> => {
        while (!isOver) {
          const luck = draw();
          if (luck < 0.55) {
            requests += 1;
            const body = `message ${requests}`;
            asked.add(body);
            const sender = pick([{ From: '+14155550100' }, { From: '+14165550100' }]);
            const message = await client.create({
              ...sender,
              To: '+14155550111',
              Body: body,
              StatusCallback: callbackUrl,
            });
            if (message !== undefined) {
              expect(answered.has(message.sid)).toBe(false);
              answered.set(message.sid, { body, seen: message.status });
            }
          } else if (luck < 0.75)
            await client.control('POST', 'clock/advance', { by: pick(['1s', '0.3s', '7s']) });
          else if (luck < 0.9 && answered.size > 0) see(await client.fetch(pick([...answered.keys()])));
          else if (luck < 0.95 && answered.size > 0)
            see(await client.update(pick([...answered.keys()]), { Status: 'canceled' }));
          else if (luck < 0.98 && answered.size > 0) {
            const sid = pick([...answered.keys()]);
            redacted.add(sid);
            await client.update(sid, { Body: '' });
          } else await client.control('POST', 'incidents', { carrier: 'default', latency: 'x2', for: '3s' });
        }
      };
      await Promise.all([work(), work(), work(), end]);
    }

    const { process, url } = await start();
    const client = new Client(url);
    await client.control('POST', 'clock/advance', { to: 'idle' });
    const all = await client.all();
    const { fingerprint } = (await client.control('GET', 'state')) ?? {};
    await kill(process);
    const bySid = new Map(all.map((message) => [message.sid, message]));
    expect(bySid.size).toBe(all.length);
    for (const [sid, { body }] of answered) {
      const message = bySid.get(sid);
      expect(message, `${body} was answered with ${sid} and is missing`).toBeDefined();
      if (!redacted.has(sid)) expect(message?.body).toBe(body);
      see(message);
    }
    // A request whose answer was cut off has made one message or none.
    const bodies = all.map(({ body }) => body).filter((body) => body !== '');
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(bodies.filter((body) => !asked.has(body))).toEqual([]);
    const news = new Set(heard.values());
    const missing = all
      .flatMap(({ sid, status }) => dueOf(status).map((due) => `${sid} ${due}`))
      .filter((due) => !news.has(due));
    expect(missing).toEqual([]);
    // One token for the news of one status of one message, and another for any other.
    expect(news.size).toBe(heard.size);
    const summary = JSON.parse(here.mpsim(['run', '--journal', 'crash.ndjson', '--format', 'json']).stdout);
    expect(summary.fingerprint).toBe(fingerprint);
    expect(answered.size).toBeGreaterThan(KILLS);
  },
  60_000 + KILLS * 5_000,
);

/** The callbacks that a message must have had that came to a status; the guide knows none of `canceled`. */
function dueOf(status: string): readonly string[] {
  if (status === 'failed') return ['failed'];
  if (status === 'canceled') return ['queued'];
  return status === 'sent' ? ['queued', 'sent'] : ['queued', 'sent', status];
}
