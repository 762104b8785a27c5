import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Time of a run of black-friday by the built program that writes its page, over that of one that does not: median of
 * turns. At 2 the page takes as long as all the rest, which is next to nothing but simulating.
 */
export function pageRatio(turns: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'mpsim-page-'));
  const ratios = Array.from({ length: turns }, () => {
    const plain = secondsOf(folder, []);
    return secondsOf(folder, ['--html']) / plain;
  });
  rmSync(folder, { recursive: true });
  return ratios.sort((a, b) => a - b)[Math.floor(turns / 2)]!;
}

function secondsOf(out: string, more: readonly string[]): number {
  const words = [resolve('dist/bin/mpsim.js'), 'run', 'scenarios/black-friday.yaml', '--out', out, ...more];
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, words);
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}
