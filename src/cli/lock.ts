import { all, type CommandOf, once } from './command.ts';
import type { LockArguments } from './test-arguments.ts';

/** `mpsim lock [PATH...]`: runs scenarios and keeps what they do in a file to compare with later. */
export const lockCommand: CommandOf<LockArguments> = (choose) => ({
  command: 'lock [path..]',
  describe: 'Run scenarios and keep what they do, for mpsim test --locked',
  builder: (program) =>
    program
      .positional('path', {
        type: 'string',
        array: true,
        coerce: all,
        default: ['scenarios'],
        describe: 'Scenario files, and folders of them: all that the lock is to hold',
      })
      .option('lock', {
        type: 'string',
        requiresArg: true,
        coerce: once('lock'),
        describe: 'The lock file; default mpsim.lock beside the scenarios',
      })
      .example('$0 lock scenarios', 'write scenarios/mpsim.lock') as never,
  handler: (request) => choose(async () => (await import('./lock-files.ts')).lockFiles(request)),
});
