import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/experiment/comparison/compare.ts';
import { comparisonJson } from '../../../src/report/comparison/comparison-json.ts';
import { type ComparisonStyle, comparisonText } from '../../../src/report/comparison/comparison-text.ts';
import { signedDuration } from '../../../src/report/comparison/differences-in-words.ts';
import { PLAIN } from '../../../src/report/palette.ts';
import { CODES, planOfText, RANDOM_CODES } from '../../experiment/comparison/plans.ts';

const STYLE: ComparisonStyle = {
  palette: PLAIN,
  nameOfA: 'a.yaml',
  nameOfB: 'b.yaml',
  changes: [],
  command: 'mpsim compare a.yaml b.yaml',
};

describe('a comparison in words', () => {
  it('tells how much longer the slowest take, and behind whom', () => {
    const alone = planOfText(CODES, ['traffic[1].arrivals.batch=1']);
    const text = comparisonText(compare(alone, planOfText(CODES)), STYLE);
    expect(text).toContain(`codes against codes
  A: a.yaml
  B: b.yaml

  The slowest 5% of blast take 9 m 45 s longer in B, nearly all of it behind
    blast on promo#1.
  The slowest 5% of otp take 9 m 29 s longer in B, nearly all of it behind blast
    on promo#1.
`);
    expect(text).toContain('Nothing is left to chance: differences are exact.');
    for (const line of text.split('\n').slice(0, -2)) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('says so where nothing differs', () => {
    const plan = planOfText(RANDOM_CODES);
    const style = { ...STYLE, changes: ['seed=2'] };
    const text = comparisonText(compare(plan, { ...plan, seed: '2' }, { replications: 2 }), style);
    expect(text).toContain('Nothing differs: each message fares the same in both.');
    expect(text).toContain("B has the seed 2; both were run with A's, 1, so that they have the same luck.");
    expect(text).toContain('codes against itself, changed\n  A: a.yaml\n  B: the same with seed=2\n');
  });

  it('says so where an interval holds no difference for sure', () => {
    const a = planOfText(RANDOM_CODES);
    const b = planOfText(RANDOM_CODES, ['traffic[0].id=other', 'traffic[1].arrivals.at=5m1s']);
    const { traffic, ...rest } = compare(a, b, { replications: 3 });
    const blast = traffic.find(({ id }) => id === 'blast')!;
    const { difference } = blast.slowest.total;
    const unsure = {
      ...blast.slowest,
      total: { ...blast.slowest.total, difference: { ...difference!, value: 1, low: -1, high: 3 } },
    };
    const text = comparisonText({ ...rest, traffic: [{ ...blast, slowest: unsure }] }, STYLE);
    expect(text).toContain('The slowest 5% of blast take neither clearly longer nor less in B.');
  });

  it('calls a difference exact only where nothing is left to chance', () => {
    const alone = planOfText(CODES, ['traffic[1].arrivals.batch=1']);
    const certain = compare(alone, planOfText(CODES));
    const rowOf = (isRandom: boolean): string =>
      comparisonText({ ...certain, isRandom }, STYLE)
        .split('\n')
        .find((line) => line.startsWith('  queue wait mean '))!;
    expect(certain.isRandom).toBe(false);
    expect(rowOf(false)).toMatch(/ exact +-$/);
    expect(rowOf(true)).toMatch(/ same in all +-$/);
  });

  it('shows differences with their sign', () => {
    expect([4_210_000, -725_000_000, 0, -0.4].map(signedDuration)).toEqual(['+4.21s', '-12m05s', '0s', '0s']);
  });
});

describe('a comparison as JSON', () => {
  it('has figures in seconds, differences with their intervals, and parts that add up', () => {
    const alone = planOfText(CODES, ['traffic[1].arrivals.batch=1']);
    const json = JSON.parse(comparisonJson(compare(alone, planOfText(CODES)), STYLE));
    expect(json).toMatchObject({ schema: 'mpsim-comparison/1', replications: 1, is_random: false });
    expect(json.messages).toMatchObject({ in_both: 121, only_in_a: 0, only_in_b: 599 });
    const drained = json.figures.find(({ metric }: { metric: string }) => metric === 'drained');
    expect(drained.difference).toBe(drained.b - drained.a);
    const { slowest_5_percent: slowest } = json.where_the_time_went.otp;
    const parts: readonly { readonly difference: number }[] = Object.values(slowest.parts);
    expect(parts.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(
      slowest.total.difference,
      5,
    );
    expect(slowest.behind[0]).toMatchObject({ traffic: 'blast', on: 'promo#1' });
  });
});
