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

function makePage(scenario: string, out: string): string {
  const words = [BINARY, 'run', scenario, '--html', '--result', '--quiet', '--out', join(folder, out)];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return join(folder, out, 'report.html');
}

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
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it.each(SCENARIOS)('of %s shows the figures of summary.json', async (name) => {
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

  it('shows the same charts at rest where scripts are off', async () => {
    const options = { javaScriptEnabled: false };
    const { page, complaints } = await openFile(browser, join(folder, 'flash-sale/report.html'), options);
    const text = await page.locator('main').innerText();
    expect(text).toContain('The last message lands Fri 27 Nov 12:00:11');
    expect(await page.locator('svg.still:visible').count()).toBe(5);
    expect(await page.locator('.live:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows the drawings at rest on paper', async () => {
    const { page } = await openFile(browser, join(folder, 'flash-sale/report.html'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('svg.still:visible').count()).toBe(5);
    expect(await page.locator('.live:visible').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 390],
  ] as const)(
    'has no serious fault for those who cannot see it well: %s, %i pixels wide',
    async (colorScheme, width) => {
      const { page } = await openFile(browser, join(folder, 'flash-sale/report.html'), {
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.locator('.live canvas').first().waitFor();
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

  it('needs no sideways scrolling of the whole on a telephone', async () => {
    const options = { viewport: { width: 390, height: 844 } };
    const { page } = await openFile(browser, join(folder, 'carrier-outage/report.html'), options);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
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
