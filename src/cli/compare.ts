import type { Options } from 'yargs';
import { all, type CommandOf, once, wholeNumber } from './command.ts';
import type { CompareArguments } from './compare-arguments.ts';

const COMPARE_OPTIONS = {
  set: {
    type: 'string',
    requiresArg: true,
    coerce: all,
    describe: 'PATH=VALUE: what B has otherwise, of one file; may be given often',
  },
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('replications', 1, 10_000),
    describe: 'How often to run each; default 10',
  },
  seed: {
    type: 'string',
    requiresArg: true,
    coerce: once('seed'),
    describe: 'Seed of all chance in both; default the one in A',
  },
  out: {
    type: 'string',
    requiresArg: true,
    coerce: once('out'),
    describe: 'Folder to write compare.json to, and report.html',
  },
  html: { type: 'boolean', describe: 'Write report.html too, to --out or a folder in reports' },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    describe: 'What to print: the report, or compare.json alone',
  },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim compare`, without dashes. */
export const COMPARE_OPTION_NAMES: readonly string[] = Object.keys(COMPARE_OPTIONS);

/** `mpsim compare A [B]`: runs two scenarios with the same luck and tells how each message fares in both. */
export const compareCommand: CommandOf<CompareArguments> = (choose) => ({
  command: 'compare <file..>',
  describe: 'Compare two scenarios, message by message, and tell where the time went',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        array: true,
        coerce: all,
        demandOption: true,
        describe: 'Scenarios A and B; or A, with --set for B',
      })
      .options(COMPARE_OPTIONS)
      .example('$0 compare today.yaml with-pool.yaml', 'who waits longer, and behind whom')
      .example(
        "$0 compare sale.yaml --set 'senders[0].numbers.count=20'",
        'what twenty numbers change',
      ) as never,
  handler: (request) => choose(async () => (await import('./compare-files.ts')).compareFiles(request)),
});
