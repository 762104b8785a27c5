import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulativeOf, parseWhole, percentOf } from '../../src/scenario/forms/shares.ts';
import { cases } from '../seed.ts';

test('shares that make a whole are taken, with decimals that a float would spoil', () => {
  expect(parseWhole({ US: '70%', CA: 0.2, GB: '10%' })).toEqual({
    ok: true,
    value: [
      { key: 'US', millionths: 700_000 },
      { key: 'CA', millionths: 200_000 },
      { key: 'GB', millionths: 100_000 },
    ],
  });
  expect(parseWhole({ a: 0.1, b: 0.2, c: 0.7 }).ok).toBe(true);
});

test('shares that do not make a whole are refused with their sum', () => {
  expect(parseWhole({ US: '70%', CA: '29.9999%' })).toEqual({
    ok: false,
    why: 'the shares add up to 99.9999%, not 100%',
  });
  expect(parseWhole({ US: 'most' })).toEqual({
    ok: false,
    why: 'US: "most" is not a share; write 12.5% or 0.125',
  });
});

test('the parts of [0, 1) ascend and end in exactly 1', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1 }), (weights) => {
      const cumulative = cumulativeOf(weights);
      expect(cumulative.at(-1)).toBe(1);
      expect(cumulative.toSorted((a, b) => a - b)).toEqual(cumulative);
    }),
    cases(200),
  );
});

test('millionths are shown as a percentage', () => {
  expect([125_000, 1, 1_000_000].map(percentOf)).toEqual(['12.5%', '0.0001%', '100%']);
});
