import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BINARY, openWorkplace, tenMessages, type Workplace } from './mpsim.ts';

let here: Workplace;
beforeEach(() => {
  here = openWorkplace();
});
afterEach(() => here.remove());

describe('starting up', () => {
  it('and running ten messages takes at most four times what node itself takes', () => {
    here.write('ten.yaml', tenMessages());
    const timeOf = (words: readonly string[]): number => {
      const startedAt = performance.now();
      spawnSync(process.execPath, words, { cwd: here.path });
      return performance.now() - startedAt;
    };
    // Alternating, and the best of each: other work on the machine only ever adds.
    const pairs = Array.from(
      { length: 8 },
      () => [timeOf(['-e', '0']), timeOf([BINARY, 'run', 'ten.yaml'])] as const,
    );
    const bare = Math.min(...pairs.map(([first]) => first));
    const full = Math.min(...pairs.map(([, second]) => second));
    expect(full / bare).toBeLessThan(4);
  });
});
