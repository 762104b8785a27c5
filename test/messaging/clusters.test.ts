import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustersOf } from '../../src/messaging/clusters.ts';
import { cases } from '../seed.ts';

function clustersAtOnce(text: string): string[] {
  const found = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  return Array.from(found, ({ segment }) => segment);
}

describe('The grapheme clusters of a text', () => {
  test('are those that the engine finds, also where the text is taken in several windows', () => {
    const piece = fc.constantFrom(
      'a',
      '🇨🇦',
      '🇨',
      '👨‍👩‍👧',
      '👍🏽',
      'e\u0301',
      '\u0301',
      '\u200d',
      '\r',
      '\n',
      '한',
      'ᄀ',
      '\ud83d',
    );
    const run = fc.tuple(piece, fc.nat({ max: 150 })).map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, run), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        expect([...clustersOf(text)]).toEqual(clustersAtOnce(text));
      }),
      cases(200),
    );
  });

  test('may be longer than any window', () => {
    const long = `e${'\u0301'.repeat(5000)}`;
    expect([...clustersOf(`${'a'.repeat(300)}${long}b`)]).toEqual([...'a'.repeat(300), long, 'b']);
  });

  test('of half a million letters are found in well under the hours that the engine alone would take', () => {
    let count = 0;
    for (const cluster of clustersOf('á'.repeat(500_000))) count += cluster.length;
    expect(count).toBe(500_000);
  });
});
