import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TIME_LIMIT_US } from '../../src/kernel/time.ts';
import type { TimedInput } from '../../src/server/input.ts';
import { type Served, served } from './served.ts';
import { TORONTO } from './sessions.ts';

const HELLO = { From: '+14165550100', To: '+14165550111', Body: 'Hello' };

let here: Served;
let noted: TimedInput[];
beforeEach(async () => {
  noted = [];
  here = await served(TORONTO, { noted: (input) => noted.push(input) });
});
afterEach(() => here.stop());

async function createMany(count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) await here.create(HELLO);
}

/** Asks for an advance, and is gone at once. */
async function askAndLeave(body: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  const sent = request(`${here.url}/_mpsim/clock/advance`, { method: 'POST', headers });
  sent.on('error', () => {});
  sent.end(body);
  await pause(20);
  sent.destroy();
}

it('an advance by ninety years leaves the server to others', async () => {
  await createMany(20);
  const advance = here.control('POST', 'clock/advance', { by: '32850d' });
  expect((await here.control('GET', 'clock')).status).toBe(200);
  const { status, json } = await advance;
  expect([status, json.next_event_us]).toEqual([200, null]);
});

it('an advance is done even if whoever asked for it has left', async () => {
  await createMany(20);
  await askAndLeave('{"by":"1h"}');
  await expect.poll(async () => (await here.control('GET', 'clock')).json.now_us).toBe(3_600_000_000);
});

it.each(['next-event', 'idle'])('time ends after a hundred years, whatever is to come: %s', async (to) => {
  await here.control('POST', 'clock/advance', { by: `${TIME_LIMIT_US - 1_000_000}us` });
  await here.create(HELLO);
  for (let turn = 0; turn < 4; turn += 1)
    expect((await here.control('POST', 'clock/advance', { to })).status).toBe(200);
  expect((await here.control('GET', 'state')).json.messages).toEqual({ sent: 1 });
  expect((await here.control('POST', 'clock', { speed: '1000000x' })).status).toBe(200);
  await pause(50);
  expect((await here.control('GET', 'clock')).json.now_us).toBe(TIME_LIMIT_US);
  expect((await here.create(HELLO)).status).toBeLessThan(500);
});

it('to the next event, where none is to come, the clock stays where it is', async () => {
  await here.control('POST', 'clock/advance', { by: '5s' });
  for (const to of ['next-event', 'idle'])
    expect((await here.control('POST', 'clock/advance', { to })).json.now_us).toBe(5_000_000);
});

it('nothing more is noted once the server was stopped in the middle of an advance', async () => {
  await createMany(50);
  await here.control('POST', 'clock', { speed: '1x' });
  void here.control('POST', 'clock/advance', { to: 'idle' }).catch(() => {});
  await pause(5);
  await here.stop();
  const { length } = noted;
  await pause(200);
  expect(noted).toHaveLength(length);
});

it('a late callback that would come after the end of time does not come', async () => {
  await here.control('POST', 'clock/advance', { by: `${TIME_LIMIT_US - 1_000_000}us` });
  await here.control('POST', 'callback-faults', { late: { share: '100%', by: '1h' } });
  await here.create({ ...HELLO, StatusCallback: 'http://127.0.0.1:9/status' });
  for (const to of ['next-event', 'next-event', 'idle'])
    expect((await here.control('POST', 'clock/advance', { to })).status).toBe(200);
});
