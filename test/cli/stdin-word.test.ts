import { describe, expect, it } from 'vitest';
import { asWritten, hideDashes } from '../../src/cli/stdin-word.ts';

describe('the words of a command line', () => {
  it.each([
    [
      ['run', '-', '--quiet'],
      ['run', '-', '--quiet'],
    ],
    [
      ['run', '--quiet', '--', 'a.yaml', '--odd.yaml', '-'],
      ['run', '--quiet', 'a.yaml', '--odd.yaml', '-'],
    ],
    [
      ['segments', '-20% today', '--replace=a b'],
      ['segments', '-20% today', '--replace=a b'],
    ],
    [
      ['run', '--'],
      ['run', '--'],
    ],
  ])('%j come out as they went in, but for the -- that ends the options', (words, out) => {
    expect(hideDashes(words).map(asWritten)).toEqual(out);
  });

  it('look like no options once -- has ended the options', () => {
    const hidden = hideDashes(['init', '--', '-x.yaml']);
    expect(hidden.filter((word) => word.startsWith('-'))).toEqual([]);
  });

  it('look like no options where they are texts with blanks', () => {
    const hidden = hideDashes(['segments', '-20% today', '- one', '--replace=a b', '--json']);
    expect(hidden.filter((word) => word.startsWith('-'))).toEqual(['--replace=a b', '--json']);
  });
});
