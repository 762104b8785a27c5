import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BINARY } from '../e2e/mpsim.ts';
import { hasBrowser, openBrowser, openFile } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpsim-page-'));
const SCENARIOS = ['flash-sale', 'otp-behind-promo', 'carrier-outage'];
/** A scenario of attacks, as far as one may be written. */
const HOSTILE = `name: hostile
senders:
  - { id: "one", number: "+14155550100" }
traffic:
  - id: "ten"
    from: one
    to: { US: 100% }
    body: "</script><script>alert(2)</script><img src=x onerror=alert(3)>"
    arrivals: { batch: 10, at: 0s }
# </pre></details><script>alert(4)</script><style>*{display:none}</style>
`;

function makePage(scenario: string, out: string, more: readonly string[] = ['--result']): string {
  const words = [BINARY, 'run', scenario, '--html', '--quiet', '--out', join(folder, out), ...more];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return join(folder, out, 'report.html');
}

function makeComparison(): void {
  const change = 'senders[0].segments-per-second=2';
  const words = [
    'compare',
    'scenarios/otp-behind-promo.yaml',
    '--set',
    change,
    '--replications',
    '3',
    '--html',
  ];
  const out = ['--out', join(folder, 'comparison')];
  const { status, stderr } = spawnSync(process.execPath, [BINARY, ...words, ...out], { encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(/^Comparison in /) });
}

/** A hundred streams over ten thousand senders, with as many incidents, and a text of many characters to escape. */
function crowd(): string {
  const each = (line: (one: number) => string): string =>
    Array.from({ length: 100 }, (_, one) => line(one)).join('');
  return `name: crowd
senders:
${each((one) => `  - { id: shop-${one}, numbers: { from: "+1415555${String(one).padStart(2, '0')}00", count: 100 } }\n`)}callbacks: { latency: { constant: 80ms }, failures: { connect: 1% } }
traffic:
${each((one) => `  - { id: news-${one}, from: shop-${one}, to: { US: 100% }, body: "<b>&", arrivals: { batch: 300, at: 0s } }\n`)}expect:
${each((one) => `  - { metric: queue_wait, of: { traffic: news-${one} }, p95: { at-most: 1m } }\n`)}incidents:
${each((one) => `  - { at: ${one}s, for: 30s, sender: "shop-${one}#1", rate: x0.5 }\n`)}${'# <&>"\'\n'.repeat(40_000)}`;
}

/** Pages that are there beside those of single runs. */
const OTHERS = ['batch', 'comparison'];

/** A value of a summary by its path; ids may hold dots, so the longest key that fits is taken first. */
function valueAt(json: unknown, path: string): unknown {
  if (path === '') return json;
  if (typeof json !== 'object' || json === null) return undefined;
  const key = Object.keys(json)
    .filter((one) => path === one || path.startsWith(`${one}.`))
    .sort((a, b) => b.length - a.length)[0];
  return key === undefined
    ? undefined
    : valueAt(Object.entries(json).find(([one]) => one === key)?.[1], path.slice(key.length + 1));
}

describe.runIf(hasBrowser())('the page of a report, in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    for (const name of SCENARIOS) makePage(`scenarios/${name}.yaml`, name);
    makePage('scenarios/carrier-outage.yaml', 'batch', ['--replications', '8']);
    makeComparison();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it.each([...SCENARIOS, 'batch'])('of %s shows the figures of summary.json', async (name) => {
    const { page } = await openFile(browser, join(folder, name, 'report.html'));
    const shown = await page.$$eval('[data-figure]', (all) =>
      all.map(
        (one) => [one.getAttribute('data-figure')!, one.getAttribute('value')!, one.textContent!] as const,
      ),
    );
    const summary: unknown = JSON.parse(readFileSync(join(folder, name, 'summary.json'), 'utf8'));
    expect(shown.length).toBeGreaterThan(30);
    for (const [path, value, words] of shown) {
      expect(value, path).toBe(String(valueAt(summary, path)));
      if (/^\d[\d,]*$/.test(words)) expect(words.replaceAll(',', ''), path).toBe(value);
    }
    await page.context().close();
  });

  it.each(SCENARIOS)(
    'of %s draws every chart, says nothing on the console and asks nobody for anything',
    async (name) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, complaints } = await openFile(browser, join(folder, name, 'report.html'), {
          colorScheme,
        });
        const rooms = await page.locator('.live').count();
        await page
          .locator('.live canvas')
          .nth(rooms - 1)
          .waitFor();
        expect(await page.locator('.live canvas').count()).toBe(rooms);
        await page.emulateMedia({ colorScheme: colorScheme === 'light' ? 'dark' : 'light' });
        await page.locator('.live').first().focus();
        for (const key of ['ArrowRight', 'End', '+', 'ArrowLeft', '-', 'Home', 'Escape'])
          await page.keyboard.press(key);
        await page.locator('.live').first().hover();
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
  );

  it.each(OTHERS)(
    'of a %s shows its charts with scripts and without, and asks nobody for anything',
    async (name) => {
      for (const javaScriptEnabled of [true, false]) {
        const { page, complaints } = await openFile(browser, join(folder, name, 'report.html'), {
          javaScriptEnabled,
        });
        if (javaScriptEnabled) await page.locator('.live canvas').nth(2).waitFor();
        else expect(await page.locator('svg.still:visible').count()).toBeGreaterThanOrEqual(3);
        expect(await page.locator('.verdict .lead').innerText()).toMatch(
          name === 'batch' ? /^8 replications/ : /^The slowest 5% of otp-shared take 25 m 9 s less in B/,
        );
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
  );

  it('lays replications and both sides of a comparison over each other, in figures too', async () => {
    const batch = await openFile(browser, join(folder, 'batch/report.html'));
    expect(await batch.page.locator('path.spread').count()).toBe(3);
    const comparison = await openFile(browser, join(folder, 'comparison/report.html'));
    expect(await comparison.page.locator('path.line.run-a').count()).toBe(3);
    expect(await comparison.page.locator('path.line.run-b').count()).toBe(3);
    const compared = JSON.parse(readFileSync(join(folder, 'comparison/compare.json'), 'utf8'));
    expect(await comparison.page.locator('dd code').allInnerTexts()).toEqual(
      expect.arrayContaining([compared.a.fingerprints[0], compared.b.fingerprints[0]]),
    );
    for (const { page } of [batch, comparison]) await page.context().close();
  });

  it.each([
    ['carrier-outage', 'flow', 'arrived'],
    ['batch', 'backlog', 'incident'],
    ['comparison', 'latencies', 'A'],
  ])('of %s hides what its legend is clicked for, and shows it again', async (name, id, shown) => {
    const { page, complaints } = await openFile(browser, join(folder, name, 'report.html'));
    const button = page.locator(`#${id} .legend`).getByRole('button', { name: shown });
    const canvas = page.locator(`#${id} canvas`);
    await canvas.waitFor();
    const pictures: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      pictures.push(await page.evaluate(`document.querySelector('#${id} canvas').toDataURL()`));
      await button.click();
      expect(await button.getAttribute('aria-pressed')).toBe(turn % 2 === 0 ? 'false' : 'true');
    }
    expect(pictures[1]).not.toBe(pictures[2]);
    expect(pictures[3]).toBe(pictures[1]);
    expect(pictures[4]).toBe(pictures[2]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows the same charts at rest where scripts are off', async () => {
    const options = { javaScriptEnabled: false };
    const { page, complaints } = await openFile(browser, join(folder, 'flash-sale/report.html'), options);
    const text = await page.locator('main').innerText();
    expect(text).toContain('The last message lands Fri 27 Nov 12:00:11');
    expect(await page.locator('svg.still:visible').count()).toBe(6);
    expect(await page.locator('.live:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows the drawings at rest on paper', async () => {
    const { page } = await openFile(browser, join(folder, 'flash-sale/report.html'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('svg.still:visible').count()).toBe(6);
    expect(await page.locator('.live:visible').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['flash-sale', 'light', 1200],
    ['flash-sale', 'dark', 1200],
    ['flash-sale', 'light', 390],
    ['otp-behind-promo', 'dark', 1200],
    ['batch', 'light', 1200],
    ['batch', 'dark', 390],
    ['comparison', 'light', 390],
    ['comparison', 'dark', 1200],
  ] as const)(
    'of %s has no serious fault for those who cannot see it well: %s, %i pixels wide',
    async (name, colorScheme, width) => {
      const { page } = await openFile(browser, join(folder, name, 'report.html'), {
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.locator('.scripted').waitFor();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(),
      );
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(
        serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`),
      ).toEqual([]);
      await page.context().close();
    },
  );

  it.each(['carrier-outage', ...OTHERS])(
    'of %s needs no sideways scrolling of the whole on a telephone',
    async (name) => {
      const options = { viewport: { width: 390, height: 844 } };
      const { page } = await openFile(browser, join(folder, name, 'report.html'), options);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.context().close();
    },
  );

  it('of ten thousand senders and a long text is of 1.2 MB at the most, byte by byte the same, and says what it leaves out', async () => {
    writeFileSync(join(folder, 'crowd.yaml'), crowd());
    const pages = ['crowd', 'crowd-again'].map((out) => makePage(join(folder, 'crowd.yaml'), out, []));
    const [first, second] = pages.map((file) => readFileSync(file));
    expect(first!.length).toBeLessThan(1_200_000);
    expect(first!.equals(second!)).toBe(true);
    const { page, complaints } = await openFile(browser, pages[0]!);
    const text = await page.locator('main').innerText();
    expect(text).toContain('The 24 longest queues of 10,000; throughput.csv has the others.');
    expect(text).toContain('The 100 senders with the longest queues, of 10,000; summary.json has all.');
    expect(text).toContain('92 more streams in latency.csv.');
    expect(await page.locator('main').textContent()).toMatch(
      /The last [\d,]+ characters of [\d,]+ are left out here/,
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('sorts senders by what is asked for, the largest number first', async () => {
    const { page } = await openFile(browser, join(folder, 'flash-sale/report.html'));
    const firsts = page.locator('table[data-sortable] tbody tr:first-child th');
    await page.getByRole('button', { name: 'segments sent' }).click();
    expect(await firsts.innerText()).toBe('alerts');
    await page.getByRole('button', { name: 'segments sent' }).click();
    expect(await firsts.innerText()).toBe('promo#1');
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await page.context().close();
  });

  it('runs nothing of a scenario that is full of markup and script', async () => {
    writeFileSync(join(folder, 'hostile.yaml'), HOSTILE);
    makePage(join(folder, 'hostile.yaml'), 'hostile');
    // No scenario may have such names, but a stored result could.
    const result = join(folder, 'hostile/result.json');
    const attacked = readFileSync(result, 'utf8')
      .replace('"scenario": "hostile"', '"scenario": "<script>alert(1)</script>"')
      .replaceAll('"one"', '"</script><script>alert(5)</script>"')
      .replaceAll('"ten"', JSON.stringify('"><img src=x onerror=alert(6)>'));
    writeFileSync(result, attacked);
    const words = [BINARY, 'report', join(folder, 'hostile'), '--html', '--quiet'];
    expect(spawnSync(process.execPath, words).status).toBe(0);
    const { page, complaints } = await openFile(browser, join(folder, 'hostile/report.html'));
    await page.locator('.live canvas').first().waitFor();
    expect(await page.locator('h1').innerText()).toBe('<script>alert(1)</script>');
    expect(await page.locator('tbody th', { hasText: 'alert(5)' }).count()).toBeGreaterThan(0);
    expect(await page.locator('figcaption', { hasText: 'onerror=alert(6)' }).count()).toBeGreaterThan(0);
    expect(await page.locator('pre').textContent()).toBe(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
