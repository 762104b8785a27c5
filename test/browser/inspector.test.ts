import { createServer, connect as openSocket, type Server, type Socket } from 'node:net';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Served, served } from '../server/served.ts';
import { hasBrowser, openBrowser } from './chromium.ts';

/** Two numbers at a segment a second each, as Canada has it. */
const CANADA = `name: four-hours
start: 2026-11-27T09:00:00-05:00
senders:
  - { id: toronto, number: "+14165550100" }
  - { id: ottawa, number: "+16135550100" }
carriers:
  default: { latency: { lognormal: { p50: 4s, p95: 12s } }, outcomes: { delivered: 96%, undelivered: { 30003: 4% } } }
`;
const MESSAGES = 14_401;
/** A hundred thousand when asked for many cases. */
const MANY: number = process.env.MPSIM_TEST_DEEP === undefined ? 5_000 : 100_000;
/** Numbers enough for them. */
const SPARE = '  - { id: vancouver, numbers: { from: "+16045550100", count: 8 } }';
/** Notes how long the page takes from one frame to the next. */
const COUNT_FRAMES = `frames = [];
let last = performance.now();
requestAnimationFrame(function next(now) {
  frames.push(now - last);
  last = now;
  requestAnimationFrame(next);
});`;
const LONG = 'The parcel is on its way. '.repeat(9);

let browser: Browser;
let here: Served;
let page: Page;
/** What no page should have: console messages, errors, requests to anywhere else. */
let complaints: string[];

/** A line to the server that can be cut. */
interface Line {
  readonly url: string;
  readonly cut: () => void;
  readonly close: () => void;
}

function lineTo(url: string): Promise<Line> {
  const sockets = new Set<Socket>();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((near) => {
    const far = openSocket(Number(new URL(url).port), '127.0.0.1');
    for (const socket of [near, far]) sockets.add(socket.on('error', () => socket.destroy()));
    // The server answers to nobody who calls it by another name.
    near.on('data', (bytes) =>
      far.write(bytes.toString('latin1').replaceAll(nameOf(server), new URL(url).host), 'latin1'),
    );
    near.on('close', () => far.destroy());
    far.pipe(near);
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const close = (): void => {
        server.close();
        cut();
      };
      done({ url: `http://${nameOf(server)}`, cut, close });
    });
  });
}

function nameOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return `127.0.0.1:${address.port}`;
}

async function open(): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${here.url}/_mpsim/`)) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`${here.url}/_mpsim/`);
  await page.getByText('live', { exact: true }).waitFor();
}

/** Makes messages by the API, a few at a time. */
async function sendMany(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - sent) }, (_, index) => {
        const number = sent + index;
        return here.create({
          From: number % 2 === 0 ? '+14165550100' : '+16135550100',
          To: `+1416556${String(number % 10_000).padStart(4, '0')}`,
          Body: number % 10 === 0 ? LONG : 'Hello',
        });
      }),
    );
}

async function figures(): Promise<Record<string, string>> {
  const tiles = await page.locator('[data-count]').all();
  const told = tiles.map(async (tile) => [
    await tile.getAttribute('data-count'),
    (await tile.textContent())?.replaceAll(',', ''),
  ]);
  return Object.fromEntries(await Promise.all(told));
}

/** Whether the page shows what the state says, sooner or later. */
async function agrees(): Promise<void> {
  const { json } = await here.control('GET', 'state');
  const told: Record<string, number> = { requests: json.requests, 'under way': json.open, ...json.messages };
  await expect
    .poll(async () => {
      const shown = await figures();
      return Object.fromEntries(Object.keys(told).map((name) => [name, Number(shown[name])]));
    })
    .toEqual(told);
}

describe.skipIf(!hasBrowser())('the inspector in Chromium', () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    here = await served(CANADA);
    await open();
  });
  afterEach(async () => {
    await page.context().close();
    await here.stop();
  });

  it(`follows ${MESSAGES} messages through four advanced hours`, async () => {
    await sendMany(MESSAGES);
    await agrees();
    for (let hour = 1; hour <= 4; hour += 1) {
      await page.getByRole('button', { name: '+1 h' }).click();
      await page.getByText(`${hour} h 00 min 00 s in`).waitFor();
      await agrees();
    }
    await page.getByRole('button', { name: 'Until idle' }).click();
    await page.getByText('nothing to come').waitFor();
    await agrees();
    expect(await figures()).toMatchObject({ requests: String(MESSAGES), 'under way': '0', queued: '0' });
    expect(await page.locator('.row').count()).toBeLessThan(40);
    expect(complaints).toEqual([]);
  });

  it(`stays as small and as quick with ${MANY} messages as with a thousand`, async () => {
    await here.stop();
    await page.context().close();
    here = await served(CANADA.replace('senders:', `senders:\n${SPARE}`));
    await open();
    await sendMany(1000);
    await agrees();
    const small = await page.evaluate<number>('document.querySelectorAll("*").length');
    await page.evaluate(COUNT_FRAMES);
    await sendMany(MANY - 1000);
    await here.control('POST', 'clock/advance', { by: '1h' });
    await agrees();
    const frames = await page.evaluate<readonly number[]>('frames');
    const late = frames.filter((ms) => ms > 100).length;
    process.stderr.write(`${frames.length} frames, ${late} of them later than a tenth of a second\n`);
    expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(small + 200);
    // How quick is measured, not tested: a machine under load would fail it. A page that does not draw at all is.
    expect(frames.length).toBeGreaterThan(late);
    expect(complaints).toEqual([]);
  }, 300_000);

  it('shows a recipient the segments of what is sent from the page', async () => {
    await page.getByLabel('To', { exact: true }).fill('+14165550111');
    await page.getByLabel('Text').fill(LONG);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('It is queued.').waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Until idle' }).click();
    const bubble = page.locator('.is-there .bubble, .is-not-there .bubble');
    await expect.poll(() => bubble.locator('.cut').allTextContents()).toEqual(['1/2', '2/2']);
    await expect
      .poll(() => bubble.locator('.piece').allTextContents())
      .toEqual([LONG.slice(0, 153), LONG.slice(153)]);
    expect(complaints).toEqual([]);
  });

  it('moves the clock by keys and begins incidents', async () => {
    await sendMany(2);
    await page.locator('body').press('h');
    await page.getByText('1 h 00 min 00 s in').waitFor();
    await page.getByLabel('What goes wrong').selectOption('A sender stops');
    await page.getByRole('button', { name: 'Begin now' }).click();
    await page.getByText('A sender stops · toronto, for 30m').waitFor();
    await here.create({ From: '+14165550100', To: '+14165550111', Body: 'Hello' });
    await here.control('POST', 'clock/advance', { by: '10m' });
    await expect.poll(async () => (await figures()).queued).toBe('1');
    await page.locator('#list').press('ArrowDown');
    await page.getByText('0 messages on the phone, 1 not there').waitFor();
    expect(complaints).toEqual([]);
  });

  it('goes on where it was after its connection was lost', async () => {
    await page.context().close();
    const line = await lineTo(here.url);
    page = await (await browser.newContext()).newPage();
    await page.goto(`${line.url}/_mpsim/`);
    await page.getByText('live', { exact: true }).waitFor();
    await sendMany(20);
    await agrees();
    await page.locator('.row').first().click();
    line.cut();
    await page.getByText('reconnecting').waitFor();
    await sendMany(20);
    await here.control('POST', 'clock/advance', { by: '1m' });
    await page.getByText('live', { exact: true }).waitFor();
    await agrees();
    // The second twenty go to the phones of the first.
    await expect.poll(() => page.locator('.bubble').count()).toBe(2);
    line.close();
  });

  it('begins anew when the session does', async () => {
    await sendMany(20);
    await agrees();
    await here.control('POST', 'reset');
    await expect.poll(async () => (await figures()).requests).toBe('0');
    await agrees();
    expect(complaints).toEqual([]);
  });

  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1440, 390])
      it(`can be read by everybody: ${scheme}, ${width} px wide`, async () => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 1000 });
        await sendMany(300);
        await here.create({
          From: '+14165550100',
          To: '+14165560001',
          Body: LONG,
          StatusCallback: 'http://elsewhere.example/status',
        });
        await here.control('POST', 'clock/advance', { by: '2m' });
        await page.locator('.row').first().click();
        await page.locator('.bubble').first().waitFor();
        await agrees();
        // Not by a script element, which the page's policy forbids.
        await page.evaluate(axe.source);
        const found = await page.evaluate(() =>
          // biome-ignore lint/suspicious/noExplicitAny: the script above put it there
          (globalThis as any).axe.run().then((result: any) => result.violations),
        );
        const serious = found.filter(({ impact }: { impact: string }) => /serious|critical/.test(impact));
        expect(
          serious.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => [id, nodes[0]?.html]),
        ).toEqual([]);
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow).toBe(0);
        if (process.env.MPSIM_SHOTS !== undefined)
          await page.screenshot({
            path: `${process.env.MPSIM_SHOTS}/${scheme}-${width}.png`,
            fullPage: true,
          });
        expect(complaints).toEqual([]);
      });
});
