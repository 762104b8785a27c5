import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { namedStream } from '../../src/kernel/random.ts';

function draws(count: number, ...key: Parameters<typeof namedStream>): readonly number[] {
  const uniform = namedStream(...key);
  return Array.from({ length: count }, uniform);
}

describe('a named random stream', () => {
  it('is the same for the same key', () => {
    expect(draws(100, '7', 0, 'blast', 'latency')).toEqual(draws(100, '7', 0, 'blast', 'latency'));
  });

  it('is another for every part of the key', () => {
    const keys: readonly Parameters<typeof namedStream>[] = [
      ['7', 0, 'blast', 'latency'],
      ['8', 0, 'blast', 'latency'],
      ['7', 1, 'blast', 'latency'],
      ['7', 0, 'blas', 'latency'],
      ['7', 0, 'blast', 'outcome'],
      ['7', 0, 'blastl', 'atency'],
      ['70', 0, 'blast', 'latency'],
      ['', 70, 'blast', 'latency'],
    ];
    expect(new Set(keys.map((key) => draws(4, ...key).join())).size).toBe(keys.length);
  });

  it('keeps the numbers that it gave in the past: a change would change every result ever noted', () => {
    expect(draws(3, '1', 0, 't0', 'arrivals 0')).toEqual([
      0.46846461738459766, 0.31519921217113733, 0.8202388237696141,
    ]);
  });

  it('is the generator of seedrandom, number by number', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.string(), fc.string(), (seed, replication, id, purpose) => {
        const theirs = seedrandom.tychei([seed, replication, id, purpose].join('\u0000'));
        expect(draws(100, seed, replication, id, purpose)).toEqual(
          Array.from({ length: 100 }, () => theirs()),
        );
      }),
    );
  });

  it('is uniform: every twentieth of [0, 1) gets its share', () => {
    const count = 200_000;
    const bins = new Array<number>(20).fill(0);
    for (const u of draws(count, '1', 0, 'uniform', 'test')) bins[Math.floor(u * 20)]! += 1;
    const expected = count / 20;
    const chiSquare = bins.reduce(
      (sum, found) => sum + ((found - expected) * (found - expected)) / expected,
      0,
    );
    // 19 degrees of freedom: 43.8 is passed by one fair stream in a thousand.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('knows nothing of its neighbour, which differs in one letter', () => {
    const count = 100_000;
    const [a, b] = [draws(count, '1', 0, 't1', 'latency'), draws(count, '1', 0, 't2', 'latency')];
    const covariance = a.reduce((sum, u, i) => sum + (u - 0.5) * (b[i]! - 0.5), 0) / count;
    expect(Math.abs(covariance * 12)).toBeLessThan(4 / Math.sqrt(count));
  });
});
