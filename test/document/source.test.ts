import { describe, expect, test } from 'vitest';
import { lineAround, positionAt, spanOfLine } from '../../src/document/source.ts';

const source = { file: 'a.yaml', text: 'one\r\ntwo\n\nfour' };

describe('a position', () => {
  test.each([
    [0, 1, 1],
    [2, 1, 3],
    [4, 1, 5],
    [5, 2, 1],
    [9, 3, 1],
    [10, 4, 1],
    [14, 4, 5],
  ])('at offset %i is line %i, column %i', (offset, line, column) => {
    expect(positionAt(source, offset)).toEqual({ line, column });
  });
});

describe('a line', () => {
  test('is shown without its line end', () => {
    expect([0, 4, 5, 9, 12].map((offset) => lineAround(source, offset))).toEqual([
      'one',
      'one',
      'two',
      '',
      'four',
    ]);
  });

  test('beyond the last one is the last one', () => {
    const { start, end } = spanOfLine(source, 99);
    expect(source.text.slice(start, end)).toBe('four');
  });
});
