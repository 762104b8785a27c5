import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program. */
export const BINARY: string = fileURLToPath(new URL('../../dist/bin/mpsim.js', import.meta.url));

if (!existsSync(BINARY)) {
  throw new Error(`${BINARY} is missing: these tests look at the built program; npm run build makes it`);
}

/** What came of a run of the program. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for a test, in which `mpsim` runs. */
export interface Workplace {
  readonly path: string;
  readonly write: (name: string, text: string | Uint8Array) => void;
  readonly mpsim: (
    words: readonly string[],
    options?: { input?: string; env?: NodeJS.ProcessEnv },
  ) => Outcome;
  /** Starts it and lets it run; in a group of processes of its own where several are to be signalled. */
  readonly start: (words: readonly string[], options?: { ownGroup?: boolean }) => ChildProcess;
  /** A line for `sh`, in which `mpsim` stands for the program. */
  readonly shell: (line: string) => Outcome;
  readonly remove: () => void;
}

export function openWorkplace(): Workplace {
  const path = mkdtempSync(join(tmpdir(), 'mpsim-e2e-'));
  const plain = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  return {
    path,
    write: (name, text) => writeFileSync(join(path, name), text),
    mpsim(words, { input = '', env = {} } = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [BINARY, ...words], {
        cwd: path,
        input,
        env: { ...plain, ...env },
        encoding: 'utf8',
        maxBuffer: 100_000_000,
      });
      return { code: status, stdout, stderr };
    },
    start: (words, { ownGroup = false } = {}) =>
      spawn(process.execPath, [BINARY, ...words], { cwd: path, env: plain, detached: ownGroup }),
    shell(line) {
      const script = `mpsim() { '${process.execPath}' '${BINARY}' "$@"; }\n${line}`;
      const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
        cwd: path,
        env: plain,
        encoding: 'utf8',
      });
      return { code: status, stdout, stderr };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Ten messages from one number, then whatever is added. */
export function tenMessages(more = ''): string {
  return `senders:
  - { id: one, number: "+14155550100" }
traffic:
  - { id: ten, from: one, to: { US: 100% }, body: hi, arrivals: { batch: 10, at: 0s } }
${more}`;
}

/** A run that takes many seconds. */
export const LONG_RUN = `senders:
  - { id: many, numbers: { from: "+14155550100", count: 50 }, queue-horizon: 100d }
traffic:
  - { id: flood, from: many, to: { US: 100% }, body: hi, arrivals: { poisson: 40/s, from: 0s, count: 20000000 } }
`;
