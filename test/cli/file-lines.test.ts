import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { fileLines } from '../../src/cli/file-lines.ts';
import { cases } from '../seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'mpsim-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'lines');

describe('the lines of a file', () => {
  it('come whole, wherever the pieces end in which it is read', () => {
    const line = fc
      .tuple(fc.constantFrom('x', 'é', '🙂'), fc.integer({ min: 1, max: 40_000 }))
      .map(([letter, length]) => letter.repeat(length));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), (lines, hasLastEnd) => {
        writeFileSync(path, lines.join('\n') + (hasLastEnd && lines.length > 0 ? '\n' : ''));
        expect([...fileLines(path, 'remedy')]).toEqual(lines);
      }),
      cases(50),
    );
  });

  it('are not looked for without end', () => {
    writeFileSync(path, 'x'.repeat(2_000_000));
    expect(() => [...fileLines(path, 'remedy')]).toThrow('a line of more than 1000000 characters');
  });

  it('are missed at once where there is no such file, with what makes it', () => {
    expect(() => fileLines(join(folder, 'none'), 'run writes it')).toThrow(
      'it does not exist; run writes it',
    );
    expect(() => fileLines(folder, 'run writes it')).toThrow('it is a folder; run writes it');
  });
});
