import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesFromRecord } from '../../../src/document/files.ts';
import { type SweepResult, sweep } from '../../../src/experiment/sweeping/sweep.ts';
import { ASCII, UNICODE } from '../../../src/report/glyphs.ts';
import { PLAIN } from '../../../src/report/palette.ts';
import { extentInWords } from '../../../src/report/sweep/map-text.ts';
import { sweepCsv } from '../../../src/report/sweep/sweep-csv.ts';
import { sweepParquet } from '../../../src/report/sweep/sweep-parquet.ts';
import { sweepText } from '../../../src/report/sweep/sweep-text.ts';
import { readSweep, type SweepRequest } from '../../../src/scenario/read-sweep.ts';

async function run(request: SweepRequest): Promise<SweepResult> {
  const text = `name: sale
senders: [{ id: promo, numbers: { from: "+14155550100", count: 1 }, queue-horizon: 100s }]
traffic: [{ id: blast, from: promo, to: { US: 100% }, body: hi, arrivals: { batch: 10, at: 0s } }]
carriers: { default: { latency: { constant: 2s }, outcomes: { delivered: 100% } } }
expect:
  - { metric: failed, of: { code: 30001 }, count: { at-most: 0 } }
  - { metric: queue_wait, p95: { at-most: 60s } }
`;
  const reading = readSweep('sale.yaml', filesFromRecord({ 'sale.yaml': text }), request);
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return sweep(reading.swept);
}

let grid: SweepResult;
beforeAll(async () => {
  grid = await run({
    vary: [
      'traffic[0].arrivals.batch=50..250:5',
      'senders[0].numbers.count=1,2',
      'traffic[0].body=hi,"a, b"',
    ],
  });
});

interface Row {
  readonly [column: string]: unknown;
}

describe('sweep.csv', () => {
  it('has one header, and a row for every figure of every cell', () => {
    const rows: string[][] = parse([...sweepCsv(grid)].join(''));
    const [head, ...others] = rows;
    expect(head).toEqual([
      'cell',
      'traffic[0].arrivals.batch',
      'senders[0].numbers.count',
      'traffic[0].body',
      'metric',
      'of',
      'statistic',
      'value',
      'low',
      'high',
      'n',
      'unit',
    ]);
    const ofCell = (cell: string): readonly string[][] => others.filter(([one]) => one === cell);
    expect(new Set(grid.outcomes.map(({ cell }) => ofCell(String(cell)).length)).size).toBe(1);
    // Cell 17 is 250 messages, one number, quoted text.
    expect(ofCell('17').filter(([, , , , metric]) => metric === 'failed')).toEqual([
      ['17', '250', '1', '"a, b"', 'failed', 'all', 'mean', '150', '150', '150', '1', 'messages'],
      ['17', '250', '1', '"a, b"', 'failed', 'code 30001', 'mean', '150', '150', '150', '1', 'messages'],
    ]);
    expect(
      ofCell('17')
        .filter(([, , , , metric]) => metric === 'expectation')
        .map((row) => row.slice(5)),
    ).toEqual([
      ['failed of code 30001: count at most 0', 'value', '150', '', '', '1', 'messages'],
      ['failed of code 30001: count at most 0', 'verdict', '0', '', '', '1', 'fail'],
      ['queue_wait: p95 at most 60s', 'value', '94', '', '', '1', 's'],
      ['queue_wait: p95 at most 60s', 'verdict', '0', '', '', '1', 'fail'],
    ]);
  });
});

describe('sweep.parquet', () => {
  it('holds the rows of sweep.csv with types', async () => {
    const { buffer } = sweepParquet(grid);
    const file = buffer as ArrayBuffer;
    const rows: Row[] = await parquetReadObjects({ file });
    const texts: Record<string, string>[] = parse([...sweepCsv(grid)].join(''), { columns: true });
    expect(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
        ),
      ),
    ).toEqual(texts);
    const types = parquetSchema(parquetMetadata(file)).children.map(({ element }) => [
      element.name,
      element.type,
    ]);
    expect(types.filter(([, type]) => type === 'DOUBLE').map(([name]) => name)).toEqual([
      'traffic[0].arrivals.batch',
      'senders[0].numbers.count',
      'value',
      'low',
      'high',
    ]);
  });

  it('is the same, byte for byte, each time', () => {
    expect(Buffer.from(sweepParquet(grid)).equals(Buffer.from(sweepParquet(grid)))).toBe(true);
  });
});

describe('the report of a sweep', () => {
  const style = { palette: PLAIN, glyphs: UNICODE, command: 'mpsim sweep sale.yaml', of: undefined };

  it('draws the map of two paths, and tells where loss and each failure begin', async () => {
    const result = await run({
      vary: ['traffic[0].arrivals.batch=50..250:5', 'senders[0].numbers.count=1,2'],
    });
    expect(sweepText(result, style)).toBe(`sale  sweep, rulebook twilio-guide, seed 1
  10 cells, 10 runs: a grid of traffic[0].arrivals.batch and
    senders[0].numbers.count.
  Nothing is refused or fails in 6 of 10 cells.
  failed of code 30001: count at most 0: pass in 6 cells, fail in 4.
  queue_wait: p95 at most 60s: pass in 3 cells, fail in 7.

Capacity map
  down: senders[0].numbers.count
  across: traffic[0].arrivals.batch
  2   ·   ·  ·b  ·b ▂ab
  1   ·  ·b ▃ab ▅ab ▅ab
     50 100 150 200 250
  · nothing is refused or fails; ▁ less than 13% does, … █ more than 87%
  a fails: failed of code 30001: count at most 0
  b fails: queue_wait: p95 at most 60s

Frontier  lost      a fails   b fails
  2       from 250  from 250  from 150
  1       from 150  from 150  from 100

What matters most for lost
  traffic[0].arrivals.batch  ████████████████████  0 at 50, 100 at 250
  senders[0].numbers.count   ██████████            10 at 2, 60 at 1
  Means over all cells with that value, the least and the most of each path.

To repeat
  mpsim sweep sale.yaml
`);
  });

  it('of one path is a curve in rows', async () => {
    const result = await run({ vary: ['traffic[0].arrivals.batch=50..250:5'] });
    expect(sweepText(result, style)).toMatch(
      /\nCells +lost +wait p95 .*\n {2}50 +0 +47.0s +49.0s +49.0s +1.525 +pass pass\n/,
    );
  });

  it('in ASCII is ASCII', () => {
    expect(sweepText(grid, { ...style, glyphs: ASCII })).toMatch(/^[ -~\n]*$/);
  });
});

describe('where something is so', () => {
  it.each([
    [[false, false, false], 'never'],
    [[true, true, true], 'always'],
    [[false, true, true], 'from 2'],
    [[true, false, false], 'up to 1'],
    [[false, true, false], 'at 2'],
    [[true, false, true], 'up to 1, from 3'],
  ])('%j is %s', (flags, words) => {
    expect(extentInWords(flags, ['1', '2', '3'])).toBe(words);
  });
});
