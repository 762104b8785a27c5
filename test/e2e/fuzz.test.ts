import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LONG_RUN, openWorkplace, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

const SALE = `# Our sale.
senders: [{ id: shop, number: "+14155550100" }]
traffic: [{ id: sale, from: shop, to: { US: 100% }, body: Hi, arrivals: { batch: 10000, at: 0s } }]
expect: [{ metric: failed, of: { code: 30001 }, count: { at-most: 0 } }]
vary: { 'traffic[0].arrivals.batch': 9000..60000 }
`;

describe('mpsim fuzz', () => {
  it('tells the smallest change that breaks the plan, writes it, and it breaks when it is run', () => {
    here.write('sale.yaml', SALE);
    const { code, stdout, stderr } = here.mpsim(['fuzz', 'sale.yaml', '--seed', '5']);
    expect([code, stderr]).toEqual([99, '']);
    expect(stdout.replace(/\d+ cases/, 'N cases')).toBe(`seed 5
Broken, in N cases of sale:
  line 4: failed of code 30001: count at most 0. It is 1.
The smallest change that breaks it:
  traffic[0].arrivals.batch: 14401 in place of 10000
Written to sale.broken.yaml
To run it: mpsim run sale.broken.yaml
`);
    expect(
      readFileSync(join(here.path, 'sale.broken.yaml'), 'utf8'),
    ).toBe(`# Found by mpsim fuzz sale.yaml --seed 5 --runs 100
# Breaks failed of code 30001: count at most 0. It is 1.
# Changed: traffic[0].arrivals.batch: 14401 in place of 10000
# To run it: mpsim run sale.broken.yaml
${SALE.replace('10000', '14401').replace(/^vary.*\n/m, '')}`);
    expect(here.mpsim(['run', 'sale.broken.yaml', '--quiet']).code).toBe(99);
  });

  it('gives 0 and writes nothing where nothing breaks', () => {
    here.write('sale.yaml', SALE.replace('60000', '9500').replace('10000', '9200'));
    const { code, stdout } = here.mpsim(['fuzz', 'sale.yaml', '--runs', '5']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^seed 1\nNothing breaks in \d cases of sale\.\n/),
    ]);
    expect(readdirSync(here.path)).toEqual(['sale.yaml']);
  });

  it('prints the same for programs, equal for equal seeds', () => {
    here.write('sale.yaml', SALE);
    const words = ['fuzz', 'sale.yaml', '--format', 'json', '--out', 'out/case.yaml'];
    const { code, stdout } = here.mpsim(words);
    expect(code).toBe(99);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'mpsim-fuzz/1',
      seed: 1,
      vary: { 'traffic[0].arrivals.batch': '9000..60000' },
      broken: { changes: [{ written: '10000', value: '14401' }], command: 'mpsim run out/case.yaml' },
    });
    expect(here.mpsim(words).stdout).toBe(stdout);
  });

  it('says of a plan that is broken already that no change is needed', () => {
    here.write('sale.yaml', SALE.replace('10000', '20000'));
    const { code, stdout } = here.mpsim(['fuzz', 'sale.yaml']);
    expect([code, stdout]).toEqual([
      99,
      expect.stringContaining('It breaks as written, without any change.'),
    ]);
    expect(readdirSync(here.path)).toEqual(['sale.yaml']);
  });

  it('says what stands in the way', () => {
    here.write('sale.yaml', SALE);
    here.write('plain.yaml', SALE.replace(/^vary.*\n/m, ''));
    expect(here.mpsim(['fuzz', 'plain.yaml'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add vary'),
    });
    const itself = here.mpsim(['fuzz', 'sale.yaml', '--out', './sale.yaml']);
    expect([itself.code, itself.stderr]).toEqual([2, expect.stringContaining('is the scenario itself')]);
    expect(here.mpsim(['fuzz', 'sale.yaml', '--runs', '0']).stderr).toContain(
      '--runs takes a whole number from 1',
    );
    expect(here.mpsim(['fuzz', 'none.yaml']).code).toBe(1);
    here.write('sale.yaml', SALE.replace('9000..60000', '60000..9000'));
    expect(here.mpsim(['fuzz', 'sale.yaml'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('MP372'),
    });
    here.write('to.csv', 'phone\n+14155550123\n');
    here.write('list.yaml', SALE.replace('{ US: 100% }', '{ csv: to.csv, column: phone }'));
    mkdirSync(join(here.path, 'out'));
    const elsewhere = here.mpsim(['fuzz', 'list.yaml', '--out', 'out/case.yaml']);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      expect.stringContaining('names to.csv by its path'),
    ]);
  });

  it('stops soon when it is interrupted, with 130 and nothing written', async () => {
    here.write('long.yaml', `${LONG_RUN}vary: { 'senders[0].numbers.count': 40..60 }\n`);
    const search = here.start(['fuzz', 'long.yaml']);
    let stderr = '';
    search.stderr?.on('data', (piece) => {
      stderr += piece;
    });
    await once(search.stdout!, 'data');
    await setTimeout(300);
    const sentAt = performance.now();
    search.kill('SIGINT');
    const [code] = await once(search, 'exit');
    // A tenth of a second is the promise; the rest is for a machine that is busy with other tests.
    expect(performance.now() - sentAt).toBeLessThan(1000);
    expect([code, stderr]).toEqual([130, 'mpsim: interrupted in case 1; nothing was written\n']);
    expect(readdirSync(here.path)).toEqual(['long.yaml']);
  });
});
