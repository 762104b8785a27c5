/**
 * Which characters Smart Encoding replaces, by what stands for them: their code points in hexadecimal, ranges with a
 * dash. All lie in the basic plane, and all targets are GSM-7.
 *
 * Source: Twilio, message segment calculator, npm sms-segments-calculator 1.3.0 (2026), 271 characters. It differs
 * from 1.2.0 (2024-06) in U+200C, which that one leaves alone, and in U+2039 and U+203A, which it takes for each other.
 * Which of them Twilio's servers follow is not published.
 */
const SUBSTITUTIONS: readonly (readonly [target: string, codePoints: string])[] = [
  ['"', '00AB 00BB 02BA 02EE 201C-201F 275D-275E 301D-301E FF02'],
  ["'", '0060 00B4 02B9 02BB-02BD 02C8 02CA-02CB 0313-0314 2018-2019 201B 275B-275C FE10-FE11 FF07'],
  ['/', '00F7 0337-0338 2044 2215 29F8 FF0F'],
  ['1/4', '00BC'],
  ['1/2', '00BD'],
  ['3/4', '00BE'],
  ['\\', '20E5 29F5 29F9 FE68 FF3C'],
  ['_', '0332 2017 FF3F'],
  ['|', '20D2-20D3 2223 239C 239F 23B8-23B9 23D0 FF5C'],
  ['-', '2010 2013-2015 2022 2043 23BC-23BD FE63 FF0D'],
  ['@', 'FE6B FF20'],
  ['$', 'FE69 FF04'],
  ['!', '01C3 FE15 FE57 FF01'],
  ['#', 'FE5F FF03'],
  ['%', 'FE6A FF05'],
  ['&', 'FE60 FF06'],
  [',', '0326 201A 3001 FE50-FE51 FF0C FF64'],
  ['(', '2768 276A 27EE 2985 FE59 FF08'],
  [')', '2769 276B 27EF 2986 FE5A FF09'],
  ['*', '204E 2217 229B 2722-2725 2731-2733 273A-273D 2743 2749-274B 29C6 FE61 FF0A'],
  ['+', '02D6 FE62 FF0B'],
  ['.', '3002 FE52 FF0E FF61'],
  [':', '02D0 02F8 2982 A789 FE13 FF1A'],
  [';', '204F FE14 FE54 FF1B'],
  ['<', '2039 FE64 FF1C'],
  ['=', '0347 A78A FE66 FF1D'],
  ['>', '203A FE65 FF1E'],
  ['?', 'FE16 FE56 FF1F'],
  ['^', '02C6 0302 1DCD FF3E'],
  ['{', '2774 FE5B FF5B'],
  ['}', '2775 FE5C FF5D'],
  ['[', 'FF3B'],
  [']', 'FF3D'],
  ['~', '02DC 02F7 0303 0330 0334 223C FF5E'],
  ['  ', '0080 008D 0090 009B 009F-00A0 2000 2002-200A 202F 205F 3000'],
  ['', '0000 0003-0004 0010-0014 0017 0019 200B-200C 2060 FEFF'],
  ['       ', '0009'],
  ['!!', '203C'],
  [' ', '2001 2028-2029'],
  ['...', '2026'],
];

/** Full-width digits and letters stand in the order of the alphabet. */
const FULL_WIDTH: readonly (readonly [first: number, characters: string])[] = [
  [0xff10, '0123456789'],
  [0xff21, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
];

/** Small capitals, and the letters that they become; Unicode scatters them, and Q and X are not replaced. */
const SMALL_CAPITALS: readonly (readonly [letters: string, codePoints: string])[] = [
  ['ABCDEFGHIJKLM', '1D00 0299 1D04 1D05 1D07 A730 0262 029C 026A 1D0A 1D0B 029F 1D0D'],
  ['NOPRSTUVWYZ', '0274 1D0F 1D18 0280 A731 1D1B 1D1C 1D20 1D21 028F 1D22'],
];

const targets: ReadonlyMap<string, string> = new Map(entries());

function* entries(): Generator<[character: string, target: string]> {
  for (const [target, codePoints] of SUBSTITUTIONS) {
    for (const codePoint of numbersIn(codePoints)) yield [String.fromCharCode(codePoint), target];
  }
  for (const [first, characters] of FULL_WIDTH) {
    for (let i = 0; i < characters.length; i += 1) yield [String.fromCharCode(first + i), characters[i]!];
  }
  for (const [letters, codePoints] of SMALL_CAPITALS) {
    for (const [i, codePoint] of [...numbersIn(codePoints)].entries()) {
      yield [String.fromCharCode(codePoint), letters[i]!];
    }
  }
}

/** The numbers of hexadecimal ranges: `2018-2019 201B`. */
function* numbersIn(ranges: string): Generator<number> {
  for (const range of ranges.split(' ')) {
    const [from, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let number = from!; number <= to!; number += 1) yield number;
  }
}

const replaceable = new RegExp(`[${[...targets.keys()].map(escaped).join('')}]`, 'g');

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The text as Smart Encoding sends it: curly quotes, dashes, odd spaces, full-width forms and their like become GSM-7,
 * one pass, character by character. Emoji, other scripts and letters with accents stay. A text may grow: a no-break
 * space becomes two spaces, a tab seven, an ellipsis three dots, a fraction three characters; and `{`, `[`, `~` and
 * their like cost two septets.
 *
 * @example smartEncode('“Don’t panic…”') // '"Don\'t panic..."'
 */
export function smartEncode(text: string): string {
  return text.replace(replaceable, (character) => targets.get(character)!);
}
