import { describe, expect, it } from 'vitest';
import type { Compared, ComparedTimes, Comparison } from '../../../src/experiment/comparison/comparison.ts';
import { timeSentences } from '../../../src/report/comparison/time-sentences.ts';

const by = (seconds: number): Compared => ({
  a: 0,
  b: seconds * 1_000_000,
  difference: { value: seconds * 1_000_000, low: seconds * 1_000_000, high: seconds * 1_000_000, n: 1 },
});

/** The sentence on a stream whose slowest messages differ by so many seconds in their parts, and behind whom. */
function sentenceOn(
  parts: Partial<Record<keyof ComparedTimes['parts'], number>>,
  behind: Readonly<Record<string, number>> = {},
): string | undefined {
  const all = { held: 0, retries: 0, sender: 0, service: 0, account: 0, own: 0, carrier: 0, ...parts };
  const slowest: ComparedTimes = {
    n: { a: 1, b: 1 },
    parts: Object.fromEntries(
      Object.entries(all).map(([part, seconds]) => [part, by(seconds)]),
    ) as unknown as ComparedTimes['parts'],
    total: by(Object.values(all).reduce((sum, seconds) => sum + seconds, 0)),
    behind: Object.entries(behind).map(([traffic, seconds]) => ({
      traffic,
      place: 'promo#1',
      ...by(seconds),
    })),
  };
  const comparison = { traffic: [{ id: 'otp', all: slowest, slowest }], isRandom: true };
  return timeSentences(comparison as unknown as Comparison)[0]?.text;
}

describe('the sentence on the slowest of a stream', () => {
  it.each([
    [{ sender: 412 }, { blast: 371 }, '6 m 52 s longer in B, 6 m 11 s of it behind blast on promo#1'],
    [{ sender: -412 }, { blast: -371 }, '6 m 52 s less in B, 6 m 11 s of it behind blast on promo#1'],
    [
      { sender: 400, carrier: -100 },
      { blast: 390 },
      '5 m longer in B, with 6 m 30 s more behind blast on promo#1',
    ],
    [{ account: 50, sender: 2 }, { blast: 4 }, '52.0 s longer in B, 48.0 s of it waiting for the account'],
    [{ retries: 60, own: 1 }, {}, '1 m 1 s longer in B, 1 m of it in earlier attempts'],
    [{ carrier: 9 }, {}, '9.00 s longer in B, nearly all of it at the carrier'],
    [{ held: -9, service: 3 }, {}, '6.00 s less in B, with 9.00 s less held back by its client'],
  ])('of parts %j, behind %j', (parts, behind, words) => {
    expect(sentenceOn(parts, behind as Record<string, number>)).toBe(`The slowest 5% of otp take ${words}.`);
  });

  it('is not made where they take as long', () => {
    expect(sentenceOn({})).toBeUndefined();
  });
});
