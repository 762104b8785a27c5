import { describe, expect, test } from 'vitest';
import {
  encodingOf,
  firstOutsideGsm,
  GSM_BASIC,
  GSM_EXTENSION,
  septetsOf,
} from '../../src/messaging/encoding.ts';

/** The alphabet by code point, written down independently of the table by septet. */
const BASIC_RANGES = [
  '000A 000D 0020-005A 005F 0061-007A 00A1 00A3-00A5 00A7 00BF 00C4-00C7 00C9 00D1 00D6 00D8 00DC 00DF-00E0',
  '00E4-00E6 00E8-00E9 00EC 00F1-00F2 00F6 00F8-00F9 00FC 0393-0394 0398 039B 039E 03A0 03A3 03A6 03A8-03A9',
].join(' ');

function unitsIn(ranges: string): Set<number> {
  const units = new Set<number>();
  for (const range of ranges.split(' ')) {
    const [from, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let unit = from!; unit <= to!; unit += 1) units.add(unit);
  }
  return units;
}

function allUnits(): number[] {
  return Array.from({ length: 0x10000 }, (_, unit) => unit);
}

describe('The GSM alphabet', () => {
  test('has 127 characters of one septet and 10 of two', () => {
    expect(allUnits().filter((unit) => septetsOf(unit) === 1)).toHaveLength(127);
    expect(allUnits().filter((unit) => septetsOf(unit) === 2)).toHaveLength(10);
    expect(GSM_BASIC).toHaveLength(127);
    expect(GSM_EXTENSION).toHaveLength(10);
  });

  test('costs one septet for exactly the code points of the basic table', () => {
    const basic = unitsIn(BASIC_RANGES);
    expect(allUnits().filter((unit) => septetsOf(unit) === 1)).toEqual([...basic].sort((a, b) => a - b));
  });

  test('costs two septets for exactly the code points of the extension table', () => {
    const extension = [0x0c, 0x5b, 0x5c, 0x5d, 0x5e, 0x7b, 0x7c, 0x7d, 0x7e, 0x20ac];
    expect(allUnits().filter((unit) => septetsOf(unit) === 2)).toEqual(extension);
  });

  test('stands in the order of its septets', () => {
    // From 0x1C on, each septet is one place earlier, since ESC at 0x1B is no character.
    const at = (septet: number): string => GSM_BASIC[septet > 0x1b ? septet - 1 : septet]!;
    expect([at(0x00), at(0x0a), at(0x10), at(0x1a), at(0x1c), at(0x24), at(0x40)].join('')).toBe('@\nΔΞÆ¤¡');
    expect([at(0x41), at(0x5f), at(0x60), at(0x7a), at(0x7f)].join('')).toBe('A§¿zà');
  });
});

describe('The encoding of a text', () => {
  test('is GSM-7 when it is empty', () => {
    expect(encodingOf('')).toBe('GSM-7');
  });

  test('is GSM-7 with every character of alphabet and extension', () => {
    expect(encodingOf(GSM_BASIC + GSM_EXTENSION)).toBe('GSM-7');
  });

  test.each([
    ['a lower-case c-cedilla', 'ç'],
    ['a backtick', '`'],
    ['a tab', '\t'],
    ['NUL', '\u0000'],
    ['ESC itself', '\u001b'],
    ['a no-break space', '\u00a0'],
    ['a-acute', 'á'],
    ['a capital a-acute', 'Á'],
    ['lower-case omega', 'ω'],
    ['a curly apostrophe', '\u2019'],
    ['a decomposed e-acute', 'e\u0301'],
    ['an emoji', '😀'],
    ['a lone high surrogate', '\ud83d'],
    ['a lone low surrogate', '\ude00'],
    ['the unit behind the euro sign', '\u20ad'],
    ['the unit behind the table', '\u03aa'],
  ])('is UCS-2 for the whole text with %s', (_, character) => {
    expect(encodingOf(`Hello ${character} you`)).toBe('UCS-2');
  });
});

describe('The character that forces UCS-2', () => {
  test('is absent in a GSM-7 text', () => {
    expect(firstOutsideGsm('Total: 5 € [net]')).toBeUndefined();
    expect(firstOutsideGsm('')).toBeUndefined();
  });

  test('is the first of several, with its place in UTF-16 units', () => {
    expect(firstOutsideGsm('it\u2019s “so”')).toEqual({ character: '\u2019', index: 2 });
  });

  test('is looked for from any place on', () => {
    expect(firstOutsideGsm('it\u2019s “so”', 3)).toEqual({ character: '“', index: 5 });
    expect(firstOutsideGsm('it\u2019s', 3)).toBeUndefined();
  });

  test('is a whole emoji, not half of it', () => {
    expect(firstOutsideGsm('😀 now')).toEqual({ character: '😀', index: 0 });
  });

  test('may be a lone surrogate', () => {
    expect(firstOutsideGsm('a\ud83d')).toEqual({ character: '\ud83d', index: 1 });
  });
});
