import type { Options } from 'yargs';
import type { CommandOf } from './command.ts';
import type { DiffArguments } from './diff-arguments.ts';
import { asWritten } from './stdin-word.ts';

const RUN = { type: 'string', demandOption: true, coerce: asWritten } as const;

const DIFF_OPTIONS = {
  'first-divergence': {
    type: 'boolean',
    default: false,
    describe: 'Show the first event at which they part, and those around it',
  },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim diff`, without dashes. */
export const DIFF_OPTION_NAMES: readonly string[] = Object.keys(DIFF_OPTIONS);

/** `mpsim diff A B`: tells what two runs do not have alike. */
export const diffCommand: CommandOf<DiffArguments> = (choose) => ({
  command: 'diff <a> <b>',
  describe: 'Tell what differs between two runs, or where they part',
  builder: (program) =>
    program
      .positional('a', { ...RUN, describe: 'A scenario file, or the folder of a run' })
      .positional('b', { ...RUN, describe: 'The other one' })
      .options(DIFF_OPTIONS)
      .example('$0 diff reports/sale sale.yaml', 'what differs in counts and quantiles')
      .example('$0 diff old.yaml new.yaml --first-divergence', 'the first event that differs') as never,
  handler: (request) => choose(async () => (await import('./diff-runs.ts')).diffRuns(request)),
});
