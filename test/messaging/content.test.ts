import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainContent } from '../../src/messaging/content.ts';
import { segment } from '../../src/messaging/segments.ts';
import { smartEncode } from '../../src/messaging/smart-encoding.ts';
import { cases } from '../seed.ts';

const LONG = `It’s ${'a'.repeat(70)}`;

describe('A body explained', () => {
  test('is its segmentation and nothing more where nothing could be gained', () => {
    expect(explainContent('a'.repeat(161))).toEqual({
      encoding: 'GSM-7',
      segments: 2,
      units: 161,
      unitsBySegment: [153, 8],
      forcedBy: [],
      utf16Units: 161,
    });
  });

  test('tells what smart encoding would save', () => {
    const { segments, smartEncoding } = explainContent(LONG);
    expect(segments).toBe(2);
    expect(smartEncoding).toEqual({
      encoding: 'GSM-7',
      segments: 1,
      units: 75,
      unitsBySegment: [75],
      savedSegments: 1,
    });
  });

  test('tells where smart encoding takes more segments, since a text may grow', () => {
    expect(explainContent('\t'.repeat(70)).smartEncoding).toMatchObject({ segments: 4, savedSegments: -3 });
  });

  test('is counted with smart encoding where that is asked, and what it would save is left out', () => {
    const content = explainContent(LONG, { smartEncoding: true });
    expect(content).toMatchObject({ encoding: 'GSM-7', segments: 1, units: 75, forcedBy: [] });
    expect(content).not.toHaveProperty('smartEncoding');
  });

  test('keeps the places of what smart encoding leaves as they are in the written text', () => {
    const { forcedBy } = explainContent('a\tb’ 😀', { smartEncoding: true });
    expect(forcedBy).toMatchObject([{ character: '😀', index: 5, column: 6 }]);
  });

  test('tells what replacements would save, made one after the other', () => {
    const replacements = [
      { from: '’', to: '`' },
      { from: '`', to: "$&'" },
    ];
    const { replacement } = explainContent(LONG, { replacements });
    expect(replacement).toMatchObject({ encoding: 'GSM-7', units: 77, savedSegments: 1 });
  });

  test('has no word on replacements that find nothing', () => {
    expect(explainContent('plain', { replacements: [{ from: '’', to: '' }] })).not.toHaveProperty(
      'replacement',
    );
  });

  test('is compared with smart encoding on both sides where that is asked', () => {
    const options = { smartEncoding: true, replacements: [{ from: 'ç', to: 'c' }] };
    expect(explainContent(`ça’${'a'.repeat(68)}`, options)).toMatchObject({
      encoding: 'UCS-2',
      segments: 2,
      replacement: { encoding: 'GSM-7', units: 71, savedSegments: 1 },
    });
    expect(explainContent('a’', { smartEncoding: true, replacements: [{ from: '’', to: "'" }] })).toEqual({
      ...segment("a'"),
      forcedBy: [],
      utf16Units: 2,
    });
  });

  test('keeps clusters whole where that is asked, on both sides', () => {
    const body = `${'Á'.repeat(64)}🇨🇦${'Á'.repeat(10)}`;
    const { unitsBySegment, replacement } = explainContent(body, {
      keepGraphemes: true,
      replacements: [{ from: '🇨🇦', to: '🇨🇦a' }],
    });
    expect(unitsBySegment).toEqual([64, 14]);
    expect(replacement?.unitsBySegment).toEqual([64, 15]);
  });

  test('is UCS-2 exactly if something forces it', () => {
    const text = fc.array(fc.constantFrom('a', '€', '’', '\t', 'ç', '😀', '\ud83d'), { maxLength: 99 });
    fc.assert(
      fc.property(text, fc.boolean(), (pieces, smartEncoding) => {
        const body = pieces.join('');
        const { forcedBy, encoding } = explainContent(body, { smartEncoding });
        expect(encoding).toBe(forcedBy.length > 0 ? 'UCS-2' : 'GSM-7');
        expect(encoding).toBe(segment(smartEncoding ? smartEncode(body) : body).encoding);
      }),
      cases(300),
    );
  });
});
