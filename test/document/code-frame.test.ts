import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../src/document/code-frame.ts';
import { cases } from '../seed.ts';

describe('a code frame', () => {
  test('shows the line under its number, and carets beneath the mistake', () => {
    expect(codeFrame({ text: '    burts: 5', line: 7, column: 5, length: 5 }, 80)).toBe(
      ['7 |     burts: 5', '  |     ^^^^^'].join('\n'),
    );
  });

  test('shows a tab as one blank, so that the carets stand right', () => {
    expect(codeFrame({ text: '\tburts: 5', line: 7, column: 2, length: 5 }, 80)).toBe(
      ['7 |  burts: 5', '  |  ^^^^^'].join('\n'),
    );
  });

  test('counts two cells for an emoji and for a Chinese letter', () => {
    expect(codeFrame({ text: '你好🎉: x', line: 1, column: 7, length: 1 }, 80)).toBe(
      ['1 | 你好🎉: x', '  |         ^'].join('\n'),
    );
  });

  test('cuts carets at the end of the line', () => {
    expect(codeFrame({ text: 'a: {', line: 1, column: 4, length: 99 }, 80)).toBe(
      ['1 | a: {', '  |    ^'].join('\n'),
    );
  });

  test('never lets a control character through', () => {
    expect(codeFrame({ text: 'a: \u001b[31mred', line: 1, column: 1, length: 1 }, 80)).not.toContain(
      '\u001b',
    );
  });

  test('keeps to the width and shows where the mistake begins, however long the line', () => {
    const input = fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 40, max: 120 }));
    fc.assert(
      fc.property(input, ([before, length, width]) => {
        const text = `${'a'.repeat(before)}X${'b'.repeat(length)}`;
        const [line, carets] = codeFrame({ text, line: 12, column: before + 1, length }, width).split('\n');
        expect(line!.length).toBeLessThanOrEqual(width);
        expect(line![carets!.indexOf('^')]).toBe('X');
      }),
      cases(300),
    );
  });
});
