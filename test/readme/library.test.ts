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
    .replace(/'(?:mpsim\/laws|\.\.\/\.\.\/src\/laws\/index\.ts)'/, 'LAWS')
    .replace(/import \{[^}]*\}/, (names) => names.replaceAll(/[\s,]+/g, ' '));
}

const EXAMPLES = {
  'test/readme/example.ts': () => import('./example.ts'),
  'test/readme/batch-example.ts': () => import('./batch-example.ts'),
  'test/readme/laws-example.ts': () => import('./laws-example.ts'),
};

describe.each(Object.entries(EXAMPLES))('the example of the README in %s', (file, run) => {
  const block = blocksOf('ts')[Object.keys(EXAMPLES).indexOf(file)]!;

  it('is one of those that are checked and run here', () => {
    expect(blocksOf('ts')).toHaveLength(Object.keys(EXAMPLES).length);
    expect(essence(readFileSync(file, 'utf8'))).toBe(essence(block.text));
  });

  it('prints what its comments say', async () => {
    const said = [...block.text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => words);
    expect(said.length).toBeGreaterThan(0);
    expect(await printedBy(run)).toEqual(said);
  });
});
