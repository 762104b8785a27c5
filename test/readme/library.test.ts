import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './readme.ts';

/** The lines that a program prints while `work` runs. */
async function printedBy(work: () => Promise<unknown>): Promise<readonly string[]> {
  const printed: string[] = [];
  const { console } = globalThis;
  globalThis.console = { ...console, log: (...words: unknown[]) => printed.push(words.join(' ')) };
  try {
    await work();
  } finally {
    globalThis.console = console;
  }
  return printed;
}

/** Code without what may differ: how the package is named, and how the formatter breaks the import. */
function essence(code: string): string {
  return code
    .replace(/^\/\/ biome-ignore-all.*\n/, '')
    .replace(/'(?:mpsim|\.\.\/\.\.\/src\/index\.ts)'/, 'PACKAGE')
    .replace(/import \{[^}]*\}/, (names) => names.replaceAll(/[\s,]+/g, ' '));
}

describe('the example of the README', () => {
  const [block] = blocksOf('ts');

  it('is the one that is checked and run here', () => {
    expect(blocksOf('ts')).toHaveLength(1);
    expect(essence(readFileSync('test/readme/example.ts', 'utf8'))).toBe(essence(block!.text));
  });

  it('prints what its comments say', async () => {
    const said = [...block!.text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => words);
    expect(said.length).toBeGreaterThan(0);
    expect(await printedBy(() => import('./example.ts'))).toEqual(said);
  });
});
