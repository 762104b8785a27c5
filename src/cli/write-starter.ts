import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, type ExitCode } from './exit-code.ts';
import { EnvironmentError, systemProblem } from './failure.ts';
import { STARTER } from './starter.ts';

/** Writes the starter scenario; a file that is there is left alone. */
export async function writeStarter(path: string): Promise<ExitCode> {
  if (!existsSync(dirname(path)))
    throw new EnvironmentError(`${path} is not written: there is no folder ${dirname(path)}`);
  try {
    writeFileSync(path, STARTER, { flag: 'wx' });
  } catch (error) {
    throw new EnvironmentError(`${path} is not written: ${systemProblem(error)}`);
  }
  const next = path.startsWith('-') ? `-- ${path}` : path;
  process.stderr.write(`Wrote ${path}. Next: mpsim run ${next}\n`);
  return EXIT.fine;
}
