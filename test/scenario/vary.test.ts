import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { filesFromRecord } from '../../src/document/files.ts';
import { type RangeReading, readRange } from '../../src/scenario/forms/ranges.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { readVaried, type VariedScenario } from '../../src/scenario/read-varied.ts';

function drawsOf(reading: RangeReading): Extract<RangeReading, { ok: true }>['draws'] {
  if (!reading.ok) throw new Error(reading.why);
  return reading.draws;
}

describe('a range', () => {
  test.each([
    ['20000', '5000..60000', -15_000, 40_000, '20001'],
    ['1', '1..10', 0, 9, '2'],
    ['1', '0.5..10.0', -5, 90, '1.1'],
    ['2%', '1.0%..5.0%', -10, 30, '2.1%'],
    ['0.02', '0.01..0.05', -1, 3, '0.03'],
    ['x5', 'x2..x10', -3, 5, 'x6'],
    ['5/s', '5/s..20/s', 0, 15, '6/s'],
    ['90/m', '90/m .. 100/m', 0, 10, '91/m'],
    ['300KB', '100KB..500KB', -200, 200, '301KB'],
    ['90m', '30m..2h', -60, 30, '1h31m'],
    ['1h', '1h..3h', 0, 2, '2h'],
    ['1.5h', '1h..2h', -5, 5, '1h36m'],
    ['90s', '1m..3m', -30, 90, '1m31s'],
    ['0s', '0s..250ms', 0, 250, '1ms'],
    ['10:00', '09:00..12:00', -60, 120, '10:01'],
    ['10:00', '09:59:50..10:00:30', -10, 30, '10:00:01'],
  ])('of %s, %s, goes %i steps down and %i up, the first to %s', (written, range, down, up, next) => {
    const draws = drawsOf(readRange(written, range));
    expect([draws.down, draws.up, draws.at(0), draws.at(1)]).toEqual([down, up, written, next]);
  });

  it('ends at its ends, though a step may lead beyond', () => {
    const draws = drawsOf(readRange('1h', '50m..90m'));
    expect([draws.at(draws.down), draws.at(draws.up)]).toEqual(['50m', '1h30m']);
    expect(drawsOf(readRange('5', '1..9')).at(99)).toBe('9');
  });

  it('gives values that are read back as what they are', () => {
    const ends = fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)).map((all) => all.toSorted(byValue));
    fc.assert(
      fc.property(ends, fc.constantFrom('', '%', '/s', 'KB', 's', 'm'), (all, unit) => {
        const [low, written, high] = all.map((value) => `${value}${unit}`) as [string, string, string];
        const draws = drawsOf(readRange(written, `${low}..${high}`));
        const last = draws.at(draws.up);
        expect(readRange(last, `${high}..${high}`)).toMatchObject({ ok: true, draws: { down: 0, up: 0 } });
        expect(readRange(draws.at(draws.down), `${low}..${low}`).ok).toBe(true);
      }),
    );
  });

  test.each([
    ['5', '1s..9s', 'not such a range'],
    ['5/s', '1/m..9/m', 'not such a range'],
    ['5', '9..1', 'upside down'],
    ['5', '6..9', 'outside'],
    ['unlimited', '1..9', 'no scale'],
    ['2026-11-27T09:00:00Z', '09:00..10:00', 'no scale'],
  ])('of %s cannot be %s: %s', (written, range, mistake) => {
    expect(readRange(written, range)).toMatchObject({ ok: false, mistake });
  });
});

function byValue(a: number, b: number): number {
  return a - b;
}

function variedOf(text: string): VariedScenario {
  const reading = readVaried('s.yaml', filesFromRecord({ 's.yaml': text }));
  if (!reading.ok) throw new Error(JSON.stringify(reading.diagnostics));
  return reading.varied;
}

const BLOCK = `# A sale.
senders: [{ id: shop, number: "+14155550100" }] # one number
traffic:
  - id: sale
    from: shop
    to: # where
      US: 100%

    body: |
      Hello
      there
    arrivals: { batch: 10000, at: 30m } # all at once
vary: # what we do not know
  traffic[0].arrivals.batch: 5000..60000
  traffic[0].to: [{ CA: 100% }, { "GB": 50%, US: 50% }]
  traffic[0].body: ["a, b", 'Ho', { text: 'a: b', weight: 2 }] # texts

# the rest
run: { until: drained }
`;

describe('the text of a case', () => {
  it('is the file without vary where nothing varies', () => {
    const vary = /^vary:[\s\S]*# texts\n/m;
    expect(variedOf(BLOCK).textAt([0, 0, 0])).toBe(BLOCK.replace(vary, ''));
  });

  it('has other values in their places, and every comment', () => {
    const text = variedOf(BLOCK).textAt([4401, 2, 3]);
    expect(text).toBe(`# A sale.
senders: [{ id: shop, number: "+14155550100" }] # one number
traffic:
  - id: sale
    from: shop
    to: # where
      { "GB": 50%, US: 50% }

    body: { text: "a: b", weight: 2 }
    arrivals: { batch: 14401, at: 30m } # all at once

# the rest
run: { until: drained }
`);
  });

  test.each([
    ['{ vary: { "senders[0].burst": 1..5 }, senders: [{ id: a, number: "+14155550100", burst: 1 }] }'],
    ['{ senders: [{ id: a, number: "+14155550100", burst: 1 }], vary: { "senders[0].burst": 1..5 } }'],
    ['senders: [{ id: a, number: "+14155550100", burst: 1 }]\r\nvary: { "senders[0].burst": 1..5 }\r\n'],
    ['senders: [{ id: a, number: "+14155550100", burst: 1 }]\nvary: { "senders[0].burst": 1..5 } # end'],
  ])('can be read whatever the style of the file: %j', (text) => {
    const { textAt, caseAt } = variedOf(text);
    expect(textAt([3])).not.toContain('vary');
    expect(caseAt([3])?.senders[0]?.burst).toBe(4);
  });

  it('changes what aliases repeat together with it', () => {
    const shared = `senders:
  - { id: a, number: "+14155550100", burst: &tokens 2 }
  - { id: b, number: "+14155550101", burst: *tokens }
vary: { "senders[0].burst": 1..5 }
`;
    expect(
      variedOf(shared)
        .caseAt([1])
        ?.senders.map(({ burst }) => burst),
    ).toEqual([3, 3]);
  });
});

describe('a change on the command line', () => {
  it('may lie outside the range of what it changes', () => {
    const files = filesFromRecord({ 's.yaml': BLOCK });
    expect(readScenario('s.yaml', files, ['traffic[0].arrivals.batch=70000']).ok).toBe(true);
  });
});
