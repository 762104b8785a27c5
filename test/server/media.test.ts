import type { IncomingMessage, ServerResponse } from 'node:http';
import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TimedInput } from '../../src/server/input.ts';
import { redirectTo } from '../../src/testing/helper-library.ts';
import { type Endpoint, endpoint } from './callbacks/endpoints.ts';
import { type Served, served } from './served.ts';

const senders = (rulebook: string): string => `rulebook: ${rulebook}
senders: [{ id: shop, number: "+14155550100" }]
carriers:
  default: { latency: { constant: 2s }, outcomes: { delivered: 100% } }
`;
const PNG = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1');
const HELLO = { from: '+14155550100', to: '+14155550111', body: 'Hello' };

/** What an application keeps for its messages, and how it answers. */
const SHELF: Readonly<
  Record<string, (response: ServerResponse, headers: IncomingMessage['headers']) => void>
> = {
  '/cat.png': (response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG),
  '/cat.txt': (response) => response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(PNG),
  '/bare': (response) => response.writeHead(200).end(PNG),
  '/page': (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html>'),
  '/large.png': (response) =>
    response.writeHead(200, { 'Content-Type': 'image/png' }).end(Buffer.alloc(6_000_000)),
  '/moved': (response) => response.writeHead(302, { Location: 'cat.png' }).end(),
  '/round': (response) => response.writeHead(302, { Location: '/round' }).end(),
  '/away': (response) => response.writeHead(302, { Location: 'https://media.example.com/cat.png' }).end(),
  '/half': (response) => {
    response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': '1000' });
    response.write(PNG, () => response.destroy());
  },
  '/locked': (response, { authorization }) =>
    authorization === `Basic ${Buffer.from('me:hush').toString('base64')}`
      ? response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG)
      : response.writeHead(401).end(),
};

let shelf: Endpoint;
let here: Served;
let client: ReturnType<typeof twilio>;
let lines: object[];
let inputs: TimedInput[];

beforeAll(async () => {
  shelf = await endpoint((response, { path, headers }) => {
    const answer = SHELF[path];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, headers);
  });
});
afterAll(() => shelf.close());

async function begin(rulebook: string): Promise<void> {
  lines = [];
  inputs = [];
  const log = (line: object): void => void lines.push(line);
  const noted = (input: TimedInput): void => void inputs.push(input);
  here = await served(senders(rulebook), { log, noted });
  client = twilio(here.accountSid, here.authToken, { httpClient: redirectTo(here.url, twilio) });
}
afterEach(() => here.stop());

async function fateOf(rulebook: string, mediaUrl: string): Promise<readonly [string, number | null]> {
  await begin(rulebook);
  try {
    const { sid } = await client.messages.create({ ...HELLO, mediaUrl: [mediaUrl] });
    await here.control('POST', 'clock/advance', { to: 'idle' });
    const { status, errorCode } = await client.messages(sid).fetch();
    return [status, errorCode];
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ['refused', Number(error.code)];
    throw error;
  }
}

describe('a message with media', () => {
  it.each([
    ['twilio-guide', 'cat.png', 'delivered', null],
    ['twilio-guide', 'cat.png#part', 'delivered', null],
    ['twilio-guide', 'moved', 'delivered', null],
    ['twilio-guide', 'cat.txt', 'refused', 12_300],
    ['twilio-2026', 'cat.txt', 'failed', 12_300],
    ['twilio-guide', 'bare', 'refused', 12_300],
    ['twilio-guide', 'page', 'delivered', null],
    ['twilio-2022', 'page', 'failed', 12_300],
    ['twilio-guide', 'large.png', 'failed', 11_751],
    ['twilio-guide', 'nothing', 'failed', 11_200],
    ['twilio-guide', 'half', 'failed', 11_200],
    ['twilio-guide', 'locked', 'failed', 11_200],
    ['twilio-guide', 'round', 'failed', 11_215],
    ['twilio-guide', 'away', 'failed', 11_205],
  ])('fares as what lies behind its address: %s, %s', async (rulebook, path, status, code) => {
    expect(await fateOf(rulebook, `${shelf.url}${path}`)).toEqual([status, code]);
  });

  it('is fetched with the credentials of its address', async () => {
    const address = `${shelf.url.replace('//', '//me:hush@')}locked`;
    expect(await fateOf('twilio-guide', address)).toEqual(['delivered', null]);
  });

  it('fails where nobody listens', async () => {
    const gone = await endpoint();
    await gone.close();
    expect(await fateOf('twilio-guide', `${gone.url}cat.png`)).toEqual(['failed', 11_205]);
  });

  it('fails where no answer is to be had of the host, and the log says why, without the address', async () => {
    expect(await fateOf('twilio-guide', 'https://media.example.com/secret.png')).toEqual(['failed', 11_205]);
    expect(lines).toContainEqual({
      simulated_us: 0,
      media_host: 'media.example.com',
      error_code: 11_205,
      why: 'The host media.example.com is not this machine, and is not among the hosts that are allowed by name.',
    });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('is not fetched when the request is refused for another reason', async () => {
    await begin('twilio-guide');
    const before = shelf.got.length;
    const mediaUrl = Array.from({ length: 11 }, () => `${shelf.url}cat.png`);
    await expect(client.messages.create({ ...HELLO, mediaUrl })).rejects.toMatchObject({ code: 21_623 });
    await expect(client.messages.create({ ...HELLO, mediaUrl: ['cat.png'] })).rejects.toMatchObject({
      code: 21_620,
    });
    expect(shelf.got.length).toBe(before);
  });

  it('is noted with what was found, so that nothing is fetched when it is repeated', async () => {
    const url = `${shelf.url}cat.png`;
    await fateOf('twilio-guide', url);
    expect(inputs.find(({ kind }) => kind === 'request')).toMatchObject({
      request: { media: [{ url, type: 'image/png', servedAs: 'image/png', bytes: PNG.length }] },
    });
  });

  it('shows what was fetched for it, until that is deleted', async () => {
    await begin('twilio-2026');
    const mediaUrl = ['cat.png', 'nothing', 'large.png'].map((path) => `${shelf.url}${path}`);
    const { sid, numMedia } = await client.messages.create({ ...HELLO, mediaUrl });
    expect(numMedia).toBe('3');
    const media = await client.messages(sid).media.list({ pageSize: 1 });
    expect(media.map(({ contentType, parentSid }) => [contentType, parentSid])).toEqual([
      ['image/png', sid],
      ['image/png', sid],
    ]);
    const dated = (dateCreated: string) =>
      client.messages(sid).media.list({ dateCreated: new Date(dateCreated) });
    expect([(await dated('2026-01-01')).length, (await dated('2026-01-02')).length]).toEqual([2, 0]);
    const [first, second] = media;
    expect(await client.messages(sid).media(first!.sid).fetch()).toMatchObject({ sid: first!.sid });
    expect(await client.messages(sid).media(first!.sid).remove()).toBe(true);
    await expect(client.messages(sid).media(first!.sid).fetch()).rejects.toMatchObject({ code: 20_404 });
    expect((await client.messages(sid).media.list()).map((medium) => medium.sid)).toEqual([second!.sid]);
    const other = await client.messages.create(HELLO);
    expect(await client.messages(other.sid).media.list()).toEqual([]);
    await expect(client.messages(other.sid).media(second!.sid).fetch()).rejects.toMatchObject({
      status: 404,
    });
    expect(inputs.map(({ kind }) => kind)).toEqual(['request', 'delete-medium', 'request']);
  });

  it('has media with these fields and no others, in a list like any', async () => {
    await begin('twilio-guide');
    const { sid } = await client.messages.create({ ...HELLO, mediaUrl: [`${shelf.url}cat.png`] });
    const path = here.messages.replace('.json', `/${sid}/Media`);
    const { json } = await here.call('GET', `${path}.json`);
    expect(Object.keys(json).sort()).toEqual(
      'end first_page_uri media_list next_page_uri page page_size previous_page_uri start uri'.split(' '),
    );
    for (const [query, found] of [
      ['DateCreated%3C=2025-12-31', 0],
      ['DateCreated%3C=2026-01-02', 1],
      ['DateCreated%3E=2026-01-02', 0],
    ] as const)
      expect((await here.call('GET', `${path}.json?${query}`)).json.media_list).toHaveLength(found);
    expect((await here.call('GET', `${path}.json?DateCreated=soon`)).status).toBe(400);
    const [medium] = json.media_list;
    expect(medium).toEqual({
      sid: expect.stringMatching(/^ME[0-9a-f]{32}$/),
      account_sid: here.accountSid,
      parent_sid: sid,
      content_type: 'image/png',
      date_created: 'Thu, 01 Jan 2026 00:00:00 +0000',
      date_updated: 'Thu, 01 Jan 2026 00:00:00 +0000',
      uri: `${path}/${medium.sid}.json`,
    });
  });

  it('waits for its media, and no other request does', async () => {
    await begin('twilio-guide');
    let answer = (): void => {};
    const slow = await endpoint((response) => {
      answer = () => void response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG);
    });
    const coming = client.messages.create({ ...HELLO, mediaUrl: [slow.url] });
    while (slow.got.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const { sid } = await client.messages.create(HELLO);
    await here.control('POST', 'clock/advance', { by: '10s' });
    answer();
    const { dateCreated } = await coming;
    expect(dateCreated.getTime()).toBe(Date.UTC(2026, 0, 1, 0, 0, 10));
    expect((await client.messages(sid).fetch()).status).toBe('delivered');
    await slow.close();
  });
});
