import type { Options } from 'yargs';
import { all, type CommandOf, once, wholeNumber } from './command.ts';
import { PICTURE_OPTIONS } from './picture-options.ts';
import { precisionAsked, REPLICATIONS_MAX, WORKERS_MAX } from './replication-options.ts';
import type { RunArguments } from './run-arguments.ts';

const RUN_OPTIONS = {
  seed: {
    type: 'string',
    requiresArg: true,
    coerce: once('seed'),
    describe: 'Seed of all chance; default the one in the file',
  },
  replication: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('replication', 0, 1_000_000_000),
    describe: 'Which repetition of the seed, from 0',
  },
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('replications', 1, REPLICATIONS_MAX),
    describe: 'Run so many repetitions and report every figure with its interval',
  },
  'until-precision': {
    type: 'string',
    requiresArg: true,
    coerce: precisionAsked,
    describe: 'Repeat until p95=2% (of the end-to-end latency, or queue_wait.mean=1%)',
  },
  'max-replications': {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('max-replications', 1, REPLICATIONS_MAX),
    describe: 'Bound of --until-precision; default 1000',
  },
  workers: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('workers', 1, WORKERS_MAX),
    describe: 'Threads for repetitions; default all cores',
  },
  set: {
    type: 'string',
    requiresArg: true,
    coerce: all,
    describe: 'PATH=VALUE: override a value of the file; may be given often',
  },
  out: {
    type: 'string',
    requiresArg: true,
    coerce: once('out'),
    describe: 'Folder for the report; default reports/NAME',
  },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    describe: 'What to print: the report, or summary.json alone',
  },
  quiet: { type: 'boolean', describe: 'Print the verdict only' },
  ...PICTURE_OPTIONS,
  messages: { type: 'boolean', describe: 'Write messages.csv: one row a message' },
  trace: { type: 'boolean', describe: 'Write trace.ndjson: one line an event' },
  result: { type: 'boolean', describe: 'Write result.json: all that mpsim report needs' },
  html: { type: 'boolean', describe: 'Write report.html: the report as a page with charts' },
  journal: {
    type: 'string',
    requiresArg: true,
    coerce: once('journal'),
    describe: 'Replay the session that mpsim serve kept in this file, in place of a scenario',
  },
  'no-proof': { type: 'boolean', describe: 'Do not hold the run against the laws of queues' },
  watch: { type: 'boolean', describe: 'Run again when it or a file that it names is saved' },
} as const satisfies Record<string, Options>;

/** The names of the options of `mpsim run`, without dashes. */
export const RUN_OPTION_NAMES: readonly string[] = Object.keys(RUN_OPTIONS);

/** `mpsim run FILE...`: simulates scenarios and reports. */
export const runCommand: CommandOf<RunArguments> = (choose) => ({
  command: 'run [file..]',
  describe: 'Simulate a scenario and report when messages land and which fail',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        array: true,
        coerce: all,
        default: [],
        describe: 'Scenario files; - is standard input',
      })
      .options(RUN_OPTIONS)
      .example('$0 run scenarios/flash-sale.yaml', 'print the report, write it to reports/flash-sale')
      .example("$0 run sale.yaml --set 'senders[0].segments-per-second=5'", 'what if it were faster')
      .example('$0 run sale.yaml --replications 30', 'every figure with its interval')
      .example('$0 run sale.yaml --format json | jq .messages', 'the summary for programs') as never,
  handler: (request) => choose(async () => (await import('./run-files.ts')).runFiles(request)),
});
