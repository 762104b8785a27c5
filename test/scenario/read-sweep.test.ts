import { describe, expect, it } from 'vitest';
import { type Files, filesFromRecord } from '../../src/document/files.ts';
import { readSweep, type SweepRequest } from '../../src/scenario/read-sweep.ts';
import type { Sweep } from '../../src/scenario/sweep.ts';

const SALE = `senders: [{ id: promo, numbers: { from: "+14155550100", count: 10 } }]
traffic:
  - { id: blast, from: promo, to: { US: 100% }, body: hi, arrivals: { batch: 1000, at: 0s } }
`;

function read(request: SweepRequest, more = ''): ReturnType<typeof readSweep> {
  return readSweep('s.yaml', filesFromRecord({ 's.yaml': SALE + more }), request);
}

function sweepOf(request: SweepRequest, more = ''): Sweep {
  const reading = read(request, more);
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.swept.sweep!;
}

function mistakesOf(request: SweepRequest, more = ''): readonly string[] {
  const reading = read(request, more);
  return reading.ok
    ? []
    : reading.diagnostics.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}

function valuesOf(vary: string, more = ''): readonly string[] {
  return sweepOf({ vary: [vary] }, more).swept[0]!.values;
}

describe('the values of a sweep', () => {
  it.each([
    [
      'traffic[0].arrivals.batch=10000..100000:10',
      '10000 20000 30000 40000 50000 60000 70000 80000 90000 100000',
    ],
    ['traffic[0].arrivals.batch=1..4:3', '1 3 4'],
    ['senders[0].numbers.count=10,20,50', '10 20 50'],
    ['senders[0].numbers.count=[10, 20]', '10 20'],
    ['senders[0].segments-per-second=0.5..1:6', '0.5 0.6 0.7 0.8 0.9 1'],
    ['traffic[0].arrivals.at=10s..60s:6', '10s 20s 30s 40s 50s 60s'],
    ['senders[0].burst=7', '7'],
  ])('of %s are %s', (vary, values) => {
    expect(valuesOf(vary).join(' ')).toBe(values);
  });

  it('may be rates, and times of day, whose colons are no numbers of values', () => {
    const started = 'start: 2026-11-27T09:00:00-05:00\n';
    expect(valuesOf('traffic[0].arrivals.at=09:00..12:00:4', started)).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '12:00',
    ]);
    const poisson = '[{ poisson: 1/s, from: 0s, count: 5 }]';
    const { swept } = sweepOf({ vary: [`traffic[0].arrivals=${poisson}`, 'seed=1..3:3'] });
    expect(swept.map(({ values }) => values)).toEqual([
      ['{ poisson: 1/s, from: 0s, count: 5 }'],
      ['1', '2', '3'],
    ]);
  });

  it('may be maps and lists', () => {
    expect(valuesOf('traffic[0].to={ US: 100% },{ CA: 100% }')).toEqual(['{ US: 100% }', '{ CA: 100% }']);
  });
});

describe('the command line', () => {
  const block = `sweep: { vary: { "senders[0].numbers.count": [1, 2] }, replications: 3 }\n`;

  it('wins over what the scenario sweeps, and keeps the rest', () => {
    const sweep = sweepOf({ vary: ['traffic[0].arrivals.batch=1,2,3'] }, block);
    expect(sweep.swept.map(({ path }) => path)).toEqual(['traffic[0].arrivals.batch']);
    expect([sweep.cells, sweep.replications]).toEqual([3, 3]);
    expect(sweepOf({ replications: 5 }, block).replications).toBe(5);
  });

  it('is told where its mistakes are, all at once', () => {
    const vary = ['traffic[0].arrivals.batch=9..1:3', 'nonsense', 'sendres[0].numbers.count=1,2'];
    expect(mistakesOf({ vary })).toEqual(['MP391 --vary:1:1', 'MP392 --vary:1:27', 'MP390 --vary:1:1']);
  });

  it('is told a value that cannot be run before anything is', () => {
    expect(mistakesOf({ vary: ['traffic[0].arrivals.batch=5,0'] })).toEqual(['MP394 --vary:1:27']);
  });

  it('is told how many cells are too many', () => {
    const reading = read({ vary: ['traffic[0].arrivals.batch=1..200:200', 'seed=1..100:100'] });
    expect(reading.ok || reading.diagnostics[0]?.message).toContain('20000 cells, more than 10000');
  });
});

describe('cells whose values exclude each other', () => {
  it('are told by their values', () => {
    const vary = [
      'traffic[0].arrivals={ batch: 9, at: 0s },{ poisson: 1/s, from: 0s }',
      'run={ for: 1h },{ until: drained }',
    ];
    const reading = read({ vary });
    if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
    const mistakes = reading.swept.mistakesIn([
      ['{ batch: 9, at: 0s }', '{ until: drained }'],
      ['{ poisson: 1/s, from: 0s }', '{ until: drained }'],
    ]);
    expect(mistakes.map(({ code, message }) => [code, message.slice(0, 86)])).toEqual([
      ['MP394', 'With { poisson: 1/s, from: 0s } at traffic[0].arrivals and { until: drained } at run t'],
    ]);
  });
});

describe('the files of a sweep', () => {
  it('are all that any of its cells names, each read once', () => {
    const texts: Record<string, string> = {
      's.yaml': SALE,
      'a.csv': 'time,to,body\n0,+14155550111,hi\n',
      'b.csv': 'time,to,body\n1,+14155550111,hi\n',
    };
    const reads: string[] = [];
    const files: Files = {
      read(path, maxBytes) {
        reads.push(path);
        return filesFromRecord(texts).read(path, maxBytes);
      },
    };
    const reading = readSweep('s.yaml', files, {
      vary: [
        'traffic[0]={ id: t, from: promo, arrivals: { trace: a.csv } },{ id: t, from: promo, arrivals: { trace: b.csv } }',
      ],
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
    expect(Object.keys(reading.swept.document().files)).toEqual(['a.csv', 'b.csv']);
    expect(reads).toEqual(['s.yaml', 'a.csv', 'b.csv']);
  });
});
