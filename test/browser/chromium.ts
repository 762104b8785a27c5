import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PATHS = [
  process.env.MPSIM_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const path = PATHS.find((one) => one !== '' && existsSync(one));

/**
 * Whether there is a browser for these tests. In CI its absence is a failure; elsewhere it is told how to get one.
 *
 * @throws Error in CI.
 */
export function hasBrowser(): boolean {
  if (path !== undefined) return true;
  const words =
    'the tests in a browser need Chromium: apt-get install chromium, or set MPSIM_CHROMIUM to its path';
  if (process.env.CI !== undefined) throw new Error(words);
  process.stderr.write(`NOT RUN: ${words}\n`);
  return false;
}

/** A browser that talks to nobody by itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: path!,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page, and what went wrong or went out on it. */
export interface Watched {
  readonly page: Page;
  /** Console messages, uncaught errors, breaches of the policy and requests, in words; none is right. */
  readonly complaints: string[];
}

/** Opens a file in a page of its own and waits until it is at rest. */
export async function openFile(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return { page, complaints };
}
