import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BINARY } from '../e2e/mpsim.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpsim-charts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The sections of a printed report that are charts. */
function chartsIn(report: string): string {
  const sections = report.trimEnd().split('\n\n');
  return `${sections.filter((section) => /^(End to end|Over time) /.test(section)).join('\n\n')}\n`;
}

describe('the charts of the bundled scenario', () => {
  it.each([
    ['canada-14400', 'unicode', []],
    ['canada-14400', 'ascii', ['--ascii']],
    ['otp-behind-promo', 'unicode', []],
    ['otp-behind-promo', 'ascii', ['--ascii']],
  ] as const)('%s are those on record in %s, 80 columns wide', (name, set, options) => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        BINARY,
        'run',
        `scenarios/${name}.yaml`,
        '--out',
        join(folder, name),
        '--charts',
        'always',
        ...options,
      ],
      { encoding: 'utf8' },
    );
    const charts = chartsIn(stdout);
    expect(Math.max(...charts.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(charts).toBe(readFileSync(`test/golden/charts/${name}.${set}.txt`, 'utf8'));
  });
});
