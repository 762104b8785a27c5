import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../../src/experiment/report-input.ts';
import { htmlPieces } from '../../../src/report/html/html-report.ts';
import {
  cohort,
  figuresWith,
  PLAIN_STYLE,
  reportOf,
  resultWith,
  SECOND,
  SETTING,
  senderNamed,
  seriesOf,
} from '../results.ts';

/** What the script of the page weighs at the most. */
const SCRIPT_BYTES_MAX = 600_000;
const PAGE_BYTES_MAX = 1_200_000;

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function pageOf(report: RunReport, script = 'start();'): string {
  return [...htmlPieces(report, PLAIN_STYLE, { script, digest, version: '1.2.3' })].join('');
}

describe('the page of a report', () => {
  it('begins with the verdict and names seed, version, fingerprint and the command that repeats it', () => {
    const page = pageOf(reportOf(resultWith()));
    expect(page).toContain('<p class="lead plain">The last message lands 2.00 s after the start.');
    for (const fact of ['<dd>7</dd>', '<dd>1.2.3</dd>', '00112233445566ff', 'mpsim run sale.yaml --seed 7'])
      expect(page).toContain(fact);
    expect(page.indexOf('class="verdict"')).toBeLessThan(page.indexOf('<h2'));
  });

  it('is the same for the same report', () => {
    expect(pageOf(reportOf(resultWith()))).toBe(pageOf(reportOf(resultWith())));
  });

  it('allows nothing but the style and the script that it holds, by their hashes', () => {
    const page = pageOf(reportOf(resultWith()), 'f("</script>")\r\n');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
    const inlined = (tag: string): string =>
      [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].at(-1)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src 'sha256-${digest(inlined('script'))}'`);
    expect(policy).toContain(`style-src 'sha256-${digest(inlined('style'))}'`);
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=|javascript:|https?:\/\/[^<]*"/);
  });

  it('tells what broke, draws the bound of an expectation, and what errors mean and ask for', () => {
    const latency = { metric: 'queue_wait', traffic: 0 } as const;
    const judgement = {
      line: 9,
      text: 'queue_wait of traffic blast: p95 at most 1s',
      verdict: 'fail',
      severity: 'fail',
      value: 2 * SECOND,
      unit: 'us',
      latency,
      atMost: SECOND,
      atLeast: undefined,
      n: 2,
    } as const;
    const figures = figuresWith(
      { delivered: 2, failed: 1 },
      [SECOND, 2 * SECOND],
      [{ status: 'failed', code: 30001, count: 1 }],
    );
    const page = pageOf(reportOf(resultWith({ cohorts: [cohort(figures)] }), { expectations: [judgement] }));
    expect(page).toContain('<p class="bad">');
    expect(page).toContain('Expectation broken (line 9)');
    expect(page).toContain('class="mark broken"');
    expect(page).toContain('p95 at most 1.00s');
    expect(page).toContain('<em>What to do:</em>');
  });

  it('has a page for a run in which nothing was submitted', () => {
    const page = pageOf(
      reportOf(resultWith({ cohorts: [], peakBacklogAtUs: undefined, lastConcludedAtUs: undefined })),
    );
    expect(page).toContain('Nothing was submitted');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('shows incidents as bands, each with its words', () => {
    const incidents = [{ atUs: SECOND, untilUs: undefined, words: 'carrier <x>: latency x5' }];
    const page = pageOf(reportOf(resultWith({ setting: { ...SETTING, incidents } })));
    expect(page.match(/<rect class="band"/g)).toHaveLength(2);
    expect(page).toContain('<title>carrier &lt;x&gt;: latency x5</title>');
  });

  it('stays below 1.2 MB with 10,000 senders, 500 streams, 5,000 incidents and a text of 5 MB, and says what it leaves out', () => {
    const senders = Array.from({ length: 10_000 }, (_, place) => senderNamed(`promo#${place + 1}`, 1));
    const traffic = Array.from({ length: 500 }, (_, place) => ({ id: `stream-${place}`, senders: [place] }));
    const incidents = Array.from({ length: 5000 }, (_, place) => ({
      atUs: place,
      untilUs: SECOND,
      words: `sender promo#${place}: down`,
    }));
    const wave = seriesOf(Array.from({ length: 600 }, (_, interval) => 1 + ((interval * 7919) % 1000)));
    const result = resultWith({
      setting: { ...SETTING, senders, traffic, incidents },
      simulatedUs: 600 * SECOND,
      throughput: { intervalUs: SECOND, length: 600, total: wave, senders: senders.map(() => wave) },
      cohorts: traffic.map((_, stream) =>
        cohort(figuresWith({ delivered: 2 }, [SECOND, stream * SECOND]), stream, stream),
      ),
    });
    const page = pageOf(reportOf(result, { scenarioText: '<&">'.repeat(1_250_000) }));
    expect(new TextEncoder().encode(page).length + SCRIPT_BYTES_MAX).toBeLessThan(PAGE_BYTES_MAX);
    for (const note of [
      'The 100 senders with the longest queues, of 10,000',
      'The 24 longest queues of 10,000',
      '492 more streams in latency.csv',
      'characters of 5,000,000 are left out here',
      'more incidents',
    ])
      expect(page).toContain(note);
  });
});
