import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../../src/document/files.ts';
import { sweep } from '../../../src/experiment/sweeping/sweep.ts';
import { UNICODE } from '../../../src/report/glyphs.ts';
import { sweepPieces } from '../../../src/report/html/sweep-page.ts';
import { PLAIN } from '../../../src/report/palette.ts';
import { readSweep } from '../../../src/scenario/read-sweep.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

let page = '';
beforeAll(async () => {
  const text = `name: sale
senders: [{ id: promo, numbers: { from: "+14155550100", count: 1 }, queue-horizon: 100s }]
traffic: [{ id: blast, from: promo, to: { US: 100% }, body: hi, arrivals: { batch: 10, at: 0s } }]
expect: [{ metric: queue_wait, p95: { at-most: 60s } }]
`;
  const vary = [
    'traffic[0].arrivals.batch=50..250:5',
    'senders[0].numbers.count=1,2',
    'traffic[0].body="<b>",hi',
  ];
  const reading = readSweep('sale.yaml', filesFromRecord({ 'sale.yaml': text }), { vary });
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  const style = { palette: PLAIN, glyphs: UNICODE, command: 'mpsim sweep sale.yaml', of: undefined };
  const assets = { script: 'void 0;', digest, version: '1.2.3' };
  page = [...sweepPieces(await sweep(reading.swept), style, assets)].join('');
});

describe('the page of a sweep', () => {
  it('allows nothing but what is inlined', () => {
    expect(page).toContain(`default-src 'none'; script-src 'sha256-${digest('void 0;')}'`);
    expect(page).not.toMatch(/ (?:src|href|style|on\w+)=/);
  });

  it('shows what the author wrote as text', () => {
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;b&gt;');
  });

  it('draws a field for each cell of the map, and the frontiers between them', () => {
    const map = page.slice(page.indexOf('<figure class="chart" id="capacity">'), page.indexOf('</svg>'));
    expect(map.match(/<title>[^<]*refused or failed/g)?.length).toBe(5 * 2);
    expect(map).toContain('<title>first loss</title>');
    expect(map).toContain('<title>a: queue_wait: p95 at most 60s</title>');
    // Between 100 and 150 of one number, between 200 and 250 of two, and between the two at 150 and 200.
    const loss = /class="line sent"[^>]* d="([^"]*)"/.exec(map)?.[1] ?? '';
    expect(loss.match(/V/g)?.length).toBe(2);
    expect(loss.match(/H/g)?.length).toBe(2);
  });

  it('has a bar for each path, and a row for each cell', () => {
    expect(page.match(/class="bars"/g)?.length).toBe(3);
    const cells = page.slice(page.indexOf('<h2 id="cells">'), page.indexOf('<h2 id="provenance">'));
    expect(cells.match(/<tr>/g)?.length).toBe(1 + 20);
    expect(page).toContain('mpsim sweep sale.yaml');
  });
});
