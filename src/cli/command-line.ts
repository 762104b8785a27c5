import yargs, { type Argv } from 'yargs';
import type { Action } from './command.ts';
import { compareCommand } from './compare.ts';
import { diffCommand } from './diff.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { explainCommand } from './explain.ts';
import { tellFailure, UsageError } from './failure.ts';
import { fuzzCommand } from './fuzz.ts';
import { initCommand } from './init.ts';
import { lockCommand } from './lock.ts';
import { mergeCommand } from './merge.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';
import { rulebookCommand } from './rulebook.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { segmentsCommand } from './segments.ts';
import { serveCommand } from './serve.ts';
import { hideDashes } from './stdin-word.ts';
import { sweepCommand } from './sweep.ts';
import { testCommand } from './test.ts';
import { usageError } from './usage-error.ts';
import { validateCommand } from './validate.ts';
import { version } from './version.ts';

/** Understands a command line and does what it says; tells what went wrong on standard error. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  try {
    const action = chosenAction(words);
    return action === undefined ? EXIT.fine : await action();
  } catch (error) {
    return tellFailure(error);
  }
}

/** Undefined when all is done already: help, version, completion. */
function chosenAction(words: readonly string[]): Action | undefined {
  let chosen: Action | undefined;
  const choose = (action: Action): void => {
    chosen = action;
  };
  const program = yargs(hideDashes(words))
    .scriptName('mpsim')
    .locale('en')
    .usage('$0 <command>\n\nWhen will my messages land, which will fail, and how many senders do I need?')
    .command(runCommand(choose))
    .command(initCommand(choose))
    .command(reportCommand(choose))
    .command(validateCommand(choose))
    .command(testCommand(choose))
    .command(lockCommand(choose))
    .command(diffCommand(choose))
    .command(fuzzCommand(choose))
    .command(compareCommand(choose))
    .command(sweepCommand(choose))
    .command(mergeCommand(choose))
    .command(planCommand(choose))
    .command(segmentsCommand(choose))
    .command(serveCommand(choose))
    .command(rulebookCommand(choose))
    .command(schemaCommand(choose))
    .command(explainCommand(choose))
    .completion('completion', 'Print a script that completes commands in your shell')
    .example('$0 init my-sale.yaml', 'write a scenario to start from')
    .example('$0 run my-sale.yaml', 'simulate it and print the report')
    .epilogue('mpsim <command> --help tells more and shows examples.');
  settle(program, words).parseSync();
  return chosen;
}

/** How lines are read: strictly, with every mistake as an error of ours, and without ending the process. */
function settle(program: Argv, words: readonly string[]): Argv {
  return program
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .version(version())
    .alias('help', 'h')
    .wrap(80)
    .demandCommand(1, 'name a command')
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error: Error | undefined) => {
      throw error instanceof UsageError ? error : usageError(message ?? error?.message ?? '', words);
    });
}
