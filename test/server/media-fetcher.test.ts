import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AllowedHosts } from '../../src/server/callbacks/allowed-hosts.ts';
import { type FetchFailure, type FetchLimits, MediaFetcher } from '../../src/server/media/media-fetcher.ts';
import { typeOf } from '../../src/server/media/sniffed-type.ts';
import { endpoint } from './callbacks/endpoints.ts';

const LIMITS: FetchLimits = { perEndpoint: 2, total: 3, timeoutMs: 300, redirects: 2 };

let failures: FetchFailure[];
let fetcher: MediaFetcher;
beforeEach(() => {
  failures = [];
  fetcher = new MediaFetcher({
    hosts: new AllowedHosts([]),
    limits: LIMITS,
    bytesMax: 1000,
    told: (failure) => failures.push(failure),
  });
});
afterEach(() => fetcher.stop());

describe('media that are fetched', () => {
  it('are few at once from one endpoint, and come in their order', async () => {
    let underWay = 0;
    let most = 0;
    const slow = await endpoint((response, { path }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setTimeout(() => {
        underWay -= 1;
        response.writeHead(200, { 'Content-Type': 'text/csv' }).end('x'.repeat(Number(path.slice(1))));
      }, 10);
    });
    const urls = Array.from({ length: 12 }, (_, place) => `${slow.url}${place + 1}`);
    const media = await fetcher.fetch(urls);
    expect(media.map(({ bytes }) => bytes)).toEqual(urls.map((_, place) => place + 1));
    expect(most).toBe(2);
    await slow.close();
  });

  it('are given up when they take too long, each in its own time', async () => {
    const silent = await endpoint(() => {});
    const drip = await endpoint((response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' }).write('x');
    });
    const media = await fetcher.fetch([silent.url, silent.url, silent.url, drip.url]);
    expect(media.map(({ failure }) => failure)).toEqual([11_200, 11_200, 11_200, 11_200]);
    expect(failures[0]).toEqual({
      host: new URL(silent.url).host,
      errorCode: 11_200,
      why: 'No whole answer came within 300 ms.',
    });
    await Promise.all([silent.close(), drip.close()]);
  });

  it('are read no further than they may be long', async () => {
    const endless = await endpoint((response) => {
      response.writeHead(200, { 'Content-Type': 'image/png' });
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(700), () => setImmediate(more));
      };
      more();
    });
    const [medium] = await fetcher.fetch([endless.url]);
    expect(medium).toMatchObject({ bytes: 1001, type: 'image/png' });
    await endless.close();
  });

  it('may be redirected so often, and no more', async () => {
    const chain = await endpoint((response, { path }) => {
      const left = Number(path.slice(1));
      if (left > 0) response.writeHead(307, { Location: `/${left - 1}` }).end();
      else response.writeHead(200, { 'Content-Type': 'image/gif' }).end('GIF89a');
    });
    const media = await fetcher.fetch([`${chain.url}2`, `${chain.url}3`]);
    expect(media.map(({ failure, type }) => failure ?? type)).toEqual(['image/gif', 11_215]);
    await chain.close();
  });

  it('are not to be had where they lie on a host that is not allowed, nor a redirect that leads there', async () => {
    const away = await endpoint((response) => {
      response.writeHead(302, { Location: 'http://198.51.100.1/cat.png' }).end();
    });
    const media = await fetcher.fetch([away.url, 'http://198.51.100.1/cat.png', 'http://localhost.example/']);
    expect(media.map(({ failure }) => failure)).toEqual([11_205, 11_205, 11_205]);
    expect(failures.map(({ host }) => host).sort()).toEqual([
      '198.51.100.1',
      '198.51.100.1',
      'localhost.example',
    ]);
    await away.close();
  });

  it('are unknown when the fetcher stops before they have come', async () => {
    const silent = await endpoint(() => {});
    const coming = fetcher.fetch([silent.url]);
    while (silent.got.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    fetcher.stop();
    await expect(coming).rejects.toMatchObject({ status: 503 });
    await silent.close();
  });
});

describe('the type of a medium', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'image/jpeg', 'image/png'],
    ['\xff\xd8\xff\xe0', '', 'image/jpeg'],
    ['GIF87a', 'image/gif', 'image/gif'],
    ['%PDF-1.7', 'application/octet-stream', 'application/pdf'],
    ['\n<!doctype HTML>', 'image/png', 'text/html'],
    ['<html>', 'image/png', 'text/html'],
    ['<htmlish>', 'image/png', 'image/png'],
    ['anything else', 'video/mp4', 'video/mp4'],
    ['', '', undefined],
  ])('is what its bytes say, else what it is served as: %j as %s is %s', (head, servedAs, type) => {
    expect(typeOf(Buffer.from(head, 'latin1'), servedAs)).toBe(type);
  });
});
