import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * What a process of its own does for a measurement of load. Servers say their port and serve until they are killed;
 * clients say how many milliseconds they took.
 */
export type LoadKind = 'bare' | 'mpsim' | 'endpoint' | 'bare-client' | 'mpsim-client';

/** A process that has said a number. */
export interface Loaded {
  readonly said: number;
  readonly stop: () => void;
}

/** Starts one, so that what measures does not take its time. `self` is the program that takes `load`, a kind and words. */
export async function startLoad(self: string, kind: LoadKind, ...words: string[]): Promise<Loaded> {
  const child: ChildProcess = spawn(process.execPath, [self, 'load', kind, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout!, 'data');
  return { said: Number(String(line)), stop: () => child.kill() };
}

/** So many a second of both, and the median of mpsim over bare. */
export interface Speeds {
  readonly bare: number;
  readonly mpsim: number;
  readonly ratio: number;
}

/** Measures both in turn, so many times; the turn before is not counted. */
export async function speedsInTurn(
  turns: number,
  bare: () => Promise<number>,
  mpsim: () => Promise<number>,
): Promise<Speeds> {
  const pairs: { bare: number; mpsim: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) pairs.push({ bare: await bare(), mpsim: await mpsim() });
  const counted = pairs.slice(1);
  return {
    bare: median(counted.map((pair) => pair.bare)),
    mpsim: median(counted.map((pair) => pair.mpsim)),
    ratio: median(counted.map((pair) => pair.mpsim / pair.bare)),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
