import { describe, expect, test } from 'vitest';
import { besideFile, decodeText, filesFromRecord } from '../../src/document/files.ts';

describe('a file', () => {
  const files = filesFromRecord({
    'a.yaml': 'seed: 7',
    'big.csv': 'x'.repeat(11),
    'binary.csv': new Uint8Array([255]),
  });

  test('is read as text', () => {
    expect(files.read('a.yaml', 10)).toEqual({ ok: true, text: 'seed: 7' });
  });

  test.each([
    ['none.yaml', 'missing'],
    ['toString', 'missing'],
    ['big.csv', 'too-large'],
    ['binary.csv', 'not-text'],
  ])('%s is %s', (path, problem) => {
    expect(files.read(path, 10)).toMatchObject({ ok: false, problem });
  });

  test('loses its byte order mark', () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toEqual({ ok: true, text: 'a' });
  });

  test('with a NUL byte is no text', () => {
    expect(decodeText(new Uint8Array([0x61, 0x00]))).toMatchObject({ ok: false, problem: 'not-text' });
  });
});

describe('a path in a scenario', () => {
  test.each([
    ['scenarios/a.yaml', 'b.csv', 'scenarios/b.csv'],
    ['a.yaml', 'data/b.csv', 'data/b.csv'],
    ['-', 'b.csv', 'b.csv'],
    ['scenarios/a.yaml', '/data/b.csv', '/data/b.csv'],
    ['C:\\scenarios\\a.yaml', 'b.csv', 'C:\\scenarios\\b.csv'],
    ['scenarios\\a.yaml', 'C:\\b.csv', 'C:\\b.csv'],
  ])('is seen from the folder of the scenario: %s names %s', (file, named, path) => {
    expect(besideFile(file, named)).toBe(path);
  });
});
