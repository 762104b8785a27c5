import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePath, pathText } from '../../src/document/path.ts';
import { cases } from '../seed.ts';

describe('a path', () => {
  test('is written with dots and brackets', () => {
    expect(pathText(['senders', 0, 'segments-per-second'])).toBe('senders[0].segments-per-second');
    expect(pathText(['expect', 0, 'p99.9', 'at-most'])).toBe('expect[0]["p99.9"].at-most');
  });

  test('that was written is read again', () => {
    const step = fc.oneof(fc.nat(999), fc.stringMatching(/^[a-z][a-z0-9. -]{0,8}$/));
    const path = fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.array(step))
      .map(([first, rest]) => [first, ...rest]);
    fc.assert(
      fc.property(path, (steps) => {
        expect(parsePath(pathText(steps))).toEqual(steps);
      }),
      cases(300),
    );
  });

  test.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[]', 'a[x]', 'a[-1]', 'a b', 'a[0]b', 'a=b'])(
    'is not made of %j',
    (text) => {
      expect(parsePath(text)).toBeUndefined();
    },
  );
});
