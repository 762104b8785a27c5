import { all, type CommandOf } from './command.ts';
import type { ValidateArguments } from './validate-arguments.ts';

/** `mpsim validate FILE...`: reads scenarios and tells every mistake, without running them. */
export const validateCommand: CommandOf<ValidateArguments> = (choose) => ({
  command: 'validate <file..>',
  describe: 'Check scenarios and show every mistake, without running them',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        array: true,
        coerce: all,
        demandOption: true,
        describe: 'Scenario files; - is standard input',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'For people, or for programs',
      })
      .example('$0 validate scenarios/*.yaml', 'check them all'),
  handler: (request) => choose(async () => (await import('./validate-files.ts')).validateFiles(request)),
});
