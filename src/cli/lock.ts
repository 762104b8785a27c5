import type { CommandOf } from './command.ts';
import { LOCK_OPTION, SCENARIO_PATHS } from './lock-options.ts';
import type { LockArguments } from './test-arguments.ts';

/** `mpsim lock [PATH...]`: runs scenarios and keeps what they do in a file to compare with later. */
export const lockCommand: CommandOf<LockArguments> = (choose) => ({
  command: 'lock [path..]',
  describe: 'Run scenarios and keep what they do, for mpsim test --locked',
  builder: (program) =>
    program
      .positional('path', SCENARIO_PATHS)
      .option('lock', LOCK_OPTION)
      .example('$0 lock scenarios', 'write scenarios/mpsim.lock') as never,
  handler: (request) => choose(async () => (await import('./lock-files.ts')).lockFiles(request)),
});
