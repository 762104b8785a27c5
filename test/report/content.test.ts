import { describe, expect, it } from 'vitest';
import { explainContent } from '../../src/messaging/content.ts';
import { contentJson } from '../../src/report/content-json.ts';
import { type ContentPricing, costInWords, secondsOf } from '../../src/report/content-pricing.ts';
import { contentText } from '../../src/report/content-text.ts';
import { PLAIN } from '../../src/report/palette.ts';

const EVERY_SECOND: ContentPricing = { rate: { units: 1, perUs: 1_000_000 }, price: undefined };

function textOf(bodies: readonly string[], numbered?: string): string {
  const style = { pricing: EVERY_SECOND, numbered, priceNote: undefined, palette: PLAIN };
  return [
    ...contentText(
      bodies.map((body) => explainContent(body)),
      style,
    ),
  ].join('');
}

describe('What bodies cost, in words', () => {
  it('leaves money out without a price', () => {
    expect(textOf(['a'.repeat(1600)])).toBe('GSM-7, 11 segments (10 × 153 + 70 units)\n');
  });

  it('tells one unit from several', () => {
    expect(textOf(['a'])).toBe('GSM-7, 1 segment (1 unit)\n');
  });

  it('shows no character that could break the line', () => {
    const lines = textOf(['\u001b[31m\u202e\u0301\ud83d']).split('\n');
    expect(lines.slice(1, 5)).toEqual([
      '  U+001B escape forces UCS-2 at 1:1 (index 0)',
      '  U+202E forces UCS-2 at 1:6 (index 5)',
      '  U+0301 combining acute accent forces UCS-2 at 1:7 (index 6)',
      '  U+D83D forces UCS-2 at 1:8 (index 7)',
    ]);
  });

  it('names eight characters at most', () => {
    const lines = textOf(['абвгдежзик']).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('  and 2 other characters');
  });

  it('breaks off a long list of uneven segments', () => {
    // Every other segment ends before an emoji, with one unit left empty.
    const uneven = `${'á'.repeat(66)}😀${'á'.repeat(65)}`.repeat(4);
    expect(textOf([uneven])).toContain('UCS-2, 8 segments (66 + 67 + 66 + 67 + 66 + 67 + … units)');
  });

  it('tells that smart encoding may take more', () => {
    expect(textOf(['\t'.repeat(70)])).toContain(
      '  Smart encoding: GSM-7, 4 segments (3 × 153 + 31 units); takes more: 3\n    segments, 3.00 s at 1 segment/s\n',
    );
  });

  it('tells that a body is too long for a request, as it is written, and how many of several are', () => {
    expect(textOf(['a'.repeat(1600), 'a'.repeat(1601), '€'.repeat(1600)], 'Line')).toBe(`\
Line 1: GSM-7, 11 segments (10 × 153 + 70 units)
Line 2: GSM-7, 11 segments (10 × 153 + 71 units)
  Refused with 21617: 1,601 UTF-16 units, and a body has 1,600 at most
Line 3: GSM-7, 22 segments (21 × 152 + 8 units)
Total: 3 bodies, 0 in UCS-2, 44 segments, 44.0 s at 1 segment/s
  Refused with 21617, too long: 1 body
`);
  });

  it('tells of no bodies that they are none', () => {
    expect(textOf([], 'Line')).toBe('Total: 0 bodies, 0 in UCS-2, 0 segments\n');
  });
});

describe('What bodies cost, for programs', () => {
  it('is a list, also of none', () => {
    expect([...contentJson([], EVERY_SECOND, true)].join('')).toBe('[]\n');
    const two = [...contentJson([explainContent('a'), explainContent('á')], EVERY_SECOND, true)].join('');
    expect(JSON.parse(two)).toMatchObject([{ encoding: 'GSM-7' }, { encoding: 'UCS-2' }]);
    expect(two).toMatch(/\]\n$/);
  });
});

describe('A body that is too long for a request, for programs', () => {
  it('says so in a key of its own, which others have not', () => {
    const bodies = ['😀'.repeat(800), `${'😀'.repeat(800)}.`].map((body) => explainContent(body));
    const [fits, tooLong] = JSON.parse([...contentJson(bodies, EVERY_SECOND, false)].join(''));
    expect(fits).not.toHaveProperty('tooLong');
    expect(tooLong.tooLong).toEqual({ utf16Units: 1601, limit: 1600, errorCode: 21617 });
  });
});

describe('The price of segments', () => {
  const at = (price: string): ContentPricing => ({ ...EVERY_SECOND, price: { price, currency: 'USD' } });

  it.each([
    [3, '0.0083', '0.0249 USD'],
    [2, '0.0075', '0.015 USD'],
    [4, '0.0075', '0.03 USD'],
    [1, '1', '1.00 USD'],
    [1_000_000, '0.008301', '8,301.00 USD'],
    [1, '0.000001', '0.000001 USD'],
  ])('%i at %s are %s', (segments, price, words) => {
    expect(costInWords(segments, at(price))).toBe(words);
  });

  it('takes the time of the sender, to the microsecond', () => {
    expect(secondsOf(2, { ...EVERY_SECOND, rate: { units: 3, perUs: 1_000_000 } })).toBe(0.666667);
  });
});
