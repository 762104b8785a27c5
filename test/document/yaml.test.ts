import { describe, expect, test } from 'vitest';
import { positionAt } from '../../src/document/source.ts';
import { nodeAt, spanAt, type Tree } from '../../src/document/tree.ts';
import { parseYaml } from '../../src/document/yaml.ts';

function read(text: string): Tree {
  const { tree, diagnostics } = parseYaml({ file: 'a.yaml', text });
  expect(diagnostics).toEqual([]);
  return tree!;
}

function written(tree: Tree, path: readonly (string | number)[], at: 'key' | 'value'): string {
  const { source, start, end } = spanAt(tree, path, at);
  return source.text.slice(start, end);
}

describe('a YAML document', () => {
  test.each([
    ['at: 09:00', '09:00'],
    ['at: 2026-11-27T09:00:00-05:00', '2026-11-27T09:00:00-05:00'],
    ['at: NO', 'NO'],
    ['at: "7"', '7'],
  ])('takes %s for a text', (text, value) => {
    expect(nodeAt(read(text), ['at'])).toMatchObject({ value });
  });

  test.each([
    ['at: +14155550100', 14155550100, '+14155550100'],
    ['at: 007', 7, '007'],
    ['at: true', true, 'true'],
  ])('remembers how %s was written', (text, value, source) => {
    expect(nodeAt(read(text), ['at'])).toMatchObject({ value, written: source });
  });

  test('has keys that are numbers as texts', () => {
    expect(nodeAt(read('{ 30003: 2%, 09:00: 5/s }'), ['30003'])).toMatchObject({ value: '2%' });
    expect(nodeAt(read('{ 30003: 2%, 09:00: 5/s }'), ['09:00'])).toMatchObject({ value: '5/s' });
  });

  test('writes out its aliases', () => {
    const tree = read('a: &list [1, 2]\nb: *list');
    expect(nodeAt(tree, ['b', 1])).toMatchObject({ value: 2 });
    expect(written(tree, ['b'], 'value')).toBe('*list');
  });
});

describe('a document that is too deep', () => {
  test.each([51, 5000])('by %i lists is told so in our words', (depth) => {
    const text = '['.repeat(depth) + ']'.repeat(depth);
    const { tree, diagnostics } = parseYaml({ file: 'a.yaml', text });
    expect(tree).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'MP124' }]);
  });
});

describe('a place in a document', () => {
  const tree = read('traffic:\n  - id: blast\n    body: Hello\n    to:\n');

  test('is that of a value or of its key', () => {
    expect(written(tree, ['traffic', 0, 'body'], 'value')).toBe('Hello');
    expect(written(tree, ['traffic', 0, 'body'], 'key')).toBe('body');
  });

  test('is the key where the value is empty', () => {
    expect(written(tree, ['traffic', 0, 'to'], 'value')).toBe('to');
  });

  test('of something missing is the nearest thing around it', () => {
    const span = spanAt(tree, ['traffic', 0, 'from'], 'value');
    expect(positionAt(span.source, span.start)).toEqual({ line: 2, column: 5 });
    expect(written(tree, ['run', 'for'], 'value')).toContain('traffic');
  });
});
