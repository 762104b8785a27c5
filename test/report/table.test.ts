import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/report/palette.ts';
import { clip, LINE_WIDTH, table, wrap } from '../../src/report/table.ts';
import { cases } from '../seed.ts';

describe('a table', () => {
  it('aligns names left, figures right, and words left where asked', () => {
    const rows = [
      ['promo#1', '1,000', 'fine'],
      ['a', '5', 'so so'],
    ];
    expect(table(['Senders', 'count', '<how'], rows, PLAIN)).toBe(
      ['Senders    count  how', '  promo#1  1,000  fine', '  a            5  so so'].join('\n'),
    );
  });

  it('counts characters, not UTF-16 units', () => {
    const [, first, second] = table(
      ['T', 'n'],
      [
        ['𝔞𝔟', '1'],
        ['ab', '1'],
      ],
      PLAIN,
    ).split('\n');
    expect([...first!].length).toBe([...second!].length);
  });

  it('leaves no blanks at the ends of lines, also where cells are missing', () => {
    expect(table(['T', 'n', '<w'], [['a'], ['b', '1', '']], PLAIN)).not.toMatch(/ $/m);
  });
});

describe('wrapping', () => {
  it('keeps every word, in order, within the width', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, fc.nat(4), fc.nat(4), (list, indent, hanging) => {
        const lines = wrap(list.join(' '), indent, hanging);
        expect(lines.every((line) => line.length <= LINE_WIDTH)).toBe(true);
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(list);
      }),
      cases(200),
    );
  });

  it('gives a word that is too long a line of its own', () => {
    const long = 'x'.repeat(100);
    expect(wrap(`a ${long} b`, 2, 2)).toEqual(['  a', `    ${long}`, '    b']);
  });
});

describe('clipping', () => {
  it('keeps both ends of a long name, as the number of a sender stands last', () => {
    expect(clip('marketing-europe#12', 11)).toBe('marke…pe#12');
    expect(clip('promo#1', 11)).toBe('promo#1');
  });
});
