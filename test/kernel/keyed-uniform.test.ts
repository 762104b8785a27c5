import { describe, expect, it } from 'vitest';
import { type KeyedUniform, keyedUniform, threefry } from '../../src/kernel/keyed-uniform.ts';

/** Chi-square of `count` numbers over twenty equal parts of [0, 1). */
function chiSquare(count: number, uniformAt: (place: number) => number): number {
  const bins = new Array<number>(20).fill(0);
  for (let place = 0; place < count; place += 1) bins[Math.floor(uniformAt(place) * 20)]! += 1;
  const expected = count / 20;
  return bins.reduce((sum, found) => sum + ((found - expected) * (found - expected)) / expected, 0);
}
/** With 19 degrees of freedom, passed by one fair sequence in a thousand. */
const CHI_SQUARE_LIMIT = 43.8;

function correlation(count: number, a: (place: number) => number, b: (place: number) => number): number {
  let sum = 0;
  for (let place = 0; place < count; place += 1) sum += (a(place) - 0.5) * (b(place) - 0.5);
  return (sum / count) * 12;
}

const uniform = keyedUniform('1', 0, 'blast', 'test');

describe('a keyed uniform number', () => {
  it('is that of the published test vectors of Threefry-2x32-20', () => {
    // Random123, tests/kat_vectors: counter, key, first word.
    expect(threefry(0, 0, 0, 0)).toBe(0x6b200159);
    expect(threefry(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)).toBe(0x1cb996fc);
    expect(threefry(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe(0xc4923a9c);
  });

  it('is the same whenever it is asked for, and another for every part of the key', () => {
    const firstOf = (one: KeyedUniform): number => one(3, 5);
    const all = [
      firstOf(keyedUniform('1', 0, 'blast', 'test')),
      firstOf(keyedUniform('2', 0, 'blast', 'test')),
      firstOf(keyedUniform('1', 1, 'blast', 'test')),
      firstOf(keyedUniform('1', 0, 'other', 'test')),
      firstOf(keyedUniform('1', 0, 'blast', 'other')),
      uniform(5, 3),
      uniform(3, 6),
      uniform(4, 5),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(uniform(3, 5)).toBe(all[0]);
  });

  it('keeps the numbers that it gave in the past: a change would change every result ever noted', () => {
    expect([uniform(0, 0), uniform(0, 1), uniform(1, 0)]).toEqual([
      0.32085076021030545, 0.11338334949687123, 0.5216072893235832,
    ]);
  });

  it('is uniform along either word', () => {
    expect(chiSquare(200_000, (place) => uniform(place, 0))).toBeLessThan(CHI_SQUARE_LIMIT);
    expect(chiSquare(200_000, (place) => uniform(7, place))).toBeLessThan(CHI_SQUARE_LIMIT);
    expect(chiSquare(200_000, (place) => uniform(place, place))).toBeLessThan(CHI_SQUARE_LIMIT);
  });

  it('knows nothing of its neighbours, in place and in purpose', () => {
    const count = 100_000;
    const limit = 4 / Math.sqrt(count);
    const other = keyedUniform('1', 0, 'blast', 'tesu');
    const at = (place: number): number => uniform(place, 0);
    expect(Math.abs(correlation(count, at, (place) => uniform(place + 1, 0)))).toBeLessThan(limit);
    expect(Math.abs(correlation(count, at, (place) => uniform(place, 1)))).toBeLessThan(limit);
    expect(Math.abs(correlation(count, at, (place) => other(place, 0)))).toBeLessThan(limit);
  });
});
