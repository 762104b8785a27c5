import type { Options } from 'yargs';
import { type CommandOf, once } from './command.ts';
import { UsageError } from './failure.ts';
import type { PlanArguments } from './plan-arguments.ts';

const PLAN_OPTIONS = {
  replications: {
    type: 'string',
    requiresArg: true,
    coerce: replicationCount,
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

function replicationCount(value: string | readonly string[] | undefined): number | undefined {
  const text = once('replications')(value);
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1)
    throw new UsageError(`--replications takes a whole number from 1 to 99999, not "${text}"`);
  return Number(text);
}
