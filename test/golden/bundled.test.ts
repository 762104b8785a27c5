import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonSchema } from '../../src/scenario/shape/schema.ts';
import { BINARY } from '../e2e/mpsim.ts';

const scenarios = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'));
const folder = mkdtempSync(join(tmpdir(), 'mpsim-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bundled scenario', () => {
  it.each(scenarios)('%s gives the report that is on record, byte for byte', (file) => {
    const name = file.replace('.yaml', '');
    const out = join(folder, name);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [BINARY, 'run', `scenarios/${file}`, '--charts', 'always', '--ascii', '--out', out],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe(`Report in ${out}\n`);
    expect(stdout, 'with --ascii').toMatch(/^[\n -~]*$/);
    expect(stdout, 'a chart of flows').toContain('\nOver time  ');
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(readdirSync(join('reports', name)).sort());
    for (const made of readdirSync(out)) {
      const recorded = readFileSync(join('reports', name, made), 'utf8');
      expect(
        readFileSync(join(out, made), 'utf8'),
        `${name}/${made}; if the change is meant: mpsim run scenarios/${file}`,
      ).toBe(recorded);
    }
  });
});

/** Scenarios whose page is on show, beside their reports. */
const GALLERY = ['flash-sale', 'otp-behind-promo', 'carrier-outage'];

describe('the gallery', () => {
  it.each(GALLERY)('shows the page of %s as the program makes it, byte for byte', (name) => {
    const out = join(folder, `${name}-page`);
    const words = [BINARY, 'run', `scenarios/${name}.yaml`, '--html', '--quiet', '--out', out];
    expect(spawnSync(process.execPath, words).status).toBe(0);
    const made = readFileSync(join(out, 'report.html'), 'utf8');
    const recorded = readFileSync(`reports/gallery/${name}.html`, 'utf8');
    // The whole pages as a difference would be unreadable.
    expect(
      made === recorded,
      `if the change is meant: mpsim run scenarios/${name}.yaml --html --out T; mv T/report.html reports/gallery/${name}.html`,
    ).toBe(true);
  });

  it('has no other page', () => {
    const pages = readdirSync('reports/gallery').filter((file) => file.endsWith('.html'));
    expect(pages.toSorted()).toEqual(GALLERY.map((name) => `${name}.html`).toSorted());
  });
});

describe('the schema for editors', () => {
  it('is the one on record, so that scenario files complete as the program reads them', () => {
    const recorded: unknown = JSON.parse(readFileSync('scenarios/scenario.schema.json', 'utf8'));
    expect(recorded, 'if the change is meant: mpsim schema > scenarios/scenario.schema.json').toEqual(
      JSON.parse(JSON.stringify(jsonSchema())),
    );
  });
});
