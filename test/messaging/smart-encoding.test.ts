import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { encodingOf, GSM_BASIC, GSM_EXTENSION } from '../../src/messaging/encoding.ts';
import { smartEncode } from '../../src/messaging/smart-encoding.ts';
import { cases } from '../seed.ts';

function calculated(text: string): string {
  return new SegmentedMessage(text, 'auto', true).graphemes.join('');
}

/** Every code point of the basic plane but the surrogates, which would pair up. */
function basicPlane(): string[] {
  const all = Array.from({ length: 0x10000 }, (_, unit) => unit);
  return all
    .filter((unit) => unit < 0xd800 || unit > 0xdfff)
    .map((codePoint) => String.fromCodePoint(codePoint));
}

describe('Smart encoding', () => {
  test.each([
    ['curly quotes straight', '“It’s here”', '"It\'s here"'],
    ['a backtick an apostrophe', '`', "'"],
    ['an ellipsis three dots', 'wait…', 'wait...'],
    ['a no-break space two spaces', 'a\u00a0b', 'a  b'],
    ['an em quad one space', 'a\u2001b', 'a b'],
    ['a tab seven spaces', 'a\tb', 'a       b'],
    ['a fraction three characters', '½ price', '1/2 price'],
    ['a double exclamation mark two', '\u203c', '!!'],
    ['dashes hyphens, and a bullet too', '– — •', '- - -'],
    ['the single angle quotes as their shapes say', '\u2039a\u203a', '<a>'],
    ['invisible characters nothing', 'a\u200b\u200c\u2060\ufeffb', 'ab'],
    ['full-width forms plain ones', '\uff21\uff3a\uff10\uff19\uff3b\uff5e', 'AZ09[~'],
    ['small capitals capitals', 'ᴀʙᴄɴᴡʏᴢ', 'ABCNWYZ'],
    ['a combining tilde a tilde of its own', 'n\u0303', 'n~'],
  ])('makes %s', (_, text, encoded) => {
    expect(smartEncode(text)).toBe(encoded);
  });

  test.each([
    ['a lower-case c-cedilla', 'ça va'],
    ['an emoji', 'hi 😀'],
    ['another script', 'Ваш код'],
    ['letters with accents', 'día'],
    ['full-width small letters', 'ａｚ'],
    ['lone surrogates', '\ud83d \ude00'],
    ['an empty text', ''],
  ])('leaves %s alone', (_, text) => {
    expect(smartEncode(text)).toBe(text);
  });

  test('leaves every GSM-7 text alone', () => {
    expect(smartEncode(GSM_BASIC + GSM_EXTENSION)).toBe(GSM_BASIC + GSM_EXTENSION);
  });

  test('replaces 271 characters, all of them by GSM-7', () => {
    const replaced = basicPlane().filter((character) => smartEncode(character) !== character);
    expect(replaced).toHaveLength(271);
    expect(encodingOf(smartEncode(replaced.join('')))).toBe('GSM-7');
  });
});

describe("Twilio's published calculator agrees on smart encoding", () => {
  test('for every character of the basic plane', () => {
    const characters = basicPlane();
    for (let i = 0; i < characters.length; i += 2048) {
      const text = characters.slice(i, i + 2048).join('');
      expect(smartEncode(text)).toBe(calculated(text));
    }
  });

  test('for any text', () => {
    const replaceable = fc.constantFrom(...basicPlane().filter((each) => smartEncode(each) !== each));
    const piece = fc.oneof(replaceable, fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        (text) => {
          expect(smartEncode(text)).toBe(calculated(text));
        },
      ),
      cases(200),
    );
  });
});
