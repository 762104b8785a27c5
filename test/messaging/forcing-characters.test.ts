import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { septetsOf } from '../../src/messaging/encoding.ts';
import { forcingCharacters } from '../../src/messaging/forcing-characters.ts';
import { cases } from '../seed.ts';

describe('What forces UCS-2', () => {
  test('is nothing in a GSM-7 text', () => {
    expect(forcingCharacters('Total: 5 € [net]\n')).toEqual([]);
  });

  test('is told with code point, name, index, line, column and count', () => {
    expect(forcingCharacters('Hi,\nit’s Ana’s 😀')).toEqual([
      {
        character: '’',
        codePoint: 'U+2019',
        name: 'right single quotation mark',
        index: 6,
        line: 2,
        column: 3,
        count: 2,
      },
      { character: '😀', codePoint: 'U+1F600', index: 15, line: 2, column: 12, count: 1 },
    ]);
  });

  test('stands on the line on which it is seen, right before a line end and right behind one', () => {
    const places = forcingCharacters('á\né\r\n\n\u00ed').map(({ line, column }) => [line, column]);
    expect(places).toEqual([
      [1, 1],
      [4, 1],
    ]);
  });

  test('is counted from the line on which the text begins', () => {
    expect(forcingCharacters('a\ná', 7)[0]).toMatchObject({ index: 2, line: 8, column: 1 });
  });

  test.each([
    ['a lone high surrogate', 'a\ud83d', 'U+D83D'],
    ['a lone low surrogate', 'a\ude00', 'U+DE00'],
    ['NUL', 'a\u0000', 'U+0000'],
  ])('may be %s', (_, text, codePoint) => {
    expect(forcingCharacters(text)).toMatchObject([{ codePoint, index: 1, column: 2, count: 1 }]);
  });

  test('is each character outside the alphabet, once, at its first place', () => {
    const piece = fc.oneof(
      fc.constantFrom('\n', 'a', '€', 'á', '’', '😀', '\ud83d', '\ude00'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
        (text) => {
          const outside = [...text].filter((each) => each.length > 1 || septetsOf(each.charCodeAt(0)) === 0);
          const found = forcingCharacters(text);
          expect(found.map(({ character }) => character)).toEqual([...new Set(outside)]);
          for (const { character, index, line, column, count } of found) {
            expect(count).toBe(outside.filter((each) => each === character).length);
            expect(text.slice(index, index + character.length)).toBe(character);
            const before = text.slice(0, index).split('\n');
            expect([line, column]).toEqual([before.length, before.at(-1)!.length + 1]);
          }
        },
      ),
      cases(300),
    );
  });
});
