import { all, type CommandOf } from './command.ts';
import type { MergeArguments } from './sweep-arguments.ts';
import { SWEEP_OUTPUT_OPTIONS } from './sweep-options.ts';

/** `mpsim merge DIR...`: makes one report of the parts of a sweep. */
export const mergeCommand: CommandOf<MergeArguments> = (choose) => ({
  command: 'merge <folder..>',
  describe: 'Put the parts of a sweep, each run with --shard, together into one report',
  builder: (program) =>
    program
      .positional('folder', {
        type: 'string',
        array: true,
        coerce: all,
        demandOption: true,
        describe: 'Folders of all parts',
      })
      .options(SWEEP_OUTPUT_OPTIONS)
      .example('$0 merge reports/sale@sweep,part=*', 'the whole sweep, in reports/sale@sweep') as never,
  handler: (request) => choose(async () => (await import('./merge-folders.ts')).mergeFolders(request)),
});
