import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TEN_MESSAGES = `senders:
  - { id: one, number: "+14155550100" }
traffic:
  - { id: ten, from: one, to: { US: 100% }, body: Hello, arrivals: { batch: 10, at: 0s } }
`;

/** Time of a ten-message run of the built program, from start to finish, over that of `node -e 0`: median of turns. */
export function startUpRatio(turns: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'mpsim-start-up-'));
  writeFileSync(join(folder, 'ten.yaml'), TEN_MESSAGES);
  const binary = resolve('dist/bin/mpsim.js');
  const ratios = Array.from({ length: turns }, () => {
    const bare = secondsOf(folder, ['-e', '0']);
    return secondsOf(folder, [binary, 'run', 'ten.yaml']) / bare;
  });
  rmSync(folder, { recursive: true });
  return ratios.sort((a, b) => a - b)[Math.floor(turns / 2)]!;
}

function secondsOf(cwd: string, words: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, words, { cwd });
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}
