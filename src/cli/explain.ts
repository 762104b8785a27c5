import type { CommandOf } from './command.ts';
import { asWritten } from './stdin-word.ts';

interface ExplainArguments {
  readonly code: string;
}

/** `mpsim explain CODE`: what a mistake in a scenario or an error of a message means, and what to do. */
export const explainCommand: CommandOf<ExplainArguments> = (choose) => ({
  command: 'explain <code>',
  describe: 'Explain an error code such as 30001, or a mistake such as MP203',
  builder: (program) =>
    program
      .positional('code', {
        type: 'string',
        demandOption: true,
        coerce: asWritten,
        describe: 'A code from a report or from validate',
      })
      .example('$0 explain 30001', 'what queue overflow means, and what to do'),
  handler: ({ code }) => choose(async () => (await import('./explain-code.ts')).explainCode(code)),
});
