import { all, type CommandOf } from './command.ts';
import type { RulebookArguments } from './rulebook-arguments.ts';

/** `mpsim rulebook [NAME|FILE]`: lists the rulebooks, prints one with its sources, or compares two. */
export const rulebookCommand: CommandOf<RulebookArguments> = (choose) => ({
  command: 'rulebook [name..]',
  describe: "Print a provider's rules and prices with their sources, or compare two",
  builder: (program) =>
    program
      .positional('name', {
        type: 'string',
        array: true,
        coerce: all,
        default: [],
        describe: 'A bundled rulebook, or a file of your own; none: list them',
      })
      .option('diff', {
        type: 'boolean',
        default: false,
        describe: 'Show what changed from the first to the second',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'For people, or for programs',
      })
      .example('$0 rulebook twilio-2026', 'every limit, code and price, with its source')
      .example('$0 rulebook --diff twilio-2022 twilio-2026', 'what changed'),
  handler: (request) => choose(async () => (await import('./tell-rulebook.ts')).tellRulebook(request)),
});

/** Options that only this command has. */
export const RULEBOOK_OPTION_NAMES: readonly string[] = ['diff'];
