import { type LockBlock, lockBlockOf, lockText } from '../experiment/lock.ts';
import { counted } from '../report/figures-in-words.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { runScenario } from './run-scenario.ts';
import { lockPathOf, readScenarios } from './scenario-files.ts';
import type { LockArguments } from './test-arguments.ts';
import { version } from './version.ts';
import { writeWhole } from './write-whole.ts';

/** Runs the scenarios and writes the lock, whole or not at all. What was in it before is gone. */
export async function lockFiles({ path, lock }: LockArguments): Promise<ExitCode> {
  const reading = readScenarios(path);
  if (reading.code !== EXIT.fine) return reading.code;
  const blocks = new Map<string, LockBlock>();
  for (const named of reading.scenarios) {
    const { result } = await runScenario(named);
    blocks.set(named.scenario.name, lockBlockOf(result));
  }
  const target = lock ?? lockPathOf(path);
  writeWhole(target, lockText({ version: version(), blocks }));
  process.stderr.write(`${target} holds ${counted(blocks.size, 'scenario')}\n`);
  return EXIT.fine;
}
