import type { Options } from 'yargs';
import { type CommandOf, once, wholeNumber } from './command.ts';
import type { FuzzArguments } from './fuzz-arguments.ts';

const FUZZ_OPTIONS = {
  runs: {
    type: 'string',
    requiresArg: true,
    default: '100',
    coerce: wholeNumber('runs', 1, 1_000_000),
    describe: 'Cases to look at; making one smaller takes some more',
  },
  seed: {
    type: 'string',
    requiresArg: true,
    default: '1',
    coerce: wholeNumber('seed', 0, 2_147_483_647),
    describe: 'Seed of the draws, a whole number; the scenario keeps its own',
  },
  out: {
    type: 'string',
    requiresArg: true,
    coerce: once('out'),
    describe: 'File for the case that breaks something; default NAME.broken.yaml beside the scenario',
  },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    describe: 'For people, or for programs',
  },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim fuzz`, without dashes. */
export const FUZZ_OPTION_NAMES: readonly string[] = Object.keys(FUZZ_OPTIONS);

/** `mpsim fuzz FILE`: looks for the smallest change, among those that `vary` allows, that breaks the plan. */
export const fuzzCommand: CommandOf<FuzzArguments> = (choose) => ({
  command: 'fuzz <file>',
  describe: 'Search what a scenario says to vary for the smallest change that breaks an expectation',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        coerce: once('file'),
        demandOption: true,
        describe: 'Scenario file with vary and expect; - is standard input',
      })
      .options(FUZZ_OPTIONS)
      .example('$0 fuzz sale.yaml --runs 500', 'look at 500 cases') as never,
  handler: (request) => choose(async () => (await import('./fuzz-file.ts')).fuzzFile(request)),
});
