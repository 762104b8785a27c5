import { describe, expect, test } from 'vitest';
import { didYouMean, editDistance } from '../../src/document/did-you-mean.ts';

const KEYS = ['id', 'number', 'numbers', 'burst', 'segments-per-second', 'queue-horizon', 'send_latency'];

describe('the edit distance', () => {
  test.each([
    ['burst', 'burst', 0],
    ['burts', 'burst', 1],
    ['brst', 'burst', 1],
    ['BURST', 'burst', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('from %s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('who mistypes a key', () => {
  test.each([
    ['burts', 'burst'],
    ['nubmer', 'number'],
    ['numbrs', 'numbers'],
    ['segments_per_second', 'segments-per-second'],
    ['segment-per-second', 'segments-per-second'],
    ['send-latency', 'send_latency'],
    ['Id', 'id'],
  ])('as %s is told of %s', (word, meant) => {
    expect(didYouMean(word, KEYS)).toBe(meant);
  });

  test.each(['colour', 'x'.repeat(500), 'rate'])('beyond recognition (%s) is told of none', (word) => {
    expect(didYouMean(word, KEYS)).toBeUndefined();
  });
});
