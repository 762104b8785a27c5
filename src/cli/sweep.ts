import type { Options } from 'yargs';
import { CELLS_MAX, DESIGNS } from '../scenario/sweep-designs.ts';
import { all, type CommandOf, once, wholeNumber } from './command.ts';
import { REPLICATIONS_MAX, WORKERS_MAX } from './replication-options.ts';
import type { SweepArguments } from './sweep-arguments.ts';
import { SWEEP_OUTPUT_OPTIONS, shardAsked } from './sweep-options.ts';

const SWEEP_OPTIONS = {
  vary: {
    type: 'string',
    requiresArg: true,
    coerce: all,
    describe: 'PATH=VALUES: a range such as 10..100:10, or a list such as 10,20; may be given often',
  },
  design: {
    choices: DESIGNS,
    describe: 'How cells follow from values; default grid, every value with every other',
  },
  cells: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('cells', 1, CELLS_MAX),
    describe: 'Cells of a Latin hypercube',
  },
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('replications', 1, REPLICATIONS_MAX),
    describe: 'Runs of each cell; default 1',
  },
  workers: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('workers', 1, WORKERS_MAX),
    describe: 'Threads; default all cores',
  },
  shard: {
    type: 'string',
    requiresArg: true,
    coerce: shardAsked,
    describe: '3/20: run the third of twenty parts of the cells; mpsim merge puts them together',
  },
  ...SWEEP_OUTPUT_OPTIONS,
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim sweep`, without dashes. */
export const SWEEP_OPTION_NAMES: readonly string[] = Object.keys(SWEEP_OPTIONS);

/** `mpsim sweep FILE`: runs a scenario over many values of some of its numbers. */
export const sweepCommand: CommandOf<SweepArguments> = (choose) => ({
  command: 'sweep <file>',
  describe: 'Run a scenario over ranges of its values and map where it holds; resumes where it was stopped',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        coerce: once('file'),
        demandOption: true,
        describe: 'Scenario file, with sweep unless --vary is given; - is standard input',
      })
      .options(SWEEP_OPTIONS)
      .example(
        "$0 sweep sale.yaml --vary 'traffic[0].arrivals.batch=10000..100000:10' --vary 'senders[0].numbers.count=10,20,50'",
        'thirty cells',
      ) as never,
  handler: (request) => choose(async () => (await import('./sweep-file.ts')).sweepFile(request)),
});
