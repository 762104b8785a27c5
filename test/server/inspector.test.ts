import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TimedInput } from '../../src/server/input.ts';
import { Changes, LATEST } from '../../src/server/inspector/changes.ts';
import { cut } from '../../src/server/inspector/page/cut.ts';
import { begin, go, type Snapshot, type State, type Update } from '../../src/server/inspector/page/state.ts';
import { Series } from '../../src/server/inspector/series.ts';
import { serve } from '../../src/server/serve.ts';
import { Session } from '../../src/server/session.ts';
import { type Served, served } from './served.ts';
import { scenarioFrom, TORONTO } from './sessions.ts';

const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

interface HeardEvent {
  readonly kind: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the server says is what these tests look at
  readonly data: any;
}

/** A connection to the events, as a page has it. */
class Listener {
  readonly #close: AbortController = new AbortController();
  readonly #events: AsyncGenerator<HeardEvent>;

  constructor(url: string, lastId?: string) {
    this.#events = eventsOf(url, this.#close.signal, lastId);
  }

  async next(): Promise<HeardEvent> {
    const { value, done } = await this.#events.next();
    if (done) throw new Error('the stream has ended');
    return value;
  }

  /** The first event of which something holds. */
  async until(holds: (event: HeardEvent) => boolean): Promise<HeardEvent> {
    for (;;) {
      const event = await this.next();
      if (holds(event)) return event;
    }
  }

  close(): void {
    this.#close.abort();
  }
}

async function* eventsOf(url: string, signal: AbortSignal, lastId?: string): AsyncGenerator<HeardEvent> {
  const headers = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
  const response = await fetch(`${url}/_mpsim/events`, { signal, headers });
  let text = '';
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const found = /^event: (\w+)\nid: (\S+)\ndata: (.*)$/.exec(text.slice(0, end));
      text = text.slice(end + 2);
      if (found !== null) yield { kind: found[1]!, id: found[2]!, data: JSON.parse(found[3]!) };
    }
  }
}

/** The status and headers of a GET with a Host of its own. */
function headOf(url: string, path: string, host?: string): Promise<{ status?: number; csp?: string }> {
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    const sent = request(`${url}${path}`, { headers }, (answer) => {
      const { statusCode, headers: got } = answer;
      resolve({ status: statusCode!, csp: String(got['content-security-policy']) });
      answer.destroy();
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the inspector', () => {
  let here: Served;
  beforeEach(async () => {
    here = await served(TORONTO);
  });
  afterEach(() => here.stop());

  it('is a page that takes nothing from elsewhere', async () => {
    const { status, csp } = await headOf(here.url, '/_mpsim/');
    expect(status).toBe(200);
    expect(csp).toContain("default-src 'self'");
    for (const [name, type] of [
      ['', 'text/html'],
      ['inspector.js', 'text/javascript'],
      ['inspector.css', 'text/css'],
      ['icon.svg', 'image/svg+xml'],
    ]) {
      const reply = await fetch(`${here.url}/_mpsim/${name}`);
      expect([reply.status, reply.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining(type!),
      ]);
    }
    expect((await fetch(`${here.url}/_mpsim/index.html`)).status).toBe(404);
    expect((await here.control('POST', '', {})).status).toBe(405);
  });

  it('is closed to pages of other hosts, with its events', async () => {
    for (const path of ['/_mpsim/', '/_mpsim/inspector.js', '/_mpsim/events', '/_mpsim/messages?to=1'])
      expect((await headOf(here.url, path, 'evil.example')).status).toBe(403);
  });

  it('tells the whole at first, and then what is new', async () => {
    await here.create(HELLO);
    const listener = new Listener(here.url);
    const { kind, data } = await listener.next();
    expect(kind).toBe('snapshot');
    expect(data).toMatchObject({ requests: 1, waiting: 1, messages: { queued: 1 }, scenario: 'live' });
    expect(data.changed).toMatchObject([{ index: 0, to: '+14165550111', status: 'queued' }]);
    await here.control('POST', 'clock/advance', { by: '1h' });
    const update = await listener.until((event) => event.data.messages.delivered === 1);
    expect(update).toMatchObject({ kind: 'update', data: { waiting: 0, open: 0 } });
    listener.close();
  });

  it('goes on where a lost connection was', async () => {
    const listener = new Listener(here.url);
    const { id } = await listener.next();
    await here.create(HELLO);
    const first = await listener.next();
    await here.create({ ...HELLO, To: '+14165550112' });
    const second = await listener.next();
    listener.close();
    const again = new Listener(here.url, first.id);
    expect(await again.next()).toEqual(second);
    again.close();
    const fromStart = new Listener(here.url, id);
    expect(await fromStart.next()).toEqual(first);
    fromStart.close();
  });

  it('tells the whole again when the gap is none that it can fill', async () => {
    for (const id of ['other-1', 'nonsense', '', '-1']) {
      const listener = new Listener(here.url, id);
      expect((await listener.next()).kind).toBe('snapshot');
      listener.close();
    }
  });

  it('tells the whole again when everything begins anew', async () => {
    await here.create(HELLO);
    const listener = new Listener(here.url);
    await listener.next();
    await here.control('POST', 'reset');
    const { kind, data } = await listener.until((event) => event.data.requests === 0);
    expect([kind, data.changed]).toEqual(['snapshot', []]);
    listener.close();
  });

  it('tells much in few events', async () => {
    const listener = new Listener(here.url);
    await listener.next();
    for (let index = 0; index < 600; index += 1) await here.create(HELLO);
    await here.control('POST', 'clock/advance', { to: 'idle' });
    let events = 0;
    const last = await listener.until(({ data }) => {
      events += 1;
      expect(data.changed.length).toBeLessThanOrEqual(LATEST);
      return data.messages.delivered === 600;
    });
    expect(last.data.series.points.length).toBeLessThanOrEqual(600);
    expect(events).toBeLessThan(600);
    listener.close();
  });

  it('shows callbacks with what became of them', async () => {
    const listener = new Listener(here.url);
    await listener.next();
    await here.create({ ...HELLO, StatusCallback: 'http://elsewhere.example/secret' });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    const { data } = await listener.until((event) => event.data.callbacks.given_up === 3);
    expect(data.callbacks.latest[0]).toMatchObject({
      message: 0,
      status: 'delivered',
      host: 'elsewhere.example',
      result: 'given up',
    });
    expect(JSON.stringify(data)).not.toContain('secret');
    listener.close();
  });

  it('shows what a recipient got, and only that', async () => {
    await here.create(HELLO);
    await here.create({ ...HELLO, To: '+14165550112' });
    const { json } = await here.control('GET', 'messages?to=%2B14165550111');
    expect(json.messages).toMatchObject([{ index: 0, text: 'Hello', segments: 1 }]);
    expect((await here.control('GET', 'messages')).status).toBe(400);
  });

  it('refuses what is no message as the API does', async () => {
    expect((await here.control('POST', 'messages', {})).status).toBe(400);
    expect((await here.control('POST', 'messages', { To: 5 })).status).toBe(400);
    const { status, json } = await here.control('POST', 'messages', { ...HELLO, To: 'nobody' });
    expect([status, json.code]).toEqual([400, (await here.create({ ...HELLO, To: 'nobody' })).json.code]);
  });
});

describe('a session that is looked at', () => {
  /** What a session takes in while messages are made in a way, and where it ends. */
  async function takenBy(make: (here: Served) => Promise<unknown>): Promise<readonly TimedInput[]> {
    const taken: TimedInput[] = [];
    const here = await served(TORONTO, { noted: (input) => taken.push(input) });
    await make(here);
    await here.stop();
    return taken;
  }

  it('takes the same from the page as from the API', async () => {
    const byApi = await takenBy((here) => here.create(HELLO));
    const byPage = await takenBy((here) => here.control('POST', 'messages', HELLO));
    expect(byPage).toEqual(byApi);
  });

  it('takes nothing in by being looked at', async () => {
    const taken = await takenBy(async (here) => {
      const listener = new Listener(here.url);
      await listener.next();
      await fetch(`${here.url}/_mpsim/`);
      listener.close();
    });
    expect(taken).toEqual([]);
  });

  it('keeps nothing until somebody looks', async () => {
    const session = new Session(scenarioFrom(TORONTO));
    const serving = await serve(session, { port: 0, speed: 0 });
    session.submit({ from: '+14165550100', to: '+14165550111', body: 'Hello' });
    expect(session.changes.count).toBe(0);
    const listener = new Listener(serving.url);
    await listener.next();
    session.submit({ from: '+14165550100', to: '+14165550111', body: 'Hello' });
    expect(session.changes.count).toBeGreaterThan(0);
    listener.close();
    await serving.stop();
  });
});

describe('the latest changes', () => {
  it('are each told once, the last one first, and no more than a bounded number', () => {
    const changes = new Changes();
    changes.watch(() => {});
    for (const message of [1, 2, 1, 3]) changes.mark(message, 0);
    expect(changes.since(0)).toEqual([3, 1, 2]);
    expect(changes.since(2)).toEqual([3, 1]);
    for (let message = 0; message < 100_000; message += 1) changes.mark(message, 0);
    expect(changes.since(0)).toHaveLength(LATEST);
    expect([changes.knows(0), changes.knows(changes.count - 1)]).toEqual([false, true]);
  });

  it('are forgotten when nobody looks any more', () => {
    const changes = new Changes();
    changes.watch(() => {});
    changes.mark(1, 0);
    changes.forget();
    changes.mark(2, 0);
    expect(changes.count).toBe(0);
  });

  it('are sampled in a bounded number of points, however long the session is', () => {
    const series = new Series();
    let nextUs = 0;
    for (let us = 0; us < 1e12; us += 1e6) if (us >= nextUs) nextUs = series.add([us, 1, 2, 3, 4]);
    expect(series.points.length).toBeLessThanOrEqual(600);
    expect(series.points.length).toBeGreaterThan(290);
    expect(series.points[0]![0]).toBe(0);
  });
});

describe('what the page knows', () => {
  const NOTHING: Update = {
    clock: { now_us: 0, speed: 'manual', factor: 0, next_event_us: null, is_advancing: false },
    requests: 0,
    open: 0,
    messages: {},
    waiting: 0,
    queues_filled: 0,
    queues: [],
    faults: {},
    changed: [],
    changed_is_all: false,
    series: { from: 0, points: [] },
    callbacks: { answered: 0, given_up: 0, latest: [] },
  };
  const START: Snapshot = {
    ...NOTHING,
    scenario: 'a',
    rulebook: 'b',
    account_sid: 'AC',
    start_ms: 0,
    senders: [],
    sender_count: 0,
    services: [],
    carriers: [],
  };
  const rowOf = (index: number, status = 'queued') => ({
    index,
    to: '+1',
    from: '+1',
    status,
    error_code: 0,
    segments: 1,
    is_mms: false,
    updated_us: 0,
  });
  const changed = (state: State, ...rows: ReturnType<typeof rowOf>[]): State =>
    go(state, { ...NOTHING, changed: rows });

  it('is bounded, and what changed last is at hand', () => {
    let state = begin(START);
    for (let index = 0; index < 2_000; index += 1) state = changed(state, rowOf(index));
    state = changed(state, rowOf(1_700, 'sent'));
    expect(state.rows.size).toBe(300);
    expect([...state.rows.values()].at(-1)).toMatchObject({ index: 1_700, status: 'sent' });
  });

  it('leaves nothing standing that may have changed unheard', () => {
    const before = changed(begin(START), rowOf(1), rowOf(2));
    const after = go(before, { ...NOTHING, changed: [rowOf(3)], changed_is_all: true });
    expect([...after.rows.keys()]).toEqual([3]);
  });

  it('takes what comes twice once', () => {
    const callbacks = {
      answered: 1,
      given_up: 0,
      latest: [{ us: 0, message: 0, status: 'sent', host: 'a', result: 'answered', attempts: 1, ms: 1 }],
    };
    const series = { from: 0, points: [[0, 1, 1, 0, 0]] as const };
    const state = begin({ ...START, callbacks, series });
    const again = go(state, { ...NOTHING, callbacks, series });
    expect([again.outcomes.length, again.points.length]).toEqual([1, 1]);
  });

  it('cuts a text where the network does, between pairs too', () => {
    const gsm = `${'a'.repeat(152)}€${'b'.repeat(10)}`;
    expect(cut(gsm)).toEqual({ encoding: 'GSM-7', pieces: ['a'.repeat(152), `€${'b'.repeat(10)}`] });
    const wide = `${'я'.repeat(66)}😀я`;
    expect(cut(wide)).toEqual({ encoding: 'UCS-2', pieces: [wide] });
    expect(cut(`${wide}${'я'.repeat(9)}`).pieces).toEqual(['я'.repeat(66), `😀${'я'.repeat(10)}`]);
    expect(cut('').pieces).toEqual(['']);
  });
});
