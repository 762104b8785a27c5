import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { GSM_BASIC, GSM_EXTENSION } from '../../src/messaging/encoding.ts';
import { countSegments, segment } from '../../src/messaging/segments.ts';
import { cases } from '../seed.ts';

const EMOJI = '😀';
const FLAG = '🇨🇦';
const FAMILY = '👨‍👩‍👧';

describe('A text is cut', () => {
  test.each([
    ['an empty text', '', 'GSM-7', [0]],
    ['160 letters', 'a'.repeat(160), 'GSM-7', [160]],
    ['161 letters', 'a'.repeat(161), 'GSM-7', [153, 8]],
    ['306 letters', 'a'.repeat(306), 'GSM-7', [153, 153]],
    ['307 letters', 'a'.repeat(307), 'GSM-7', [153, 153, 1]],
    ['1530 letters', 'a'.repeat(1530), 'GSM-7', Array(10).fill(153)],
    ['1531 letters', 'a'.repeat(1531), 'GSM-7', [...Array(10).fill(153), 1]],
    ['80 euro signs', '€'.repeat(80), 'GSM-7', [160]],
    ['81 euro signs, none of them split', '€'.repeat(81), 'GSM-7', [152, 10]],
    ['158 letters and a euro sign', `${'a'.repeat(158)}€`, 'GSM-7', [160]],
    ['159 letters and a euro sign', `${'a'.repeat(159)}€`, 'GSM-7', [153, 8]],
    ['a euro sign astride 153', `${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', [152, 12]],
    ['CRLF as two septets', '\r\n'.repeat(81), 'GSM-7', [153, 9]],
    ['35 emoji', EMOJI.repeat(35), 'UCS-2', [70]],
    ['36 emoji, none of them split', EMOJI.repeat(36), 'UCS-2', [66, 6]],
    ['67 emoji', EMOJI.repeat(67), 'UCS-2', [66, 66, 2]],
    ['an emoji astride 67', `${'Á'.repeat(66)}${EMOJI}${'Á'.repeat(10)}`, 'UCS-2', [66, 12]],
    ['70 letters outside GSM', 'Á'.repeat(70), 'UCS-2', [70]],
    ['71 letters outside GSM', 'Á'.repeat(71), 'UCS-2', [67, 4]],
    ['134 letters outside GSM', 'Á'.repeat(134), 'UCS-2', [67, 67]],
    ['671 letters outside GSM', 'Á'.repeat(671), 'UCS-2', [...Array(10).fill(67), 1]],
    ['a euro sign as one unit of UCS-2', `Á${'€'.repeat(69)}`, 'UCS-2', [70]],
    [
      'an emoji astride 67 so that a third segment begins',
      `${'Á'.repeat(66)}${EMOJI}${'Á'.repeat(66)}`,
      'UCS-2',
      [66, 67, 1],
    ],
    [
      'a lone high surrogate before a full segment',
      `${'Á'.repeat(66)}\ud83d${'Á'.repeat(67)}`,
      'UCS-2',
      [67, 67],
    ],
    ['a lone high surrogate like any unit', `${'Á'.repeat(66)}\ud83d${'Á'.repeat(10)}`, 'UCS-2', [67, 10]],
    ['a lone low surrogate like any unit', `${'Á'.repeat(67)}\ude00${'Á'.repeat(10)}`, 'UCS-2', [67, 11]],
    ['a flag between its two halves', `${'Á'.repeat(64)}${FLAG}${'Á'.repeat(10)}`, 'UCS-2', [66, 12]],
  ])('%s', (_, text, encoding, unitsBySegment) => {
    const units = unitsBySegment.reduce((sum: number, each: number) => sum + each, 0);
    expect(segment(text)).toEqual({ encoding, segments: unitsBySegment.length, units, unitsBySegment });
    expect(countSegments(text)).toEqual({ encoding, segments: unitsBySegment.length });
  });

  test('1600 characters take 11, 24 or 25 segments by what they are', () => {
    expect(countSegments('a'.repeat(1600)).segments).toBe(11);
    expect(countSegments('Á'.repeat(1600)).segments).toBe(24);
    expect(countSegments(EMOJI.repeat(800)).segments).toBe(25);
  });
});

describe('With grapheme clusters kept whole', () => {
  test.each([
    ['a flag moves to the next segment', `${'Á'.repeat(64)}${FLAG}${'Á'.repeat(10)}`, [64, 14]],
    ['a family moves to the next segment', `${'Á'.repeat(60)}${FAMILY}${'Á'.repeat(10)}`, [60, 18]],
    ['a combining mark stays with its letter', `${'Á'.repeat(66)}e\u0301${'Á'.repeat(10)}`, [66, 12]],
    ['a CRLF is cut all the same', `${'Á'.repeat(66)}\r\n${'Á'.repeat(10)}`, [67, 11]],
    ['a text of one segment stays one', FLAG.repeat(17), [68]],
    ['a cluster longer than a segment is cut all the same', `e${'\u0301'.repeat(99)}`, [67, 33]],
    ['a cluster as long as a segment fills one', `aa${`e${'\u0301'.repeat(66)}`}a`, [70]],
    ['a cluster as long as a segment moves whole', `aaaa${`e${'\u0301'.repeat(66)}`}`, [4, 67]],
  ])('%s', (_, text, unitsBySegment) => {
    expect(segment(text, { keepGraphemes: true }).unitsBySegment).toEqual(unitsBySegment);
  });

  test('a GSM-7 text is cut as ever', () => {
    fc.assert(
      fc.property(texts(gsm), (text) => {
        expect(segment(text, { keepGraphemes: true })).toEqual(segment(text));
      }),
      cases(100),
    );
  });
});

describe('With segments of another capacity, as toll-free numbers have them', () => {
  const capacities = { 'GSM-7': { single: 160, joined: 152 }, 'UCS-2': { single: 70, joined: 66 } };

  test.each([
    ['160 letters are one', 'a'.repeat(160), [160]],
    ['161 letters', 'a'.repeat(161), [152, 9]],
    ['305 letters, one too many for two', 'a'.repeat(305), [152, 152, 1]],
    ['a euro sign astride 152', `${'a'.repeat(151)}€${'a'.repeat(10)}`, [151, 12]],
    ['70 letters outside GSM are one', 'Á'.repeat(70), [70]],
    ['133 letters outside GSM, one too many for two', 'Á'.repeat(133), [66, 66, 1]],
    ['an emoji astride 66', `${'Á'.repeat(65)}${EMOJI}${'Á'.repeat(10)}`, [65, 12]],
  ])('%s', (_, text, unitsBySegment) => {
    expect(segment(text, { capacities }).unitsBySegment).toEqual(unitsBySegment);
    expect(countSegments(text, capacities).segments).toBe(unitsBySegment.length);
  });

  test('clusters longer than these are cut', () => {
    const text = `e${'\u0301'.repeat(66)}aaaa`;
    expect(segment(text, { keepGraphemes: true, capacities }).unitsBySegment).toEqual([66, 5]);
  });
});

describe('Any text', () => {
  const anyText = fc.oneof(texts(fc.oneof(gsm(), clusters(), loneSurrogates())), longText('binary'));

  test('has as many segments counted as cut', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding, segments } = segment(text);
        expect(countSegments(text)).toEqual({ encoding, segments });
      }),
      cases(1000),
    );
  });

  test('loses no unit and overfills no segment', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, keepGraphemes) => {
        const { encoding, units, unitsBySegment } = segment(text, { keepGraphemes });
        const [single, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        expect(unitsBySegment.reduce((sum, each) => sum + each, 0)).toBe(units);
        if (encoding === 'UCS-2') expect(units).toBe(text.length);
        expect(unitsBySegment.length === 1).toBe(units <= single);
        expect(Math.max(...unitsBySegment)).toBeLessThanOrEqual(
          unitsBySegment.length === 1 ? single : joined,
        );
      }),
      cases(500),
    );
  });

  test('fills every segment but the last to within one unit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding, unitsBySegment } = segment(text);
        const joined = encoding === 'GSM-7' ? 153 : 67;
        for (const units of unitsBySegment.slice(0, -1)) expect(units).toBeGreaterThanOrEqual(joined - 1);
      }),
      cases(500),
    );
  });

  test('never has a surrogate pair cut in two', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding, unitsBySegment } = segment(text);
        if (encoding === 'GSM-7') return;
        let end = 0;
        for (const units of unitsBySegment.slice(0, -1)) {
          end += units;
          expect(text.slice(end - 1, end + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
        }
      }),
      cases(500),
    );
  });
});

/**
 * The published calculator moves a whole grapheme cluster to the next segment, so the two may differ where a
 * cluster of several code points lies at an end; and nowhere else.
 */
describe("Twilio's published calculator agrees", () => {
  test('on every text whose grapheme clusters are single code points or CRLF', () => {
    let compared = 0;
    const text = fc.oneof(
      texts(fc.oneof(gsm(), loneCharacters(), loneSurrogates())),
      texts(gsm()),
      longText('binary'),
    );
    fc.assert(
      fc.property(text, (text) => {
        const oracle = new SegmentedMessage(text);
        expect(countSegments(text).encoding).toBe(oracle.encodingName);
        if (oracle.graphemes.some(hasSeveralCodePoints)) return;
        compared += 1;
        expect(countSegments(text).segments).toBe(oracle.segmentsCount);
      }),
      cases(400),
    );
    expect(compared).toBeGreaterThan(200);
  });

  test('on every text with grapheme clusters kept whole, where both find the same clusters', () => {
    let compared = 0;
    fc.assert(
      fc.property(texts(fc.oneof(gsm(), loneCharacters(), clusters())), (text) => {
        const oracle = new SegmentedMessage(text);
        const ours = segment(text, { keepGraphemes: true });
        expect(ours.encoding).toBe(oracle.encodingName);
        if (!sameClusters(text, oracle.graphemes)) return;
        compared += 1;
        expect(ours.segments).toBe(oracle.segmentsCount);
        expect(ours.unitsBySegment).toEqual(unitsOf(oracle));
      }),
      cases(400),
    );
    expect(compared).toBeGreaterThan(200);
  });
});

function hasSeveralCodePoints(grapheme: string): boolean {
  return Array.from(grapheme).length > 1;
}

/** Unicode has changed its clusters since the calculator's tables; and it overfills segments with clusters above 32. */
function sameClusters(text: string, graphemes: readonly string[]): boolean {
  const ours = Array.from(
    new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text),
    (each) => each.segment,
  );
  const split = ours.flatMap((cluster) => (cluster === '\r\n' ? ['\r', '\n'] : [cluster]));
  return (
    split.length === graphemes.length && split.every((each, i) => each === graphemes[i] && each.length <= 32)
  );
}

function unitsOf(oracle: SegmentedMessage): number[] {
  const bits = oracle.encodingName === 'GSM-7' ? 7 : 16;
  return oracle.segments.map((each) => each.messageSizeInBits() / bits);
}

/** Texts of up to a few segments, long runs of one piece among them so that ends fall in many places. */
function texts(piece: fc.Arbitrary<string> | (() => fc.Arbitrary<string>)): fc.Arbitrary<string> {
  const pieces = typeof piece === 'function' ? piece() : piece;
  const run = fc.tuple(pieces, fc.nat({ max: 80 })).map(([text, times]) => text.repeat(times));
  return fc.array(fc.oneof(pieces, run), { maxLength: 20 }).map((parts) => parts.join(''));
}

function longText(unit: 'binary'): fc.Arbitrary<string> {
  return fc.string({ unit, minLength: 0, maxLength: 300, size: 'max' });
}

function gsm(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...GSM_BASIC) },
    { weight: 2, arbitrary: fc.constantFrom(...GSM_EXTENSION) },
    { weight: 1, arbitrary: fc.constantFrom('\r\n', '\n\r', '\r', '\n') },
  );
}

/** Characters outside GSM that join no neighbour. */
function loneCharacters(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'Á',
    'ç',
    '`',
    '\t',
    'Ж',
    'ω',
    'ß',
    '中',
    'あ',
    '\u2019',
    '\u00a0',
    '😀',
    '🚀',
    '𝒳',
    '𠜎',
  );
}

function loneSurrogates(): fc.Arbitrary<string> {
  return fc.constantFrom('\ud83d', '\ude00', '\udbff', '\udc00');
}

function clusters(): fc.Arbitrary<string> {
  return fc.constantFrom(
    FLAG,
    `${FLAG}${FLAG}`,
    'e\u0301',
    'n\u0303\u0323',
    FAMILY,
    '👍🏽',
    '한',
    '❤\ufe0f',
    '1\ufe0f\u20e3',
  );
}
