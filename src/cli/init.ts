import type { CommandOf } from './command.ts';
import { asWritten } from './stdin-word.ts';

interface InitArguments {
  readonly file: string;
}

/** `mpsim init [FILE]`: writes a commented scenario to start from. */
export const initCommand: CommandOf<InitArguments> = (choose) => ({
  command: 'init [file]',
  describe: 'Write a commented scenario to start from',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        default: 'scenario.yaml',
        coerce: asWritten,
        describe: 'Where to; never overwrites',
      })
      .example('$0 init my-sale.yaml', 'then: mpsim run my-sale.yaml'),
  handler: ({ file }) => choose(async () => (await import('./write-starter.ts')).writeStarter(file)),
});
