import type { Options } from 'yargs';
import { type CommandOf, once, wholeNumber } from './command.ts';
import type { PlanArguments } from './plan-arguments.ts';

const PLAN_OPTIONS = {
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: wholeNumber('replications', 1, 99_999),
    describe: 'At the most, until the verdict on a choice is conclusive; default 80',
  },
  format: {
    choices: ['text', 'json'],
    default: 'text',
    describe: 'For people, or for programs',
  },
} as const satisfies Record<string, Options>;

/** `mpsim plan FILE`: the cheapest legal senders with which every expectation of a scenario holds. */
export const planCommand: CommandOf<PlanArguments> = (choose) => ({
  command: 'plan <file>',
  describe: 'Find how many senders, of which kind, meet every expectation for the least',
  builder: (program) =>
    program
      .positional('file', {
        type: 'string',
        coerce: once('file'),
        demandOption: true,
        describe: 'Scenario file with plan and expect; - is standard input',
      })
      .options(PLAN_OPTIONS)
      .example('$0 plan sale.yaml', 'how many numbers the sale needs') as never,
  handler: (request) => choose(async () => (await import('./plan-file.ts')).planFile(request)),
});
